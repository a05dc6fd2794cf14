package org.stroma.app.donor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;
import org.stroma.measure.Quantity;

/** G2, acceptance of tissue. Label, clocks and eligibility are computed from records, never asserted. */
@Component
class TissueGate implements GateSubject {
    static final String ENTERED_MIN = "logger_entered_min";
    static final String ENTERED_MAX = "logger_entered_max";
    static final String ENTERED_GAP = "logger_entered_gap";
    private static final String LOGGER = "logger-summary/1";
    private static final String LABEL = "label-match/1";

    private final DonorRows rows;
    private final Units units;
    private final Evidence evidence;
    private final Eligibility eligibility;
    private final PlantClock clock;

    TissueGate(DonorRows rows, Units units, Evidence evidence, Eligibility eligibility, PlantClock clock) {
        this.rows = rows;
        this.units = units;
        this.evidence = evidence;
        this.eligibility = eligibility;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G2";
    }

    @Override
    public Optional<Question> question(Units.Unit unit) {
        if (!unit.type().equals("TISSUE")) {
            return Optional.empty();
        }
        String code = unit.code();
        return rows.donationAbove(code).map(collected -> {
            List<Entry> derived = new ArrayList<>();
            eligibility.find(collected.donor()).ifPresent(reading -> derived.add(reading.asEvidenceOf(code)));
            derived.add(Entry.derived(code, "clamp_at", moment(collected.donation().clampAt()), "collection-time/1",
                    List.of(collected.donation().din())));
            rows.findReceipt(code).ifPresent(receipt -> received(code, collected, receipt, derived));
            bioburden(code).ifPresent(derived::add);
            logger(code, derived);
            return new Question("tissue-acceptance", List.of(code), derived, Map.of(),
                    Map.of("ACCEPTED_CONDITIONAL", "the deviation that the decision names"));
        });
    }

    private void received(String code, DonorRows.Collected collected, DonorRows.Receipt receipt,
            List<Entry> derived) {
        String centre = rows.find(collected.donor()).orElseThrow().centre();
        derived.add(Entry.derived(code, "received_at", moment(receipt.receivedAt()), "receipt-time/1",
                List.of("operation:" + receipt.operation())));
        derived.add(match(code, "donation_id_match", sameNumber(receipt.din(), collected.donation().din()),
                receipt.din(), collected.donation().din()));
        derived.add(match(code, "donor_code_match", receipt.donor().strip().equals(collected.donor()),
                receipt.donor(), collected.donor()));
        derived.add(match(code, "site_match", receipt.centre().strip().equals(centre), receipt.centre(), centre));
    }

    private static Entry match(String code, String characteristic, boolean same, String read, String known) {
        return Entry.derived(code, characteristic, new Value.Flag(same), LABEL,
                List.of("label:" + read, "record:" + known));
    }

    private static boolean sameNumber(String read, String known) {
        try {
            return Tissues.number(read).value().equals(known);
        } catch (Refusal unreadable) {
            return false;
        }
    }

    private Optional<Entry> bioburden(String code) {
        return units.events(code).stream().filter(event -> event.type().equals("OP-052"))
                .flatMap(event -> units.madeBy(event.operation()).stream()).map(Units.Unit::code).findFirst()
                .map(sample -> Entry.derived(code, "bioburden_sampled", new Value.Flag(true), "bioburden-sample/1",
                        List.of(sample)));
    }

    /** The summary of the logger, once a second person has compared it with the file; the widest of several counts. */
    private void logger(String code, List<Entry> derived) {
        List<Evidence.Item> items = evidence.list(code).stream()
                .filter(item -> item.reviewed() && !item.invalidated()).toList();
        widest(items, ENTERED_MIN, BinaryOperator.minBy(Comparator.naturalOrder()))
                .ifPresent(found -> derived.add(summary(code, "logger_min", found)));
        widest(items, ENTERED_MAX, BinaryOperator.maxBy(Comparator.naturalOrder()))
                .ifPresent(found -> derived.add(summary(code, "logger_max", found)));
        widest(items, ENTERED_GAP, BinaryOperator.maxBy(Comparator.naturalOrder()))
                .ifPresent(found -> derived.add(summary(code, "logger_gap", found)));
    }

    private record Found(Quantity quantity, List<String> inputs) {}

    private static Optional<Found> widest(List<Evidence.Item> items, String characteristic,
            BinaryOperator<Quantity> choice) {
        List<Evidence.Item> named = items.stream().filter(item -> item.characteristic().equals(characteristic))
                .toList();
        return named.stream().flatMap(item -> item.values().stream())
                .flatMap(value -> value instanceof Value.Measured measured
                        ? measured.measurement().written().stream()
                        : java.util.stream.Stream.empty())
                .reduce(choice)
                .map(quantity -> new Found(quantity, named.stream()
                        .flatMap(item -> java.util.stream.Stream.of(Long.toString(item.id()), "file:" + item.file()))
                        .toList()));
    }

    private static Entry summary(String code, String characteristic, Found found) {
        return Entry.derived(code, characteristic,
                new Value.Measured(new org.stroma.measure.Measurement.Exact(found.quantity())), LOGGER,
                found.inputs());
    }

    private Value moment(Instant at) {
        return new Value.At(new Moment.Instant(at.atZone(clock.getZone()).toOffsetDateTime()));
    }
}
