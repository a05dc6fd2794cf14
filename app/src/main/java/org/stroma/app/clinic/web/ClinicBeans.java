package org.stroma.app.clinic.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.clinic.AdverseEvents;
import org.stroma.app.clinic.DoseOrders;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What this module adds to the side bar, the worklist and the scan box. */
@Configuration(proxyBeanMethods = false)
class ClinicBeans {
    private static final String[] HOSPITAL = {"PHYSICIAN", "NURSE", "HOSP_PREPARER", "HOSP_CHECKER", "HOSP_RECEIVER"};
    private static final Set<String> DOSE_READERS = Set.of("PHYSICIAN", "NURSE", "HOSP_PREPARER", "HOSP_CHECKER",
            "HOSP_RECEIVER", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR");

    @Bean
    NavigationEntry clinicEntry() {
        return new NavigationEntry("clinic", "/clinic", 610, Set.of(HOSPITAL));
    }

    @Bean
    NavigationEntry adverseEventsEntry() {
        return new NavigationEntry("adverse-events", "/adverse-events", 620, AdverseEventRegister.READERS);
    }

    @Bean
    NavigationEntry returnsEntry() {
        return new NavigationEntry("returns", "/returns", 630,
                Set.of("WAREHOUSE", "QA", "QA_REVIEWER", "QUALITY_HEAD", "INSPECTOR"));
    }

    @Bean
    Register doseRegister(UnitRegisters registers) {
        return registers
                .of(new UnitRegisters.Kind("doses", 610, DOSE_READERS, List.of("DOSE"), List.of("subject"), "/unit/"));
    }

    /** Orders to verify, to reserve for, and doses whose window runs; adverse events to acknowledge. */
    @Bean
    Worklist clinicWork(DoseOrders orders, AdverseEvents events, PlantClock clock) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            if (actor.organisationKind().equals("HOSPITAL") && actor.hasAny(HOSPITAL)) {
                orders.list(actor).forEach(order -> key(order).ifPresent(
                        key -> items.add(item(key, order, urgency(order.deadline(), clock.instant())))));
            }
            if (actor.hasAny("QA", "QUALITY_HEAD", "QA_MAH")) {
                events.list(actor).stream().filter(event -> event.acknowledgedAt() == null)
                        .forEach(event -> items.add(new Worklist.Item("work.adverse-event", List.of(event.code()),
                                event.dose(), "/adverse-events", urgency(event.copyDue(), clock.instant()),
                                event.copyDue())));
            }
            return items;
        };
    }

    private static Optional<String> key(DoseOrders.DoseOrder order) {
        return switch (order.state()) {
            case "ORDERED" -> Optional.of("work.dose.verify");
            case "VERIFIED" -> Optional.of("work.dose.allocate");
            case "RESERVED" -> Optional.of(order.deadline() == null ? "work.dose.thaw" : "work.dose.window");
            case "PREPARED" -> Optional.of("work.dose.window");
            default -> Optional.empty();
        };
    }

    private static Worklist.Item item(String key, DoseOrders.DoseOrder order, Worklist.Urgency urgency) {
        return new Worklist.Item(key, List.of(order.code(), order.patient()), order.code(),
                "/clinic/orders/" + order.code(), urgency, order.deadline());
    }

    private static Worklist.Urgency urgency(@Nullable Instant due, Instant now) {
        if (due == null) {
            return Worklist.Urgency.OPEN;
        }
        return due.isBefore(now) ? Worklist.Urgency.OVERDUE : Worklist.Urgency.TODAY;
    }

    /** A patient's code leads to everything his doses came from, at his own hospital and for those who answer for the product. */
    @Bean
    ScanResolver patientCodes(Traces traces) {
        return (scanned, actor) -> {
            String code = scanned.strip();
            return traces.knowsPatient(actor, code)
                    ? Optional.of(new ScanResolver.Hit(code, "scan.PATIENT", "/trace?of=" + code))
                    : Optional.empty();
        };
    }

    /** Adverse events by number. */
    @Bean
    ScanResolver adverseEventCodes(AdverseEvents events) {
        return (scanned, actor) -> scanned.strip().startsWith("AE-")
                ? events.list(actor).stream().filter(event -> event.code().equals(scanned.strip())).findFirst()
                        .map(event -> new ScanResolver.Hit(event.code(), "scan.ADVERSE_EVENT",
                                "/adverse-events#" + event.code()))
                : Optional.empty();
    }

    /** A hospital finds its own orders and doses by code. */
    @Bean
    ScanResolver doseCodes(DoseOrders orders) {
        return (scanned, actor) -> {
            try {
                String code = orders.get(actor, scanned.strip()).code();
                return Optional.of(new ScanResolver.Hit(code, "scan.DOSE", "/clinic/orders/" + code));
            } catch (Refusal none) {
                return Optional.empty();
            }
        };
    }
}
