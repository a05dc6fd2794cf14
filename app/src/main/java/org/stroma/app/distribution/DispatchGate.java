package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
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
    private final Shipments shipments;
    private final SupplyOrders orders;
    private final Qualifications qualifications;
    private final Units units;
    private final Products products;
    private final PlantClock clock;

    DispatchGate(Shipments shipments, SupplyOrders orders, Qualifications qualifications, Units units,
            Products products, PlantClock clock) {
        this.shipments = shipments;
        this.orders = orders;
        this.qualifications = qualifications;
        this.units = units;
        this.products = products;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G8a";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        return shipments.find(unit.code()).filter(shipment -> !shipment.back())
                .map(shipment -> Question.of("shipment-dispatch", unit.code()).deriving(derived(shipment)));
    }

    private List<Entry> derived(Shipments.Shipment shipment) {
        String code = shipment.unit().code();
        List<Units.Unit> contents = units.contents(code);
        List<Entry> facts = new ArrayList<>();
        document(facts, code, "carrier_qualification", shipment.carrier());
        document(facts, code, "logger_calibration", shipment.logger());
        Optional<Qualifications.Qualification> site = qualifications.newest(Qualifications.Kind.SITE,
                shipment.destination());
        site.ifPresent(licence -> document(facts, code, "site_licence", licence));
        lots(facts, code, contents);
        site.ifPresent(licence -> facts.add(Entry.derived(code, "site_allowed",
                new Value.Flag(licence.valid() && !contents.isEmpty() && contents.stream()
                        .allMatch(each -> licence.products().contains(each.product()))),
                "site-allowed/1", List.of("qualification:" + licence.id()))));
        String order = shipment.order();
        if (order != null) {
            SupplyOrders.Placed placed = orders.read(order);
            charge(facts, code, products.get(placed.product()));
            facts.add(Entry.derived(code, "order_confirmed",
                    new Value.Flag(placed.state().equals("CONFIRMED")
                            && placed.hospital().equals(shipment.destination())),
                    "order/1", List.of("order:" + order + ":" + placed.state())));
            packed(facts, code, placed, contents);
        }
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
    private void lots(List<Entry> facts, String code, List<Units.Unit> contents) {
        Set<String> lots = contents.stream().map(Units.Unit::lot).filter(java.util.Objects::nonNull)
                .collect(Collectors.toSet());
        List<Units.Unit> found = lots.stream().map(units::get).toList();
        found.stream().filter(lot -> !lot.state().equals("REL_MAH")).findFirst()
                .or(() -> found.stream().findFirst())
                .ifPresent(lot -> facts.add(Entry.derived(code, "lot_state", new Value.Code(lot.state()),
                        "lot-state/1",
                        found.stream().map(each -> each.code() + ":" + each.state()).sorted().toList())));
    }

    /** Charged and cold inside, by the verified record of the step. */
    private void charge(List<Entry> facts, String code, Product product) {
        units.events(code).stream().filter(event -> event.type().equals("OP-232")).reduce((_, newest) -> newest)
                .ifPresent(event -> {
                    BigDecimal inside = new BigDecimal(String.valueOf(event.parameters().get("inside_c")));
                    boolean cold = "true".equals(String.valueOf(event.parameters().get("pre_cooled")))
                            && product.accepts("charge_temperature", inside);
                    facts.add(Entry.derived(code, "shipper_precooled", new Value.Flag(cold), "shipper-charge/1",
                            List.of("operation:" + event.operation(), "inside_c:" + inside.toPlainString())));
                });
    }

    private void packed(List<Entry> facts, String code, SupplyOrders.Placed order, List<Units.Unit> contents) {
        Set<String> inside = contents.stream().map(Units.Unit::code).collect(Collectors.toSet());
        Set<String> scanned = shipments.scans(code, "PACK").stream().map(Shipments.Scan::unit)
                .filter(java.util.Objects::nonNull).collect(Collectors.toSet());
        facts.add(Entry.derived(code, "pack_list_matches",
                new Value.Flag(inside.equals(scanned) && inside.size() == order.containers()), "pack-list/1",
                List.of("ordered:" + order.containers(), "scanned:" + scanned.size(), "inside:" + inside.size())));
    }
}
