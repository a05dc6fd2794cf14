package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.batch.Step;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Road;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.People;

/** Hospital H-031 with containers of the released lot in a dry shipper, and people trained to thaw them. */
final class Ward {
    static final List<Gatekeeper.Signer> BEDSIDE = List.of(new Gatekeeper.Signer("HP-1", "HOSP_PREPARER"),
            new Gatekeeper.Signer("HC-1", "HOSP_CHECKER"), new Gatekeeper.Signer("NU-1", "NURSE"));

    final Road road;
    final Patients patients;
    final DoseOrders orders;
    final Doses doses;
    private final People people;
    final List<String> vials;
    private int next;

    Ward(ApplicationContext context, int containers) {
        this(context, containers, new Road(context));
    }

    Ward(ApplicationContext context, int containers, Road on) {
        road = on;
        patients = context.getBean(Patients.class);
        orders = context.getBean(DoseOrders.class);
        doses = context.getBean(Doses.class);
        vials = road.stored(containers);
        road.coldChain.read(road.as("HR-1"), road.shipment(), ColdChain.Purpose.SITE,
                road.trace(24.3, 48, "-178.2", 40, 40.2, "-150.8"));
        people = context.getBean(People.class);
        train("HP-1");
        train("HC-1");
    }

    /** Somebody more of the hospital, in these roles, trained for the thaw. */
    String somebody(String... roles) {
        String code = "HX-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
        people.install("system:demo", "somebody of a test", List.of(), List.of(new People.Newcomer(code, "测试 " + code,
                "H-031", code.toLowerCase(java.util.Locale.ROOT), org.stroma.app.testing.Cast.PASSWORD, null,
                List.of(roles), false)));
        train(code);
        return code;
    }

    private void train(String person) {
        LocalDate today = road.clock.instant().atZone(road.clock.getZone()).toLocalDate();
        people.qualify(road.as("QA-1"), people.find(person).orElseThrow().id(), "THAW-UCM-01", "1",
                today.minusDays(10), today.plusDays(355));
    }

    /** A step so many minutes ago, with its second person. */
    Step ago(double minutes, String second) {
        Instant at = road.clock.instant().minusSeconds(Math.round(minutes * 60));
        return Step.of(at, at, Road.verifier(second)).lateBecause("entered after the work at the bed");
    }

    String patient(String name) {
        String code = (name + "-" + road.tag).toUpperCase(java.util.Locale.ROOT);
        patients.register(road.as("DR-1"), code);
        return code;
    }

    /** An order for a new patient; cells null takes the rule's. */
    DoseOrders.DoseOrder ordered(String name, String kg, @Nullable String cells) {
        return orders.place(road.as("DR-1"), new DoseOrders.NewOrder(("DO-" + name + "-" + road.tag).toUpperCase(
                java.util.Locale.ROOT), patient(name), "UCM-01", "AGVHD", new BigDecimal(kg),
                road.clock.instant().minus(Duration.ofDays(2)), cells == null ? null : new BigDecimal(cells), 1,
                "ELECTROLYTE_HSA"));
    }

    /** Verified, with the next free containers reserved. */
    DoseOrders.DoseOrder reserved(String name, String kg) {
        DoseOrders.DoseOrder order = ordered(name, kg, null);
        orders.verify(road.as("HC-1"), order.code());
        List<String> chosen = vials.subList(next, next + order.containers());
        next += order.containers();
        return orders.allocate(road.as("HP-1"), order.code(), chosen);
    }

    /** Verified, with these containers reserved. */
    DoseOrders.DoseOrder reservedFrom(String name, String kg, List<String> chosen) {
        DoseOrders.DoseOrder order = ordered(name, kg, null);
        orders.verify(road.as("HC-1"), order.code());
        return orders.allocate(road.as("HP-1"), order.code(), chosen);
    }

    /** Thawed in four minutes, the last of which was so many minutes ago. */
    DoseOrders.DoseOrder thawed(DoseOrders.DoseOrder order, double minutesAgo) {
        doses.startThaw(road.as("HP-1"), ago(minutesAgo + 4, "HC-1"),
                new Doses.Thaw(order.code(), order.reserved(), "WATER_BATH", new BigDecimal("37.0")));
        return doses.endThaw(road.as("HP-1"), ago(minutesAgo, "HC-1"), order.code(), order.reserved());
    }

    Doses.Dose prepared(DoseOrders.DoseOrder order, double minutesAgo, int planned, @Nullable String volume) {
        return doses.prepare(road.as("HP-1"), ago(minutesAgo, "HC-1"),
                new Doses.Preparation(order.code(), volume == null ? null : new BigDecimal(volume),
                        "ELY-26-09, HSA-26-11", false, false, planned));
    }

    Doses.Checked checked(Doses.Dose dose, String wristband, List<String> scans) {
        return doses.checkAtBedside(road.as("NU-1"), road.now("HC-1"),
                new Doses.Bedside(dose.unit().code(), wristband, true, scans));
    }

    void allowed(Doses.Dose dose) {
        road.gates.decide("G9", dose.unit().code(), new Gates.Proposal("INFUSE", null, null), BEDSIDE);
    }

    /** A whole treatment: thaw end, start and end of the infusion so many minutes ago. */
    Doses.Dose given(DoseOrders.DoseOrder order, int thawEnd, int start) {
        Doses.Dose dose = prepared(thawed(order, thawEnd), thawEnd - 10, start, null);
        checked(dose, order.patient(), order.reserved());
        allowed(dose);
        doses.startInfusion(road.as("NU-1"), ago(start, "HC-1"), order.code());
        doses.endInfusion(road.as("NU-1"), ago(0, "HC-1"), order.code(), null);
        return dose;
    }
}
