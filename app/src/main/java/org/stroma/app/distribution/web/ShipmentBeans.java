package org.stroma.app.distribution.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.Labels;
import org.stroma.app.distribution.Qualifications;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.distribution.SupplyOrders;
import org.stroma.app.gate.Sight;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What this module adds to the side bar, the worklist and the scan box. */
@Configuration(proxyBeanMethods = false)
class ShipmentBeans {
    private static final List<ShipmentAct.Kind> OFFERED = List.of(ShipmentAct.Kind.CHARGE, ShipmentAct.Kind.PACK,
            ShipmentAct.Kind.HAND_OVER, ShipmentAct.Kind.RECEIVE, ShipmentAct.Kind.READ_LOGGER,
            ShipmentAct.Kind.RECEIVE_RETURN);
    /** Whose people hold containers in their hands. */
    private static final Set<String> READERS = Set.of("LOGISTICS", "WAREHOUSE", "QA",
            "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR", "HOSP_RECEIVER",
            "HOSP_PREPARER", "HOSP_CHECKER", "PHYSICIAN");

    @Bean
    NavigationEntry shipmentsEntry() {
        return new NavigationEntry("shipments", "/shipments", 600, READERS);
    }

    @Bean
    Register shipmentRegister(UnitRegisters registers) {
        return registers
                .of(new UnitRegisters.Kind("shipments", 600, READERS, List.of("SHIPMENT"), List.of(), "/shipments/"));
    }

    @Bean
    Worklist shipmentWork(Shipments shipments, SupplyOrders orders) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            if (actor.organisationKind().equals("MAKER") && actor.hasAny("LOGISTICS", "QA")) {
                orders.list(actor).stream().filter(order -> order.state().equals("PLACED"))
                        .forEach(order -> items.add(new Worklist.Item("work.shipment.order", List.of(order.code()),
                                order.code(), "/shipments", Worklist.Urgency.OPEN, order.neededBy())));
            }
            if (actor.hasAny("LOGISTICS", "WAREHOUSE", "HOSP_RECEIVER")) {
                shipments.list(actor).forEach(shipment -> OFFERED.stream()
                        .filter(kind -> kind.offered(actor, shipment)).findFirst()
                        .ifPresent(kind -> items.add(item(shipment, kind))));
            }
            return items;
        };
    }

    private static Worklist.Item item(Shipments.Shipment shipment, ShipmentAct.Kind kind) {
        String code = shipment.unit().code();
        return new Worklist.Item("work.shipment." + kind.key(), List.of(code), code, "/shipments/" + code,
                Worklist.Urgency.OPEN, null);
    }

    /** Shipments by code; a container by its code or the GS1 data of its label, for whoever sees it: others learn not even that there is one. */
    @Bean
    ScanResolver shipmentCodes(Shipments shipments, Labels labels, Units units) {
        return (scanned, actor) -> shipment(shipments, scanned.strip(), actor)
                .or(() -> labels.container(scanned).flatMap(units::find).filter(unit -> Sight.sees(actor, unit))
                        .filter(unit -> reads(actor, scanned, unit.code()))
                        .map(unit -> new ScanResolver.Hit(unit.code(), "scan.CONTAINER", "/unit/" + unit.code())));
    }

    /** Supply orders by their numbers. */
    @Bean
    ScanResolver orderCodes(SupplyOrders orders) {
        return (scanned, actor) -> {
            try {
                String code = orders.get(actor, scanned.strip()).code();
                return Optional.of(new ScanResolver.Hit(code, "scan.ORDER", "/shipments#order-" + code));
            } catch (Refusal none) {
                return Optional.empty();
            }
        };
    }

    /** Shippers, loggers, carriers and sites by their codes, for whoever sees the register. */
    @Bean
    ScanResolver qualifiedCodes(Qualifications qualifications) {
        return (scanned, actor) -> actor.hasAny(ShipmentPages.READERS)
                ? qualifications.list(actor).stream().filter(each -> each.code().equalsIgnoreCase(scanned.strip()))
                        .findFirst().map(each -> new ScanResolver.Hit(each.code(), "scan.QUALIFICATION",
                                "/shipments/qualifications?code=" + each.code()))
                : Optional.empty();
    }

    /** At the maker the plain code of a container leads to its lot; the data of its label lead to the container. */
    private static boolean reads(Actor actor, String scanned, String code) {
        return actor.organisationKind().equals("HOSPITAL") || !scanned.strip().equals(code);
    }

    private static Optional<ScanResolver.Hit> shipment(Shipments shipments, String code, Actor actor) {
        try {
            shipments.get(actor, code);
            return Optional.of(new ScanResolver.Hit(code, "scan.SHIPMENT", "/shipments/" + code));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }
}
