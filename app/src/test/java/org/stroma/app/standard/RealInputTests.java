package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.measure.Quantity;

/** Eight published UC-MSC doses against five published specifications, compared with what a reader worked out by hand. */
class RealInputTests {
    private static final StandardReader READER = new StandardReader(Standards.library());
    private static final Map<String, Standard> SPECIFICATIONS = new LinkedHashMap<>();
    private static final List<FactsFile> DOSES = Standards.files("doses").stream()
            .map(file -> FactsFile.read(Standards.bytes(file)).orThrow()).toList();

    static {
        Standards.files("published").forEach(file -> {
            Standard standard = READER.read(Standards.bytes(file)).orThrow();
            SPECIFICATIONS.put(standard.code(), standard);
        });
    }

    /** One line of the table worked out by hand: specification, requirement, and what is expected of each dose. */
    record Expected(String specification, String requirement, List<String> doses) {}

    static Stream<Expected> expected() throws IOException {
        Path table = Path.of(System.getProperty("stroma.root", "."),
                "app/src/test/resources/standard/real-input-expected.tsv");
        return Files.readAllLines(table).stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\t"))
                .map(cells -> new Expected(cells[0], cells[1], List.of(cells).subList(2, cells.length)));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void eachDoseComesOutAsAReaderWorksItOut(Expected line) {
        Standard specification = SPECIFICATIONS.getOrDefault(line.specification(),
                SPECIFICATIONS.values().iterator().next());

        List<String> found = DOSES.stream().map(dose -> specification.evaluate(dose.facts()).verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(line.requirement())).findFirst().orElseThrow())
                .map(verdict -> verdict.status() == Status.MET
                        ? "MET"
                        : verdict.status() + ":" + verdict.reason().code())
                .toList();

        assertThat(specification.code()).isEqualTo(line.specification());
        assertThat(found).isEqualTo(line.doses());
    }

    @Test
    void theTableWorkedOutByHandHasEveryRequirement() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        expected().forEach(line -> lines.merge(line.specification(), 1L, Long::sum));

        assertThat(SPECIFICATIONS).hasSize(5);
        assertThat(DOSES).hasSize(8);
        SPECIFICATIONS.forEach((code, standard) -> assertThat(lines.get(code))
                .isEqualTo(standard.requirements().size()));
    }

    @Test
    void noDoseCanBeReleasedByAPublishedSpecificationBecauseEvidenceIsMissing() {
        for (Standard specification : SPECIFICATIONS.values()) {
            assertThat(DOSES).allSatisfy(dose -> assertThat(specification.evaluate(dose.facts()).overall())
                    .isEqualTo(Evaluation.Overall.MISSING));
        }
    }

    @Test
    void whatIsNotComparableSaysWhyInBothLanguages() {
        Standard specification = SPECIFICATIONS.values().stream()
                .filter(each -> each.code().equals("published-bmj-open")).findFirst().orElseThrow();
        Verdict endotoxin = specification.evaluate(DOSES.get(4).facts()).verdicts().get(5);

        assertThat(new Sentences(specification, Locale.ENGLISH).reason(endotoxin.judgement()))
                .isEqualTo("not comparable: bacterial endotoxin is 0.073 EU/mL, the limit is in EU/kg");
        Verdict censored = specification.evaluate(DOSES.getFirst().facts()).verdicts().get(5);
        assertThat(new Sentences(specification, Locale.ENGLISH).reason(censored.judgement()))
                .isEqualTo("not comparable: bacterial endotoxin is <0.1 EU/mL, the limit is in EU/kg");
        assertThat(new Sentences(specification, Locale.SIMPLIFIED_CHINESE).reason(endotoxin.judgement()))
                .contains("不可比", "0.073 EU/mL", "EU/kg");
    }

    @Test
    void anotherDefinitionIsQuotedAsItWasWritten() {
        Standard specification = SPECIFICATIONS.values().stream()
                .filter(each -> each.code().equals("published-scrt-2020")).findFirst().orElseThrow();
        Verdict sterility = specification.evaluate(DOSES.getFirst().facts()).verdicts().getFirst();

        assertThat(new Sentences(specification, Locale.ENGLISH).reason(sterility.judgement())).isEqualTo(
                "not comparable: microorganisms was observed as \"microorganisms (duration not stated)\", the limit is on \"no growth in 7 d\"");
    }

    @Test
    void theDosesAreThoseOfTheSharedTable() throws IOException {
        Path table = Path.of(System.getProperty("stroma.shared", ""),
                "data/msc_process/release_results_8_UCMSC_doses.tsv");
        if (Files.notExists(table)) {
            System.out.println("skipped: the shared table of eight UC-MSC doses is not there");
        }
        assumeTrue(Files.exists(table), "the shared table of eight UC-MSC doses is not there");

        List<String> lines = Files.readAllLines(table);
        List<String> names = List.of(lines.getFirst().split("\t"));
        Map<String, String> columns = Map.of("viability", "viability_pct", "cd73", "CD73_pct", "cd90", "CD90_pct",
                "cd105", "CD105_pct", "negative_markers", "negative_markers_pct", "endotoxin",
                "endotoxin_EU_per_mL");

        assertThat(lines).hasSize(9);
        for (int lot = 1; lot <= 8; lot++) {
            List<String> cells = List.of(lines.get(lot).split("\t"));
            Facts facts = DOSES.get(lot - 1).facts();
            columns.forEach((characteristic, column) -> assertThat(written(facts, characteristic))
                    .as(characteristic).isEqualTo(cells.get(names.indexOf(column))));
            assertThat(cells).endsWith("Negative", "Negative");
        }
    }

    private static String written(Facts facts, String characteristic) {
        Value value = facts.list(characteristic).getFirst().values().getFirst();
        return ((Value.Measured) value).measurement().writtenNumber();
    }

    @Test
    void aMethodThatTheSpecificationNamesIsPartOfTheRequirement() {
        Standard specification = SPECIFICATIONS.values().stream()
                .filter(each -> each.code().equals("published-scrt-2020")).findFirst().orElseThrow();
        Observation byTrypanBlue = Observation
                .of("viability", new Value.Measured(
                        new org.stroma.measure.Measurement.Exact(Quantity.parse("89", "%"))), "E-1")
                .reviewed().withMethod("TRYPAN_BLUE", false);

        Verdict verdict = specification.evaluate(Facts.of(DOSES.getFirst().facts().asOf(), byTrypanBlue)).verdicts()
                .get(3);

        assertThat(verdict.status()).isEqualTo(Status.MET);
    }
}
