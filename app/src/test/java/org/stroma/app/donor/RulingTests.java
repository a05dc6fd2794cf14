package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Rulings;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Evaluation.Overall;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** What a standard asks case by case is ruled on by two, and typed by nobody. */
@StromaTest
class RulingTests {
    private DonorStage stage;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Donors donors;
    @Autowired
    private Gates gates;
    @Autowired
    private Cast cast;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Eligibility eligibility;
    @Autowired
    private Rulings rulings;

    @Autowired
    void walkWith(ApplicationContext context) {
        stage = DonorStage.of(context);
    }

    private String status(String donor, String requirement) {
        return gates.judge("G1", donor).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status()
                .name();
    }

    /** What Europe asks case by case is ruled on by two; until then she is not eligible, whatever was tested. */
    @Test
    void aEuropeanDonorIsEligibleOnceTheConditionalMarkersAreRuledOn() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.EU, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.420");
        stage.markers(codes, java.util.stream.Stream.of("hiv_ab", "hiv_nat", "hbsag", "anti_hbc", "hbv_nat", "anti_hcv",
                "hcv_nat", "tp_treponemal", "cmv_igm").map(marker -> MarkerResult.negative(marker, "CLIA-9")).toList());
        stage.karyotype(codes, "46,XY[20]", 20);
        stage.review(codes);
        donors.testingComplete(stage.collector(), codes.donor(), Donors.Span.at(stage.ago(Duration.ZERO)), null);
        assertThat(status(codes.donor(), "G1-07-HTLV")).isEqualTo("MISSING");

        rule(codes, "htlv_decision", false);
        rule(codes, "ebv_decision", false);
        rule(codes, "b19_decision", false);
        assertThat(status(codes.donor(), "G1-07-HTLV")).isEqualTo("NOT_APPLICABLE");
        assertThat(gates.judge("G1", codes.donor()).evaluation().overall()).isEqualTo(Overall.MISSING);
        rule(codes, "cmv_decision", true);

        assertThat(gates.judge("G1", codes.donor()).evaluation().overall()).isEqualTo(Overall.PASS);
        stage.decide("G1", codes.donor(), "ELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        assertThat(eligibility.find(codes.tissue()).orElseThrow().status()).isEqualTo(Eligibility.Status.ELIGIBLE);
    }

    private void rule(DonorStage.Codes codes, String characteristic, boolean required) {
        Actor reviewer = cast.signIn("DMR-1");
        long ruling = rulings.propose(reviewer, codes.donor(), new Rulings.Proposal(characteristic, required,
                "no leukocyte-rich tissue, centre of low prevalence", clock.instant().plus(Duration.ofDays(365))));
        rulings.sign(reviewer, codes.donor(), ruling, cast.entry("DMR-1", "DONOR_MEDICAL_REVIEWER",
                rulings.panel(ruling).orElseThrow()));
        assertThat(rulings.list(codes.donor())).filteredOn(each -> each.characteristic().equals(characteristic))
                .noneMatch(Rulings.Ruling::signed);
        assertThatThrownBy(() -> rulings.sign(reviewer, codes.donor(), ruling,
                cast.entry("DMR-1", "QA", rulings.panel(ruling).orElseThrow()))).isInstanceOf(Refusal.class);
        rulings.sign(reviewer, codes.donor(), ruling, cast.entry("QA-2", "QA", rulings.panel(ruling).orElseThrow()));
    }

    /** Domain brief 5.4: who wrote a ruling does not approve it; another of the same role does. */
    @Test
    void whoWroteARulingDoesNotApproveIt() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.EU, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.420");
        Actor author = cast.signIn("QA-1");
        long ruling = rulings.propose(author, codes.donor(), new Rulings.Proposal("ebv_decision", false,
                "centre of low prevalence", clock.instant().plus(Duration.ofDays(365))));
        rulings.sign(cast.signIn("DMR-1"), codes.donor(), ruling,
                cast.entry("DMR-1", "DONOR_MEDICAL_REVIEWER", rulings.panel(ruling).orElseThrow()));

        assertThatThrownBy(() -> rulings.sign(author, codes.donor(), ruling,
                cast.entry("QA-1", "QA", rulings.panel(ruling).orElseThrow()))).extracting("code").isEqualTo("ST018");
        assertThat(rulings.list(codes.donor())).noneMatch(Rulings.Ruling::signed);
        rulings.sign(cast.signIn("QA-2"), codes.donor(), ruling,
                cast.entry("QA-2", "QA", rulings.panel(ruling).orElseThrow()));
        assertThat(rulings.list(codes.donor())).singleElement().matches(Rulings.Ruling::signed);
    }

    @Test
    void aRulingIsNeitherTypedNorMadeByWhoMayNot() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.EU, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.420");

        assertThatThrownBy(() -> evidence.record(cast.signIn("DMR-1"), "an attack in a test", List.of(Entry.of(
                codes.donor(), "htlv_decision", Evidence.Kind.DECLARATION, new Value.Decided(false, true, null)))))
                .extracting("code").isEqualTo("ST047");
        assertThatThrownBy(() -> rulings.propose(cast.signIn("NU-1"), codes.donor(), new Rulings.Proposal(
                "htlv_decision", false, "because I say so", clock.instant().plus(Duration.ofDays(9)))))
                .extracting("code").isEqualTo("ST038");
        assertThatThrownBy(() -> rulings.propose(cast.signIn("QA-1"), codes.donor(), new Rulings.Proposal(
                "htlv_decision", false, "for ever and a day", clock.instant().minus(Duration.ofDays(9)))))
                .extracting("code").isEqualTo("ST099");
        assertThatThrownBy(() -> evidence.record(cast.signIn("COL-1"), "an attack in a test", List.of(Entry.of(
                codes.donor(), "sample_at", Evidence.Kind.DECLARATION,
                new Value.At(new org.stroma.measure.Moment.Instant(
                        java.time.OffsetDateTime.parse("2026-03-02T08:05:00+08:00")))))))
                .extracting("code").isEqualTo("ST069");
    }
}
