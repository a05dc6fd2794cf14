package org.stroma.app.material;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.UnitRegisters;
import org.stroma.app.shell.Register;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** What materials ask of people: sampling, review, decisions, signatures, what runs out or expires. */
@Component
class MaterialWork implements Worklist, ScanResolver {
    private static final Set<String> SEE = Set.of("WAREHOUSE", "SUPPLIER_QUALITY", "OPERATOR", "VERIFIER",
            "PRODUCTION_HEAD", "ANALYST", "QC_REVIEWER", "QC_HEAD", "QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG",
            "QA_MAH", "QP_MAH", "PROCESS_SCIENTIST", "INSPECTOR");
    private static final Set<String> OPEN = Set.of("RECEIVED_QUARANTINE", "UNDER_TEST", "QUARANTINE");

    private final MaterialLots lots;
    private final Materials materials;
    private final MaterialEvidence evidence;
    private final Stock stock;
    private final Units units;
    private final Gates gates;
    private final PlantClock clock;

    MaterialWork(MaterialLots lots, Materials materials, MaterialEvidence evidence, Stock stock, Units units,
            Gates gates, PlantClock clock) {
        this.lots = lots;
        this.materials = materials;
        this.evidence = evidence;
        this.stock = stock;
        this.units = units;
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        List<Item> items = new ArrayList<>();
        if (actor.hasAny("WAREHOUSE", "ANALYST")) {
            lots.list(actor, null).stream().filter(lot -> lot.unit().state().equals("RECEIVED_QUARANTINE"))
                    .forEach(lot -> items.add(item("material.work.sample", lot.unit(), Urgency.OPEN)));
        }
        if (actor.hasAny("QC_REVIEWER", "QA")) {
            Set<String> open = evidence.unitsToReview();
            waiting(actor).filter(unit -> open.contains(unit.code()))
                    .forEach(unit -> items.add(item("material.work.review", unit, Urgency.OPEN)));
            gates.waitingFor(actor).stream().filter(decision -> decision.gate().equals("G3"))
                    .forEach(decision -> items.add(new Item("material.work.sign", List.of(decision.unit()),
                            decision.unit(), "/gate/G3/" + decision.unit(), Urgency.TODAY, null)));
        }
        if (actor.hasAny("SUPPLIER_QUALITY", "QA")) {
            materials.waitingFor(actor)
                    .forEach(each -> items.add(new Item("material.work.assessment", List.of(each.material()),
                            each.material(), "/materials/master/" + each.material(), Urgency.TODAY, null)));
        }
        if (actor.has("WAREHOUSE")) {
            items.addAll(shelf(actor));
        }
        return items;
    }

    private java.util.stream.Stream<Units.Unit> waiting(Actor actor) {
        return java.util.stream.Stream.of("MATERIAL_LOT", "SOLUTION")
                .flatMap(type -> units.list(type, null, actor.organisation(), 1_000).stream())
                .filter(unit -> OPEN.contains(unit.state()));
    }

    private List<Item> shelf(Actor actor) {
        List<Item> items = new ArrayList<>();
        stock.levels(actor).stream().filter(Stock.Level::belowReorder)
                .forEach(level -> items.add(new Item("material.work.reorder", List.of(level.material().code()),
                        level.material().code(), "/materials/stock?material=" + level.material().code(), Urgency.OPEN,
                        null)));
        Instant soon = clock.instant().plus(Duration.ofDays(materials.setting("expiry_warning_days").longValue()));
        lots.list(actor, null).stream().filter(lot -> lot.unit().state().equals("RELEASED"))
                .filter(lot -> lot.available().signum() > 0).filter(lot -> expiresBefore(lot, soon))
                .forEach(lot -> items.add(new Item("material.work.expires", List.of(lot.unit().code()),
                        lot.unit().code(), "/materials/lot/" + lot.unit().code(),
                        expiresBefore(lot, clock.instant()) ? Urgency.OVERDUE : Urgency.WAITING,
                        lot.unit().expiresAt())));
        return items;
    }

    private static boolean expiresBefore(MaterialLots.Lot lot, Instant limit) {
        Instant expiry = lot.unit().expiresAt();
        return expiry != null && expiry.isBefore(limit);
    }

    private static Item item(String key, Units.Unit unit, Urgency urgency) {
        return new Item(key, List.of(unit.code()), unit.code(), path(unit), urgency, null);
    }

    private static String path(Units.Unit unit) {
        return (unit.type().equals("SOLUTION") ? "/materials/solutions/" : "/materials/lot/") + unit.code();
    }

    /** A lot or solution by its code, or a lot by the number its supplier gave it. */
    @Override
    public Optional<Hit> resolve(String scanned, Actor actor) {
        if (actor.roles().stream().noneMatch(SEE::contains)) {
            return Optional.empty();
        }
        return units.find(scanned).filter(unit -> Sight.sees(actor, unit))
                .or(() -> lots.findBySupplierLot(actor, scanned))
                .map(unit -> new Hit(unit.code(), "material.kind." + unit.type(), path(unit)))
                .or(() -> materials.find(scanned).map(material -> new Hit(material.code(), "scan.MATERIAL",
                        "/materials/master/" + material.code())));
    }

    /** What this module adds to the side bar. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        Register materialRegister(UnitRegisters registers) {
            return registers.of(new UnitRegisters.Kind("materials", 200, SEE, List.of("MATERIAL_LOT"),
                    List.of("material", "supplier_lot"), "/materials/lot/"));
        }

        @Bean
        Register solutionRegister(UnitRegisters registers) {
            return registers.of(new UnitRegisters.Kind("solutions", 210, SEE, List.of("SOLUTION"), List.of("recipe"),
                    "/materials/solutions/"));
        }

        @Bean
        NavigationEntry materialEntry() {
            return new NavigationEntry("materials", "/materials", 200, SEE);
        }
    }
}
