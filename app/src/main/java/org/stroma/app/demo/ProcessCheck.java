package org.stroma.app.demo;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.beans.factory.BeanFactory;
import org.stroma.app.batch.Clocks;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.material.Materials;
import org.stroma.app.standard.Verdict;

/** §10.0, §10.1 up to the release, and §10.2, line by line. */
final class ProcessCheck {
    private static final Map<String, List<String>> USED = Map.ofEntries(Map.entry("MED-26-01", List.of("OP-005")),
            Map.entry("HPL-26-03", List.of("OP-005")), Map.entry("HPL-26-07", List.of("OP-005")),
            Map.entry("ENZ-26-02", List.of("OP-080", "OP-130A")), Map.entry("HSA-26-11", List.of("OP-150C", "OP-165")),
            Map.entry("DMS-26-04", List.of("OP-150C", "OP-165")), Map.entry("ELY-26-09", List.of("OP-140", "OP-150C")),
            Map.entry("TRM-26-01", List.of("OP-030")), Map.entry("VIA-26-05", List.of("OP-160")),
            Map.entry("CRV-26-02", List.of("OP-165")), Map.entry("CFA-26-06", List.of("OP-070A", "OP-090")),
            Map.entry("LBL-26-01", List.of("OP-180")));

    private final BeanFactory beans;
    private final Records records;
    private final Units units;
    private final Lines lines;

    ProcessCheck(BeanFactory beans, Lines lines) {
        this.beans = beans;
        this.records = new Records(beans);
        this.units = beans.getBean(Units.class);
        this.lines = lines;
    }

    void run() {
        MaterialsAct.LINES.forEach(this::material);
        donor();
        masterBank();
        workingBank();
        expansion();
        lot();
        release();
    }

    private void material(MaterialsAct.Line line) {
        String lot = line.lot();
        lines.same("10.0", lot + " released", "RELEASED by QCR-1, QA-1", () -> records.outcome("G3", lot));
        lines.same("10.0", lot + " level", line.level(),
                () -> beans.getBean(Materials.class).assessments(line.material())
                        .stream().filter(Materials.Assessment::inForce).findFirst().orElseThrow().level());
        TreeSet<String> wanted = new TreeSet<>(List.of(("coa " + line.documents()).split(" ")));
        lines.holds("10.0", lot + " evidence " + String.join(", ", wanted), () -> records.accepted(lot).stream()
                .map(Evidence.Item::characteristic).collect(java.util.stream.Collectors.toSet()).containsAll(wanted));
        lines.same("10.0", lot + " used in", USED.getOrDefault(lot, List.of()), () -> records.usedBy(lot));
    }

    private void donor() {
        String donor = DonorAct.DONOR;
        lines.holds("10.1-1", "consent with every scope", () -> records.accepted(donor).stream()
                .filter(item -> item.characteristic().startsWith("consent_")).count() == 4);
        lines.same("10.1-2", "maternal sample not haemodiluted (G1-08)", "[MET, MET]",
                () -> verdicts("G1", donor).stream().filter(verdict -> verdict.requirement().startsWith("G1-08"))
                        .map(verdict -> verdict.status().name()).toList());
        lines.same("10.1-3", "donation number", "Z9999 26 000123", () -> units.get(DonorAct.TISSUE).donation());
        lines.number("10.1-3", "cord, cm", "28.0", () -> records.quantity(DonorAct.TISSUE));
        lines.same("10.1-3a", "G1 first", "DEFERRED by DMR-1, QA-2", () -> records.first("G1", donor));
        lines.same("10.1-4", "clamp to receipt", "8 h 33 min", () -> Records.clock(Duration.between(clamp(),
                records.event(DonorAct.TISSUE, "OP-050").endedAt())));
        lines.same("10.1-4", "G2", "ACCEPTED by OP-1, QA-1", () -> records.outcome("G2", DonorAct.TISSUE));
        lines.same("10.1-5", "clamp to explants", "10 h 13 min",
                () -> Records.clock(Duration.between(clamp(), records.event("P0-26-001", "OP-070A").startedAt())));
        lines.number("10.1-5", "cord left, cm", "8.0", () -> records.remaining(DonorAct.TISSUE));
        lines.number("10.1-5", "fragments per cm²", "0.229", () -> number("P0-26-001", "OP-070A", "fragments_per_cm2"));
        lines.number("10.1-5", "vessels", "12", () -> units.members("P0-26-001").size());
        lines.same("10.1-6", "G1", "ELIGIBLE by DMR-1, QA-2", () -> records.outcome("G1", donor));
        lines.number("10.1-7", "primary harvest, viable cells", "2.16e7", () -> records.quantity("H0-26-001"));
        lines.number("10.1-7", "per cm of cord", "1.08e6", () -> records.quantity("H0-26-001").divide(
                records.quantity(DonorAct.TISSUE).subtract(records.remaining(DonorAct.TISSUE)), MathContext.DECIMAL64));
    }

    private java.time.Instant clamp() {
        return java.time.Instant.parse(String.valueOf(records.parameter(DonorAct.TISSUE, "OP-030", "clamp_at")));
    }

    private BigDecimal number(String unit, String type, String parameter) {
        return new BigDecimal(String.valueOf(records.parameter(unit, type, parameter)));
    }

    private List<Verdict> verdicts(String gate, String unit) {
        return beans.getBean(Gates.class).judge(gate, unit).evaluation().verdicts();
    }

    private void masterBank() {
        lines.number("10.1-8", "P1, viable cells", "1.62e8", () -> records.quantity("H1-26-001"));
        lines.number("10.1-8", "P1, cPDL", "3.0019", () -> records.cpdl("H1-26-001"));
        lines.number("10.1-9", "P2, viable cells", "1.12e9", () -> records.quantity("H2-26-001"));
        lines.number("10.1-9", "wash recovery, %", "93.0", () -> number("W2-26-001", "OP-140", "wash_recovery"));
        lines.number("10.1-9", "P2, cPDL", "5.8862", () -> records.cpdl("H2-26-001"));
        bank("10.1-10", CultureAct.MCB, 100, 2);
        lines.number("10.1-10", "cells to QC", "4.16e7", () -> records.quantity("QC-MCB-CELLS"));
        lines.same("10.1-11", "vials set aside", "16 QC, 8 retained, 6 stability", () -> aside(CultureAct.MCB));
        lines.same("10.1-11", "G4", "QUALIFIED by QCH-1, QA-1, QH-1", () -> records.outcome("G4", CultureAct.MCB));
        lines.number("10.1-11", "usable once qualified", "70",
                () -> records.count(CultureAct.MCB, "AVAILABLE", "CONSUMED"));
    }

    private void bank(String id, String bank, int vials, int passage) {
        lines.number(id, bank + " vials", Integer.toString(vials), () -> units.members(bank).size());
        lines.same(id, bank + " passage", passage, () -> units.get(bank).passage());
    }

    private String aside(String bank) {
        return records.count(bank, "SAMPLED_QC") + " QC, " + records.count(bank, "RETAINED") + " retained, "
                + records.count(bank, "STABILITY") + " stability";
    }

    private void workingBank() {
        lines.number("10.1-12", "vials thawed", "8", () -> records.count(CultureAct.MCB, "CONSUMED"));
        lines.number("10.1-12", "P3, viable cells", "5.30e8", () -> records.quantity("H3-26-001"));
        lines.number("10.1-12", "after the wash", "5.035e8", () -> records.quantity("W3-26-001"));
        lines.number("10.1-12", "P3, cPDL", "8.7986", () -> records.cpdl("H3-26-001"));
        bank("10.1-13", CultureAct.WCB, 50, 3);
        lines.same("10.1-13", "vials set aside", "10 QC, 4 retained, 4 stability", () -> aside(CultureAct.WCB));
        lines.number("10.1-13", "usable once qualified", "32",
                () -> records.count(CultureAct.WCB, "AVAILABLE", "CONSUMED"));
        lines.same("10.1-14", "G4", "QUALIFIED by QCH-1, QA-1, QH-1", () -> records.outcome("G4", CultureAct.WCB));
    }

    private void expansion() {
        lines.number("10.1-15", "vials thawed", "12", () -> records.count(CultureAct.WCB, "CONSUMED"));
        lines.number("10.1-15", "P4, viable cells", "7.584e8", () -> records.quantity("H4-26-117"));
        lines.number("10.1-15", "P4, cPDL", "11.6266", () -> records.cpdl("H4-26-117"));
        lines.number("10.1-16", "P5 seeded on, cm²", "176960", () -> number("P5-26-117", "OP-090", "area_cm2"));
        lines.number("10.1-16", "P5, viable cells", "5.486e9", () -> records.quantity("H5-26-117"));
        lines.number("10.1-16", "P5, cPDL", "14.5809", () -> records.cpdl("H5-26-117"));
        lines.number("10.1-16a", "samples before the harvest", "3", () -> units.events("P5-26-117").stream()
                .filter(event -> event.type().equals("OP-135"))
                .mapToInt(event -> units.madeBy(event.operation()).size()).sum());
        lines.number("10.1-17", "after the wash", "5.04712e9", () -> records.quantity("W5-26-117"));
        lines.number("10.1-17", "samples of it", "4.712e7", () -> records.quantity("IPC-117"));
    }

    private void lot() {
        String lot = CultureAct.LOT;
        lines.number("10.1-18", "bulk, mL", "714.29", () -> records.quantity("BK-26-117"));
        lines.same("10.1-18", "CL-5 harvest to cryoprotectant", "4 h 52 min", () -> clock("CL-5"));
        lines.number("10.1-19", "filled", "135", () -> units.members(lot).size());
        lines.number("10.1-19", "good", "130", () -> 135 - Integer.parseInt(String.valueOf(
                records.parameter(lot, "OP-170", "rejected"))));
        lines.same("10.1-19", "AQL", "20 → 0", () -> records.parameter(lot, "OP-170", "aql_sample") + " → "
                + records.parameter(lot, "OP-170", "aql_defects"));
        lines.same("10.1-19", "CL-6 DMSO contact", "0 h 42 min", () -> clock("CL-6"));
        lines.number("10.1-19a", "end of the freezing programme, °C", "-100",
                () -> number(lot, "OP-190", "end_temperature"));
        lines.number("10.1-20", "cooling rate, °C/min", "-1.0", () -> number(lot, "OP-190", "cooling_rate"));
        lines.number("10.1-20", "transfer, min", "3.17", () -> number(lot, "OP-200", "transfer_minutes"));
    }

    private String clock(String code) {
        return beans.getBean(Clocks.class).of(CultureAct.LOT).stream().filter(each -> each.clock().code().equals(code))
                .filter(each -> each.about().equals(CultureAct.LOT)).findFirst()
                .map(reading -> Records.clock(reading.elapsed())).orElse("not run");
    }

    private void release() {
        lines.same("10.1-22", "G6a", "RELEASED by QA-2, QP-A", () -> records.outcome("G6a", CultureAct.LOT));
        lines.same("10.1-22", "G6b", "RELEASED by QAM-1, QP-B", () -> records.outcome("G6b", CultureAct.LOT));
        Map<String, String> others = Map.of("R-06", "REPORTED", "R-14", "REPORTED", "R-20", "NOT_APPLICABLE");
        for (Verdict verdict : verdicts("G6b", CultureAct.LOT)) {
            if (verdict.requirement().startsWith("R-")) {
                lines.same("10.2", verdict.requirement(), others.getOrDefault(verdict.requirement(), "MET"),
                        verdict::status);
            }
        }
        lines.number("10.2", "requirements judged", "29", () -> verdicts("G6b", CultureAct.LOT).stream()
                .filter(verdict -> verdict.requirement().startsWith("R-")).count());
        value("recovery", "90.1");
    }

    private void value(String characteristic, String expected) {
        lines.number("10.2", characteristic, expected, () -> records.accepted(CultureAct.LOT).stream()
                .filter(item -> item.characteristic().equals(characteristic)).findFirst()
                .map(item -> ((org.stroma.app.standard.Value.Measured) item.values().getFirst()).measurement().written()
                        .orElseThrow().value())
                .orElseThrow());
    }
}
