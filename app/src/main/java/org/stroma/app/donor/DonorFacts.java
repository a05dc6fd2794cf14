package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Grounds;
import org.stroma.app.gate.Rulings;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Facts;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Value;
import org.stroma.bioprocess.Haemodilution;
import org.stroma.measure.Moment;

/**
 * What is judged about a donor: whose evidence counts, and what follows from samples and collection.
 *
 * <p>A diluted sample proves nothing, so its negative results do not count; a reactive result on it does. Volumes by
 * Directive 2006/17/EC, annex III: plasma 1 mL for each 0.025 kg, blood 1 mL for each 0.015 kg of body weight.
 */
@Component
class DonorFacts {
    static final String HAEMODILUTION = "haemodilution/1";
    /** Reactive results that say something about the past and nothing about a risk. */
    private static final Set<String> INFORMATIVE = Set.of("cmv_igg", "ebv_igg");
    private static final Haemodilution.Rule RULE = new Haemodilution.Rule(new BigDecimal("0.025"),
            new BigDecimal("0.015"));

    private final PlantClock clock;
    private final Rulings rulings;

    DonorFacts(PlantClock clock, Rulings rulings) {
        this.clock = clock;
        this.rulings = rulings;
    }

    /** Units whose evidence counts, and values derived on the donor's own unit. */
    record Gathered(List<String> units, List<Entry> derived) {}

    /** How a sample stands to dilution; UNKNOWN when the fluids were not recorded. */
    enum Dilution {
        USABLE, DILUTED, UNKNOWN
    }

    static Dilution dilution(DonorRecord.Sample sample) {
        BloodDraw.Fluids fluids = sample.fluids();
        if (fluids == null) {
            return Dilution.UNKNOWN;
        }
        boolean diluted = assess(fluids).diluted();
        return diluted ? Dilution.DILUTED : Dilution.USABLE;
    }

    static Haemodilution assess(BloodDraw.Fluids fluids) {
        return Haemodilution.of(RULE, fluids.weightKg(),
                new Haemodilution.Fluids(fluids.bloodMl(), fluids.colloidMl(), fluids.crystalloidMl()));
    }

    /** Every unit whose evidence may count: the records of mother and child, all samples, the tissue. */
    static Set<String> units(DonorRecord record) {
        Set<String> units = new LinkedHashSet<>(List.of(record.primary(), record.code()));
        record.samples().forEach(sample -> units.add(sample.code()));
        DonorRecord.Donation donation = record.donation();
        if (donation != null) {
            units.add(donation.tissue());
        }
        return units;
    }

    Gathered gather(DonorRecord record, Grounds grounds) {
        grounds.evidence(units(record));
        List<DonorRecord.Sample> maternal = of(record, BloodDraw.Purpose.MATERNAL);
        List<DonorRecord.Sample> retests = of(record, BloodDraw.Purpose.RETEST);
        Set<String> units = new LinkedHashSet<>(List.of(record.primary(), record.code()));
        record.samples().stream().filter(sample -> dilution(sample) != Dilution.DILUTED)
                .forEach(sample -> units.add(sample.code()));
        List<String> diluted = record.samples().stream().filter(sample -> dilution(sample) == Dilution.DILUTED)
                .map(DonorRecord.Sample::code).toList();
        units.addAll(reactive(diluted, grounds));
        List<Entry> derived = new ArrayList<>();
        record.samples().stream().map(DonorRecord.Sample::drawnAt).min(Instant::compareTo)
                .ifPresent(first -> derived.add(derive(record, "first_sample_at", moment(first), "first-sample/1",
                        record.samples().stream().map(DonorRecord.Sample::code).toList())));
        List<DonorRecord.Sample> usable = usable(maternal);
        (usable.isEmpty() ? maternal : usable).forEach(sample -> derived.add(derive(record, "sample_at",
                moment(sample.drawnAt()), "sample-time/1", List.of(sample.code()))));
        usable(retests).forEach(sample -> derived.add(
                derive(record, "retest_at", moment(sample.drawnAt()), "sample-time/1", List.of(sample.code()))));
        diluted(maternal).ifPresent(answer -> derived.add(derive(record, "haemodiluted", new Value.Flag(answer),
                HAEMODILUTION, maternal.stream().map(DonorFacts::describe).toList())));
        DonorRecord.Donation donation = record.donation();
        if (donation != null) {
            units.add(donation.tissue());
            derived.add(derive(record, "collection_at", moment(donation.clampAt()), "collection-time/1",
                    List.of(donation.din())));
        }
        derived.addAll(rulings.facts(record.rulings(), record.code()));
        return new Gathered(List.copyOf(units), derived);
    }

    private static Set<String> reactive(List<String> samples, Grounds grounds) {
        return samples.isEmpty()
                ? Set.of()
                : grounds.evidence(samples).stream().filter(item -> !INFORMATIVE.contains(item.characteristic()))
                        .filter(item -> item.values().stream().anyMatch(
                                value -> value instanceof Value.Found found
                                        && found.presence() != Value.Presence.NEGATIVE))
                        .map(Evidence.Item::unit).collect(Collectors.toSet());
    }

    private static Optional<Boolean> diluted(List<DonorRecord.Sample> maternal) {
        if (maternal.stream().anyMatch(sample -> dilution(sample) == Dilution.USABLE)) {
            return Optional.of(false);
        }
        return maternal.stream().anyMatch(sample -> dilution(sample) == Dilution.DILUTED)
                ? Optional.of(true)
                : Optional.empty();
    }

    private static List<DonorRecord.Sample> usable(List<DonorRecord.Sample> samples) {
        return samples.stream().filter(sample -> dilution(sample) == Dilution.USABLE).toList();
    }

    private static List<DonorRecord.Sample> of(DonorRecord record, BloodDraw.Purpose purpose) {
        return record.samples().stream().filter(sample -> sample.purpose() == purpose).toList();
    }

    private static String describe(DonorRecord.Sample sample) {
        BloodDraw.Fluids fluids = sample.fluids();
        return fluids == null
                ? sample.code()
                : "%s: %s kg, blood %s mL, colloid %s mL, crystalloid %s mL".formatted(sample.code(),
                        fluids.weightKg().toPlainString(), fluids.bloodMl().toPlainString(),
                        fluids.colloidMl().toPlainString(), fluids.crystalloidMl().toPlainString());
    }

    private static Entry derive(DonorRecord record, String characteristic, Value value, String formula,
            List<String> inputs) {
        return Entry.derived(record.code(), characteristic, value, formula, inputs);
    }

    private Value moment(Instant at) {
        return new Value.At(new Moment.Instant(at.atZone(clock.getZone()).toOffsetDateTime()));
    }

    /** Everything that is judged, as facts of now. */
    Facts known(DonorRecord record, Grounds grounds) {
        DonorFacts.Gathered gathered = gather(record, grounds);
        Moment now = new Moment.Instant(clock.instant().atZone(clock.getZone()).toOffsetDateTime());
        Stream<Observation> derived = gathered.derived().stream()
                .map(entry -> new Observation(entry.characteristic(), entry.values(),
                        "derived:" + entry.characteristic(), null,
                        new Observation.Derivation(entry.formula() == null ? "" : entry.formula(),
                                entry.formulaInputs()),
                        entry.definition(), new Observation.Standing(true, 1, false), now));
        Stream<Observation> observed = grounds.evidence(gathered.units()).stream()
                .filter(item -> item.kind() != Evidence.Kind.DERIVED)
                .map(item -> Evidence.observation(item, clock.getZone()));
        return new Facts(clock.instant().atZone(clock.getZone()).toOffsetDateTime(),
                Stream.concat(observed, derived).toList());
    }
}
