package org.stroma.app.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.stroma.app.batch.Step;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.clinic.Doses;
import org.stroma.app.clinic.Patients;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.People;
import org.stroma.app.vault.VaultKind;
import org.stroma.app.vault.Vaults;

/** Domain brief §10.1, steps 23a and 24, and §10.3: three patients, each with the window, the checks and the remainder. */
final class WardAct {
    static final List<Treatment> TREATMENTS = List.of(
            new Treatment("PT-A", "62.0", "2027-01-13", "10:05", "10:31", "11:12", 0, 3),
            new Treatment("PT-B", "48.0", "2027-01-14", "14:20", "14:44", "15:20", 3, 2),
            new Treatment("PT-C", "41.5", "2027-01-15", "09:40", "10:02", "10:37", 5, 2));

    private final Plant plant;
    private final DoseOrders orders;
    private final Doses doses;

    WardAct(Plant plant) {
        this.plant = plant;
        this.orders = plant.the(DoseOrders.class);
        this.doses = plant.the(Doses.class);
    }

    /**
     * A treatment of §10.3.
     *
     * @param from place of its first container in the shipment
     */
    record Treatment(String patient, String kg, String day, String thawed, String started, String ended, int from,
            int vials) {
        String dose() {
            return "DO-27-" + patient.substring(3);
        }
    }

    /** Identities into the vault, codes to the hospital, people trained for the thaw. */
    void prepare() {
        plant.now("2027-01-12 16:30");
        for (Treatment treatment : TREATMENTS) {
            plant.the(Vaults.class).keep(plant.as("PVC-1"), VaultKind.PATIENT, treatment.patient(),
                    Stage.patient(treatment.patient()));
            plant.the(Patients.class).register(plant.as("DR-1"), treatment.patient());
        }
        People people = plant.the(People.class);
        for (String person : List.of("HP-1", "HC-1")) {
            people.qualify(plant.as("QA-1"), people.find(person).orElseThrow().id(), "THAW-UCM-01", "1",
                    LocalDate.of(2027, 1, 4), LocalDate.of(2028, 1, 3));
        }
    }

    void treat(Treatment treatment) {
        String order = order(treatment);
        String day = treatment.day() + " ";
        List<String> vials = DeliveryAct.containers(plant.the(Units.class)).subList(treatment.from(),
                treatment.from() + treatment.vials());
        plant.now(day + minutes(treatment.thawed(), -6));
        plant.the(ColdChain.class).read(plant.as("HR-1"), DeliveryAct.SHIPMENT, ColdChain.Purpose.SITE,
                Traces.site(day + minutes(treatment.thawed(), -8)));
        plant.the(Receipts.class).review(plant.as("HC-1"), DeliveryAct.SHIPMENT);
        orders.allocate(plant.as("HP-1"), order, vials);
        doses.startThaw(plant.as("HP-1"), step(day + minutes(treatment.thawed(), -4), "HC-1"),
                new Doses.Thaw(order, vials, "WATER_BATH", new BigDecimal("37.0")));
        doses.endThaw(plant.as("HP-1"), step(day + treatment.thawed(), "HC-1"), order, vials);
        doses.prepare(plant.as("HP-1"), step(day + minutes(treatment.thawed(), 10), "HC-1"),
                new Doses.Preparation(order, null,
                        "ELY-26-09, HSA-26-11", false, false, 45));
        doses.checkAtBedside(plant.as("NU-1"), step(day + minutes(treatment.started(), -6), "HC-1"),
                new Doses.Bedside(order, treatment.patient(), true, vials));
        plant.decide("G9", order, "INFUSE", null, "HP-1:HOSP_PREPARER", "HC-1:HOSP_CHECKER", "NU-1:NURSE");
        doses.startInfusion(plant.as("NU-1"), step(day + treatment.started(), "HC-1"), order);
        doses.endInfusion(plant.as("NU-1"), step(day + treatment.ended(), "HC-1"), order, null);
        doses.discardRemainder(plant.as("HP-1"), step(day + minutes(treatment.ended(), 8), "HW-1"), order);
        plant.the(AdverseEvents.class).record(plant.as("DR-1"), order, AdverseEvents.OutcomeKind.NO_REACTION,
                plant.now(day + minutes(treatment.ended(), 30)), null);
    }

    private String order(Treatment treatment) {
        plant.now(treatment.day() + " 08:30");
        orders.place(plant.as("DR-1"), new DoseOrders.NewOrder(treatment.dose(), treatment.patient(), "UCM-01", "AGVHD",
                new BigDecimal(treatment.kg()), Plant.time(treatment.day() + " 07:00"), null, 1, "ELECTROLYTE_HSA"));
        orders.verify(plant.as("HC-1"), treatment.dose());
        return treatment.dose();
    }

    private static String minutes(String time, int later) {
        return java.time.LocalTime.parse(time).plusMinutes(later).toString();
    }

    private Step step(String at, String second) {
        return Step.of(Plant.time(at), plant.now(at), plant.verifier(second));
    }
}
