package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
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
    /** The shipment in which each container of a dose stands at the site. */
    private static final String INSIDE = """
            select x.code as container, s.code as shipment from clinic.dose d join genealogy.unit u on u.id = d.unit
              join clinic.allocation a on a.dose_order = d.dose_order and a.released is null join genealogy.unit x on x.id = a.container
              join genealogy.inside n on n.unit = x.id and n.until is null join genealogy.unit s on s.id = n.container and s.type = 'SHIPMENT'
             where u.code = :dose""";
    private static final String TRAINED = "select p.code from people.person p where p.code = any (:persons) and people.is_qualified(p.id, :skill, :day)";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> METHODS = Set.of("WATER_BATH", "DRY_THAWER");

    private final Inquiries inquiries;
    private final Doses doses;
    private final Units units;
    private final Shipments shipments;
    private final Products products;
    private final PlantClock clock;

    UseGate(Inquiries inquiries, Doses doses, Units units, Shipments shipments, Products products, PlantClock clock) {
        this.inquiries = inquiries;
        this.doses = doses;
        this.units = units;
        this.shipments = shipments;
        this.products = products;
        this.clock = clock;
    }

    /** A dose with what was done to it and where its containers stand. */
    private record Prepared(Doses.Dose dose, List<Doses.Checked> checks, List<Units.Event> events,
            Map<String, String> shipments) {
        Units.Event preparation() {
            return events.getFirst();
        }

        /** Who prepared and who checked. */
        List<String> persons() {
            return Stream.of(preparation().performedBy(), preparation().verifiedBy()).filter(Objects::nonNull)
                    .toList();
        }
    }

    /**
     * What is known about the containers of a dose.
     *
     * @param events by code of the container
     * @param sites shipments in which containers stand, by code of the container
     * @param readings of all these shipments
     * @param trained those of the two people who are trained for the product today
     */
    private record Known(Product product, List<Units.Unit> containers, List<Units.Unit> lots,
            Map<String, List<Units.Event>> events, Map<String, Shipments.Shipment> sites,
            List<ColdChain.Stored> readings, List<String> trained) {
        List<Units.Event> events(Units.Unit container) {
            return events.getOrDefault(container.code(), List.of());
        }
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
        return prepared(unit.code()).map(
                prepared -> Question.of(standard, unit.code()).deriving(derived(prepared, known(prepared))));
    }

    private Optional<Prepared> prepared(String code) {
        Doses.Asked asked = doses.ask(code);
        Inquiry<Doses.Checked> checks = Doses.askChecks(code);
        Inquiry<Units.Happened> events = units.askEvents(List.of(code));
        Inquiry<Map.Entry<String, String>> inside = Inquiry.of(INSIDE, Map.of("dose", code),
                row -> Map.entry(row.text("container"), row.text("shipment")));
        Inquiries.Answers answers = inquiries.ask(Stream.of(asked.inquiries(), List.of(checks, events, inside))
                .flatMap(List::stream).toList());
        return asked.dose(answers).map(dose -> new Prepared(dose, answers.list(checks),
                answers.list(events).stream().map(Units.Happened::event).toList(),
                answers.list(inside).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private Known known(Prepared prepared) {
        DoseOrders.DoseOrder order = prepared.dose().order();
        List<String> codes = List.copyOf(new TreeSet<>(prepared.shipments().values()));
        Inquiry<Product> product = products.askEffective(order.product());
        Inquiry<Units.Unit> containers = units.askUnits(order.reserved());
        Inquiry<Units.Unit> lots = units.askLotsOf(order.reserved());
        Inquiry<Units.Happened> events = units.askEvents(order.reserved());
        Shipments.Asked sites = shipments.ask(codes);
        Inquiry<ColdChain.Stored> readings = ColdChain.askReadings(codes);
        Inquiry<String> trained = Inquiry.of(TRAINED, Map.of("persons", prepared.persons().toArray(String[]::new),
                "skill", skill(order), "day", clock.instant().atZone(clock.getZone()).toLocalDate()),
                row -> row.text("code"));
        Inquiries.Answers answers = inquiries.ask(Stream.of(sites.inquiries(),
                List.of(product, containers, lots, events, readings, trained)).flatMap(List::stream).toList());
        Map<String, Shipments.Shipment> found = sites.shipments(answers).stream()
                .collect(Collectors.toMap(each -> each.unit().code(), each -> each));
        Map<String, Shipments.Shipment> byContainer = new HashMap<>();
        prepared.shipments().forEach((container, shipment) -> byContainer.computeIfAbsent(container,
                _ -> found.get(shipment)));
        return new Known(Products.require(answers.find(product), order.product()),
                answers.list(containers).stream().sorted(Comparator.comparing(Units.Unit::code,
                        Comparator.comparingInt(order.reserved()::indexOf))).toList(),
                answers.list(lots),
                answers.list(events).stream().collect(Collectors.groupingBy(Units.Happened::unit,
                        Collectors.mapping(Units.Happened::event, Collectors.toList()))),
                byContainer, answers.list(readings), answers.list(trained));
    }

    private static String skill(DoseOrders.DoseOrder order) {
        return "THAW-" + order.product();
    }

    private static String standard(String product) {
        return product.toLowerCase(java.util.Locale.ROOT).replace("-", "") + "-use";
    }

    private List<Entry> derived(Prepared prepared, Known known) {
        List<Entry> facts = new ArrayList<>();
        Doses.Dose dose = prepared.dose();
        String code = dose.unit().code();
        bedside(facts, code, prepared.checks());
        containers(facts, code, known);
        // A fresh product is prepared as it is stored.
        if (!known.product().route().fresh()) {
            facts.add(thaw(code, known));
        }
        facts.add(siteTrace(code, known));
        inspection(facts, code, prepared.preparation());
        window(facts, dose);
        facts.add(doseRatio(dose));
        facts.add(Entry.derived(code, "weight_at", at(dose.order().weighedAt()), "order/1",
                List.of("order:" + dose.order().id())));
        training(facts, dose, "preparer_training", prepared.preparation().performedBy(), known);
        training(facts, dose, "checker_training", prepared.preparation().verifiedBy(), known);
        return facts;
    }

    private static void bedside(List<Entry> facts, String code, List<Doses.Checked> checks) {
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
    private void containers(List<Entry> facts, String code, Known known) {
        List<Units.Unit> containers = known.containers();
        List<String> states = containers.stream().map(each -> each.code() + ":" + each.state()).toList();
        String state = containers.stream().map(Units.Unit::state).filter(each -> !Set.of("PREPARED", "THAWED",
                "SITE_STORED").contains(each)).findFirst().map(UseGate::known)
                .orElse(known.product().route().fresh() ? "SITE_STORED" : "THAWED");
        facts.add(Entry.derived(code, "container_state", new Value.Code(state), "container-state/1", states));
        List<Units.Unit> found = known.lots();
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
    private static Entry thaw(String code, Known known) {
        Product product = known.product();
        List<String> inputs = new ArrayList<>();
        boolean good = !known.containers().isEmpty();
        for (Units.Unit container : known.containers()) {
            List<Units.Event> events = known.events(container);
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
    private static Entry siteTrace(String code, Known known) {
        List<String> inputs = new ArrayList<>();
        boolean complete = !known.containers().isEmpty();
        for (Units.Unit container : known.containers()) {
            Units.Event thaw = last(known.events(container),
                    known.product().route().fresh() ? "OP-262" : "OP-260");
            Shipments.Shipment shipment = known.sites().get(container.code());
            if (thaw == null || shipment == null) {
                complete = false;
                continue;
            }
            List<ColdChain.Stored> readings = known.readings().stream()
                    .filter(each -> each.shipment().equals(shipment.unit().code())).toList();
            ColdChain.SiteTrace trace = ColdChain.siteTrace(shipment, readings, known.product(), thaw.startedAt());
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

    private static void training(List<Entry> facts, Doses.Dose dose, String characteristic, @Nullable String person,
            Known known) {
        if (person != null && known.trained().contains(person)) {
            facts.add(Entry.derived(dose.unit().code(), characteristic,
                    new Value.Document(Value.DocumentStatus.VALID, null), "training/1",
                    List.of("person:" + person, "skill:" + skill(dose.order()))));
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
