package org.stroma.app.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.material.MaterialFixture.file;
import static org.stroma.app.material.MaterialFixture.part;
import static org.stroma.app.material.MaterialFixture.verifier;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Every material lot of the worked campaign, and its complete media, walked from receipt to release. */
@StromaTest
@Import(MaterialFixture.class)
class MaterialCampaignTests {
    @Autowired
    private MaterialFixture given;
    @Autowired
    private Cast cast;
    @Autowired
    private MaterialEvidence evidence;
    @Autowired
    private Solutions solutions;
    @Autowired
    private Units units;

    private String tag = "";

    @BeforeEach
    void code() {
        tag = "-" + System.nanoTime() % 100_000_000L;
    }

    /**
     * A lot of the campaign.
     *
     * @param audited whether the evidence of the lot names an audit
     * @param documents beside the certificate that came with the lot
     */
    record Line(String lot, String family, String level, boolean audited, Component component, String documents,
            int poolSize) {
        @Override
        public String toString() {
            return lot;
        }
    }

    static Stream<Line> lines() {
        Component lysate = new Component("human platelet lysate", Component.Nature.HUMAN_BLOOD, null, true);
        String pooled = "full_test adventitious_test origin_cert pool_donor_testing pathogen_tests lot_consistency";
        return Stream.of(
                new Line("MED-26-01", Component.MEDIUM, "L3", true, part("salts", Component.Nature.CHEMICAL),
                        "full_test", 0),
                new Line("HPL-26-03", Component.MEDIUM, "L4", true, lysate, pooled, 64),
                new Line("HPL-26-07", Component.MEDIUM, "L4", true, lysate, pooled, 71),
                new Line("ENZ-26-02", "DIGESTIVE_ENZYME", "L3", true,
                        part("recombinant protease", Component.Nature.RECOMBINANT), "full_test", 0),
                new Line("HSA-26-11", "MARKETED_MEDICINE", "L1", false,
                        part("human serum albumin", Component.Nature.HUMAN_BLOOD),
                        "ma_cert national_lot_release reduced_test", 0),
                new Line("DMS-26-04", "FORMULATION_CRYO", "L3", true, part("DMSO", Component.Nature.CHEMICAL),
                        "exc_registration full_test", 0),
                new Line("ELY-26-09", "MARKETED_MEDICINE", "L1", false,
                        part("electrolytes", Component.Nature.CHEMICAL), "ma_cert reduced_test", 0),
                new Line("TRM-26-01", "TRANSPORT_MEDIUM", "L3", true, part("salts", Component.Nature.CHEMICAL),
                        "full_test", 0),
                new Line("VIA-26-05", "PACKAGING_CRYO", "L2", false, part("COP", Component.Nature.POLYMER),
                        "exc_registration compatibility", 0),
                new Line("CRV-26-02", "PACKAGING_CRYO", "L2", false, part("PP", Component.Nature.POLYMER),
                        "exc_registration compatibility", 0),
                new Line("CFA-26-06", "CONTACT_CONSUMABLE", "L3", true, part("polystyrene", Component.Nature.POLYMER),
                        "sterility_cert", 0),
                new Line("LBL-26-01", "PRINTED_PACKAGING", "L2", false, part("polyester", Component.Nature.POLYMER),
                        "cold_qualification", 0));
    }

    private String release(Line line) {
        String lot = line.lot() + tag;
        String material = given.material(line.lot().replace("-26-", "") + tag, line.family(), line.level(),
                line.audited() ? given.today().minusDays(200) : null, line.component());
        given.receive(lot, material, 400);
        given.sample(lot);
        if (line.poolSize() > 0) {
            evidence.measured(cast.signIn("AN-1"), lot, "pool_size", Integer.toString(line.poolSize()), null);
        }
        given.evidence(lot, line.documents().split(" "));
        given.decide(lot, "RELEASED");
        return lot;
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isReceivedSampledEvidencedReviewedAndReleased(Line line) {
        String lot = release(line);

        assertThat(units.get(lot).state()).isEqualTo("RELEASED");
        assertThat(given.gates.decisions(lot, "G3").getFirst().overall()).isEqualTo("PASS");
        assertThat(given.gates.replays(given.gates.decisions(lot, "G3").getFirst().evaluation())).isTrue();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void isNotReleasedWithoutItsEvidence(Line line) {
        String material = given.material(line.lot().replace("-26-", "") + tag, line.family(), line.level(),
                line.component());
        String lot = given.receive(line.lot() + tag, material, 400);

        assertThat(given.overall(lot)).isEqualTo("MISSING");
    }

    @Test
    void completeMediumIsPreparedFromReleasedLots() {
        Line medium = lines().findFirst().orElseThrow();
        Line lysate = lines().skip(1).findFirst().orElseThrow();
        String med = release(medium);
        String hpl = release(lysate);
        solutions.define(cast.signIn("PS-1"), new Solutions.Recipe("CM" + tag, 0, "完全培养基（5% HPL）",
                "Complete medium, 5 % HPL", List.of("MED01" + tag, "HPL03" + tag), Duration.ofDays(14),
                Duration.ofDays(14), "2-8 °C", true, "VAL-26-07"));
        for (String code : List.of("CM-26-031", "CM-26-032", "CM-26-082", "CM-26-110")) {
            String solution = code + tag;
            solutions.prepare(cast.signIn("OP-1"), new Solutions.Preparation(solution, "CM" + tag,
                    Operation.Amount.of("200", "mL"),
                    List.of(new Solutions.Part(med, new BigDecimal("190")),
                            new Solutions.Part(hpl, new BigDecimal("10"))),
                    List.of(solution + "-ST", solution + "-EN"), "FR-02", Map.of()), verifier("VF-1"));
            Actor analyst = cast.signIn("AN-1");
            evidence.check(analyst, solution, "filter_integrity", true, null);
            evidence.check(analyst, solution, "solution_appearance", true, null);
            evidence.measured(analyst, solution, "solution_endotoxin", "<0.25", "ChP-1143");
            given.review(solution);
            given.decide(solution, "RELEASED");

            assertThat(units.get(solution).state()).isEqualTo("RELEASED");
        }
        assertThat(units.get(med).remaining()).isEqualByComparingTo("230");
        assertThat(evidence.file(cast.signIn("QA-1"), med, sha(med))).get().extracting("name")
                .isEqualTo(file("coa " + med).name());
    }

    private String sha(String lot) {
        return evidence.list(cast.signIn("QA-1"), lot).stream().filter(item -> item.characteristic().equals("coa"))
                .map(item -> String.valueOf(item.file())).findFirst().orElseThrow();
    }
}
