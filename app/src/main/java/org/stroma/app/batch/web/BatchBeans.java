package org.stroma.app.batch.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What this module adds to the side bar, the worklist and the scan box. */
@Configuration(proxyBeanMethods = false)
class BatchBeans {
    static final Set<String> MAKERS = Set.of("OPERATOR", "VERIFIER", "PRODUCTION_HEAD", "WAREHOUSE", "ANALYST",
            "QC_REVIEWER", "QC_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH",
            "PROCESS_SCIENTIST", "INSPECTOR");
    /** Besides the makers, whoever carries, stores or uses containers; each sees those of his own organisation. */
    private static final Set<String> CONTAINER_READERS = Stream.concat(MAKERS.stream(),
            Stream.of("LOGISTICS", "WITNESS", "HOSP_RECEIVER", "HOSP_PREPARER", "HOSP_CHECKER", "PHYSICIAN", "NURSE"))
            .collect(Collectors.toUnmodifiableSet());

    @Bean
    NavigationEntry batchesEntry() {
        return new NavigationEntry("batches", "/batches", 300, MAKERS);
    }

    @Bean
    Register cultureRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("cultures", 300, MAKERS, List.of("ISOLATE", "PASSAGE_CULTURE"),
                List.of("passage", "cpdl", "vessels"), "/cultures/"));
    }

    @Bean
    Register vesselRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("vessels", 302, MAKERS, List.of("VESSEL"),
                List.of("kind", "passage"), "/unit/"));
    }

    @Bean
    Register intermediateRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("intermediates", 305, MAKERS, List.of("HARVEST", "WASHED", "BULK"),
                List.of("passage", "cpdl"), "/unit/"));
    }

    @Bean
    Register lotRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("lots", 330, MAKERS, List.of("LOT"),
                List.of("manufactured", "passage", "cpdl"), "/lots/"));
    }

    @Bean
    Register containerRegister(UnitRegisters registers) {
        return registers.of(new UnitRegisters.Kind("containers", 340, CONTAINER_READERS, List.of("CONTAINER"),
                List.of("serial"), "/unit/"));
    }

    /** Operators see what grows and what waits for the next step of filling. */
    @Bean
    Worklist batchWork(Units units) {
        return actor -> {
            List<Worklist.Item> items = new ArrayList<>();
            if (actor.has("OPERATOR")) {
                units.newest(Stage.TYPES, Stage.STATES, 50).stream()
                        .filter(unit -> unit.holder().equals(actor.organisation())).filter(BatchBeans::waits)
                        .forEach(unit -> items.add(item(unit)));
            }
            return items;
        };
    }

    private static boolean waits(Units.Unit unit) {
        return switch (unit.state()) {
            case "HARVESTABLE", "READY", "FILLED", "INSPECTED", "LABELLED", "FREEZING", "FROZEN_QUARANTINE" -> true;
            default -> false;
        };
    }

    private static Worklist.Item item(Units.Unit unit) {
        return new Worklist.Item("work.batch." + unit.type(), List.of(unit.code()), unit.code(),
                BatchPages.page(unit), Worklist.Urgency.OPEN, null);
    }

    /** Cultures, lots and everything in them by code. */
    @Bean
    ScanResolver batchCodes(Units units) {
        return (scanned, actor) -> find(units, scanned, actor);
    }

    private static Optional<ScanResolver.Hit> find(Units units, String scanned, Actor actor) {
        if (!actor.organisationKind().equals("MAKER") && !actor.organisationKind().equals("MAH")) {
            return Optional.empty();
        }
        return units.find(scanned.strip()).flatMap(unit -> switch (unit.type()) {
            case "CONTAINER", "VESSEL" -> Optional.ofNullable(unit.lot()).flatMap(units::find)
                    .map(lot -> new ScanResolver.Hit(unit.code(), "scan." + unit.type(), BatchPages.page(lot)));
            case "LOT", "ISOLATE", "PASSAGE_CULTURE", "HARVEST", "WASHED", "BULK" -> Optional
                    .of(new ScanResolver.Hit(unit.code(), "scan." + unit.type(), BatchPages.page(unit)));
            default -> Optional.empty();
        });
    }
}
