package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.material.Component;
import org.stroma.app.material.Component.Nature;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Materials;
import org.stroma.app.material.Solutions;
import org.stroma.app.material.Suppliers;

/** Domain brief §10.0: every material lot from its signed risk level to release, and the complete media made of two of them. */
final class MaterialsAct {
    private static final String MEDIUM = "CM-5HPL";
    private static final String POOLED = "full_test adventitious_test origin_cert pool_donor_testing pathogen_tests lot_consistency";

    /** Every lot of §10.0; of the shared rows, each lot on a line of its own. */
    static final List<Line> LINES = List.of(
            new Line("MED-26-01", "基础培养基（化学成分明确）", "basal medium, chemically defined", Component.MEDIUM, "L3", true,
                    "mL",
                    100_000, 100, part("salts and amino acids", Nature.CHEMICAL), "full_test", 0),
            new Line("HPL-26-03", "人血小板裂解物", "human platelet lysate", Component.MEDIUM, "L4", true, "mL", 1_000, 10,
                    new Component("human platelet lysate", Nature.HUMAN_BLOOD, null, true), POOLED, 64),
            new Line("HPL-26-07", "人血小板裂解物", "human platelet lysate", Component.MEDIUM, "L4", true, "mL", 4_000, 40,
                    new Component("human platelet lysate", Nature.HUMAN_BLOOD, null, true), POOLED, 71),
            new Line("ENZ-26-02", "重组蛋白酶", "recombinant protease", "DIGESTIVE_ENZYME", "L3", true, "mL", 5_000, 10,
                    part("recombinant protease", Nature.RECOMBINANT), "full_test", 0),
            new Line("HSA-26-11", "人血白蛋白 20%", "human serum albumin 20 %", "MARKETED_MEDICINE", "L1", false, "mL",
                    1_000,
                    20, part("human serum albumin", Nature.HUMAN_BLOOD), "ma_cert national_lot_release reduced_test",
                    0),
            new Line("DMS-26-04", "二甲基亚砜（药用辅料）", "DMSO, excipient grade", "FORMULATION_CRYO", "L3", true, "mL", 500,
                    10, part("DMSO", Nature.CHEMICAL), "exc_registration full_test", 0),
            new Line("ELY-26-09", "复方电解质注射液", "compound electrolyte injection", "MARKETED_MEDICINE", "L1", false, "mL",
                    50_000, 100, part("electrolytes", Nature.CHEMICAL), "ma_cert reduced_test", 0),
            new Line("TRM-26-01", "组织运输液", "tissue transport medium", "TRANSPORT_MEDIUM", "L3", true, "mL", 5_000, 10,
                    part("salts", Nature.CHEMICAL), "full_test", 0),
            new Line("VIA-26-05", "6 mL COP 瓶（成品）", "6 mL COP vial (product)", "PACKAGING_CRYO", "L2", false, "1",
                    1_000, 10,
                    part("COP", Nature.POLYMER), "exc_registration compatibility", 0),
            new Line("CRV-26-02", "2 mL 冻存管（细胞库）", "2 mL cryovial (banks)", "PACKAGING_CRYO", "L2", false, "1", 1_000,
                    10,
                    part("PP", Nature.POLYMER), "exc_registration compatibility", 0),
            new Line("CFA-26-06", "细胞工厂与培养瓶", "cell factories and flasks", "CONTACT_CONSUMABLE", "L3", true, "1", 200,
                    10,
                    part("polystyrene", Nature.POLYMER), "sterility_cert", 0),
            new Line("LBL-26-01", "低温标签", "cryo labels", "PRINTED_PACKAGING", "L2", false, "1", 2_000, 4,
                    part("polyester", Nature.POLYMER), "cold_qualification", 0));

    private final Plant plant;

    MaterialsAct(Plant plant) {
        this.plant = plant;
    }

    /**
     * A lot of the campaign.
     *
     * @param audited whether the evidence of the lot names an audit
     * @param containers how many came
     * @param documents beside the certificate that came with the lot
     * @param poolSize donors of a pool; zero for none
     */
    record Line(String lot, String nameZh, String nameEn, String family, String level, boolean audited, String measure,
            int quantity, int containers, Component component, String documents, int poolSize) {
        String material() {
            return lot.substring(0, lot.indexOf('-')) + "-01";
        }

        String maker() {
            return "MK-" + lot.substring(0, lot.indexOf('-'));
        }
    }

    private static Component part(String name, Nature nature) {
        return new Component(name, nature, null, false);
    }

    /** Receives, samples, documents, reviews and releases every lot. */
    void release() {
        plant.now("2026-01-12 09:00");
        LINES.stream().filter(line -> plant.the(Materials.class).find(line.material()).isEmpty())
                .forEach(this::introduce);
        plant.now("2026-01-19 10:00");
        LINES.forEach(this::receive);
        plant.now("2026-02-05 15:00");
        LINES.forEach(this::judge);
        plant.now("2026-02-06 09:00");
        plant.the(Solutions.class).define(plant.as("PS-1"), new Solutions.Recipe(MEDIUM, 0, "完全培养基（5% HPL）",
                "Complete medium, 5 % HPL", List.of("MED-01", "HPL-01"), Duration.ofDays(14), Duration.ofDays(14),
                "2-8 °C",
                true, "VAL-26-07"));
    }

    private void introduce(Line line) {
        Suppliers suppliers = plant.the(Suppliers.class);
        Materials materials = plant.the(Materials.class);
        suppliers.add(plant.as("SQ-1"), new Suppliers.Company(line.maker(), "示例" + line.nameZh() + "厂",
                "Example maker of " + line.nameEn(), "CN"));
        materials.create(plant.as("SQ-1"), new Materials.Material(line.material(), line.nameZh(), line.nameEn(),
                line.family(), line.measure(), "2-8 °C", BigDecimal.valueOf(line.quantity() / 10),
                List.of(line.component())));
        if (line.audited()) {
            suppliers.audit(plant.as("SQ-1"), line.maker(), LocalDate.of(2025, 11, 20), true,
                    Plant.paper("audit " + line.maker()), null);
        }
        suppliers.approve(plant.as("QA-1"), line.material(), line.maker(), line.maker(),
                "供应商调查表与审计报告已审核");
        long assessment = materials.assess(plant.as("SQ-1"), line.material(), new Materials.NewAssessment(line.level(),
                "来源明确，有文件证明", "见生产厂家技术文件", "无需关注的毒性",
                "与来源及工艺相应", LocalDate.of(2028, 1, 12)));
        materials.sign(plant.as("SQ-1"), assessment,
                plant.entry("SQ-1", "SUPPLIER_QUALITY", materials.panel(assessment)));
        materials.sign(plant.as("QA-1"), assessment, plant.entry("QA-1", "QA", materials.panel(assessment)));
    }

    private void receive(Line line) {
        MaterialLots lots = plant.the(MaterialLots.class);
        lots.receive(plant.as("WH-1"), new MaterialLots.Receipt(line.lot(), line.material(), line.maker(), line.maker(),
                "S-" + line.lot(), BigDecimal.valueOf(line.quantity()), line.containers(), LocalDate.of(2028, 1, 31),
                null,
                LocalDate.of(2027, 2, 28), "4.8 °C", "WH-A1", Plant.paper("coa " + line.lot())));
        lots.sample(plant.as("AN-1"), line.lot(), line.lot() + "-S1",
                BigDecimal.valueOf(Math.max(2, line.quantity() / 500)),
                lots.containersAsked(plant.as("AN-1"), line.lot()));
    }

    private void judge(Line line) {
        MaterialEvidence evidence = plant.the(MaterialEvidence.class);
        if (line.poolSize() > 0) {
            evidence.measured(plant.as("AN-1"), line.lot(), "pool_size", Integer.toString(line.poolSize()), null);
        }
        for (String type : line.documents().split(" ")) {
            evidence.document(plant.as("AN-1"), line.lot(),
                    MaterialEvidence.Document.of(type, Plant.paper(type + " " + line.lot())));
        }
        MaterialLots.Lot lot = plant.the(MaterialLots.class).get(plant.as("AN-1"), line.lot());
        evidence.identify(plant.as("AN-1"), lot, lot.containers(), true);
        evidence.review(plant.as("QCR-1"), line.lot(), evidence.unreviewed(line.lot()), true, null);
        plant.decide("G3", line.lot(), "RELEASED", null, "QCR-1:QC_REVIEWER", "QA-1:QA");
    }

    /** Prepares complete medium from both lots and releases it; its life of fourteen days starts with its preparation. */
    void prepare(String day, String solution, String lysate, int litres) {
        plant.now(day + " 14:00");
        BigDecimal amount = BigDecimal.valueOf(litres * 1000L);
        BigDecimal lysed = amount.multiply(new BigDecimal("0.05"));
        plant.the(Solutions.class).prepare(plant.as("OP-1"), new Solutions.Preparation(solution, MEDIUM,
                Operation.Amount.of(amount.toPlainString(), "mL"),
                List.of(new Solutions.Part("MED-26-01", amount.subtract(lysed)), new Solutions.Part(lysate, lysed)),
                List.of(solution + "-ST", solution + "-EN"), "FR-02", Map.of("filter", "FLT-26-12")),
                plant.verifier("VF-1"));
        plant.now(day + " 17:00");
        MaterialEvidence evidence = plant.the(MaterialEvidence.class);
        evidence.check(plant.as("AN-1"), solution, "filter_integrity", true, null);
        evidence.check(plant.as("AN-1"), solution, "solution_appearance", true, null);
        evidence.measured(plant.as("AN-1"), solution, "solution_endotoxin", "<0.25", "ChP-1143");
        evidence.review(plant.as("QCR-1"), solution, evidence.unreviewed(solution), true, null);
        plant.decide("G3", solution, "RELEASED", null, "QCR-1:QC_REVIEWER", "QA-1:QA");
    }
}
