package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** What is reported about a donor after her decision stops what descends from her until it is answered. */
@StromaTest
class LateReportTests {
    private DonorStage stage;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Donors donors;
    @Autowired
    private Units units;
    @Autowired
    private Cast cast;
    @Autowired
    private Door door;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Eligibility eligibility;
    @Autowired
    private Deviations deviations;

    @Autowired
    void walkWith(ApplicationContext context) {
        stage = DonorStage.of(context);
    }

    @Test
    void aLateReportStopsTheCultureAtOnceAndTheDecisionKeepsItStopped() {
        DonorStage.Codes codes = stage.eligible();
        stage.send(codes, stage.ago(Duration.ofMinutes(1)), null);
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");
        stage.decide("G2", codes.tissue(), "ACCEPTED", "OP-1", "OPERATOR", "QA-2", "QA");
        String culture = stage.isolate(codes);
        assertThat(units.holds(culture)).isEmpty();

        donors.lateReport(cast.signIn("DMR-1"), codes.donor(), MarkerResult.positive("hiv_ab", "WB-1"),
                "reported by the collection centre", null);
        assertThat(units.holds(culture)).extracting(Units.Hold::cause).containsExactly("LATE_REPORT");
        assertThat(eligibility.find(culture).orElseThrow().status()).isNotEqualTo(Eligibility.Status.ELIGIBLE);

        assertThatThrownBy(() -> lift(codes.donor())).extracting("code").isEqualTo("ST046");

        donors.review(cast.signIn("QA-1"), codes.donor(), true, null);
        assertThat(eligibility.find(culture).orElseThrow().status()).isEqualTo(Eligibility.Status.INELIGIBLE);
        assertThatThrownBy(() -> lift(codes.donor())).extracting("code").isEqualTo("ST046");
        stage.decide("G1", codes.donor(), "INELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");

        assertThat(units.get(codes.donor()).state()).isEqualTo("INELIGIBLE");
        assertThat(units.holds(culture)).filteredOn(Units.Hold::open).extracting(Units.Hold::cause)
                .contains("DECISION");
        Instant now = clock.instant();
        assertThatThrownBy(() -> door.perform(cast.signIn("OP-1"),
                Operation.of("OP-070A", now, now).in("tissue", codes.tissue(), BigDecimal.ONE)
                        .out(Operation.Made.of("culture", "ISOLATE", culture + "B")),
                new Door.Verifier("vf-1", Cast.PASSWORD, null))).extracting("code").isIn("ST031", "ST032");
    }

    private void lift(String donor) {
        long hold = units.holds(donor).stream().filter(each -> each.open() && each.cause().equals("LATE_REPORT"))
                .findFirst().orElseThrow().id();
        evidence.within(cast.signIn("QA-1"), "a reason alone", () -> {
            door.close(hold, "a reason alone");
            return true;
        });
    }

    /** A false report that an investigation set aside lets go what it had stopped; the investigation itself has still to end. */
    @Test
    void aLateReportThatWasSetAsideLiftsItsHold() {
        DonorStage.Codes codes = stage.eligible();
        long report = donors.lateReport(cast.signIn("DMR-1"), codes.donor(), MarkerResult.positive("hiv_ab", "WB-1"),
                null, null);
        String event = deviations.report(cast.signIn("QA-1"), codes.donor(), Deviations.Severity.MAJOR,
                "the report is of another person's sample", false);
        evidence.invalidate(cast.signIn("QA-1"), report, event, "sample of another person, shown by STR");

        lift(codes.donor());
        assertThat(units.holds(codes.tissue())).filteredOn(Units.Hold::open).extracting(Units.Hold::kind)
                .containsOnly("OBLIGATION");
    }
}
