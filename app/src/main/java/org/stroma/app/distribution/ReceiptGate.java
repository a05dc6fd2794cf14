package org.stroma.app.distribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** G8b, acceptance of a shipment. Temperatures, times and serials come from files, operations and scans. */
@Component
class ReceiptGate implements GateSubject {
    private static final String SUMMARY = "logger-summary/1";

    private final Shipments shipments;
    private final ColdChain coldChain;
    private final Units units;
    private final Inquiries inquiries;

    ReceiptGate(Shipments shipments, ColdChain coldChain, Units units, Inquiries inquiries) {
        this.shipments = shipments;
        this.coldChain = coldChain;
        this.units = units;
        this.inquiries = inquiries;
    }

    /** What is known about a shipment that arrives, as one statement read it. */
    private record Known(Shipments.Shipment shipment, List<Units.Unit> contents, List<Shipments.Scan> scans,
            List<ColdChain.Stored> readings) {}

    @Override
    public String gate() {
        return "G8b";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        return known(unit.code()).filter(known -> !known.shipment().back()).map(known -> new Question(
                "shipment-receipt", List.of(unit.code()), derived(known, grounds), Map.of(),
                Map.of("ACCEPTED_AFTER_ASSESSMENT", "the deviation that the decision names")));
    }

    private Optional<Known> known(String code) {
        Shipments.Asked asked = shipments.ask(List.of(code));
        Inquiry<Units.Unit> contents = units.askContents(code);
        Inquiry<Shipments.Scan> scans = Shipments.askScans(code, "RECEIPT");
        Inquiry<ColdChain.Stored> readings = ColdChain.askReadings(List.of(code));
        Inquiries.Answers answers = inquiries.ask(Stream.of(asked.inquiries(), List.of(contents, scans, readings))
                .flatMap(List::stream).toList());
        return asked.shipments(answers).stream().findFirst().map(shipment -> new Known(shipment,
                answers.list(contents), answers.list(scans), answers.list(readings)));
    }

    private List<Entry> derived(Known known, Grounds grounds) {
        Shipments.Shipment shipment = known.shipment();
        String code = shipment.unit().code();
        List<Entry> facts = new ArrayList<>();
        String formulation = coldChain.product(code, known.contents()).route().formulation();
        facts.add(Entry.derived(code, "storage_class",
                new Value.Code(formulation.equals("FRESH") ? "FRESH" : "LN2"), "storage-class/1",
                List.of("formulation:" + formulation)));
        if (shipment.deliveredAt() != null) {
            facts.add(serials(known, grounds));
        }
        known.readings().stream().filter(each -> each.purpose() == ColdChain.Purpose.TRANSIT)
                .reduce((_, newest) -> newest).ifPresent(reading -> read(facts, shipment, reading));
        return facts;
    }

    /** Every container that left was scanned, nothing else was, and the seal carries the number it left with. */
    private static Entry serials(Known known, Grounds grounds) {
        Shipments.Shipment shipment = known.shipment();
        String code = shipment.unit().code();
        Set<String> inside = known.contents().stream().map(Units.Unit::code).collect(Collectors.toSet());
        List<Shipments.Scan> scans = known.scans();
        Set<String> scanned = scans.stream().map(Shipments.Scan::unit).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        boolean unknown = scans.stream().anyMatch(scan -> scan.unit() == null);
        String seal = sealRead(code, grounds);
        return Entry.derived(code, "serials_match",
                new Value.Flag(!unknown && inside.equals(scanned) && Objects.equals(seal, shipment.seal())),
                "receipt-match/1", List.of("inside:" + inside.size(), "scanned:" + scans.size(), "seal:" + seal,
                        "sealed:" + shipment.seal()));
    }

    private static @Nullable String sealRead(String code, Grounds grounds) {
        return grounds.evidence(List.of(code)).stream().filter(item -> item.characteristic().equals("seal_read"))
                .flatMap(item -> item.values().stream()).filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text()).reduce((_, newest) -> newest).orElse(null);
    }

    private static void read(List<Entry> facts, Shipments.Shipment shipment, ColdChain.Stored reading) {
        String code = shipment.unit().code();
        LoggerFiles.Summary summary = reading.summary();
        List<String> inputs = List.of("reading:" + reading.id(), "file:" + reading.file(),
                "from:" + reading.coversFrom(), "until:" + reading.coversUntil());
        facts.add(Entry.derived(code, "logger_min", measured(summary.lowest(), "Cel"), SUMMARY, inputs));
        facts.add(Entry.derived(code, "logger_max", measured(summary.highest(), "Cel"), SUMMARY, inputs));
        facts.add(Entry.derived(code, "logger_gap", measured(summary.longestGap(), "min"), SUMMARY, inputs));
        Instant handed = Objects.requireNonNull(shipment.handedOverAt());
        BigDecimal hours = BigDecimal.valueOf(Duration.between(handed, reading.readAt()).toSeconds())
                .divide(BigDecimal.valueOf(3600), MathContext.DECIMAL64);
        facts.add(Entry.derived(code, "transit_share",
                measured(hours.multiply(BigDecimal.valueOf(100)).divide(shipment.holdHours(), MathContext.DECIMAL64),
                        "%"),
                "transit-share/1", List.of("handed_over:" + handed, "read:" + reading.readAt(),
                        "hold_h:" + shipment.holdHours().toPlainString())));
    }

    private static Value measured(BigDecimal value, String unit) {
        return new Value.Measured(
                Measurement.parse(value.stripTrailingZeros().toPlainString(), unit, Qualifier.NONE));
    }
}
