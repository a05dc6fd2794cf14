package org.stroma.app.demo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.batch.Count;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.Lots;
import org.stroma.app.batch.SampleOut;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Vessels;

/** Domain brief §10.1, steps 5, 7 to 10, 12, 13, 15 and 16: the cells from the cord to the harvest of passage 5. */
final class CultureAct {
    static final String MCB = "MCB-26-001";
    static final String WCB = "WCB-26-001";
    static final String LOT = "L26-117";

    private final Plant plant;
    private final Cultures cultures;
    private final Lots lots;
    private final Banks banks;

    CultureAct(Plant plant) {
        this.plant = plant;
        this.cultures = plant.the(Cultures.class);
        this.lots = plant.the(Lots.class);
        this.banks = plant.the(Banks.class);
    }

    private static Step.Use use(String code, String quantity) {
        return new Step.Use(code, new BigDecimal(quantity));
    }

    /** Steps 5 and 7: explants, care, and the harvest of day 12. */
    void isolate() {
        cultures.isolate(plant.as("OP-1"), plant.step("2026-03-02", "19:05", "20:30").in("CR-201")
                .using(List.of(use("CM-26-031", "420"), use("CFA-26-06", "12"))),
                Cultures.Isolation.explants("UCM-01", DonorAct.TISSUE, "P0-26-001", new BigDecimal("20.0"), 480,
                        new Vessels("T175", 12, new BigDecimal("175")), Map.of("incubator", "INC-03")));
    }

    void care() {
        care("2026-03-07", "OUTGROWING", "25");
        care("2026-03-11", "HARVESTABLE", "80");
    }

    private void care(String day, String to, String confluence) {
        cultures.care(plant.as("OP-1"),
                plant.step(day, "10:00", "10:20").in("CR-201").using(List.of(use("CM-26-031", "240"))),
                new Cultures.Care("P0-26-001", true, to, List.of(new Cultures.VesselSeen("P0-26-001-V01",
                        new BigDecimal(confluence), "梭形，贴壁良好")), Map.of()));
    }

    /** Steps 7 to 10. */
    void masterBank() {
        cultures.harvest(plant.as("OP-1"), plant.step("2026-03-14", "09:00", "09:40").in("CR-201")
                .using(List.of(use("ENZ-26-02", "60"))),
                new Cultures.Harvesting("P0-26-001", "H0-26-001",
                        Count.of("2.16e7", "96.4"), Map.of(), List.of(), Map.of()));
        seed("2026-03-14", "10:00", "10:30", "H0-26-001", "P1-26-001", "2.0224e7", vessels(8, "632"), "CM-26-032",
                "1500",
                "原代收获液余量弃去，双人记录");
        harvest("2026-03-18", "10:30", "11:00", "P1-26-001", "H1-26-001", "1.62e8", "96.0", "100");
        seed("2026-03-18", "11:10", "11:40", "H1-26-001", "P2-26-001", "1.5168e8", vessels(6, "6320"), "CM-26-032",
                "10000",
                "P1 收获液余量弃去，双人记录");
        harvest("2026-03-22", "11:40", "12:10", "P2-26-001", "H2-26-001", "1.12e9", "95.9", "700");
        wash("2026-03-22", "12:20", "13:20", "H2-26-001", "W2-26-001", "1.0416e9", "95.8", "6000");
        banks.fill(plant.as("OP-1"), plant.step("2026-03-22", "13:30", "14:40").in("CR-203")
                .using(List.of(use("CRV-26-02", "100"), use("DMS-26-04", "10"), use("HSA-26-11", "50"))),
                new Banks.Filling("W2-26-001", MCB, Banks.Tier.MCB, 100, new BigDecimal("1.0e7"), BigDecimal.ONE,
                        List.of(new SampleOut("QC-MCB-CELLS", "检验用细胞样品", new BigDecimal("4.16e7"))), null,
                        "LN2-T01 / A", Traces.freezer("2026-03-22"), Map.of("viability_percent", "95.8")));
        aside(MCB, "2026-03-22", 16, 8, 6);
    }

    private static Vessels vessels(int count, String area) {
        return new Vessels("CF", count, new BigDecimal(area));
    }

    private void seed(String day, String from, String to, String harvest, String culture, String cells, Vessels vessels,
            String medium, String millilitres, String remainder) {
        cultures.seed(plant.as("OP-1"), plant.step(day, from, to).in("CR-201")
                .using(List.of(use(medium, millilitres), use("CFA-26-06", Integer.toString(vessels.count())))),
                new Cultures.Seeding(harvest, culture, new BigDecimal(cells), vessels, remainder, Map.of()));
    }

    private void harvest(String day, String from, String to, String culture, String harvest, String cells,
            String viability, String enzyme) {
        cultures.harvest(plant.as("OP-1"),
                plant.step(day, from, to).in("CR-201").using(List.of(use("ENZ-26-02", enzyme))),
                new Cultures.Harvesting(culture, harvest, Count.of(cells, viability),
                        Map.of("confluence", new BigDecimal("85"), "enzyme_contact", new BigDecimal("5")), List.of(),
                        Map.of()));
    }

    private void wash(String day, String from, String to, String harvest, String washed, String cells, String viability,
            String electrolyte) {
        lots.wash(plant.as("OP-1"),
                plant.step(day, from, to).in("CR-202").using(List.of(use("ELY-26-09", electrolyte))),
                new Lots.Washing(List.of(harvest), washed, Count.of(cells, viability), Map.of()));
    }

    private void aside(String bank, String day, int qc, int retained, int stability) {
        aside(bank, day, 1, qc, Lots.Purpose.SAMPLED_QC);
        aside(bank, day, qc + 1, qc + retained, Lots.Purpose.RETAINED);
        aside(bank, day, qc + retained + 1, qc + retained + stability, Lots.Purpose.STABILITY);
        banks.submit(plant.as("OP-1"), plant.step(day, "16:00", "16:10"), bank);
    }

    private void aside(String bank, String day, int from, int to, Lots.Purpose purpose) {
        banks.setAside(plant.as("OP-1"), plant.step(day, "15:00", "15:20"),
                new Lots.SetAside(Banks.vials(bank, from, to), purpose, List.of()));
    }

    /** Steps 12 and 13. */
    void workingBank() {
        withdraw("2026-08-24", "08:30", "09:00", "09:05", MCB, 31, 8, "WCB-26-001 的制备");
        thaw("2026-08-24", "09:10", "09:25", MCB, 31, 8, "T3-26-001", "7.04e7", "92.1", "CM-26-082");
        seed("2026-08-24", "09:30", "10:00", "T3-26-001", "P3-26-001", "7.04e7", vessels(3, "6320"), "CM-26-082",
                "5000", "");
        harvest("2026-08-28", "10:00", "10:30", "P3-26-001", "H3-26-001", "5.30e8", "96.0", "350");
        wash("2026-08-28", "10:40", "11:30", "H3-26-001", "W3-26-001", "5.035e8", "95.9", "4000");
        banks.fill(plant.as("OP-1"), plant.step("2026-08-28", "11:40", "12:40").in("CR-203")
                .using(List.of(use("CRV-26-02", "50"), use("DMS-26-04", "5"), use("HSA-26-11", "25"))),
                new Banks.Filling("W3-26-001", WCB, Banks.Tier.WCB, 50, new BigDecimal("1.0e7"), BigDecimal.ONE,
                        List.of(),
                        "浓缩液余量弃去，双人记录", "LN2-T02 / B", Traces.freezer("2026-08-28"), Map.of()));
        aside(WCB, "2026-08-28", 10, 4, 4);
    }

    private void withdraw(String day, String asked, String from, String to, String bank, int first, int count,
            String purpose) {
        plant.now(day + " " + asked);
        List<String> vials = Banks.vials(bank, first, first + count - 1);
        long request = plant.the(Withdrawals.class).request(plant.as("OP-1"),
                new Withdrawals.Request(bank, vials, purpose,
                        "LN2-T01 / A", "OP-1", "OP-2", Plant.time(day + " " + from)));
        plant.decide("G4b", bank, "APPROVED", null, "QA-1:QA", "PH-1:PRODUCTION_HEAD");
        plant.the(Withdrawals.class).withdraw(plant.as("OP-1"), plant.step(day, from, to).in("LN2 room"), request);
    }

    private void thaw(String day, String from, String to, String bank, int first, int count, String pool, String cells,
            String viability, String medium) {
        cultures.thaw(plant.as("OP-1"), plant.step(day, from, to).in("CR-201").using(List.of(use(medium, "200"))),
                new Cultures.Thawing(Banks.vials(bank, first, first + count - 1), pool, Count.of(cells, viability),
                        Map.of()));
    }

    /** Steps 15 to 17, up to the concentrate: passages 4 and 5, samples before the harvest, harvest and wash. */
    void expand() {
        withdraw("2026-11-09", "06:30", "06:55", "07:00", WCB, 19, 12, LOT + " 的生产");
        thaw("2026-11-09", "07:05", "07:20", WCB, 19, 12, "T4-26-117", "1.068e8", "92.6", "CM-26-110");
        seed("2026-11-09", "07:25", "07:55", "T4-26-117", "P4-26-117", "1.068e8", vessels(1, "25280"), "CM-26-110",
                "6500", "");
        harvest("2026-11-13", "07:55", "08:25", "P4-26-117", "H4-26-117", "7.584e8", "96.2", "500");
        seed("2026-11-13", "08:35", "09:10", "H4-26-117", "P5-26-117", "7.0784e8", vessels(7, "25280"), "CM-26-110",
                "45000",
                "P4 收获液余量弃去，双人记录");
        cultures.sample(plant.as("OP-1"), plant.step("2026-11-17", "08:55", "09:00").in("CR-201"),
                new Cultures.Sampling("P5-26-117", List.of(new SampleOut("PH-117-ST", "收获前无菌检查", null),
                        new SampleOut("PH-117-MY", "收获前支原体检查", null),
                        new SampleOut("PH-117-VI", "收获前体外病毒检查", null))));
        cultures.harvest(plant.as("OP-1"), plant.step("2026-11-17", "09:10", "10:10").in("CR-201")
                .using(List.of(use("ENZ-26-02", "3000"))),
                new Cultures.Harvesting("P5-26-117", "H5-26-117",
                        Count.of("5.486e9", "96.1"), Map.of("confluence", new BigDecimal("88"), "enzyme_contact",
                                new BigDecimal("6")),
                        List.of(), Map.of("glucose_mmol_l", "5.55→3.10", "lactate_mmol_l",
                                "0.60→5.10")));
        wash("2026-11-17", "10:20", "12:35", "H5-26-117", "W5-26-117", "5.04712e9", "95.6", "20000");
        cultures.sample(plant.as("OP-1"), plant.step("2026-11-17", "12:40", "12:45").in("CR-202"),
                new Cultures.Sampling("W5-26-117",
                        List.of(new SampleOut("IPC-117", "IPC", new BigDecimal("4.712e7")))));
    }
}
