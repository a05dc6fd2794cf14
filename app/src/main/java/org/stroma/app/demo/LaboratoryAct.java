package org.stroma.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.laboratory.CellCounts;
import org.stroma.app.laboratory.Laboratory;
import org.stroma.app.laboratory.Laboratory.Result;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.standard.Value;

/** Domain brief §10.1, steps 11, 14 and 21, and §10.2: methods, tests of both banks, decisions, and the tests of the lot. */
final class LaboratoryAct {
    private static final List<Method> METHODS = List.of(
            new Method("M-COUNT", "细胞计数与活率（荧光图像法）", "Cell count and viability, fluorescence imaging", "SOP-QC-011",
                    "viable_concentration viability post_thaw_viability"),
            new Method("M-FLOW", "免疫表型（流式细胞术）", "Immunophenotype, flow cytometry", "SOP-QC-012",
                    "cd73 cd90 cd105 cd45 cd34 cd14 cd19 hla_dr"),
            new Method("M-STR", "STR鉴别", "STR identity", "SOP-QC-013", "str_match"),
            new Method("M-CID", "细胞鉴别", "Cell identification", "SOP-QC-014", "cell_identification"),
            new Method("M-POT", "T细胞增殖抑制", "Inhibition of T-cell proliferation", "SOP-QC-015",
                    "potency_inhibition relative_potency"),
            new Method("M-END", "细菌内毒素", "Bacterial endotoxin", "ChP 1143", "endotoxin"),
            new Method("M-STE", "无菌检查法", "Sterility", "ChP 1101", "sterility preharvest_sterility bacteria_and_fungi"),
            new Method("M-MYC", "支原体检查法（核酸、染色、培养）", "Mycoplasma: NAT, stain, culture", "ChP 3301",
                    "mycoplasma mycoplasma_nat mycoplasma_stain mycoplasma_culture preharvest_mycoplasma"),
            new Method("M-VIR", "外源病毒因子检查", "Adventitious viruses", "ChP 3302",
                    "in_vitro_virus in_vivo_virus preharvest_virus retrovirus"),
            new Method("M-SPV", "人源病毒核酸检测", "Human virus PCR panel", "SOP-QC-021", "species_virus specific_virus"),
            new Method("M-TUM", "成瘤性与端粒酶", "Tumorigenicity and telomerase", "SOP-QC-022", "telomerase tumorigenicity"),
            new Method("M-DIF", "增殖与三系分化", "Proliferation and trilineage differentiation", "SOP-QC-023",
                    "proliferation osteogenic adipogenic chondrogenic"),
            new Method("M-PAR", "不溶性微粒与可见异物", "Particles", "ChP 0903, 0904",
                    "particles_10 particles_25 visible_particles"),
            new Method("M-OSM", "渗透压摩尔浓度", "Osmolality", "ChP 0632", "osmolality"),
            new Method("M-PH", "pH值", "pH", "ChP 0631", "ph"),
            new Method("M-VOL", "装量（称量法）与外观", "Fill volume by weight, and appearance", "ChP 0942",
                    "fill_volume appearance"));

    private static final List<String> LIFTED_MCB = List.of("bovine_virus_decision", "other_virus_decision");
    private static final List<String> LIFTED_WCB = List.of("bovine_virus_decision", "other_virus_decision",
            "telomerase_decision", "tumorigenicity_decision");

    private final Plant plant;
    private final Laboratory laboratory;

    LaboratoryAct(Plant plant) {
        this.plant = plant;
        this.laboratory = plant.the(Laboratory.class);
    }

    private record Method(String code, String nameZh, String nameEn, String reference, String characteristics) {}

    /** Drafts every method and brings it into force. */
    void methods() {
        plant.now("2026-01-08 09:00");
        Methods methods = plant.the(Methods.class);
        for (Method method : METHODS) {
            int version = methods.draft(plant.as("QCH-1"), method.code(), method.nameZh(), method.nameEn(),
                    method.reference(), List.of(method.characteristics().split(" ")), "VAL-" + method.code());
            methods.sign(plant.as("QCH-1"), method.code(), version,
                    plant.entry("QCH-1", "QC_HEAD", methods.panel(method.code(), version).orElse(null)));
            methods.sign(plant.as("QA-1"), method.code(), version,
                    plant.entry("QA-1", "QA", methods.panel(method.code(), version).orElse(null)));
        }
    }

    /** Step 11. */
    void qualifyMaster() {
        plant.now("2026-08-07 10:00");
        test(CultureAct.MCB, List.of(comply("telomerase", "M-TUM"), absent("tumorigenicity", "M-TUM"),
                absent("species_virus", "M-SPV"), Result.of("str_match", "M-STR", "16")));
        decide(CultureAct.MCB, LIFTED_MCB, "2026-08-12");
        plant.now("2026-08-14 14:00");
        qualify(CultureAct.MCB);
    }

    /** Step 14. */
    void qualifyWorking() {
        plant.now("2026-10-20 10:00");
        test(CultureAct.WCB, List.of(absent("species_virus", "M-SPV"), Result.of("str_match", "M-STR", "16"),
                Result.of("potency_inhibition", "M-POT", "56"), Result.of("relative_potency", "M-POT", "0.97")));
        decide(CultureAct.WCB, LIFTED_WCB, "2026-10-22");
        plant.now("2026-10-23 14:00");
        qualify(CultureAct.WCB);
    }

    private void qualify(String bank) {
        plant.decide("G4", bank, "QUALIFIED", null, "QCH-1:QC_HEAD", "QA-1:QA", "QH-1:QUALITY_HEAD");
    }

    /** What both banks are tested for; the karyotype as the laboratory writes it, and what the records say beside. */
    private void test(String bank, List<Result> more) {
        List<Result> results = new ArrayList<>(List.of(comply("cell_identification", "M-CID"),
                absent("bacteria_and_fungi", "M-STE"), absent("mycoplasma", "M-MYC"), absent("in_vitro_virus", "M-VIR"),
                absent("in_vivo_virus", "M-VIR"), absent("retrovirus", "M-VIR"), comply("proliferation", "M-DIF"),
                comply("osteogenic", "M-DIF"), comply("adipogenic", "M-DIF"), comply("chondrogenic", "M-DIF"),
                Result.of("endotoxin", "M-END", "<0.25"), Result.of("post_thaw_viability", "M-COUNT", "92.0")));
        results.addAll(more);
        List<Long> ids = new ArrayList<>(laboratory.enter(plant.as("AN-1"), bank, results));
        Banks banks = plant.the(Banks.class);
        ids.addAll(banks.recordKaryotype(plant.as("AN-1"), bank, "46,XY[20]", null));
        ids.addAll(banks.recordTests(plant.as("AN-1"), bank, List.of(flag(bank, "storage_trace_complete", true),
                flag(bank, "deviations_closed", true), flag(bank, "oot_signal", false))));
        // The recording of the freezer came with the filling; a second person reads it too.
        plant.the(Evidence.class).list(bank).stream().filter(item -> item.characteristic().equals("freezing_trace"))
                .map(Evidence.Item::id).forEach(ids::add);
        laboratory.review(plant.as("QCR-1"), ids, true, null);
    }

    private static Entry flag(String unit, String characteristic, boolean holds) {
        return Entry.of(unit, characteristic, Evidence.Kind.DECLARATION, new Value.Flag(holds));
    }

    private static Result comply(String characteristic, String method) {
        return Result.of(characteristic, method, "COMPLIES");
    }

    private static Result absent(String characteristic, String method) {
        return Result.of(characteristic, method, "NEGATIVE");
    }

    /** Decides every conditional test: required, unless nothing of the kind went into the cells or another bank covers it. */
    private void decide(String unit, List<String> lifted, String day) {
        TestDecisions decisions = plant.the(TestDecisions.class);
        for (TestDecisions.Cell cell : decisions.cells(unit)) {
            boolean required = !lifted.contains(cell.characteristic());
            plant.now(day + " 10:00");
            TestDecisions.Decision decision = decisions.propose(plant.as("QCH-1"), new TestDecisions.Proposal(unit,
                    cell.characteristic(), required, reason(cell.characteristic(), required), "RA-26-01",
                    Plant.time("2029-01-01 00:00")));
            for (String signer : List.of("QCH-1:QC_HEAD", "QA-1:QA")) {
                String[] parts = signer.split(":");
                decisions.sign(plant.as(parts[0]), decision.id(),
                        plant.entry(parts[0], parts[1], decisions.panel(decision.id()).orElse(null)));
            }
        }
    }

    private static String reason(String characteristic, boolean required) {
        if (required) {
            return "按风险评估 RA-26-01，本项目需检验；培养中使用人源裂解物。";
        }
        return characteristic.startsWith("telomerase") || characteristic.startsWith("tumorigenicity")
                ? "由主细胞库与生产终末细胞的检验覆盖，见 RA-26-01。"
                : "全部工序未使用牛源或猪源物料，见物料清单与 RA-26-01。";
    }

    /** Step 21 and §10.2, each result on the day it came. */
    void testLot() {
        enter("2026-11-20 15:00", absent("mycoplasma_nat", "M-MYC"));
        counts();
        enter("2026-11-21 11:00", Result.of("cd73", "M-FLOW", "99.4"), Result.of("cd90", "M-FLOW", "99.8"),
                Result.of("cd105", "M-FLOW", "98.7"), Result.of("cd45", "M-FLOW", "0.2"),
                Result.of("cd34", "M-FLOW", "0.3"),
                Result.of("cd14", "M-FLOW", "0.1"), Result.of("cd19", "M-FLOW", "0.1"),
                Result.of("hla_dr", "M-FLOW", "0.6"));
        enter("2026-11-24 10:00", Result.of("endotoxin", "M-END", "<0.25"), Result.of("particles_10", "M-PAR", "2412"),
                Result.of("particles_25", "M-PAR", "38"), absent("visible_particles", "M-PAR"),
                Result.of("osmolality", "M-OSM", "1930"), Result.of("ph", "M-PH", "7.2"),
                Result.of("fill_volume", "M-VOL", "5.12", "5.28", "5.20"), comply("appearance", "M-VOL"));
        enter("2026-11-25 10:00", absent("specific_virus", "M-SPV").from("示例外检实验室"),
                Result.of("str_match", "M-STR", "16"));
        enter("2026-11-27 16:00", absent("mycoplasma_stain", "M-MYC"));
        enter("2026-12-01 16:00", absent("preharvest_sterility", "M-STE"));
        enter("2026-12-02 16:00", absent("sterility", "M-STE"));
        enter("2026-12-08 10:00", Result.of("potency_inhibition", "M-POT", "54"),
                Result.of("relative_potency", "M-POT", "1.01"));
        enter("2026-12-15 10:00", absent("preharvest_mycoplasma", "M-MYC"), absent("preharvest_virus", "M-VIR"));
        enter("2026-12-16 16:00", absent("mycoplasma_culture", "M-MYC"));
        decide(CultureAct.LOT, List.of("bsa_decision"), "2026-12-17");
    }

    private void enter(String when, Result... results) {
        plant.now(when);
        boolean outside = results[0].laboratory() != null;
        List<Long> ids = outside
                ? laboratory.enterReport(plant.as("AN-1"), CultureAct.LOT, List.of(results[0]),
                        Plant.paper("virus report"))
                : laboratory.enter(plant.as("AN-1"), CultureAct.LOT, List.of(results));
        if (outside && results.length > 1) {
            ids = new ArrayList<>(ids);
            ids.addAll(laboratory.enter(plant.as("AN-1"), CultureAct.LOT, List.of(results).subList(1, results.length)));
        }
        laboratory.review(plant.as("QCR-1"), ids, true, null);
    }

    /** Three containers, counted twice each; the exports of the counter are imported, not typed. */
    private void counts() {
        plant.now("2026-11-20 16:30");
        String[] live = {"6.28E6", "6.40E6", "6.19E6", "6.33E6", "6.36E6", "6.30E6"};
        String[] viability = {"91.0", "91.6", "90.8", "91.3", "91.5", "91.0"};
        List<CellCounts> exports = new ArrayList<>();
        for (int i = 0; i < live.length; i++) {
            String sample = String.format(Locale.ROOT, "%s-QC-%d%c", CultureAct.LOT, i / 2 + 1, 'a' + i % 2);
            exports.add(CellCounts.read(nucleoView(sample, live[i], viability[i], i), sample + ".csv"));
        }
        laboratory.review(plant.as("QCR-1"),
                laboratory.importCounts(plant.as("AN-1"), CultureAct.LOT, exports, "M-COUNT"), true, null);
    }

    private static byte[] nucleoView(String sample, String live, String viability, int n) {
        return NucleoView.export(sample, live, viability, Plant.time("2026-11-20 15:30").plusSeconds(240L * n));
    }
}
