package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.distribution.ColdChain;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;

/** G9, use of a dose. Everything is computed from scans, verified steps, orders and recordings; nothing is declared. */
@Component
class UseGate implements GateSubject {
    private static final String SHIPMENT = """
            select s.code from genealogy.inside n join genealogy.unit s on s.id = n.container and s.type = 'SHIPMENT' join genealogy.unit u on u.id = n.unit
             where u.code = :container and n.until is null""";
    private static final String TRAINED = "select people.is_qualified((select id from people.person where code = :person), :skill, :day)";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> METHODS = Set.of("WATER_BATH", "DRY_THAWER");

    private final JdbcClient jdbc;
    private final Doses doses;
    private final Units units;
    private final ColdChain coldChain;
    private final Shipments shipments;
    private final Products products;
    private final PlantClock clock;

    UseGate(JdbcClient jdbc, Doses doses, Units units, ColdChain coldChain, Shipments shipments, Products products,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.doses = doses;
        this.units = units;
        this.coldChain = coldChain;
        this.shipments = shipments;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G9";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        String product = unit.product();
        if (!unit.type().equals("DOSE") || product == null) {
            return Optional.empty();
        }
        String standard = standard(product);
        return doses.find(unit.code()).map(dose -> Question.of(standard, unit.code()).deriving(derived(dose)));
    }

    private static String standard(String product) {
        return product.toLowerCase(java.util.Locale.ROOT).replace("-", "") + "-use";
    }

    private List<Entry> derived(Doses.Dose dose) {
        List<Entry> facts = new ArrayList<>();
        String code = dose.unit().code();
        Product product = products.get(dose.order().product());
        List<Units.Unit> containers = dose.order().reserved().stream().map(units::get).toList();
        Units.Event prepared = units.events(code).getFirst();
        bedside(facts, code);
        containers(facts, code, containers);
        facts.add(thaw(code, product, containers));
        facts.add(siteTrace(code, product, containers));
        inspection(facts, code, prepared);
        window(facts, dose);
        facts.add(doseRatio(dose));
        facts.add(Entry.derived(code, "weight_at", at(dose.order().weighedAt()), "order/1",
                List.of("order:" + dose.order().id())));
        training(facts, dose, "preparer_training", prepared.performedBy());
        training(facts, dose, "checker_training", prepared.verifiedBy());
        return facts;
    }

    private void bedside(List<Entry> facts, String code) {
        List<Doses.Checked> checks = doses.checks(code);
        if (checks.isEmpty()) {
            return;
        }
        Doses.Checked newest = checks.getLast();
        List<String> inputs = List.of("operation:" + newest.operation(), "scanned:" + newest.scanned().size());
        facts.add(Entry.derived(code, "serial_matches_order", new Value.Flag(newest.doseMatches()), "bedside-scan/1",
                inputs));
        facts.add(Entry.derived(code, "two_identifiers",
                new Value.Flag(newest.patientMatches() && newest.secondIdentifier()), "bedside-scan/1", inputs));
    }

    /** The worst container and the lot that is not released speak for all; the earliest expiry counts. */
    private void containers(List<Entry> facts, String code, List<Units.Unit> containers) {
        List<String> states = containers.stream().map(each -> each.code() + ":" + each.state()).toList();
        String state = containers.stream().map(Units.Unit::state).filter(each -> !Set.of("PREPARED", "THAWED",
                "SITE_STORED").contains(each)).findFirst().map(UseGate::known).orElse("THAWED");
        facts.add(Entry.derived(code, "container_state", new Value.Code(state), "container-state/1", states));
        Set<String> lots = containers.stream().map(Units.Unit::lot).filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        List<Units.Unit> found = lots.stream().map(units::get).toList();
        found.stream().filter(lot -> !lot.state().equals("REL_MAH")).findFirst().or(() -> found.stream().findFirst())
                .ifPresent(lot -> facts.add(Entry.derived(code, "lot_state", new Value.Code(lot.state()),
                        "lot-state/1",
                        found.stream().map(each -> each.code() + ":" + each.state()).sorted().toList())));
        // Until the start of the day after the last day of use.
        containers.stream().map(Units.Unit::expiresAt).filter(java.util.Objects::nonNull).min(Instant::compareTo)
                .ifPresent(end -> facts.add(Entry.derived(code, "product_expiry", new Value.At(day(end)),
                        "expiry/1", states)));
    }

    private static String known(String state) {
        return Set.of("SITE_QUARANTINE", "EXPIRED_IN_USE").contains(state) ? state : "OTHER";
    }

    private Moment day(Instant end) {
        LocalDate last = end.minusNanos(1).atZone(clock.getZone()).toLocalDate();
        return new Moment.Day(last, clock.getZone().getRules().getOffset(end));
    }

    /** Each container by a method of the label, in its range of temperature and time. */
    private Entry thaw(String code, Product product, List<Units.Unit> containers) {
        List<String> inputs = new ArrayList<>();
        boolean good = !containers.isEmpty();
        for (Units.Unit container : containers) {
            List<Units.Event> events = units.events(container.code());
            Units.Event start = last(events, "OP-260");
            Units.Event end = last(events, "OP-261");
            if (start == null || end == null) {
                good = false;
                continue;
            }
            String method = String.valueOf(start.parameters().get("method"));
            BigDecimal bath = new BigDecimal(String.valueOf(start.parameters().get("temperature_c")));
            Duration took = Duration.between(start.startedAt(), end.endedAt());
            good &= METHODS.contains(method) && product.accepts("thaw_temperature", bath)
                    && product.accepts("thaw_minutes", minutes(took));
            inputs.add("%s:%s:%s:%ds".formatted(container.code(), method, bath.toPlainString(), took.toSeconds()));
        }
        return Entry.derived(code, "thaw_method_ok", new Value.Flag(good), "thaw-method/1", inputs);
    }

    private static BigDecimal minutes(Duration took) {
        return BigDecimal.valueOf(took.toSeconds()).divide(BigDecimal.valueOf(60), MathContext.DECIMAL64);
    }

    private static Units.@Nullable Event last(List<Units.Event> events, String type) {
        return events.stream().filter(event -> event.type().equals(type)).reduce((_, newest) -> newest).orElse(null);
    }

    /** Storage at the site is on record for each container until its thaw began. */
    private Entry siteTrace(String code, Product product, List<Units.Unit> containers) {
        List<String> inputs = new ArrayList<>();
        boolean complete = !containers.isEmpty();
        for (Units.Unit container : containers) {
            Units.Event thaw = last(units.events(container.code()), "OP-260");
            Optional<String> shipment = jdbc.sql(SHIPMENT).param("container", container.code()).query(String.class)
                    .optional().filter(each -> shipments.find(each).isPresent());
            if (thaw == null || shipment.isEmpty()) {
                complete = false;
                continue;
            }
            ColdChain.SiteTrace trace = coldChain.siteTrace(shipment.get(), product, thaw.startedAt());
            complete &= trace.complete();
            trace.inputs().stream().filter(each -> !inputs.contains(each)).forEach(inputs::add);
        }
        return Entry.derived(code, "site_trace_complete", new Value.Flag(complete), "site-trace/1", inputs);
    }

    /** What preparer and checker saw, both on the record of the step. */
    private static void inspection(List<Entry> facts, String code, Units.Event prepared) {
        List<String> inputs = List.of("operation:" + prepared.operation());
        for (String seen : List.of("aggregates", "leak")) {
            facts.add(Entry.derived(code, seen,
                    new Value.Flag("true".equals(String.valueOf(prepared.parameters().get(seen)))), "inspection/1",
                    inputs));
        }
    }

    /** From the end of the first thaw to the end of an infusion that starts now and lasts as planned. */
    private void window(List<Entry> facts, Doses.Dose dose) {
        String code = dose.unit().code();
        facts.add(Entry.derived(code, "diluent", new Value.Code(dose.order().diluent()), "order/1",
                List.of("order:" + dose.order().id())));
        Instant started = dose.startedAt();
        Instant now = started == null ? clock.instant() : started;
        BigDecimal minutes = BigDecimal.valueOf(Duration.between(dose.firstThawEnd(), now).toSeconds())
                .divide(BigDecimal.valueOf(60), 2, java.math.RoundingMode.HALF_UP)
                .add(BigDecimal.valueOf(dose.plannedMinutes()));
        facts.add(Entry.derived(code, "planned_window", measured(minutes, "min"), "use-window/1",
                List.of("thaw_end:" + dose.firstThawEnd(), "start:" + now, "planned_min:" + dose.plannedMinutes())));
    }

    /** Of the order against the rule and of the drawn volume against the order, the one that is further off. */
    private static Entry doseRatio(Doses.Dose dose) {
        DoseOrders.DoseOrder order = dose.order();
        BigDecimal quantity = dose.unit().quantity();
        BigDecimal drawn = quantity == null ? BigDecimal.ZERO : quantity;
        BigDecimal ofOrder = drawn.multiply(HUNDRED).divide(order.volumeMl(), MathContext.DECIMAL64);
        BigDecimal ofRule = order.percentOfDue();
        boolean rule = ofRule.subtract(HUNDRED).abs().compareTo(ofOrder.subtract(HUNDRED).abs()) > 0;
        return Entry.derived(dose.unit().code(), "dose_ratio", measured(rule ? ofRule : ofOrder, "%"), "dose-ratio/1",
                List.of("drawn_ml:" + drawn.toPlainString(), "ordered_ml:" + order.volumeMl().toPlainString(),
                        "ordered_cells:" + order.cells().toPlainString(),
                        "due_cells:" + order.dueCells().toPlainString()));
    }

    private void training(List<Entry> facts, Doses.Dose dose, String characteristic, @Nullable String person) {
        String skill = "THAW-" + dose.order().product();
        boolean trained = person != null && jdbc.sql(TRAINED).param("person", person).param("skill", skill)
                .param("day", clock.instant().atZone(clock.getZone()).toLocalDate()).query(Boolean.class).single();
        if (trained) {
            facts.add(Entry.derived(dose.unit().code(), characteristic,
                    new Value.Document(Value.DocumentStatus.VALID, null), "training/1",
                    List.of("person:" + person, "skill:" + skill)));
        }
    }

    private Value at(Instant instant) {
        return new Value.At(new Moment.Instant(instant.atZone(clock.getZone()).toOffsetDateTime()));
    }

    private static Value measured(BigDecimal value, String unit) {
        return new Value.Measured(
                Measurement.parse(value.stripTrailingZeros().toPlainString(), unit, Qualifier.NONE));
    }
}
