package org.stroma.app.batch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Operation.Made;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.standard.Value;
import org.stroma.bioprocess.Cells;
import org.stroma.bioprocess.SeedingDensity;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** Everything done to living cultures: isolation, care, discard, harvest, seeding, sampling, thaw. Each call is one operation. */
@Service
public class Cultures {
    private final Steps steps;
    private final Units units;
    private final Products products;
    private final Evidence evidence;
    private final Clocks clocks;
    private final PlantClock clock;

    Cultures(Steps steps, Units units, Products products, Evidence evidence, Clocks clocks, PlantClock clock) {
        this.clocks = clocks;
        this.clock = clock;
        this.steps = steps;
        this.units = units;
        this.products = products;
        this.evidence = evidence;
    }

    /**
     * Tissue put into culture by the method that the product has registered.
     *
     * @param cordCm how much of the tissue is taken, in its own unit of measure, centimetres of a cord; the rest stays
     * @param fragments of explants; null for a method that plates a suspension
     * @param plated viable cells of a suspension; null for explants
     */
    public record Isolation(String product, String tissue, String culture, BigDecimal cordCm,
            @Nullable Integer fragments, @Nullable Count plated, Vessels vessels, Map<String, String> more) {
        /** Explants. */
        public static Isolation explants(String product, String tissue, String culture, BigDecimal cordCm,
                int fragments, Vessels vessels, Map<String, String> more) {
            return new Isolation(product, tissue, culture, cordCm, fragments, null, vessels, more);
        }
    }

    /** What was seen of one vessel; percent of the area that is covered. */
    public record VesselSeen(String vessel, @Nullable BigDecimal confluencePercent, @Nullable String morphology) {}

    /**
     * Care of a culture.
     *
     * @param mediumChanged whether the medium was changed, or the culture only looked at
     * @param to the state it has now reached; null when it stays as it is
     */
    public record Care(String culture, boolean mediumChanged, @Nullable String to, List<VesselSeen> vessels,
            Map<String, String> more) {}

    /**
     * A harvest with its in-process evidence.
     *
     * @param measured process parameters of the product by code, such as confluence and enzyme_contact
     */
    public record Harvesting(String culture, String harvest, Count count, Map<String, BigDecimal> measured,
            List<SampleOut> samples, Map<String, String> more) {}

    /** @param remainderNote what became of the harvest's remainder; needed when there is one, which is then discarded */
    public record Seeding(String harvest, String culture, BigDecimal cells, Vessels vessels,
            @Nullable String remainderNote, Map<String, String> more) {}

    /** Samples of a harvest, a concentrate, a culture's supernatant or a solution. */
    public record Sampling(String source, List<SampleOut> samples) {}

    /** Vials of a bank thawed into one pool. */
    public record Thawing(List<String> vials, String pool, Count count, Map<String, String> more) {}

    /**
     * Cells are isolated by the product's own method, from the decontamination of the tissue to the last vessel; each vessel is a
     * unit of its own. The time since the clamp is judged again here, whatever was forecast at the receipt.
     */
    public long isolate(Actor actor, Step step, Isolation isolation) {
        Product product = products.get(isolation.product());
        boolean explants = product.route().isolation().equals("EXPLANT");
        if (explants == (isolation.fragments() == null) || explants == (isolation.plated() != null)) {
            throw new Refusal("batch.other-route",
                    Map.of("product", product.code(), "registered", product.route().isolation()));
        }
        Units.Unit tissue = steps.taking(isolation.tissue(), step);
        Operation operation = steps.begin(product.route().isolationOperation(), step).in("tissue",
                isolation.tissue(), isolation.cordCm());
        BigDecimal area = isolation.vessels().totalCm2();
        Checks checks = new Checks(product);
        Optional<Instant> dissected = clocks.dissected(tissue);
        if (dissected.isEmpty()) {
            clocks.clamped(tissue).ifPresent(clamp -> checks.clock(operation, "CL-1",
                    Duration.between(clamp, step.start())));
        }
        checks.clock(operation, "CL-3", Duration.between(dissected.orElse(step.start()), step.end()));
        plated(isolation, operation, checks, area);
        operation.parameter("area_cm2", area);
        isolation.more().forEach(operation::parameter);
        operation.out(Made.of("culture", "ISOLATE", isolation.culture()).ofProduct(product.code()).at(step.place())
                .describedBy(vesselText(isolation.vessels())));
        isolation.vessels().codes(isolation.culture())
                .forEach(code -> operation.out(Made.of("vessel", "VESSEL", code).inLot(isolation.culture())
                        .at(step.place()).describedBy(Map.of("kind", isolation.vessels().kind()))));
        return steps.perform(actor, operation, step.verifier(),
                id -> steps.holdFor(checks, isolation.culture(), id));
    }

    private static void plated(Isolation isolation, Operation operation, Checks checks, BigDecimal area) {
        Integer fragments = isolation.fragments();
        if (fragments != null) {
            checks.parameter(operation, "fragments_per_cm2",
                    new BigDecimal(fragments).divide(area, MathContext.DECIMAL64));
            operation.parameter("fragments", Integer.toString(fragments));
        }
        Count suspension = isolation.plated();
        if (suspension != null) {
            checks.known(operation, "plating_density", suspension.viableCells().divide(area, MathContext.DECIMAL64))
                    .known(operation, "digestion_viability", suspension.viabilityPercent());
            operation.parameter("plated_cells", suspension.viableCells());
        }
    }

    /**
     * Tissue washed, freed of its vessels and cut.
     *
     * @param fragmentMm size of the fragments; null for a method that digests the whole
     * @param antibiotics what was added to the wash; null for none, which is the rule
     */
    public record Dissection(String product, String tissue, int washCycles, @Nullable BigDecimal fragmentMm,
            @Nullable String antibiotics, Map<String, String> more) {}

    /** Washes and cuts tissue (OP-060): the clamp's clock ends here (CL-1), the time on the bench begins (CL-3). */
    public long dissect(Actor actor, Step step, Dissection dissection) {
        Product product = products.get(dissection.product());
        Units.Unit tissue = steps.taking(dissection.tissue(), step);
        Operation operation = steps.begin("OP-060", step).in("tissue", tissue.code())
                .parameter("product", product.code());
        Checks checks = new Checks(product)
                .known(operation, "wash_cycles", BigDecimal.valueOf(dissection.washCycles()))
                .known(operation, "fragment_mm", dissection.fragmentMm());
        clocks.clamped(tissue).ifPresent(clamp -> checks.clock(operation, "CL-1",
                Duration.between(clamp, step.start())));
        if (dissection.antibiotics() != null && !dissection.antibiotics().isBlank()) {
            operation.parameter("antibiotics", dissection.antibiotics());
        }
        dissection.more().forEach(operation::parameter);
        return steps.perform(actor, operation, step.verifier(), id -> steps.holdFor(checks, tissue.code(), id));
    }

    /** Looks after a culture: medium, what each vessel looks like, and the state it reached. */
    public long care(Actor actor, Step step, Care care) {
        steps.taking(care.culture(), step);
        Operation operation = steps.begin("OP-095", step).in("culture", care.culture(), null,
                care.to() == null ? units.get(care.culture()).state() : care.to(), null);
        care.vessels().forEach(seen -> operation.in("vessel", seen.vessel()));
        operation.parameter("medium_changed", Boolean.toString(care.mediumChanged()))
                .parameter("vessels", care.vessels().stream().map(Cultures::seen).toList());
        care.more().forEach(operation::parameter);
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private static Map<String, String> seen(VesselSeen seen) {
        Map<String, String> text = new LinkedHashMap<>();
        text.put("vessel", seen.vessel());
        if (seen.confluencePercent() != null) {
            text.put("confluence_percent", seen.confluencePercent().toPlainString());
        }
        if (seen.morphology() != null) {
            text.put("morphology", seen.morphology());
        }
        return text;
    }

    /** Discards a vessel; its share of the seeded cells is booked as loss and leaves the calculation of doublings. */
    public long discardVessel(Actor actor, Step step, String vessel, String reason) {
        Units.Unit unit = steps.taking(vessel, step);
        Operation operation = steps.begin("OP-097", step).in("vessel", vessel).parameter("reason", reason);
        Units.Unit culture = unit.lot() == null ? null : units.get(unit.lot());
        if (culture != null && culture.type().equals("PASSAGE_CULTURE") && unit.quantity() != null) {
            operation.in("culture", culture.code(), BigDecimal.ZERO, culture.state(), null)
                    .fate(culture.code(), Operation.Fate.LOSS, unit.quantity(), vessel + ": " + reason);
        }
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Harvests a primary or passage culture with all its living vessels; operator and verifier answer for its evidence. */
    public long harvest(Actor actor, Step step, Harvesting harvesting) {
        Units.Unit culture = steps.taking(harvesting.culture(), step);
        boolean primary = culture.type().equals("ISOLATE");
        boolean suspended = units.events(culture.code()).getFirst().type().equals("OP-120B");
        Operation operation = steps.begin(primary ? "OP-080" : suspended ? "OP-130B" : "OP-130A", step)
                .in("culture", culture.code());
        units.members(culture.code()).stream().filter(member -> member.state().equals("IN_CULTURE"))
                .forEach(vessel -> operation.in("vessel", vessel.code()));
        Checks checks = new Checks(steps.productOf(culture));
        Duration inCulture = Duration.between(culture.madeAt(), step.start());
        if (primary) {
            checks.known(operation, "outgrowth_days", BigDecimal.valueOf(days(culture.madeAt(), step.start())));
        } else {
            checks.known(operation, "culture_hours", hours(inCulture)).known(operation, "harvest_viability",
                    harvesting.count().viabilityPercent());
        }
        harvesting.measured().forEach((code, value) -> checks.parameter(operation, code, value));
        harvesting.more().forEach(operation::parameter);
        operation.out(Made.of("harvest", "HARVEST", harvesting.harvest()).with(harvesting.count().amount()));
        harvesting.samples().forEach(sample -> operation.out(sample.made()));
        return steps.perform(actor, operation, step.verifier(), id -> {
            inProcess(harvesting, step).forEach(evidence::record);
            steps.holdFor(checks, harvesting.harvest(), id);
        });
    }

    private static List<Entry> inProcess(Harvesting harvesting, Step step) {
        List<Entry> entries = new java.util.ArrayList<>();
        entries.add(Entry.of(harvesting.harvest(), "harvest_viable_cells", Evidence.Kind.RESULT,
                new Value.Measured(Measurement.parse(harvesting.count().viableCells().toPlainString(), "{cells}",
                        Qualifier.VIABLE)))
                .takenAt(step.end()));
        BigDecimal viability = harvesting.count().viabilityPercent();
        if (viability != null) {
            entries.add(Entry.of(harvesting.harvest(), "harvest_viability", Evidence.Kind.RESULT,
                    new Value.Measured(Measurement.parse(viability.toPlainString(), "%", Qualifier.NONE)))
                    .takenAt(step.end()));
        }
        return entries;
    }

    /** Seeds a passage: the passage number rises by one, the cells are shared out, the remainder is discarded with its note. */
    public long seed(Actor actor, Step step, Seeding seeding) {
        Units.Unit harvest = steps.taking(seeding.harvest(), step);
        Product product = steps.productOf(harvest);
        Vessels vessels = seeding.vessels();
        Operation operation = steps.begin("OP-090", step).in("harvest", harvest.code(), seeding.cells());
        discardRemainder(operation, harvest, seeding.cells(), seeding.remainderNote());
        Checks checks = new Checks(product).parameter(operation, "seed_density",
                SeedingDensity.of(Cells.viable(seeding.cells()), vessels.totalCm2()).cellsPerCm2()
                        .round(MathContext.DECIMAL64));
        clocks.thawed(harvest).ifPresent(thawed -> checks.clock(operation, "CL-4",
                Duration.between(thawed, step.end())));
        operation.parameter("area_cm2", vessels.totalCm2());
        seeding.more().forEach(operation::parameter);
        operation.out(Made.of("culture", "PASSAGE_CULTURE", seeding.culture()).at(step.place())
                .with(new Operation.Amount(seeding.cells(), "{cells}", "viable")).describedBy(vesselText(vessels)));
        List<String> codes = vessels.codes(seeding.culture());
        List<BigDecimal> shares = vessels.shares(seeding.cells());
        for (int i = 0; i < codes.size(); i++) {
            operation.out(Made.of("vessel", "VESSEL", codes.get(i)).inLot(seeding.culture()).at(step.place())
                    .with(new Operation.Amount(shares.get(i), "{cells}", "viable"))
                    .describedBy(Map.of("kind", vessels.kind())));
        }
        return steps.perform(actor, operation, step.verifier(), id -> steps.holdFor(checks, seeding.culture(), id));
    }

    /**
     * A passage on carriers in a stirred reactor.
     *
     * @param reactor code of the vessel
     * @param carrierCm2 growth area of all carriers in it
     */
    public record Inoculation(String harvest, String culture, BigDecimal cells, String reactor, BigDecimal volumeMl,
            BigDecimal carrierCm2, @Nullable String remainderNote, Map<String, String> more) {}

    /** Inoculates a reactor: a passage like any other, for products that are expanded in suspension. */
    public long inoculate(Actor actor, Step step, Inoculation inoculation) {
        Units.Unit harvest = steps.taking(inoculation.harvest(), step);
        Product product = steps.productOf(harvest);
        if (!product.route().expansion().equals("3D")) {
            throw new Refusal("batch.other-expansion",
                    Map.of("product", product.code(), "registered", product.route().expansion()));
        }
        BigDecimal cells = inoculation.cells();
        Operation operation = steps.begin("OP-120B", step).in("harvest", harvest.code(), cells);
        discardRemainder(operation, harvest, cells, inoculation.remainderNote());
        Checks checks = new Checks(product)
                .known(operation, "inoculum_per_ml", cells.divide(inoculation.volumeMl(), MathContext.DECIMAL64))
                .known(operation, "carrier_density", cells.divide(inoculation.carrierCm2(), MathContext.DECIMAL64))
                .known(operation, "carrier_cm2_per_ml",
                        inoculation.carrierCm2().divide(inoculation.volumeMl(), MathContext.DECIMAL64));
        clocks.thawed(harvest).ifPresent(thawed -> checks.clock(operation, "CL-4",
                Duration.between(thawed, step.end())));
        inoculation.more().forEach(operation::parameter);
        Operation.Amount amount = new Operation.Amount(cells, "{cells}", "viable");
        operation.out(Made.of("culture", "PASSAGE_CULTURE", inoculation.culture()).at(step.place()).with(amount)
                .describedBy(Map.of("vessels", "1 × " + inoculation.reactor(), "volume_ml",
                        inoculation.volumeMl().toPlainString(), "area_cm2",
                        inoculation.carrierCm2().toPlainString())));
        operation.out(Made.of("vessel", "VESSEL", inoculation.culture() + "-V01").inLot(inoculation.culture())
                .at(step.place()).with(amount).describedBy(Map.of("kind", inoculation.reactor())));
        return steps.perform(actor, operation, step.verifier(),
                id -> steps.holdFor(checks, inoculation.culture(), id));
    }

    static void discardRemainder(Operation operation, Units.Unit source, BigDecimal taken, @Nullable String note) {
        BigDecimal remainder = source.remaining() == null ? BigDecimal.ZERO : source.remaining().subtract(taken);
        if (remainder.signum() > 0) {
            if (note == null || note.isBlank()) {
                throw new Refusal("ST042", Map.of("detail", source.code() + ": " + remainder.toPlainString()));
            }
            operation.fate(source.code(), Operation.Fate.DISCARD, remainder, note);
        }
    }

    /** Takes in-process samples. */
    public long sample(Actor actor, Step step, Sampling sampling) {
        Units.Unit source = steps.taking(sampling.source(), step);
        boolean sampled = source.type().equals("HARVEST");
        boolean none = source.type().equals("PASSAGE_CULTURE");
        Operation operation = steps.begin("OP-135", step).in("source", source.code(),
                none ? null : SampleOut.cells(sampling.samples()), sampled ? "SAMPLED" : source.state(), null);
        sampling.samples().forEach(sample -> operation.out(sample.made()));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Thaws withdrawn vials of a bank into one pool; passage and doublings stay as they were. */
    public long thaw(Actor actor, Step step, Thawing thawing) {
        Operation operation = steps.begin("OP-221", step);
        thawing.vials().forEach(vial -> operation.in("vial", vial));
        BigDecimal frozen = thawing.vials().stream().map(vial -> steps.taking(vial, step).remaining())
                .filter(java.util.Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (frozen.signum() > 0) {
            operation.parameter("recovery_percent", thawing.count().viableCells().movePointRight(2).divide(frozen,
                    MathContext.DECIMAL64));
        }
        if (thawing.count().viabilityPercent() != null) {
            operation.parameter("post_thaw_viability", thawing.count().viabilityPercent());
        }
        thawing.more().forEach(operation::parameter);
        operation.out(Made.of("harvest", "HARVEST", thawing.pool()).with(thawing.count().amount()));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Ends a culture that is not harvested; QA verifies. */
    public long terminate(Actor actor, Step step, String culture, String reason) {
        steps.taking(culture, step);
        return steps.perform(actor,
                steps.begin("OP-099", step).in("culture", culture).parameter("reason", reason), step.verifier(),
                _ -> {});
    }

    private static Map<String, Object> vesselText(Vessels vessels) {
        return Map.of("vessels", vessels.count() + " × " + vessels.kind(), "area_cm2",
                vessels.totalCm2().toPlainString());
    }

    /** Days as the floor counts them: from one calendar day of the plant to another. */
    private long days(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(from.atZone(clock.getZone()).toLocalDate(),
                to.atZone(clock.getZone()).toLocalDate());
    }

    private static BigDecimal hours(Duration duration) {
        return BigDecimal.valueOf(duration.toMinutes()).divide(BigDecimal.valueOf(60), MathContext.DECIMAL64);
    }
}
