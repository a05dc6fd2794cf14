package org.stroma.app.material;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.testing.Cast;

/** Walks materials through their real steps, each by the person whose step it is. */
@TestComponent
class MaterialFixture {
    final Cast cast;
    final Materials materials;
    final Suppliers suppliers;
    final MaterialLots lots;
    final MaterialEvidence evidence;
    final Gates gates;
    final PlantClock clock;

    MaterialFixture(Cast cast, Materials materials, Suppliers suppliers, MaterialLots lots, MaterialEvidence evidence,
            Gates gates, PlantClock clock) {
        this.cast = cast;
        this.materials = materials;
        this.suppliers = suppliers;
        this.lots = lots;
        this.evidence = evidence;
        this.gates = gates;
        this.clock = clock;
    }

    LocalDate today() {
        return clock.instant().atZone(clock.getZone()).toLocalDate();
    }

    static RawFile file(String text) {
        return new RawFile(text + ".pdf", "application/pdf", ("%PDF " + text).getBytes(StandardCharsets.UTF_8));
    }

    static Component part(String name, Component.Nature nature) {
        return new Component(name, nature, nature.name().startsWith("ANIMAL") ? "Sus scrofa" : null, false);
    }

    /** A material with an approved, just audited source and a signed level. */
    String material(String code, String family, String level, Component... components) {
        return material(code, family, level, today().minusDays(30), components);
    }

    String material(String code, String family, String level, @Nullable LocalDate auditedOn, Component... components) {
        Actor quality = cast.signIn("SQ-1");
        String maker = "MK-" + code;
        suppliers.add(quality, new Suppliers.Company(maker, "测试厂家", "Test maker", "CN"));
        materials.create(quality, new Materials.Material(code, "测试物料 " + code, "Test material " + code, family, "mL",
                "2-8 °C", new BigDecimal("100"), List.of(components)));
        if (auditedOn != null) {
            suppliers.audit(quality, maker, auditedOn, true, file("audit " + code), null);
        }
        suppliers.approve(cast.signIn("QA-1"), code, maker, maker, "questionnaire and audit");
        assess(code, level);
        return code;
    }

    long assess(String code, String level) {
        Actor quality = cast.signIn("SQ-1");
        long id = materials.assess(quality, code, new Materials.NewAssessment(level, "origin known", "sterile filtered",
                "not toxic", "as its origin", today().plusYears(1)));
        materials.sign(quality, id, cast.entry("SQ-1", "SUPPLIER_QUALITY", materials.panel(id)));
        materials.sign(quality, id, cast.entry("QA-1", "QA", materials.panel(id)));
        return id;
    }

    String receive(String lot, String material, int days) {
        return receive(lot, material, days, null);
    }

    String receive(String lot, String material, int days, @Nullable String country) {
        lots.receive(cast.signIn("WH-1"), new MaterialLots.Receipt(lot, material, "MK-" + material, "MK-" + material,
                "S-" + lot, new BigDecimal("1000"), 4, today().plusDays(days), country, today().plusDays(1), "5.1 °C",
                "A-01", file("coa " + lot)));
        return lot;
    }

    void sample(String lot) {
        lots.sample(cast.signIn("AN-1"), lot, lot + "-S1", BigDecimal.TEN, 4);
    }

    /** Documents and checks entered by the analyst, accepted by the QC reviewer. */
    void evidence(String lot, String... documents) {
        Actor analyst = cast.signIn("AN-1");
        for (String type : documents) {
            evidence.document(analyst, lot, MaterialEvidence.Document.of(type, file(type + " " + lot)));
        }
        MaterialLots.Lot known = lots.get(analyst, lot);
        evidence.identify(analyst, known, known.containers(), true);
        review(lot);
    }

    void review(String unit) {
        evidence.review(cast.signIn("QCR-1"), unit, evidence.unreviewed(unit), true, null);
    }

    String overall(String unit) {
        return gates.judge("G3", unit).evaluation().overall().name();
    }

    /** Status of one requirement. */
    String status(String unit, String requirement) {
        return gates.judge("G3", unit).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals(requirement)).findFirst().orElseThrow().status().name();
    }

    void decide(String unit, String outcome) {
        decide(unit, outcome, null, null);
    }

    void decide(String unit, String outcome, @Nullable String justification, @Nullable String event) {
        Actor reviewer = cast.signIn("QCR-1");
        long decision = gates.propose(reviewer, "G3", unit, new Gates.Proposal(outcome, justification, event));
        gates.sign(reviewer, decision, cast.entry("QCR-1", "QC_REVIEWER", panel(unit)));
        gates.sign(reviewer, decision, cast.entry("QA-1", "QA", panel(unit)));
    }

    private org.stroma.app.people.Signing.Panel panel(String unit) {
        return java.util.Objects.requireNonNull(gates.judge("G3", unit).panel());
    }

    /** A released lot of an enzyme, the plainest of all. */
    String released(String lot, String material, int days) {
        receive(lot, material, days);
        sample(lot);
        evidence(lot, "full_test");
        decide(lot, "RELEASED");
        return lot;
    }

    static Door.Verifier verifier(String code) {
        return new Door.Verifier(Cast.login(code), Cast.PASSWORD, null);
    }
}
