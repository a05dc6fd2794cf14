package org.stroma.app.gate.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Standards;

/** A long gate is read by topics; every requirement that ships stands under one. */
class TopicsTests {
    @Test
    void everyRequirementThatShipsHasATopicOfItsOwn() {
        List<Standard> shipped = Standards.list();

        assertThat(shipped).isNotEmpty();
        assertThat(shipped.stream().flatMap(standard -> standard.requirements().stream())
                .filter(requirement -> Topics.of(requirement).equals("other")).map(Requirement::code).toList())
                .isEmpty();
    }

    @Test
    void everyTopicHasWordsInBothLanguages() {
        Words words = Words.alone();

        assertThat(Topics.keys()).hasSizeGreaterThan(10)
                .allSatisfy(key -> assertThat(List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH))
                        .allSatisfy(locale -> assertThat(words.say(locale, "gate.topic." + key)).doesNotContain("⟨")));
    }

    @Test
    void keepsTheOrderOfTopicsAndOfWhatStandsUnderThem() {
        Map<String, List<String>> grouped = Topics.group(List.of("safety 1", "origin 1", "safety 2"),
                each -> each.split(" ")[0]);

        assertThat(grouped).containsExactly(Map.entry("origin", List.of("origin 1")),
                Map.entry("safety", List.of("safety 1", "safety 2")));
    }
}
