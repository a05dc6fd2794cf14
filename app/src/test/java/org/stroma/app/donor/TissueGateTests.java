package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.standard.Value;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Evaluation.Overall;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** G2 with the worked campaign's cord and each way in which it fails. */
@StromaTest
class TissueGateTests {
    @LocalServerPort
    private int port;
    private DonorStage stage;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Donors donors;
    @Autowired
    private Tissues tissues;
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

    /** A donor whose cord was clamped a while ago and who is deferred, cord on its way. */
    private DonorStage.Codes sent(Duration sinceClamp) {
        DonorStage.Codes codes = stage.enrol(Jurisdiction.CN);
        stage.screen(codes, Screening.clear(29, "39w2d"));
        stage.maternal(codes, BloodDraw.Fluids.none("68"));
        stage.collect(codes, stage.ago(sinceClamp), stage.late());
        stage.newborn(codes, "3.420");
        stage.review(codes);
        stage.decide("G1", codes.donor(), "DEFERRED", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");
        stage.send(codes, stage.ago(sinceClamp.minusMinutes(20)), stage.late());
        return codes;
    }

    private String status(DonorStage.Codes codes, String requirement) {
        return gates.judge("G2", codes.tissue()).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status()
                .name();
    }

    @Test
    void theCordOfTheCampaignPasses() {
        DonorStage.Codes codes = sent(Duration.ofMinutes(513));
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");

        assertThat(gates.judge("G2", codes.tissue()).evaluation().overall()).isEqualTo(Overall.PASS);
        stage.decide("G2", codes.tissue(), "ACCEPTED", "OP-1", "OPERATOR", "QA-2", "QA");
        assertThat(units.get(codes.tissue()).state()).isEqualTo("ACCEPTED");
        assertThat(units.get(codes.tissue()).holder()).isEqualTo("MAKER-1");
        assertThat(units.get(codes.cordBlood()).state()).isEqualTo("RECEIVED");
    }

    @Test
    void warmTransportAndTwentySixHoursAreAcceptedWithADeviationOnly() {
        DonorStage.Codes codes = sent(Duration.ofHours(26));
        stage.receive(codes, DonorStage.good(), "4.6", "12.4", "5");

        assertThat(gates.judge("G2", codes.tissue()).evaluation().overall()).isEqualTo(Overall.PASS_WITH_CONDITIONS);
        assertThat(status(codes, "G2-03")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-04b")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-04d")).isEqualTo("REPORTED");
        assertThat(gates.judge("G2", codes.tissue()).question().derived())
                .filteredOn(entry -> entry.characteristic().equals("logger_above"))
                .singleElement().satisfies(entry -> assertThat(minutes(entry)).isBetween(new BigDecimal("3"),
                        new BigDecimal("10")));
        assertThatThrownBy(() -> gates.propose(cast.signIn("OP-1"), "G2", codes.tissue(),
                new Gates.Proposal("ACCEPTED", "good enough", "DEV-1"))).extracting("code").isEqualTo("ST050");
        assertThatThrownBy(() -> gates.propose(cast.signIn("OP-1"), "G2", codes.tissue(),
                new Gates.Proposal("ACCEPTED_CONDITIONAL", "good enough", null))).extracting("code")
                .isEqualTo("ST052");
        stage.decide("G2", codes.tissue(), "ACCEPTED_CONDITIONAL", "OP-1", "OPERATOR", "QA-2", "QA");
        assertThat(units.holds(codes.tissue())).filteredOn(Units.Hold::open).extracting(Units.Hold::kind)
                .containsOnly("OBLIGATION");
        closesTheDeviationOfTheCondition(codes.tissue());
    }

    /** The condition has its deviation from the last signature on; its closure by another person fulfils the condition. */
    private void closesTheDeviationOfTheCondition(String tissue) {
        Deviations.Concerning opened = deviations.concerning(tissue).getLast();
        assertThat(opened.severity() + " " + opened.state()).isEqualTo("MAJOR REPORTED");
        assertThatThrownBy(() -> deviations.close(cast.signIn("QA-1"), opened.code(), "late courier", "none"))
                .extracting("code").isEqualTo("ST090");
        deviations.conclude(cast.signIn("QA-1"), opened.code(), tissue, Deviations.Conclusion.ACCEPTABLE,
                "within the proven range of the transport");
        deviations.close(cast.signIn("QA-1"), opened.code(), "late courier", "none");

        assertThat(units.holds(tissue)).filteredOn(hold -> hold.unit().equals(tissue)).isNotEmpty()
                .noneMatch(Units.Hold::open);
    }

    private static BigDecimal minutes(Entry entry) {
        return ((Value.Measured) entry.values().getFirst()).measurement().written().orElseThrow().value();
    }

    @Test
    void fiftyTwoHoursAreRejectedAndDestroyedBeforeAWitness() {
        DonorStage.Codes codes = sent(Duration.ofHours(52));
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");

        assertThat(gates.judge("G2", codes.tissue()).evaluation().overall()).isEqualTo(Overall.FAIL);
        stage.decide("G2", codes.tissue(), "REJECTED", "OP-1", "OPERATOR", "QA-2", "QA");
        assertThat(units.get(codes.tissue()).state()).isEqualTo("REJECTED");
        destroyedOnItsPage(codes.tissue());
        assertThat(units.get(codes.tissue()).state()).isEqualTo("DESTROYED");
    }

    /** The operator and a witness on one tablet; nobody else has the form, and a page that does not say what it saw is refused. */
    private void destroyedOnItsPage(String tissue) {
        String path = "/tissues/" + tissue + "/destruction";
        Map<String, String> fields = Map.of("reason", "an attack", "login", "wt-1", "password", Cast.PASSWORD);
        try (Window window = Window.open(port, "zh-CN").signIn(cast, "OP-1");
                Window quality = Window.open(port, "en").signIn(cast, "QA-1")) {
            assertThat(quality.go("/tissues/" + tissue).page().locator("#destruction").count()).isZero();
            assertThat(quality.send(path, fields).status()).isEqualTo(403);
            assertThat(window.go("/tissues/" + tissue).send(path, fields).status()).isEqualTo(428);
            window.page().click("#destruction > summary");
            fill(window, "op-1");
            window.picture("destroy-cord-zh-CN").press("#destruction form > button");
            assertThat(window.refusal()).as("nobody is his own witness").isNotBlank();
            // Whoever comes back from a refusal finds the form open, with what he typed.
            window.go("/tissues/" + tissue).page().waitForSelector("#refused-before");
            fill(window, "wt-1");
            window.press("#destruction form > button");

            assertThat(window.page().url()).endsWith("/tissues/" + tissue);
            assertThat(window.page().locator("#destruction").count()).isZero();
        }
    }

    private static void fill(Window window, String witness) {
        window.page().fill("#destruction [name=reason]", "夹闭后 52 h 方收到");
        window.page().fill("#destruction [name=login]", witness);
        window.page().fill("#destruction [name=password]", Cast.PASSWORD);
    }

    @Test
    void aBrokenSealFails() {
        DonorStage.Codes codes = sent(Duration.ofHours(8));
        stage.receive(codes, new Tissues.Look(false, false, false, new BigDecimal("28.0"), null, "intact"), "4.6",
                "7.1", "5");

        assertThat(status(codes, "G2-05")).isEqualTo("NOT_MET");
    }

    @Test
    void aForeignLabelAGapAndAShortCordAreFound() {
        DonorStage.Codes codes = sent(Duration.ofHours(8));
        stage.receive(codes, new Tissues.Label("Z9999 26 999999", codes.donor(), "C-01"),
                new Tissues.Look(true, false, true, new BigDecimal("14.9"), null, "meconium"), "1.9", "7.1", "15.5");

        assertThat(status(codes, "G2-01")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-04a")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-04c")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-06")).isEqualTo("NOT_MET");
        assertThat(status(codes, "G2-07")).isEqualTo("NOT_MET");
    }

    @Test
    void beforeTheReceiptTheLoggerSaysNothing() {
        DonorStage.Codes codes = sent(Duration.ofHours(8));
        assertThat(status(codes, "G2-04a")).isEqualTo("MISSING");
    }

    @Test
    void aFileThatDoesNotCoverTheWayALoggerOfNobodyAndRubbishAreRefusedWhole() {
        DonorStage.Codes codes = sent(Duration.ofHours(8));
        Evidence.RawFile recording = stage.recording(codes, "4.6", "7.1", "5");
        Evidence.RawFile rubbish = file("time,celsius\n2026-13-45 08:00:00.000000,4.6\n");
        Evidence.RawFile yesterday = file("time,celsius\n2020-01-01 08:00:00.000000,4.6\n");

        assertThatThrownBy(() -> receive(codes, "TL-NOBODY", recording)).extracting("code")
                .isEqualTo("distribution.unknown-logger");
        assertThatThrownBy(() -> receive(codes, stage.logger(), rubbish)).hasMessageContaining("2026-13-45")
                .extracting("code").isEqualTo("distribution.unreadable");
        assertThatThrownBy(() -> receive(codes, stage.logger(), yesterday)).extracting("code")
                .isEqualTo("distribution.no-readings");
        assertThat(units.get(codes.tissue()).state()).isEqualTo("IN_TRANSIT");
        assertThat(tissues.get(cast.signIn("QA-1"), codes.tissue()).loggerFile()).isNull();
    }

    private void receive(DonorStage.Codes codes, String serial, Evidence.RawFile file) {
        tissues.receive(cast.signIn("OP-1"), codes.tissue(),
                new Tissues.Receipt(Donors.Span.at(stage.ago(Duration.ZERO)),
                        new Tissues.Label(codes.din(), codes.donor(), "C-01"), DonorStage.good(),
                        new Tissues.Logger(serial, file), List.of(codes.cordBlood()), null),
                null);
    }

    private static Evidence.RawFile file(String text) {
        return new Evidence.RawFile("logger.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void tissueOfAnUndecidedDonorIsNotAccepted() {
        DonorStage.Codes codes = stage.collected();
        stage.send(codes, stage.ago(Duration.ofMinutes(1)), null);
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");

        assertThat(status(codes, "G2-00")).isEqualTo("MISSING");
    }

    @Test
    void hospitalsAndOtherCentresFindNothing() {
        DonorStage.Codes codes = stage.collected();

        assertThatThrownBy(() -> donors.get(cast.signIn("NU-1"), codes.donor())).extracting("code")
                .isEqualTo("not-found");
        assertThat(tissues.list(cast.signIn("HR-1"), null, 10)).isEmpty();
        assertThat(tissues.list(cast.signIn("QA-1"), null, 500)).extracting(Tissues.Tissue::donor)
                .contains(codes.donor());
    }
}
