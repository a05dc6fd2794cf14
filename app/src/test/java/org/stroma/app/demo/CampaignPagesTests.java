package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.testing.Window;

/** Walks the campaign's pages in a real browser, in both languages, and keeps a picture of each. */
class CampaignPagesTests {
    private static final String[][] PAGES = {{"QA-2", "release", "/release"}, {"QA-2", "cockpit", "/release/L26-117"},
            {"QA-2", "gate-g6b", "/gate/G6b/L26-117"}, {"QA-1", "gate-g1", "/gate/G1/DN-7F3K2"},
            {"QA-1", "trace", "/trace?of=DN-7F3K2"}, {"QA-1", "unit-lot", "/unit/L26-117"},
            {"QA-1", "history", "/unit/L26-117/history"}, {"QA-1", "bank", "/banks/MCB-26-001"},
            {"OP-1", "lot", "/lots/L26-117"}, {"OP-1", "culture", "/cultures/P5-26-117"},
            {"QA-1", "donor", "/donors/DN-7F3K2"}, {"QA-1", "tissue", "/tissues/UC-26-0001"},
            {"WH-1", "materials", "/materials"}, {"WH-1", "material-lot", "/materials/lot/HPL-26-03"},
            {"AN-1", "laboratory", "/laboratory"}, {"AN-1", "laboratory-lot", "/laboratory/unit/L26-117"},
            {"QCR-1", "review", "/laboratory/review"}, {"QA-1", "standards", "/standards"},
            {"QA-1", "standard", "/standards/ucm01-release"}, {"QA-1", "product", "/products/UCM-01"},
            {"QA-1", "deviations", "/deviations"}, {"QCH-1", "methods", "/laboratory/methods"}};

    private final World world = World.get();

    @ParameterizedTest
    @ValueSource(strings = {"zh-CN", "en"})
    void everyPageOpensWithoutAComplaint(String language) {
        String signedIn = "";
        Window window = null;
        try {
            for (String[] each : PAGES) {
                if (!each[0].equals(signedIn)) {
                    if (window != null) {
                        window.close();
                    }
                    window = world.window(language, each[0]);
                    signedIn = each[0];
                }
                window.go(each[2]).picture("campaign-" + each[1] + "-" + language);

                assertThat(window.page().locator("main h1").count()).as(each[2]).isEqualTo(1);
                assertThat(window.complaints()).as(each[2]).isEmpty();
                assertThat(window.page().content()).as(each[2]).doesNotContain("??");
            }
        } finally {
            if (window != null) {
                window.close();
            }
        }
    }
}
