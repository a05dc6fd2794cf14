package org.stroma.app.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.donor.Donors;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.material.Component;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Materials;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Evaluation.Overall;
import org.stroma.app.standard.Reading;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.Standards;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A new requirement, donor criterion or class of material is a file that is approved, and no program. */
@StromaTest
class NewRequirementTests {
    private static final String CRITERION = """

              - code: G1-20
                name: {zh: 母亲体重指数, en: Body mass index of the mother}
                severity: B
                tag: D
                cites: [HOUSE]
                criterion: {less_than: {of: maternal_bmi, limit: 30 kg/m2}}
            """;
    private static final String CHARACTERISTIC = "  - {code: maternal_bmi, name: {zh: 母亲体重指数, en: body mass index of the mother}, type: quantity, unit: kg/m2, plausible: {from: 10 kg/m2, to: 80 kg/m2}}\n";

    @LocalServerPort
    private int port;
    @Autowired
    private Cast cast;
    @Autowired
    private StandardRegister register;
    @Autowired
    private Gates gates;
    @Autowired
    private Answers answers;
    @Autowired
    private Donors donors;
    @Autowired
    private Materials materials;
    @Autowired
    private MaterialLots lots;
    @Autowired
    private MaterialEvidence evidence;
    @Autowired
    private PlantClock clock;
    @Autowired
    private ApplicationContext context;

    private DonorStage stage;

    @BeforeEach
    void walk() {
        stage = DonorStage.of(context);
    }

    /** Imported, signed by who drafted it, proposed, approved by two others: in force. */
    private void bringIntoForce(String file, UnaryOperator<String> change) {
        String version = Long.toString(System.nanoTime(), 36);
        String text = change.apply(new String(Standards.bytes(file), StandardCharsets.UTF_8)
                .replaceFirst("(?m)^version: .*$", "version: \"x" + version + "\""));
        Reading<Long> reading = register.draft(cast.signIn("PS-1"), text.getBytes(StandardCharsets.UTF_8),
                "a changed standard in a test", "PROCESS_SCIENTIST");
        assertThat(reading).as("%s", reading).isInstanceOf(Reading.Accepted.class);
        long draft = ((Reading.Accepted<Long>) reading).content();
        sign(StandardRegister.DRAFT, draft, "PS-1", "PROCESS_SCIENTIST");
        long approval = register.propose(cast.signIn("QA-1"), List.of(draft), clock.instant(), "approval in a test");
        sign(StandardRegister.APPROVAL, approval, "QA-1", "QA");
        sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD");
    }

    private void sign(String type, long id, String person, String role) {
        register.sign(cast.signIn(person), type, id,
                cast.entry(person, role, register.panel(type, id).orElseThrow()));
    }

    /** With the changed standard in force; afterwards the shipped one is again. */
    private void with(String file, UnaryOperator<String> change, Runnable test) {
        bringIntoForce(file, change);
        try {
            test.run();
        } finally {
            bringIntoForce(file, text -> text);
        }
    }

    private static String criterion(String text) {
        return text.replace("\nrequirements:\n", CHARACTERISTIC + "\nrequirements:\n") + CRITERION;
    }

    private String status(String gate, String unit, String requirement) {
        return gates.judge(gate, unit).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status()
                .name();
    }

    private void answer(String donor, Answers.Answer answer) {
        answers.answer(cast.signIn("COL-1"), gates.judge("G1", donor), List.of(answer));
        donors.review(cast.signIn("DMR-1"), donor, true, null);
    }

    @Test
    void aNewDonorCriterionRefusesAndAcceptsLikeTheShippedOnes() {
        String donor = stage.complete().donor();
        assertThat(gates.judge("G1", donor).evaluation().overall()).isEqualTo(Overall.PASS);

        with("donor-cord.yaml", NewRequirementTests::criterion, () -> {
            assertThat(status("G1", donor, "G1-20")).isEqualTo("MISSING");
            assertThatThrownBy(() -> gates.propose(cast.signIn("DMR-1"), "G1", donor,
                    new Gates.Proposal("ELIGIBLE", null, null))).extracting("code").isEqualTo("ST050");

            answer(donor, Answers.Answer.of("maternal_bmi", "31.2"));
            assertThat(status("G1", donor, "G1-20")).isEqualTo("NOT_MET");
            assertThatThrownBy(() -> answer(donor, Answers.Answer.of("maternal_bmi", "24.6"))).extracting("code")
                    .isEqualTo("gate.reason-needed");

            answer(donor, Answers.Answer.of("maternal_bmi", "24.6").because("height was read in inches"));
            assertThat(gates.judge("G1", donor).evaluation().overall()).isEqualTo(Overall.PASS);
            stage.decide("G1", donor, "ELIGIBLE", "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA");

            answer(donor, Answers.Answer.of("maternal_bmi", "30.0").because("weighed again"));
            assertThat(gates.decisions(donor, "G1").getFirst().state()).isEqualTo("VOID");
        });
    }

    /** The standard that was superseded while signatures were collected opens nothing. */
    @Test
    void aDecisionByASupersededStandardIsNotCompleted() {
        String donor = stage.complete().donor();
        long decision = gates.propose(cast.signIn("DMR-1"), "G1", donor, new Gates.Proposal("ELIGIBLE", null, null));

        with("donor-cord.yaml", NewRequirementTests::criterion, () -> assertThatThrownBy(
                () -> stage.sign(decision, "DMR-1", "DONOR_MEDICAL_REVIEWER", "QA-2", "QA")).extracting("code")
                .isEqualTo("ST058"));
    }

    @Test
    void whatIsAskedElsewhereOrByNobodyIsNotTakenHere() {
        String donor = stage.complete().donor();

        assertThatThrownBy(() -> answer(donor, Answers.Answer.of("maternal_age", "30"))).extracting("code")
                .isEqualTo("gate.not-asked");
        assertThatThrownBy(() -> answers.answer(cast.signIn("NU-1"), gates.judge("G1", donor),
                List.of(Answers.Answer.of("maternal_bmi", "24")))).extracting("code").isEqualTo("forbidden");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 母亲体重指数, 待补, 符合", "en, body mass index, missing, met"})
    void theGatePageAsksForItInBothLanguages(String language, String name, String missing, String met) {
        String donor = stage.complete().donor();

        with("donor-cord.yaml", NewRequirementTests::criterion, () -> {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "DMR-1").go("/gate/G1/" + donor);
                assertThat(window.page().textContent("#gate-open")).containsIgnoringCase(name).contains(missing);
                window.page().click("#gate-answers summary");
                assertThat(window.page().textContent("[data-field=maternal_bmi]")).contains("kg/m");
                window.page().fill("[name='value.maternal_bmi']", "24.6");
                window.picture("gate-answers-" + language);
                window.page().click("#gate-answers button");
                donors.review(cast.signIn("QA-1"), donor, true, null);
                window.go("/gate/G1/" + donor);
                assertThat(window.page().textContent("tr[data-requirement=G1-20]")).contains(met);
                assertThat(window.complaints()).isEmpty();
            }
        });
    }

    @Test
    void aNewClassOfMaterialIsReceivedAndJudged() {
        String tag = "N" + System.nanoTime() % 1_000_000_000L;

        with("material-release.yaml", NewRequirementTests::scaffolds, () -> {
            Actor quality = cast.signIn("SQ-1");
            String material = "SC-" + tag;
            context.getBean(org.stroma.app.material.Suppliers.class).add(quality,
                    new org.stroma.app.material.Suppliers.Company(material, "支架厂", "Scaffold maker", "CN"));
            materials.create(quality, new Materials.Material(material, "支架", "Scaffold", "SCAFFOLD", "cm2", "室温",
                    BigDecimal.ZERO, List.of(new Component("polymer", Component.Nature.POLYMER, null, false))));
            String lot = "L-" + tag;
            java.time.LocalDate today = clock.instant().atZone(clock.getZone()).toLocalDate();
            lots.receive(cast.signIn("WH-1"), new MaterialLots.Receipt(lot, material, material, material, "S-1",
                    new BigDecimal("100"), 1, today.plusDays(300), null, today.plusDays(1), "20 °C", "A-01", null));

            assertThat(status("G3", lot, "G3-40")).isEqualTo("MISSING");
            Actor analyst = cast.signIn("AN-1");
            evidence.document(analyst, lot, MaterialEvidence.Document.of("pore_report",
                    new RawFile("pores.txt", "text/plain", lot.getBytes(StandardCharsets.UTF_8))));
            answers.answer(analyst, gates.judge("G3", lot), List.of(Answers.Answer.of("pore_grade", "COARSE")));
            evidence.review(cast.signIn("QCR-1"), lot, evidence.unreviewed(lot), true, null);

            assertThat(status("G3", lot, "G3-40")).isEqualTo("MET");
            assertThat(status("G3", lot, "G3-41S")).isEqualTo("NOT_MET");
            assertThat(gates.judge("G3", lot).evaluation().overall()).isEqualTo(Overall.FAIL);
        });
    }

    private static String scaffolds(String text) {
        return text.replace("{code: CONTACT_CONSUMABLE, name:",
                "{code: SCAFFOLD, name: {zh: 支架, en: scaffold}},\n      {code: CONTACT_CONSUMABLE, name:")
                .replaceAll("(?m)^        CONTACT_CONSUMABLE: .*$", "$0\n        SCAFFOLD: never")
                .replace("\nrequirements:\n",
                        """
                                  - {code: pore_report, name: {zh: 孔径报告, en: report of pore size}, type: document}
                                  - {code: pore_grade, name: {zh: 孔径等级, en: grade of pores}, type: code, choices: [
                                      {code: FINE, name: {zh: 细, en: fine}}, {code: COARSE, name: {zh: 粗, en: coarse}}]}

                                requirements:
                                  - {code: G3-40, name: {zh: 孔径报告, en: Pore report}, severity: B, tag: D, cites: [HOUSE], criterion: {document: pore_report}, applies: {when: {is: {of: material_class, code: SCAFFOLD}}}}
                                  - {code: G3-41S, name: {zh: 孔径等级, en: Grade of pores}, severity: B, tag: D, cites: [HOUSE], criterion: {is: {of: pore_grade, code: FINE}}, applies: {when: {is: {of: material_class, code: SCAFFOLD}}}}
                                """);
    }
}
