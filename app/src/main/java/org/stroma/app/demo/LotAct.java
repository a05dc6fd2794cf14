package org.stroma.app.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.Step;
import org.stroma.app.genealogy.Units;

/** Domain brief §10.1, steps 18 to 21: from the concentrate to the frozen lot in the hands of the laboratory. */
final class LotAct {
    private static final String DAY = "2026-11-17";
    private static final String LOT = CultureAct.LOT;

    private final Plant plant;
    private final Lots lots;

    LotAct(Plant plant) {
        this.plant = plant;
        this.lots = plant.the(Lots.class);
    }

    void fillAndFreeze() {
        lots.formulate(plant.as("OP-1"), plant.step(DAY, "14:02", "14:06").in("CR-204")
                .using(List.of(use("DMS-26-04", "71.43"), use("HSA-26-11", "178"), use("ELY-26-09", "400"))),
                new Lots.Formulation("W5-26-117", "BK-26-117", null, Map.of()));
        lots.fill(plant.as("OP-1"),
                plant.step(DAY, "14:06", "14:34").in("CR-204").using(List.of(use("VIA-26-05", "135"))),
                new Lots.Filling("BK-26-117", LOT, 135, null, Map.of()));
        lots.inspect(plant.as("OP-1"), plant.step(DAY, "14:34", "14:39").in("CR-205"), new Lots.Inspection(LOT,
                List.of(defect(7, "FILL"), defect(8, "FILL"), defect(50, "PARTICLE"), defect(51, "PARTICLE"),
                        defect(90, "CLOSURE")),
                20, 0));
        lots.label(plant.as("OP-1"),
                plant.step(DAY, "14:39", "14:43").in("CR-205").using(List.of(use("LBL-26-01", "140"))),
                new Lots.Labelling(LOT, 140, 135, 2, 3));
        lots.freeze(plant.as("OP-1"), plant.step(DAY, "14:44", "16:28").in("CRF-02"), new Lots.Freezing(LOT,
                Traces.freezer(DAY), Map.of("cooling_rate", new BigDecimal("-1.0"), "end_temperature",
                        new BigDecimal("-100")),
                Map.of("programme", "CRF-P07")));
        lots.store(plant.as("OP-1"), plant.step(DAY, "20:07", "20:10").in("LN2-T03"),
                new Lots.Storing(LOT, "LN2-T03", new BigDecimal("3.17")));
        lots.destroy(plant.as("OP-1"),
                Step.of(Plant.time(DAY + " 20:20"), plant.now(DAY + " 20:40"), plant.verifier("WT-1")),
                List.of(container(7), container(8), container(50), container(51), container(90)), "高压灭菌后焚烧");
    }

    private static Step.Use use(String code, String quantity) {
        return new Step.Use(code, new BigDecimal(quantity));
    }

    private static String container(int n) {
        return Lots.container(LOT, n);
    }

    private static Lots.Defect defect(int n, String kind) {
        return new Lots.Defect(container(n), kind);
    }

    /** Samples, retention and stability are set aside the next day; the rest waits in quarantine. */
    void handToLaboratory() {
        List<String> good = plant.the(Units.class).members(LOT).stream()
                .filter(unit -> unit.state().equals("STORED_QUARANTINE")).map(Units.Unit::code).sorted().toList();
        aside(good.subList(good.size() - 24, good.size()), Lots.Purpose.SAMPLED_QC);
        aside(good.subList(good.size() - 34, good.size() - 24), Lots.Purpose.RETAINED);
        aside(good.subList(good.size() - 52, good.size() - 34), Lots.Purpose.STABILITY);
        lots.submit(plant.as("OP-1"), plant.step("2026-11-18", "10:00", "10:05"), LOT);
    }

    private void aside(List<String> containers, Lots.Purpose purpose) {
        lots.setAside(plant.as("OP-1"), plant.step("2026-11-18", "09:00", "09:03"),
                new Lots.SetAside(containers, purpose, List.of()));
    }
}
