package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stroma.app.gate.Answers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.database.Credentials;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Evaluation.Overall;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.NextVersion;
import org.stroma.app.testing.StromaTest;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** G1 with the worked campaign's donor and each way in which it fails. */
@StromaTest
class EligibilityGateTests {
    private DonorStage stage;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Donors donors;
    @Autowired
    private Gates gates;
    @Autowired
    private Units units;
    @Autowired
    private Cast cast;

    @Autowired
    void walkWith(ApplicationContext context) {
        stage = DonorStage.of(context);
    }

    @Autowired
    private Door door;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Eligibility eligibility;
    @Autowired
    private Answers answers;
    @Autowired
    private Credentials credentials;

    private String status(String donor, String requirement) {
        return gates.judge("G1", donor).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status()
                .name();
    }

    @Test
    void theDonorOfTheCampaignIsDeferredAndThenEligible() {
        DonorStage.Codes codes = stage.deferred();
        assertThat(units.get(codes.donor()).state()).isEqualTo("DEFERRED");
        assertThat(units.holds(codes.tissue())).filteredOn(Units.Hold::open).extracting(Units.Hold::kind)
                .containsExactly("OBLIGATION");
        assertThat(units.holds(codes.tissue()).getFirst().pending()).contains("G1-07-HIV");

        stage.chineseMarkers(codes);
        stage.karyotype(codes, "46,XY[20]", 20);
        stage.review(codes);
        stage.decide("G1", codes.donor(), "ELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");

        assertThat(units.get(codes.donor()).state()).isEqualTo("ELIGIBLE");
        assertThat(units.holds(codes.tissue())).noneMatch(Units.Hold::open);
        assertThat(eligibility.find(codes.tissue()).orElseThrow().status()).isEqualTo(Eligibility.Status.ELIGIBLE);
        Gates.Decision decision = gates.decisions(codes.donor(), "G1").getFirst();
        assertThat(gates.replays(decision.evaluation())).isTrue();
    }

    @Test
    void aNewbornOfExactlyThreeKilogramsFails() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.CN, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.000");

        assertThat(status(codes.donor(), "G1-06b")).isEqualTo("NOT_MET");
        assertThatThrownBy(() -> gates.propose(cast.signIn("DMR-1"), "G1", codes.donor(),
                new Gates.Proposal("ELIGIBLE", "she is fine", null))).extracting("code").isEqualTo("ST050");
    }

    @ParameterizedTest
    @CsvSource({"42w0d, 29, MET, MET", "42w1d, 29, NOT_MET, MET", "36w0d, 35, MET, MET", "35w6d, 36, NOT_MET, NOT_MET",
            "39w2d, 17, MET, NOT_MET"})
    void gestationAndAgeAreComparedExactly(String gestation, int age, String weeks, String years) {
        DonorStage.Codes codes = stage.enrol(Jurisdiction.CN);
        stage.screen(codes, Screening.clear(age, gestation));
        stage.review(codes);

        assertThat(status(codes.donor(), "G1-03a")).isEqualTo(weeks);
        assertThat(status(codes.donor(), "G1-02")).isEqualTo(years);
    }

    @Test
    void aDilutedSampleIsInvalidAndNotAFinding() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.CN, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.of("68", "0", "1600", "1200"), "3.420");
        stage.chineseMarkers(codes);
        stage.karyotype(codes, "46,XY[20]", 20);
        stage.review(codes);

        assertThat(status(codes.donor(), "G1-08b")).isEqualTo("MISSING");
        assertThat(status(codes.donor(), "G1-07-HIV")).isEqualTo("MISSING");
        assertThat(gates.judge("G1", codes.donor()).evaluation().overall()).isEqualTo(Overall.MISSING);
        stage.decide("G1", codes.donor(), "DEFERRED", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        assertThat(units.get(codes.donor()).state()).isEqualTo("DEFERRED");
    }

    @Test
    void aSecondSampleTakesThePlaceOfADilutedOne() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.CN, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.of("68", "0", "1600", "1200"), "3.420");
        DonorStage.Codes second = new DonorStage.Codes(codes.number(), codes.donor(), codes.maternal() + "-2",
                codes.cordBlood(), codes.tissue(), codes.din());
        stage.maternal(second, BloodDraw.Fluids.none("68"));
        stage.chineseMarkers(second);
        stage.karyotype(codes, "46,XY[20]", 20);
        stage.review(codes);

        assertThat(gates.judge("G1", codes.donor()).evaluation().overall()).isEqualTo(Overall.PASS);
    }

    @Test
    void aReactiveResultOnADilutedSampleStillCounts() {
        DonorStage.Codes codes = stage.collected(Jurisdiction.CN, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.of("68", "0", "1600", "1200"), "3.420");
        stage.markers(codes, List.of(MarkerResult.positive("hcv_nat", "PCR-2")));
        stage.review(codes);

        assertThat(status(codes.donor(), "G1-07-HCV")).isEqualTo("NOT_MET");
    }

    @Test
    void aReactiveAntiHbcFailsInChinaAndAsksForARiskAssessmentInEurope() {
        DonorStage.Codes china = stage.collected();
        hepatitis(china);
        DonorStage.Codes europe = stage.collected(Jurisdiction.EU, Screening.clear(29, "39w2d"),
                BloodDraw.Fluids.none("68"), "3.420");
        hepatitis(europe);

        assertThat(status(china.donor(), "G1-07-HBV")).isEqualTo("NOT_MET");
        assertThat(status(europe.donor(), "G1-07-HBV")).isEqualTo("MISSING");

        Evidence.RawFile risk = new Evidence.RawFile("risk.pdf", "application/pdf",
                ("risk " + europe.number()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        answer("DMR-1", europe, new Answers.Answer("hbc_risk_assessment", List.of("VALID"), null, false, risk, null,
                null));
        donors.review(cast.signIn("QA-1"), europe.donor(), true, null);
        assertThat(status(europe.donor(), "G1-07-HBV")).isEqualTo("MET");
    }

    private void answer(String person, DonorStage.Codes codes, Answers.Answer... given) {
        answers.answer(cast.signIn(person), gates.judge("G1", codes.donor()), List.of(given));
    }

    private void hepatitis(DonorStage.Codes codes) {
        stage.markers(codes, List.of(MarkerResult.negative("hbsag", "CLIA-9"), MarkerResult.negative("hbv_nat", "PCR"),
                MarkerResult.positive("anti_hbc", "CLIA-9")));
        stage.review(codes);
    }

    @Test
    void processingPastTheHarvestOfP0IsRefusedWhileDeferred() {
        DonorStage.Codes codes = stage.deferred();
        stage.send(codes, stage.ago(Duration.ofMinutes(1)), null);
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");
        stage.decide("G2", codes.tissue(), "ACCEPTED", "OP-1", "OPERATOR", "QA-2", "QA");
        String culture = stage.isolate(codes);
        Door.Verifier verifier = new Door.Verifier("vf-1", Cast.PASSWORD, null);
        Instant now = clock.instant();
        door.perform(cast.signIn("OP-1"),
                Operation.of("OP-095", now, now).in("culture", culture, null, "OUTGROWING", null), null);
        door.perform(cast.signIn("OP-1"), Operation.of("OP-080", now, now).in("culture", culture)
                .out(Operation.Made.of("harvest", "HARVEST", "H0-" + codes.number())
                        .with(Operation.Amount.viable("2.16e7"))),
                verifier, () -> evidence.record(Entry.of("H0-" + codes.number(), "harvest_viable_cells",
                        Evidence.Kind.RESULT, new Value.Measured(
                                Measurement.parse("2.16e7", "{cells}", Qualifier.VIABLE)))));

        assertThatThrownBy(() -> door.perform(cast.signIn("OP-1"), Operation.of("OP-090", now, now)
                .in("harvest", "H0-" + codes.number(), new BigDecimal("2.0224e7"))
                .fate("H0-" + codes.number(), Operation.Fate.DISCARD, new BigDecimal("1.376e6"), "rest")
                .out(Operation.Made.of("culture", "PASSAGE_CULTURE", "P1-" + codes.number())
                        .with(Operation.Amount.viable("2.0224e7"))),
                verifier)).extracting("code").isEqualTo("ST033");
    }

    @Test
    void aProductThatForbidsProcessingAtRiskForbidsTheDeferral() {
        DonorStage.Codes codes = stage.collected();
        String shipped = "[\"OP-070A\", \"OP-080\", \"OP-095\"]";
        NextVersion.withPolicy(credentials, "process_while_deferred", "[]");
        try {
            assertThatThrownBy(() -> gates.propose(cast.signIn("DMR-1"), "G1", codes.donor(),
                    new Gates.Proposal("DEFERRED", "justified in a test", null))).extracting("code").isEqualTo("ST056");
            assertThat(gates.judge("G1", codes.donor()).outcomes())
                    .filteredOn(outcome -> outcome.code().equals("DEFERRED")).noneMatch(Gates.Outcome::permitted);
        } finally {
            NextVersion.withPolicy(credentials, "process_while_deferred", shipped);
        }

        assertThat(gates.judge("G1", codes.donor()).question().allows().get("DEFERRED"))
                .contains("OP-070A", "OP-165").doesNotContain("OP-070B", "OP-090");
    }

    @Test
    void theSamePersonCannotSignBoth() {
        DonorStage.Codes codes = stage.complete();
        long decision = gates.propose(cast.signIn("DMR-1"), "G1", codes.donor(),
                new Gates.Proposal("ELIGIBLE", null, null));

        assertThatThrownBy(() -> stage.sign(decision, "DMR-1", "DONOR_MEDICAL_REVIEWER", "DMR-1", "QA"))
                .extracting("code").isEqualTo("ST015");
    }

    @Test
    void nobodyReviewsWhatHeEntered() {
        DonorStage.Codes codes = stage.collected();
        donors.markers(cast.signIn("DMR-1"), codes.donor(), codes.maternal(),
                List.of(MarkerResult.negative("hiv_nat", "PCR")), null);

        assertThatThrownBy(() -> stage.review(codes)).extracting("code").isEqualTo("ST018");
        assertThat(status(codes.donor(), "G1-07-HIV")).isEqualTo("MISSING");
    }

    @ParameterizedTest
    @CsvSource({"'47,XY,+20[2]/46,XY[18]', 20, NOT_MET", "'45,X,-Y[1]/46,XY[19]', 20, MISSING",
            "'45,X,-Y[1]/46,XY[49]', 50, MET", "'46,XX[20]', 20, NOT_MET", "'46,XY[15]', 15, MISSING",
            "'47,XY,+21c[20]', 20, NOT_MET"})
    void theCordKaryotypeIsReadAndJudged(String iscn, int metaphases, String expected) {
        DonorStage.Codes codes = stage.collected();
        stage.karyotype(codes, iscn, metaphases);
        stage.review(codes);

        assertThat(status(codes.donor(), "G1-10")).isEqualTo(expected);
    }

    @Test
    void twinsAreTwoDonationsThatShareTheirMother() {
        DonorStage.Codes first = stage.complete();
        DonorStage.Codes second = stage.codes();
        donors.enrolTwin(stage.collector(), second.donor(), first.donor(), null);
        stage.collect(second, stage.ago(Duration.ofMinutes(8)), null);
        donors.newborn(stage.collector(), second.donor(),
                new Newborn(Newborn.Sex.FEMALE, "3.100", Newborn.Delivery.CAESAREAN));
        stage.karyotype(second, "46,XX[20]", 20);
        stage.review(second);

        assertThat(gates.judge("G1", first.donor()).evaluation().overall()).isEqualTo(Overall.PASS);
        assertThat(gates.judge("G1", second.donor()).evaluation().overall()).isEqualTo(Overall.PASS);
        assertThat(units.get(first.tissue()).donation()).isNotEqualTo(units.get(second.tissue()).donation());
        DonorStage.Codes again = new DonorStage.Codes(second.number(), first.donor(), "x", "CC-" + second.number(),
                "UD-" + second.number(), "Z9999 25 " + second.number());
        assertThatThrownBy(() -> stage.collect(again, stage.ago(Duration.ofMinutes(5)), null)).extracting("code")
                .isEqualTo("ST063");
    }

    @Test
    void withdrawalStopsWhatDescends() {
        DonorStage.Codes codes = stage.eligible();
        donors.withdraw(stage.collector(), codes.donor(), "withdrawn by the mother in writing");

        assertThat(units.get(codes.donor()).state()).isEqualTo("WITHDRAWN");
        assertThat(units.holds(codes.tissue())).filteredOn(Units.Hold::open).extracting(Units.Hold::cause)
                .contains("CONSENT");
        assertThat(eligibility.find(codes.tissue()).orElseThrow().status()).isEqualTo(Eligibility.Status.INELIGIBLE);
    }

    @Test
    void withoutAConsentThatCoversItNothingIsDrawn() {
        DonorStage.Codes codes = stage.codes();
        donors.enrol(stage.collector(), codes.donor(), Jurisdiction.CN,
                new Consent("3.2", stage.ago(Duration.ofDays(1)), "COL-1",
                        new Consent.Scopes(true, false, true, false, false, false), Consent.Disclosure.NONE, 30,
                        Consent.Withdrawal.UNTIL_PROCESSED),
                null);

        assertThatThrownBy(() -> stage.maternal(codes, BloodDraw.Fluids.none("68"))).extracting("code")
                .isEqualTo("ST060");
    }

    @Test
    void refusesWhatCannotBeReadWhole() {
        DonorStage.Codes codes = stage.collected();

        assertThatThrownBy(() -> stage.karyotype(codes, "46,XY[19]", 20)).extracting("code")
                .isEqualTo("donor.karyotype");
        assertThatThrownBy(() -> stage.markers(codes, List.of(MarkerResult.negative("no_such_marker", "K"))))
                .extracting("code").isEqualTo("donor.unknown-marker");
        assertThatThrownBy(() -> Tissues.number("Z9999 26 00012")).extracting("code").isEqualTo("donor.din");
        assertThatThrownBy(() -> donors.lateReport(cast.signIn("DMR-1"), codes.donor(),
                MarkerResult.negative("hiv_ab", "K"), "母亲张女士来电", null)).extracting("code")
                .isEqualTo("identifier.found");
    }
}
