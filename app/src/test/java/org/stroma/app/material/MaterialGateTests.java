package org.stroma.app.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.app.material.MaterialFixture.part;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stroma.app.database.Credentials;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.NextVersion;
import org.stroma.app.testing.StromaTest;

/** G3: what a lot needs, by its class and level, and what stops it. */
@StromaTest
@Import(MaterialFixture.class)
class MaterialGateTests {
    @Autowired
    private MaterialFixture given;
    @Autowired
    private Cast cast;
    @Autowired
    private MaterialLots lots;
    @Autowired
    private MaterialEvidence evidence;
    @Autowired
    private Materials materials;
    @Autowired
    private Suppliers suppliers;
    @Autowired
    private Units units;
    @Autowired
    private Evidence records;
    @Autowired
    private Credentials credentials;

    private String tag = "";

    @BeforeEach
    void code() {
        tag = "G" + System.nanoTime() % 1_000_000_000L;
    }

    private String enzyme() {
        return given.material("ENZ-" + tag, "DIGESTIVE_ENZYME", "L3",
                part("recombinant protease", Component.Nature.RECOMBINANT));
    }

    @Test
    void releasesALotWithEverythingReviewed() {
        given.released("L-" + tag, enzyme(), 200);

        assertThat(units.get("L-" + tag).state()).isEqualTo("RELEASED");
        assertThat(units.get("L-" + tag).remaining()).isEqualByComparingTo("990");
    }

    @Test
    void evidenceThatNobodyReviewedDoesNotCount() {
        given.receive("L-" + tag, enzyme(), 200);

        assertThat(given.status("L-" + tag, "G3-04")).isEqualTo("MISSING");
        assertThatThrownBy(() -> given.decide("L-" + tag, "RELEASED")).extracting("code").isEqualTo("ST050");
    }

    @Test
    void plateletLysateWithoutAdventitiousTestStaysInQuarantine() {
        String material = given.material("HPL-" + tag, Component.MEDIUM, "L4",
                new Component("human platelet lysate", Component.Nature.HUMAN_BLOOD, null, true));
        String lot = given.receive("L-" + tag, material, 200);
        given.sample(lot);
        evidence.measured(cast.signIn("AN-1"), lot, "pool_size", "64", null);
        given.evidence(lot, "full_test", "origin_cert", "lot_consistency", "pool_donor_testing", "pathogen_tests");

        assertThat(given.status(lot, "G3-07")).isEqualTo("MISSING");
        assertThat(given.overall(lot)).isEqualTo("MISSING");
        assertThatThrownBy(() -> given.decide(lot, "RELEASED")).extracting("code").isEqualTo("ST050");

        given.evidence(lot, "adventitious_test");
        assertThat(given.overall(lot)).isEqualTo("PASS");
    }

    @Test
    void porcineMicrocarrierWithoutTseStatementIsBlocked() {
        String material = given.material("MC-" + tag, "MICROCARRIER", "L4",
                part("porcine gelatin", Component.Nature.ANIMAL), part("polystyrene", Component.Nature.POLYMER));
        String lot = given.receive("L-" + tag, material, 200, "DK");
        given.sample(lot);
        given.evidence(lot, "exc_registration", "full_test", "adventitious_test", "origin_cert", "lot_consistency");

        assertThat(given.status(lot, "G3-09")).isEqualTo("MISSING");

        given.evidence(lot, "tse_bse_stmt");
        assertThat(given.overall(lot)).isEqualTo("PASS");
    }

    @Test
    void marketedAlbuminNeedsItsNationalLotRelease() {
        String material = given.material("HSA-" + tag, "MARKETED_MEDICINE", "L1",
                part("human serum albumin", Component.Nature.HUMAN_BLOOD));
        String lot = given.receive("L-" + tag, material, 200);
        given.sample(lot);
        given.evidence(lot, "ma_cert", "reduced_test");

        assertThat(given.status(lot, "G3-05")).isEqualTo("MISSING");

        given.evidence(lot, "national_lot_release");
        assertThat(given.overall(lot)).isEqualTo("PASS");
    }

    @Test
    void serumNeedsItsJustificationAndACountryThatIsNotEpidemic() {
        String material = given.material("FBS-" + tag, Component.MEDIUM, "L4",
                new Component("fetal bovine serum", Component.Nature.ANIMAL_SERUM, "Bos taurus", false));
        String[] documents = {"full_test", "adventitious_test", "origin_cert", "tse_bse_stmt", "lot_consistency"};
        String epidemic = given.receive("L1-" + tag, material, 200, "GB");
        String clean = given.receive("L2-" + tag, material, 200, "NZ");
        given.evidence(epidemic, documents);
        given.evidence(clean, documents);

        assertThat(given.status(epidemic, "G3-14")).isEqualTo("MISSING");
        assertThat(given.status(epidemic, "G3-15")).isEqualTo("NOT_MET");
        assertThat(given.status(clean, "G3-15")).isEqualTo("MET");

        given.evidence(epidemic, "serum_justification");
        given.evidence(clean, "serum_justification");
        assertThat(given.overall(epidemic)).isEqualTo("FAIL");
        assertThat(given.overall(clean)).isEqualTo("PASS");
    }

    @Test
    void anAuditOfALevelFourMakerEndsAfterTwoYears() {
        Component lysate = new Component("human platelet lysate", Component.Nature.HUMAN_BLOOD, null, true);
        String four = given.material("A4-" + tag, Component.MEDIUM, "L4", given.today().minusYears(2).minusDays(1),
                lysate);
        String three = given.material("A3-" + tag, "CYTOKINE", "L3", given.today().minusYears(2).minusDays(1),
                part("recombinant FGF", Component.Nature.RECOMBINANT));
        String none = given.material("A0-" + tag, "CYTOKINE", "L3", (java.time.LocalDate) null,
                part("recombinant FGF", Component.Nature.RECOMBINANT));

        assertThat(given.status(given.receive("L4-" + tag, four, 200), "G3-10")).isNotEqualTo("MET");
        assertThat(given.status(given.receive("L3-" + tag, three, 200), "G3-10")).isEqualTo("MET");
        assertThat(given.status(given.receive("L0-" + tag, none, 200), "G3-10")).isEqualTo("MISSING");
    }

    @Test
    void aSuspendedSourceAndAnOpenChangeNoticeAreSeen() {
        String material = enzyme();
        String lot = given.receive("L-" + tag, material, 200);
        suppliers.suspend(cast.signIn("QA-1"), material, "MK-" + material, "MK-" + material, "audit finding");
        long notice = suppliers.announce(cast.signIn("SQ-1"), material, "MK-" + material, "new cell line from March");

        assertThat(given.status(lot, "G3-24")).isEqualTo("NOT_MET");
        assertThat(given.status(lot, "G3-28")).isEqualTo("NOT_MET");

        suppliers.assess(cast.signIn("QA-1"), notice, "comparability shown in CC-12");
        assertThat(given.status(lot, "G3-28")).isEqualTo("MET");
    }

    @Test
    void aMaterialWithoutASignedLevelIsNotReleased() {
        String material = "NEW-" + tag;
        Actor quality = cast.signIn("SQ-1");
        materials.create(quality, new Materials.Material(material, "新物料", "New material", "CYTOKINE", "mL", "2-8 °C",
                BigDecimal.ZERO, List.of(part("recombinant FGF", Component.Nature.RECOMBINANT))));
        suppliers.add(quality, new Suppliers.Company("MK-" + material, "测试厂家", "Maker", "CN"));
        String lot = given.receive("L-" + tag, material, 200);
        long id = materials.assess(quality, material, new Materials.NewAssessment("L3", "known", "known", "known",
                "known", given.today().plusYears(1)));
        materials.sign(quality, id, cast.entry("SQ-1", "SUPPLIER_QUALITY", materials.panel(id)));

        assertThat(given.status(lot, "G3-20")).isEqualTo("MISSING");

        materials.sign(quality, id, cast.entry("QA-1", "QA", materials.panel(id)));
        assertThat(given.status(lot, "G3-20")).isEqualTo("MET");
    }

    @Test
    void aMediumOfHumanAndAnimalComponentsIsTwoMaterials() {
        assertThatThrownBy(() -> given.material("MIX-" + tag, Component.MEDIUM, "L4",
                part("human serum", Component.Nature.HUMAN), part("porcine trypsin", Component.Nature.ANIMAL)))
                .extracting("code").isEqualTo("material.mixed-medium");
    }

    @Test
    void correctedEvidenceVoidsTheReleaseAndHoldsTheLot() {
        String lot = given.released("L-" + tag, enzyme(), 200);
        long old = evidence.list(cast.signIn("AN-1"), lot).stream()
                .filter(item -> item.characteristic().equals("full_test")).findFirst().orElseThrow().id();

        evidence.document(cast.signIn("AN-1"), lot, new MaterialEvidence.Document("full_test",
                MaterialFixture.file("corrected"), true, null, null, old, "wrong page scanned"));

        assertThat(units.holds(lot)).anyMatch(hold -> hold.open() && hold.cause().equals("VOID"));
        assertThat(given.gates.decisions(lot, "G3").getFirst().state()).isEqualTo("VOID");
    }

    @Test
    void aBadResultAfterReleaseHoldsTheLotAtOnce() {
        String lot = given.released("L-" + tag, enzyme(), 200);
        evidence.document(cast.signIn("AN-1"), lot, new MaterialEvidence.Document("full_test",
                MaterialFixture.file("retest"), false, null, "retest", null, null));

        assertThat(units.holds(lot)).isEmpty();
        given.review(lot);
        assertThat(units.holds(lot)).anyMatch(hold -> hold.open() && hold.cause().equals("LATE_RESULT"));
    }

    @Test
    void refusesFewerContainersThanThePlan() {
        String material = given.material("HPL-" + tag, Component.MEDIUM, "L4",
                new Component("human platelet lysate", Component.Nature.HUMAN_BLOOD, null, true));
        given.receive("L-" + tag, material, 200);

        assertThat(lots.containersAsked(cast.signIn("WH-1"), "L-" + tag)).isEqualTo(4);
        assertThatThrownBy(() -> lots.sample(cast.signIn("AN-1"), "L-" + tag, "L-" + tag + "-S1", BigDecimal.ONE, 3))
                .extracting("code").isEqualTo("ST082");
    }

    @Test
    void restrictedReleaseNamesItsUse() {
        String lot = given.receive("L-" + tag, enzyme(), 200);
        given.sample(lot);
        given.evidence(lot, "full_test");

        assertThatThrownBy(() -> given.decide(lot, "RELEASED_RESTRICTED", "colour", "DEV-1")).extracting("code")
                .isEqualTo("ST054");

        lots.nameUse(cast.signIn("QA-1"), lot, "engineering runs", List.of("OP-080"));
        given.decide(lot, "RELEASED_RESTRICTED", "colour slightly off", "DEV-1");
        assertThat(units.get(lot).state()).isEqualTo("RESTRICTED");
    }

    @Test
    void useAtRiskWaitsForThePolicy() {
        String lot = given.receive("L-" + tag, enzyme(), 200);
        given.evidence(lot);

        assertThatThrownBy(() -> given.decide(lot, "USE_AT_RISK", "shortage", "DEV-2")).extracting("code")
                .isEqualTo("ST056");

        NextVersion.withPolicy(credentials, "material_use_at_risk", "true");
        given.decide(lot, "USE_AT_RISK", "shortage, full test under way", "DEV-2");
        NextVersion.withPolicy(credentials, "material_use_at_risk", "false");
        assertThat(units.get(lot).state()).isEqualTo("USE_AT_RISK");
        assertThat(units.holds(lot)).anyMatch(hold -> hold.open() && hold.kind().equals("OBLIGATION"));

        given.evidence(lot, "full_test");
        given.decide(lot, "RELEASED");
        assertThat(units.get(lot).state()).isEqualTo("RELEASED");
        assertThat(units.holds(lot)).noneMatch(Units.Hold::open);
    }

    @Test
    void derivedFactsAreNeverTypedIn() {
        String lot = given.receive("L-" + tag, enzyme(), 200);

        assertThatThrownBy(() -> records.record(cast.signIn("QA-1"), "a shortcut", List.of(Entry.of(lot,
                "supplier_audit", Evidence.Kind.DOCUMENT,
                new Value.Document(Value.DocumentStatus.VALID, null)))))
                .extracting("code").isEqualTo("ST080");
    }

    @Test
    void theWrongRoleIsRefused() {
        String material = enzyme();

        assertThatThrownBy(
                () -> suppliers.audit(cast.signIn("OP-1"), "MK-" + material, given.today(), true, null, null))
                .extracting("code").isEqualTo("ST038");
        assertThatThrownBy(() -> suppliers.approve(cast.signIn("SQ-1"), material, "MK-" + material, "MK-" + material,
                "own approval")).extracting("code").isEqualTo("ST038");
        assertThatThrownBy(() -> lots.get(cast.signIn("NU-1"), given.receive("L-" + tag, material, 100)))
                .extracting("code").isEqualTo("not-found");
    }
}
