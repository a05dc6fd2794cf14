package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.stroma.app.batch.Step;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.genealogy.Units;

/** Domain brief §10.1, step 23: seven containers from the vapour phase of the maker to that of the hospital. */
final class DeliveryAct {
    static final String SHIPMENT = "SH-27-0007";
    static final int CONTAINERS = 7;
    private static final String ORDER = "SO-27-0004";
    private static final String SHIPPER = "DS-0042";
    private static final String LOGGER = "CL-0117";
    private static final String SEAL = "SEAL-88231";

    private final Plant plant;
    private final Shipments shipments;
    private final Receipts receipts;

    DeliveryAct(Plant plant) {
        this.plant = plant;
        this.shipments = plant.the(Shipments.class);
        this.receipts = plant.the(Receipts.class);
    }

    /** The first containers of the lot that passed inspection. */
    static List<String> containers(Units units) {
        return units.members(CultureAct.LOT).stream().filter(unit -> !unit.state().equals("DESTROYED"))
                .map(Units.Unit::code).limit(CONTAINERS).toList();
    }

    /** Carrier, hospital, shipper and logger are qualified before anything is promised. */
    void qualify() {
        plant.now("2027-01-04 09:00");
        Qualifications qualifications = plant.the(Qualifications.class);
        LocalDate from = LocalDate.of(2026, 12, 1);
        LocalDate until = LocalDate.of(2027, 11, 30);
        qualifications.grant(plant.as("QA-1"), Qualifications.Grant.carrier("CARRIER-1", "生产地至 H-031，公路",
                "液氮干式运输罐，外箱固定", from, until, Plant.paper("carrier qualification CARRIER-1")));
        qualifications.grant(plant.as("QA-1"), Qualifications.Grant.site("H-031", "细胞治疗使用资质", List.of("UCM-01"), from,
                until, Plant.paper("site qualification H-031")));
        qualifications.grant(plant.as("QA-1"), Qualifications.Grant.shipper(SHIPPER, "液氮干式运输罐 10 d",
                new BigDecimal("240"), from, until, Plant.paper("static hold " + SHIPPER)));
        qualifications.grant(plant.as("QA-1"), Qualifications.Grant.logger(LOGGER, "深低温记录仪 −200～50 °C",
                new Qualifications.TableMapping("time", "yyyy-MM-dd HH:mm:ss", "Asia/Shanghai", "probe", "Cel", ","),
                from,
                until, Plant.paper("calibration " + LOGGER)));
    }

    /** Ordered, packed by scan, released, handed over. */
    void send() {
        plant.now("2027-01-08 10:00");
        SupplyOrders orders = plant.the(SupplyOrders.class);
        orders.place(plant.as("HR-1"),
                new SupplyOrders.Order(ORDER, "UCM-01", CONTAINERS, Plant.time("2027-01-13 08:00"), null));
        orders.confirm(plant.as("LG-1"), ORDER);
        shipments.plan(plant.as("LG-1"), step("2027-01-11 09:00", "VF-1"), new Shipments.Plan(SHIPMENT, ORDER, "H-031",
                "CARRIER-1", SHIPPER, LOGGER, new BigDecimal("24")));
        shipments.charge(plant.as("WH-1"), step("2027-01-11 14:30", "VF-1"),
                new Shipments.Charge(SHIPMENT, new BigDecimal("-190"), new BigDecimal("11.2"), true));
        plant.now("2027-01-11 15:50");
        containers(plant.the(Units.class)).forEach(code -> shipments.scan(plant.as("WH-1"), SHIPMENT, code));
        shipments.pack(plant.as("WH-1"), step("2027-01-11 15:55", "VF-1"), SHIPMENT, SEAL);
        plant.now("2027-01-11 16:20");
        plant.decide("G8a", SHIPMENT, "HANDED_OVER", null, "LG-1:LOGISTICS", "QA-1:QA");
        shipments.handOver(plant.as("LG-1"), step("2027-01-11 16:40", "CD-1"), SHIPMENT);
    }

    /** Received after 22 h 24 min; the logger is read, a second person looks, the hospital accepts. */
    void receive() {
        receipts.receive(plant.as("HR-1"), step("2027-01-12 15:04", "HC-1"),
                new Receipts.Arrival(SHIPMENT, SEAL, true, true,
                        false, containers(plant.the(Units.class))));
        receipts.readLogger(plant.as("HR-1"), step("2027-01-12 15:20", "HC-1"), SHIPMENT, Traces.transport());
        receipts.review(plant.as("HC-1"), SHIPMENT);
        plant.now("2027-01-12 15:40");
        plant.decide("G8b", SHIPMENT, "ACCEPTED", null, "HR-1:HOSP_RECEIVER");
    }

    /** Every container has an end: the shipment is closed. */
    void close() {
        shipments.close(plant.as("HR-1"), step("2027-01-15 12:00", "HC-1"), SHIPMENT);
        plant.now("2027-01-16 09:00");
    }

    private Step step(String at, String second) {
        return Step.of(Plant.time(at), plant.now(at), plant.verifier(second));
    }
}
