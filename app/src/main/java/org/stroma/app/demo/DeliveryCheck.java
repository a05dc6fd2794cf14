package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Units;

/** §10.1 from the shipment on, §10.3, and what §10.5 says of patients and stock. */
final class DeliveryCheck {
    private static final Map<String, String[]> PATIENTS = Map.of(
            "PT-A", new String[]{"3", "10.33", "67", "18.33", "6.518e7", "4.67"},
            "PT-B", new String[]{"2", "8.00", "60", "18.33", "5.048e7", "2.00"},
            "PT-C", new String[]{"2", "6.92", "57", "18.34", "4.367e7", "3.08"});

    private static final Map<String, String> DOSES = Map.of("PT-A", "6.20", "PT-B", "4.80", "PT-C", "4.15");
    private static final Map<String, String> TIMES = Map.of("PT-A", "01-13T10:05 01-13T10:31 01-13T11:12", "PT-B",
            "01-14T14:20 01-14T14:44 01-14T15:20", "PT-C", "01-15T09:40 01-15T10:02 01-15T10:37");

    private final BeanFactory beans;
    private final Records records;
    private final Units units;
    private final Plant plant;
    private final Lines lines;

    DeliveryCheck(BeanFactory beans, Lines lines) {
        this.beans = beans;
        this.records = new Records(beans);
        this.units = beans.getBean(Units.class);
        this.plant = new Plant(beans);
        this.lines = lines;
    }

    void run() {
        String shipment = DeliveryAct.SHIPMENT;
        lines.same("10.1-23", "G8a", "HANDED_OVER by LG-1, QA-1", () -> records.outcome("G8a", shipment));
        lines.same("10.1-23", "hand-over to delivery", "22 h 24 min", () -> Records.clock(Duration.between(
                records.event(shipment, "OP-230").endedAt(), records.event(shipment, "OP-240").endedAt())));
        lines.number("10.1-23", "containers shipped", "7", () -> units.events(shipment).stream()
                .filter(event -> event.type().equals("OP-230"))
                .flatMap(event -> units.takenBy(event.operation()).stream())
                .filter(unit -> unit.type().equals("CONTAINER")).count());
        lines.same("10.1-23", "G8b", "ACCEPTED by HR-1", () -> records.outcome("G8b", shipment));
        lines.number("10.1-23a", "warmest at the hospital, °C", "-150.8", () -> beans.getBean(ColdChain.class)
                .readings(shipment).stream().filter(each -> each.purpose() == ColdChain.Purpose.SITE)
                .map(each -> each.summary().highest()).max(java.util.Comparator.naturalOrder()).orElseThrow());
        lines.same("10.1-23a", "shipment", "CLOSED", () -> records.state(shipment));
        WardAct.TREATMENTS.forEach(this::patient);
        lines.same("10.3", "reverse trace of PT-B: serials", "2", () -> up("PT-B").nodes().stream()
                .filter(node -> node.type().equals("CONTAINER")).count());
        lines.same("10.3", "reverse trace of PT-B: vials of WCB and MCB", "12, 8",
                () -> vials("PT-B", CultureAct.WCB) + ", "
                        + vials("PT-B", CultureAct.MCB));
        lines.same("10.3", "reverse trace of PT-B: lot, banks, donor",
                List.of(DonorAct.DONOR, CultureAct.LOT, CultureAct.MCB, CultureAct.WCB),
                () -> up("PT-B").nodes().stream()
                        .filter(node -> List.of("DONOR_RECORD", "LOT", "BANK").contains(node.type()))
                        .map(Trace.Node::code)
                        .sorted().toList());
        lines.same("10.5", "stock after the last patient",
                "71 distributable, 7 administered, 10 retained, 18 stability, 24 QC, 5 rejected",
                this::stock);
        lines.same("10.5", "forward trace: patients", "[PT-A, PT-B, PT-C]", () -> new TreeSet<>(new Trace(
                beans.getBean(JdbcClient.class)).trace(DonorAct.DONOR, Trace.Direction.DOWN, 200).nodes().stream()
                .map(Trace.Node::subject).filter(Objects::nonNull).toList()));
    }

    private String stock() {
        String lot = CultureAct.LOT;
        return records.count(lot, "AVAILABLE") + " distributable, " + records.count(lot, "ADMINISTERED")
                + " administered, "
                + records.count(lot, "RETAINED") + " retained, " + records.count(lot, "STABILITY") + " stability, "
                + records.count(lot, "SAMPLED_QC") + " QC, " + records.parameter(lot, "OP-170", "rejected")
                + " rejected";
    }

    private Trace.Found up(String from) {
        return new Trace(beans.getBean(JdbcClient.class)).trace(from, Trace.Direction.UP, 200);
    }

    private long vials(String patient, String bank) {
        return up(patient).nodes().stream()
                .filter(node -> node.type().equals("BANK_CONTAINER") && bank.equals(node.lot())).count();
    }

    private void patient(WardAct.Treatment treatment) {
        String code = treatment.patient();
        String[] expected = Objects.requireNonNull(PATIENTS.get(code));
        lines.same("10.1-24", code + " G9", "INFUSE by HP-1, HC-1, NU-1",
                () -> records.outcome("G9", treatment.dose()));
        lines.same("10.1-23a", code + " storage at the hospital (CL-12)", "MET", () -> beans.getBean(Gates.class)
                .judge("G9", treatment.dose()).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals("G9-06")).findFirst().orElseThrow().status());
        lines.number("10.3", code + " kg", treatment.kg(), () -> ordered(treatment).weightKg());
        lines.number("10.3", code + " dose, 10⁷ cells", Objects.requireNonNull(DOSES.get(code)),
                () -> ordered(treatment).cells()
                        .movePointLeft(7));
        lines.same("10.3", code + " thaw end, start, end", Objects.requireNonNull(TIMES.get(code)), () -> wall(
                Objects.requireNonNull(ordered(treatment).firstThawEnd())) + " "
                + wall(records.event(treatment.dose(), "OP-270").endedAt()) + " "
                + wall(records.event(treatment.dose(), "OP-271").endedAt()));
        lines.number("10.3", code + " vials", expected[0], () -> given(treatment).vials());
        lines.number("10.3", code + " mL", expected[1], () -> given(treatment).volumeMl());
        lines.number("10.3", code + " window, min", expected[2], () -> given(treatment).windowMinutes());
        lines.number("10.3", code + " DMSO, mg/kg", expected[3],
                () -> Objects.requireNonNull(given(treatment).dmsoMgPerKg()));
        lines.number("10.3", code + " delivered viable cells, 10⁷", expected[4].replace("e7", ""),
                () -> given(treatment).deliveredViableCells().movePointLeft(7));
        lines.number("10.3", code + " remainder, mL", expected[5], () -> new BigDecimal(treatment.vials() * 5)
                .subtract(given(treatment).volumeMl()));
    }

    private DoseOrders.DoseOrder ordered(WardAct.Treatment treatment) {
        return beans.getBean(DoseOrders.class).get(plant.as("HC-1"), treatment.dose());
    }

    private static String wall(Instant at) {
        return at.atZone(Plant.ZONE).toLocalDateTime().withSecond(0).withNano(0).toString().substring(5);
    }

    private Doses.Given given(WardAct.Treatment treatment) {
        return beans.getBean(Doses.class).given(plant.as("HC-1"), treatment.dose());
    }

    /** The patients as the summary lists them. */
    List<Map<String, Object>> patients() {
        List<Map<String, Object>> patients = new ArrayList<>();
        for (WardAct.Treatment treatment : WardAct.TREATMENTS) {
            Doses.Given given = given(treatment);
            patients.add(CampaignReport.ordered("code", given.patient(), "vials", given.vials(), "volumeMl",
                    given.volumeMl(),
                    "deliveredViableCells", CampaignReport.number(given.deliveredViableCells()), "windowMinutes",
                    given.windowMinutes(), "dmsoMgPerKg",
                    CampaignReport.number(Objects.requireNonNull(given.dmsoMgPerKg()))));
        }
        return patients;
    }
}
