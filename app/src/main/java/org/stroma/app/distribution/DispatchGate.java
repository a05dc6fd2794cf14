package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
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

/** G8a, release of a shipment. Everything is read from registers, operations and scans; nothing is declared. */
@Component
class DispatchGate implements GateSubject {
    private static final String MISDIRECTED = """
            select c.code, distribution.not_released_for(c.id, h.to_site) as instead from genealogy.unit s join distribution.shipment h on h.unit = s.id
              join genealogy.inside n on n.container = s.id and n.until is null join genealogy.unit c on c.id = n.unit
             where s.code = :shipment and distribution.not_released_for(c.id, h.to_site) is not null order by c.code""";

    private final Shipments shipments;
    private final Qualifications qualifications;
    private final Units units;
    private final Products products;
    private final Inquiries inquiries;
    private final PlantClock clock;

    DispatchGate(Shipments shipments, Qualifications qualifications, Units units, Products products,
            Inquiries inquiries, PlantClock clock) {
        this.shipments = shipments;
        this.qualifications = qualifications;
        this.units = units;
        this.products = products;
        this.inquiries = inquiries;
        this.clock = clock;
    }

    /** What the registers know about a shipment, as one statement read it. */
    private record Known(Shipments.Shipment shipment, Optional<Qualifications.Qualification> site,
            Optional<SupplyOrders.Placed> order, List<Units.Unit> contents, List<Units.Unit> lots,
            List<Shipments.Scan> scans, List<Units.Event> events, List<String> misdirected) {}

    @Override
    public String gate() {
        return "G8a";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        return known(unit.code()).filter(known -> !known.shipment().back())
                .map(known -> Question.of("shipment-dispatch", unit.code()).deriving(derived(known)));
    }

    private Optional<Known> known(String code) {
        Shipments.Asked asked = shipments.ask(List.of(code));
        Inquiry<Qualifications.Qualification> site = qualifications.askOfDestination(code);
        Inquiry<SupplyOrders.Placed> order = SupplyOrders.askOfShipment(code);
        Inquiry<Units.Unit> contents = units.askContents(code);
        Inquiry<Units.Unit> lots = units.askLotsInside(code);
        Inquiry<Shipments.Scan> scans = Shipments.askScans(code, "PACK");
        Inquiry<Units.Happened> events = units.askEvents(List.of(code));
        // What was released for other sites or markets, with those.
        Inquiry<String> misdirected = Inquiry.of(MISDIRECTED, Map.of("shipment", code),
                row -> row.text("code") + ":" + row.text("instead"));
        Inquiries.Answers answers = inquiries.ask(Stream.of(asked.inquiries(),
                List.of(site, order, contents, lots, scans, events, misdirected)).flatMap(List::stream).toList());
        return asked.shipments(answers).stream().findFirst().map(shipment -> new Known(shipment, answers.find(site),
                answers.find(order), answers.list(contents), answers.list(lots), answers.list(scans),
                answers.list(events).stream().map(Units.Happened::event).toList(), answers.list(misdirected)));
    }

    private List<Entry> derived(Known known) {
        Shipments.Shipment shipment = known.shipment();
        String code = shipment.unit().code();
        List<Units.Unit> contents = known.contents();
        List<Entry> facts = new ArrayList<>();
        document(facts, code, "carrier_qualification", shipment.carrier());
        document(facts, code, "logger_calibration", shipment.logger());
        Optional<Qualifications.Qualification> site = known.site();
        site.ifPresent(licence -> document(facts, code, "site_licence", licence));
        lots(facts, code, known.lots());
        site.ifPresent(licence -> facts.add(Entry.derived(code, "site_allowed",
                new Value.Flag(licence.valid() && !contents.isEmpty() && contents.stream()
                        .allMatch(each -> licence.products().contains(each.product()))
                        && known.misdirected().isEmpty()),
                "site-allowed/2", Stream.concat(Stream.of("qualification:" + licence.id()),
                        known.misdirected().stream()).toList())));
        known.order().ifPresent(placed -> {
            charge(facts, code, known.events(), products.get(placed.product()));
            facts.add(Entry.derived(code, "order_confirmed",
                    new Value.Flag(placed.state().equals("CONFIRMED")
                            && placed.hospital().equals(shipment.destination())
                            && placed.site().equals(shipment.toSite())),
                    "order/1", List.of("order:" + placed.code() + ":" + placed.state())));
            packed(facts, code, placed, known);
        });
        facts.add(Entry.derived(code, "hold_ratio", new Value.Measured(Measurement.parse(shipment.holdHours()
                .divide(shipment.plannedHours(), MathContext.DECIMAL64).stripTrailingZeros().toPlainString(),
                "{ratio}", Qualifier.NONE)), "hold-ratio/1",
                List.of("hold_h:" + shipment.holdHours().toPlainString(),
                        "planned_h:" + shipment.plannedHours().toPlainString())));
        return facts;
    }

    private void document(List<Entry> facts, String code, String characteristic,
            Qualifications.Qualification qualification) {
        Moment until = new Moment.Day(qualification.validUntil(),
                clock.getZone().getRules().getOffset(qualification.validUntil().atStartOfDay()));
        facts.add(Entry.derived(code, characteristic,
                new Value.Document(qualification.valid()
                        ? Value.DocumentStatus.VALID
                        : Value.DocumentStatus.INVALID, until),
                "qualification/1", List.of("qualification:" + qualification.id(), "file:" + qualification.document())));
    }

    /** The state of the lot inside; when several are packed, of the one that is not released. */
    private static void lots(List<Entry> facts, String code, List<Units.Unit> found) {
        found.stream().filter(lot -> !lot.state().equals("REL_MAH")).findFirst()
                .or(() -> found.stream().findFirst())
                .ifPresent(lot -> facts.add(Entry.derived(code, "lot_state", new Value.Code(lot.state()),
                        "lot-state/1",
                        found.stream().map(each -> each.code() + ":" + each.state()).sorted().toList())));
    }

    /** Charged and cold inside, by the verified record of the step. */
    private static void charge(List<Entry> facts, String code, List<Units.Event> events, Product product) {
        events.stream().filter(event -> event.type().equals("OP-232")).reduce((_, newest) -> newest)
                .ifPresent(event -> {
                    BigDecimal inside = new BigDecimal(String.valueOf(event.parameters().get("inside_c")));
                    boolean cold = "true".equals(String.valueOf(event.parameters().get("pre_cooled")))
                            && product.accepts("charge_temperature", inside);
                    facts.add(Entry.derived(code, "shipper_precooled", new Value.Flag(cold), "shipper-charge/1",
                            List.of("operation:" + event.operation(), "inside_c:" + inside.toPlainString())));
                });
    }

    private static void packed(List<Entry> facts, String code, SupplyOrders.Placed order, Known known) {
        Set<String> inside = known.contents().stream().map(Units.Unit::code).collect(Collectors.toSet());
        Set<String> scanned = known.scans().stream().map(Shipments.Scan::unit)
                .filter(java.util.Objects::nonNull).collect(Collectors.toSet());
        facts.add(Entry.derived(code, "pack_list_matches",
                new Value.Flag(inside.equals(scanned) && inside.size() == order.containers()), "pack-list/1",
                List.of("ordered:" + order.containers(), "scanned:" + scanned.size(), "inside:" + inside.size())));
    }
}
