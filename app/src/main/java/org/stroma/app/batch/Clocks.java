package org.stroma.app.batch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.evidence.Entry;
import org.stroma.app.genealogy.Units;
import org.stroma.app.product.Product;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/**
 * Clocks CL-1, CL-3 to CL-7 and CL-11 of domain §1.4, read from the events of a unit's ancestry. A clock over several parts starts at the
 * earliest start and ends at the latest end. Nobody enters a duration.
 */
@Service
public class Clocks {
    static final String FORMULA = "clock/1";

    private final Units units;
    private final Steps steps;

    Clocks(Units units, Steps steps) {
        this.units = units;
        this.steps = steps;
    }

    /** A clock that has run, with the operations at its ends. */
    public record Reading(Product.Clock clock, String about, Instant from, Instant to, List<String> operations) {
        public Duration elapsed() {
            return Duration.between(from, to);
        }

        public Product.Standing standing() {
            return clock.judge(elapsed());
        }

        public long minutes() {
            return elapsed().toMinutes();
        }
    }

    /** An event at one end of a clock. */
    private record End(Instant at, long operation) {}

    /** Every clock behind a lot, bank or culture that has both ends. */
    public List<Reading> of(String code) {
        Units.Unit unit = units.get(code);
        Product product = steps.productOf(unit);
        List<Reading> readings = new ArrayList<>();
        for (Units.Unit isolate : units.above(code, "ISOLATE")) {
            Units.Event made = units.events(isolate.code()).getFirst();
            // The bench begins where the tissue is washed and cut, in a step of its own or within the isolation.
            End bench = tissueOf(isolate).flatMap(this::bench)
                    .orElse(new End(made.startedAt(), made.operation()));
            tissueOf(isolate).ifPresent(tissue -> collected(tissue).flatMap(Clocks::clamp)
                    .ifPresent(clamp -> readings.add(reading(product, "CL-1", tissue.code(), clamp, bench))));
            readings.add(reading(product, "CL-3", isolate.code(), bench,
                    new End(made.endedAt(), made.operation())));
        }
        units.above(code, "PASSAGE_CULTURE").forEach(culture -> afterThaw(product, culture).ifPresent(readings::add));
        if (unit.type().equals("LOT")) {
            readings.addAll(ofLot(product, unit));
        }
        readings.sort(Comparator.comparingInt((Reading each) -> each.clock().code().length())
                .thenComparing(each -> each.clock().code()).thenComparing(Reading::from));
        return readings;
    }

    /** The chain from first enzyme contact to the start of the freezing programme. */
    public List<Reading> ofLot(Product product, Units.Unit lot) {
        List<Reading> readings = new ArrayList<>();
        List<Units.Unit> bulks = before(lot, "BULK");
        List<Units.Unit> washed = bulks.stream().flatMap(bulk -> before(bulk, "WASHED").stream()).toList();
        List<Units.Unit> harvests = washed.stream().flatMap(each -> before(each, "HARVEST").stream()).toList();
        Optional<End> dmso = starts(bulks).min(Comparator.comparing(End::at));
        Optional<End> lastDmso = starts(bulks).max(Comparator.comparing(End::at));
        Optional<End> enzyme = starts(harvests).min(Comparator.comparing(End::at));
        Optional<End> washEnd = ends(washed).min(Comparator.comparing(End::at));
        Optional<End> freeze = event(lot, "OP-190");
        pair(product, "CL-5", lot.code(), enzyme, lastDmso).ifPresent(readings::add);
        pair(product, "CL-6", lot.code(), dmso, freeze).ifPresent(readings::add);
        pair(product, "CL-11", lot.code(), washEnd, lastDmso).ifPresent(readings::add);
        readings.addAll(outOfCryo(product, lot));
        return readings;
    }

    private List<Reading> outOfCryo(Product product, Units.Unit lot) {
        return units.members(lot.code()).stream().flatMap(container -> units.events(container.code()).stream()
                .filter(event -> event.type().equals("OP-299"))
                .map(event -> reading(product, "CL-7", container.code(), new End(event.startedAt(), event.operation()),
                        new End(event.endedAt(), event.operation()))))
                .toList();
    }

    /** When the cord was clamped, as its collection says. */
    Optional<Instant> clamped(Units.Unit tissue) {
        return collected(tissue).flatMap(Clocks::clamp).map(End::at);
    }

    /** When tissue began to be washed and cut as a step of its own; empty where that is part of the isolation. */
    Optional<Instant> dissected(Units.Unit tissue) {
        return bench(tissue).map(End::at);
    }

    private Optional<End> bench(Units.Unit tissue) {
        return event(tissue, "OP-060");
    }

    private Optional<Units.Unit> tissueOf(Units.Unit isolate) {
        return before(isolate, "TISSUE").stream().findFirst();
    }

    private Optional<Units.Event> collected(Units.Unit tissue) {
        return units.events(tissue.code()).stream().filter(event -> event.type().equals("OP-030")).findFirst();
    }

    private static Optional<End> clamp(Units.Event collection) {
        return Optional.ofNullable(collection.parameters().get("clamp_at"))
                .map(at -> new End(Instant.parse(at.toString()), collection.operation()));
    }

    /** When the vials in a pool were thawed, the first of them; pools that were split or put together since count too. */
    Optional<Instant> thawed(Units.Unit pool) {
        return thaw(pool).map(End::at);
    }

    private Optional<End> thaw(Units.Unit pool) {
        return switch (units.events(pool.code()).getFirst().type()) {
            case "OP-221" -> Optional.of(new End(pool.madeAt(), pool.madeBy()));
            case "OP-131", "OP-132" -> before(pool, "HARVEST").stream().map(this::thaw).flatMap(Optional::stream)
                    .min(Comparator.comparing(End::at));
            default -> Optional.empty();
        };
    }

    private Optional<Reading> afterThaw(Product product, Units.Unit culture) {
        Optional<End> thawed = before(culture, "HARVEST").stream().map(this::thaw).flatMap(Optional::stream)
                .min(Comparator.comparing(End::at));
        Units.Event seeded = units.events(culture.code()).getFirst();
        return pair(product, "CL-4", culture.code(), thawed,
                Optional.of(new End(seeded.endedAt(), seeded.operation())));
    }

    /** The clocks of a lot as derived evidence, in minutes, for recording beside the step that ended them. */
    List<Entry> evidence(String lot) {
        return of(lot).stream().filter(reading -> !reading.clock().code().equals("CL-7"))
                .map(reading -> Entry.derived(lot, characteristic(reading), new Value.Measured(Measurement.parse(
                        minutes(reading).toPlainString(), "min", Qualifier.NONE)), FORMULA,
                        reading.operations()).noting(reading.clock().code() + " " + reading.about()))
                .toList();
    }

    private static String characteristic(Reading reading) {
        return "clock_" + reading.clock().code().toLowerCase(Locale.ROOT).replace("-", "");
    }

    private static BigDecimal minutes(Reading reading) {
        return BigDecimal.valueOf(reading.elapsed().toSeconds()).divide(BigDecimal.valueOf(60), MathContext.DECIMAL32);
    }

    private List<Units.Unit> before(Units.Unit unit, String type) {
        return units.takenBy(unit.madeBy()).stream().filter(each -> each.type().equals(type)).toList();
    }

    private java.util.stream.Stream<End> starts(List<Units.Unit> made) {
        return made.stream().map(each -> units.events(each.code()).getFirst())
                .map(event -> new End(event.startedAt(), event.operation()));
    }

    private java.util.stream.Stream<End> ends(List<Units.Unit> made) {
        return made.stream().map(each -> new End(each.madeAt(), each.madeBy()));
    }

    private Optional<End> event(Units.Unit unit, String type) {
        return units.events(unit.code()).stream().filter(event -> event.type().equals(type)).findFirst()
                .map(event -> new End(event.startedAt(), event.operation()));
    }

    private static Optional<Reading> pair(Product product, String clock, String about, Optional<End> from,
            Optional<End> to) {
        return from.flatMap(start -> to.map(end -> reading(product, clock, about, start, end)));
    }

    private static Reading reading(Product product, String clock, String about, End from, End to) {
        return new Reading(product.clock(clock), about, from.at(), to.at(),
                List.of("operation:" + from.operation(), "operation:" + to.operation()));
    }

    /** How long a clock of a lot would have run if it ended now; for a step that is about to end it. */
    @Nullable
    Duration untilNow(Product product, Units.Unit lot, String clock, Instant end) {
        List<Units.Unit> bulks = before(lot, "BULK");
        if (!clock.equals("CL-6") || bulks.isEmpty()) {
            return ofLot(product, lot).stream().filter(each -> each.clock().code().equals(clock)).findFirst()
                    .map(Reading::elapsed).orElse(null);
        }
        return Duration.between(starts(bulks).map(End::at).min(Instant::compareTo).orElse(end), end);
    }
}
