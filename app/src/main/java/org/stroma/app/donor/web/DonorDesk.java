package org.stroma.app.donor.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.database.Refusal;
import org.stroma.app.donor.Donors;
import org.stroma.app.donor.Tissues;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Products;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What this module adds to side bar, worklist and scan box. */
@Configuration(proxyBeanMethods = false)
class DonorDesk {
    private static final Set<String> READERS = Set.of("COLLECTOR", "DONOR_MEDICAL_REVIEWER", "OPERATOR", "VERIFIER",
            "WAREHOUSE", "ANALYST", "QC_REVIEWER", "QC_HEAD", "PRODUCTION_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD",
            "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR");
    private static final int LOOKED_AT = 50;

    @Bean
    NavigationEntry donorsEntry() {
        return new NavigationEntry("donors", "/donors", 100, READERS);
    }

    @Bean
    NavigationEntry tissuesEntry() {
        return new NavigationEntry("tissues", "/tissues", 110, READERS);
    }

    @Bean
    Register donorRegister(UnitRegisters registers) {
        return registers
                .of(new UnitRegisters.Kind("donors", 100, READERS, List.of("DONOR_RECORD"), List.of(), "/donors/"));
    }

    @Bean
    Register tissueRegister(UnitRegisters registers) {
        return registers.of(
                new UnitRegisters.Kind("tissues", 110, READERS, List.of("TISSUE"), List.of("container"), "/tissues/"));
    }

    @Bean
    NavigationEntry vaultEntry() {
        return new NavigationEntry("vault", "/vault", 900,
                Set.of("DONOR_VAULT_CUSTODIAN", "PATIENT_VAULT_CUSTODIAN"));
    }

    @Bean
    ScanResolver donorScan(Donors donors, Tissues tissues) {
        return (scanned, actor) -> {
            Optional<ScanResolver.Hit> donor = hit(() -> donors.get(actor, scanned).code(), "scan.kind.donor",
                    "/donors/");
            return donor.isPresent()
                    ? donor
                    : hit(() -> tissues.byScan(actor, scanned).unit().code(), "scan.kind.tissue", "/tissues/");
        };
    }

    private static Optional<ScanResolver.Hit> hit(java.util.function.Supplier<String> code, String kind,
            String path) {
        try {
            String found = code.get();
            return Optional.of(new ScanResolver.Hit(found, kind, path + found));
        } catch (Refusal unknown) {
            return Optional.empty();
        }
    }

    @Bean
    Worklist donorWork(Donors donors, Tissues tissues, Products products, PlantClock clock) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            if (actor.hasAny("DONOR_MEDICAL_REVIEWER", "QA")) {
                reviews(actor, donors, items);
                decisions(actor, donors, items);
            }
            if (actor.hasAny("OPERATOR", "WAREHOUSE")) {
                receipts(actor, tissues, products, clock, items);
            }
            if (actor.hasAny("OPERATOR")) {
                tissues.list(actor, "REJECTED", LOOKED_AT).forEach(tissue -> items.add(new Worklist.Item(
                        "work.destroy-tissue", List.of(), tissue.unit().code(), "/tissues/" + tissue.unit().code(),
                        Worklist.Urgency.OPEN, null)));
            }
            return items;
        };
    }

    private static void reviews(Actor actor, Donors donors, List<Worklist.Item> items) {
        donors.waitingForReview(actor, LOOKED_AT * 10).forEach((code, open) -> items.add(new Worklist.Item(
                "work.review-donor", List.of(Integer.toString(open)), code, "/donors/" + code, Worklist.Urgency.OPEN,
                null)));
    }

    private static void decisions(Actor actor, Donors donors, List<Worklist.Item> items) {
        donors.list(actor, "TESTED", LOOKED_AT).forEach(unit -> items.add(new Worklist.Item("work.decide-donor",
                List.of(), unit.code(), "/gate/G1/" + unit.code(), Worklist.Urgency.OPEN, null)));
        donors.list(actor, "DEFERRED", LOOKED_AT).forEach(unit -> items.add(new Worklist.Item("work.deferred-donor",
                List.of(), unit.code(), "/gate/G1/" + unit.code(), Worklist.Urgency.WAITING, null)));
    }

    private static void receipts(Actor actor, Tissues tissues, Products products, PlantClock clock,
            List<Worklist.Item> items) {
        Instant now = clock.instant();
        Duration ischaemia = products.shortest("CL-1").orElse(Duration.ZERO);
        for (String state : List.of("IN_TRANSIT", "RECEIVED_QUARANTINE")) {
            tissues.list(actor, state, LOOKED_AT).stream()
                    .filter(tissue -> !state.equals("IN_TRANSIT") || comesTo(actor, tissue)).forEach(tissue -> {
                        Instant due = due(tissue, state, ischaemia);
                        items.add(new Worklist.Item(
                                state.equals("IN_TRANSIT") ? "work.receive-tissue" : "work.accept-tissue", List.of(),
                                tissue.unit().code(), "/tissues/" + tissue.unit().code(),
                                due.isBefore(now) ? Worklist.Urgency.OVERDUE : Worklist.Urgency.TODAY, due));
                    });
        }
    }

    /** A cord is received at the site to which it is addressed; one without an address anywhere. */
    private static boolean comesTo(Actor actor, Tissues.Tissue tissue) {
        Tissues.Consignment way = tissue.consignment();
        return way == null || way.site().equals(actor.site());
    }

    /** By the end of its transport window, where it is on its way within one; by the longest time without blood otherwise. */
    private static Instant due(Tissues.Tissue tissue, String state, Duration ischaemia) {
        Tissues.Consignment way = tissue.consignment();
        return way != null && state.equals("IN_TRANSIT")
                ? way.arriveBy()
                : tissue.donation().clampAt().plus(ischaemia);
    }
}
