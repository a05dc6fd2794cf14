package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.stroma.app.testing.StromaTest;

/** Screens name what was observed by the words of the standards. */
@StromaTest
class CharacteristicWordsTests {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    @Autowired
    private CharacteristicWords words;

    /** Those of the house, and those that are there for comparison. */
    private static List<Standard> shipped() {
        StandardReader reader = new StandardReader(Standards.library());
        return Stream.of("standards", "published").flatMap(heading -> Standards.files(heading).stream())
                .map(file -> reader.read(Standards.bytes(file)).orThrow()).toList();
    }

    @AfterEach
    void readAsBefore() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void namesCharacteristicsAndChoicesInTheReadersLanguage() {
        LocaleContextHolder.setLocale(Locale.SIMPLIFIED_CHINESE);
        assertThat(words.name("viability")).isEqualTo("细胞活率");
        assertThat(words.value("appearance", "COMPLIES")).isEqualTo("符合规定");
        assertThat(words.name("clock_cl11")).isEqualTo("存放时限 CL-11");
        LocaleContextHolder.setLocale(Locale.ENGLISH);
        assertThat(words.name("clock_cl11")).isEqualTo("hold time CL-11");
        assertThat(words.name("viability")).doesNotContain("细胞");
    }

    @Test
    void showsWhatNoStandardKnowsAsItIs() {
        assertThat(words.name("no_such_characteristic")).isEqualTo("no_such_characteristic");
        assertThat(words.value("viability", "91.2 %")).isEqualTo("91.2 %");
    }

    /** Screens show no code that a standard holds, but words for it: test methods, clauses and units of measure. */
    @Test
    void everyCodeOfTheShippedStandardsHasWordsInBothLanguages() {
        List<Standard> shipped = shipped();
        Set<String> missing = new TreeSet<>();
        Map<String, String> units = new TreeMap<>();
        for (Standard standard : shipped) {
            standard.requirements().stream().map(Requirement::method).flatMap(rule -> rule.accepted().stream())
                    .filter(code -> LANGUAGES.stream().anyMatch(in -> Spoken.method(code, in).equals(code)))
                    .forEach(code -> missing.add("method " + code));
            standard.requirements().stream().flatMap(each -> each.clauses().stream())
                    .filter(id -> LANGUAGES.stream().anyMatch(in -> Spoken.clause(id, in).isEmpty()))
                    .forEach(id -> missing.add("clause " + id));
            Sentences chinese = new Sentences(standard, Locale.SIMPLIFIED_CHINESE);
            standard.characteristics().stream().map(Characteristic::scale).filter(Objects::nonNull)
                    .map(scale -> scale.unit().code()).filter(unit -> unit.contains("{"))
                    .forEach(unit -> units.put(unit, chinese.unit(unit)));
        }

        assertThat(missing).isEmpty();
        assertThat(units).containsEntry("{cells}/mL", "细胞/mL");
        assertThat(units.values()).noneMatch(said -> said.matches(".*[a-z]{4,}.*"));
    }

    @Test
    void aReasonNamesMethodsInWords() {
        Standard standard = shipped().stream().filter(each -> each.code().equals("published-scrt-2020")).findFirst()
                .orElseThrow();
        Requirement endotoxin = standard.requirements().stream().filter(each -> each.code().equals("P-02"))
                .findFirst().orElseThrow();
        assertThat(endotoxin.method().accepted()).contains("GEL_CLOT");

        Evaluation evaluation = standard.evaluate(Facts.of(java.time.OffsetDateTime.parse("2026-03-02T10:00:00+08:00"),
                Observation.of("endotoxin",
                        new Value.Measured(org.stroma.measure.Measurement.parse("0.1", "{EU}/mL",
                                org.stroma.measure.Qualifier.NONE)),
                        "1").reviewed().withMethod("TRYPAN_BLUE", true)));
        String reason = new Sentences(standard, Locale.SIMPLIFIED_CHINESE).reason(evaluation.verdicts().stream()
                .filter(verdict -> verdict.requirement().equals("P-02")).findFirst().orElseThrow().judgement());

        assertThat(reason).contains("凝胶法", "台盼蓝").doesNotContain("GEL_CLOT", "TRYPAN_BLUE");
    }
}
