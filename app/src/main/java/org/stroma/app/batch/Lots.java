package org.stroma.app.batch;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Operation.Fate;
import org.stroma.app.genealogy.Operation.Made;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Product;
import org.stroma.app.standard.Value;
import org.stroma.bioprocess.Cells;
import org.stroma.bioprocess.FillPlan;
import org.stroma.bioprocess.Recovery;

/** Wash, formulation, fill, inspection, labels, freezing and storage of a lot; samples set aside; each call is one operation. */
@Service
public class Lots {
    private static final String COUNT_LABELS = "select batch.count_labels(:operation, :printed, :applied, :specimen, :destroyed)";

    private final Steps steps;
    private final Units units;
    private final Evidence evidence;
    private final Clocks clocks;
    private final PlantClock clock;
    private final JdbcClient jdbc;

    Lots(Steps steps, Units units, Evidence evidence, Clocks clocks, PlantClock clock, JdbcClient jdbc) {
        this.steps = steps;
        this.units = units;
        this.evidence = evidence;
        this.clocks = clocks;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** Harvests washed and concentrated together. */
    public record Washing(List<String> harvests, String washed, Count count, Map<String, String> more) {}

    /** @param volumeMl volume reached; null takes cells over target concentration, to 0.01 mL */
    public record Formulation(String washed, String bulk, @Nullable BigDecimal volumeMl, Map<String, String> more) {}

    /**
     * A bulk filled into containers.
     *
     * @param containers how many were filled, rejects included
     * @param lineLossMl what stayed in the line; null takes the dead volume of the product
     */
    public record Filling(String bulk, String lot, int containers, @Nullable BigDecimal lineLossMl,
            Map<String, String> more) {}

    /** @param kind FILL, PARTICLE, CLOSURE … */
    public record Defect(String container, String kind) {}

    /** Every container was looked at; then a sample of so many again (AQL). */
    public record Inspection(String lot, List<Defect> defects, int aqlSample, int aqlDefects) {}

    public record Labelling(String lot, int printed, int applied, int specimen, int destroyed) {}

    /** @param trace the freezer's recording of the product probe */
    public record Freezing(String lot, Evidence.@Nullable RawFile trace, Map<String, BigDecimal> measured,
            Map<String, String> more) {}

    /** @param transferMinutes from the end of the programme to the vapour phase */
    public record Storing(String lot, String position, @Nullable BigDecimal transferMinutes) {}

    /** What containers or vials are set aside for. */
    public enum Purpose {
        SAMPLED_QC, RETAINED, STABILITY
    }

    public record SetAside(List<String> units, Purpose purpose, List<SampleOut> samples) {}

    /** Washes and concentrates; recovery is compared with the product's limits. */
    public long wash(Actor actor, Step step, Washing washing) {
        Operation operation = steps.begin("OP-140", step);
        List<Units.Unit> harvests = washing.harvests().stream().map(code -> steps.taking(code, step)).toList();
        harvests.forEach(harvest -> operation.in("harvest", harvest.code()));
        BigDecimal before = harvests.stream().map(Units.Unit::remaining).filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Checks checks = new Checks(steps.productOf(harvests.getFirst()));
        if (before.signum() > 0) {
            checks.parameter(operation, "wash_recovery",
                    Recovery.of(Cells.viable(before), Cells.viable(washing.count().viableCells())).percent()
                            .round(MathContext.DECIMAL64));
        }
        if (washing.count().viabilityPercent() != null) {
            operation.parameter("viability_percent", washing.count().viabilityPercent());
        }
        washing.more().forEach(operation::parameter);
        operation.out(Made.of("washed", "WASHED", washing.washed()).with(washing.count().amount()));
        return steps.perform(actor, operation, step.verifier(), id -> steps.holdFor(checks, washing.washed(), id));
    }

    /** Makes the bulk; of a frozen product by adding the cryoprotectant: from the start of this step DMSO touches the cells. */
    public long formulate(Actor actor, Step step, Formulation formulation) {
        Units.Unit washed = steps.taking(formulation.washed(), step);
        Product product = steps.productOf(washed);
        BigDecimal cells = washed.remaining() == null ? BigDecimal.ZERO : washed.remaining();
        Product.Presentation as = product.presentation();
        BigDecimal volume = formulation.volumeMl() == null
                ? new FillPlan(Cells.viable(cells), as.target(), as.deadVolumeMl(), as.fillVolumeMl()).bulkVolumeMl()
                        .setScale(2, RoundingMode.HALF_EVEN)
                : formulation.volumeMl();
        boolean fresh = product.route().fresh();
        Operation operation = steps.begin(fresh ? "OP-150F" : "OP-150C", step).in("washed", washed.code());
        BigDecimal reached = cells.divide(volume, MathContext.DECIMAL64);
        Checks checks = new Checks(product).parameter(operation, "target_concentration", reached);
        if (!fresh) {
            operation.parameter("dmso_percent", as.dmsoPercent());
        }
        formulation.more().forEach(operation::parameter);
        operation.out(Made.of("bulk", "BULK", formulation.bulk())
                .with(new Operation.Amount(volume, "mL", null))
                .describedBy(Map.of("viable_cells", cells.toPlainString(), "target_cells_per_ml",
                        as.targetCellsPerMl().toPlainString())));
        return steps.perform(actor, operation, step.verifier(), id -> steps.holdFor(checks, formulation.bulk(), id));
    }

    /** Fills containers, each a unit with its serial and expiry; line loss and rest are booked, nothing stays open. */
    public long fill(Actor actor, Step step, Filling filling) {
        Units.Unit bulk = steps.taking(filling.bulk(), step);
        Product product = steps.productOf(bulk);
        Product.Presentation as = product.presentation();
        BigDecimal there = bulk.remaining() == null ? BigDecimal.ZERO : bulk.remaining();
        BigDecimal filled = as.fillVolumeMl().multiply(BigDecimal.valueOf(filling.containers()));
        BigDecimal loss = filling.lineLossMl() == null ? as.deadVolumeMl() : filling.lineLossMl();
        BigDecimal rest = there.subtract(filled).subtract(loss);
        if (rest.signum() < 0 || loss.compareTo(as.deadVolumeMl()) < 0) {
            throw new Refusal("batch.fill-exceeds", Map.of("bulk", bulk.code(), "volume", there.toPlainString(),
                    "containers", filling.containers(), "possible", possible(there, as)));
        }
        Instant expires = product.expiry().expired(step.end(), clock.getZone());
        Operation operation = steps.begin("OP-160", step).in("bulk", bulk.code(), filled);
        if (loss.signum() > 0) {
            operation.fate(bulk.code(), Fate.LOSS, loss, "dead volume of the filling line");
        }
        if (rest.signum() > 0) {
            operation.fate(bulk.code(), Fate.DISCARD, rest, "rest of the bulk after filling");
        }
        filling.more().forEach(operation::parameter);
        operation.out(Made.of("lot", "LOT", filling.lot()).ofProduct(product.code()).expiring(expires)
                .describedBy(Map.of("manufactured", plantDay(step.end()).toString(), "expiry",
                        plantDay(expires.minusNanos(1)).toString(), "gtin", product.gtin(),
                        "viable_cells_per_ml", as.targetCellsPerMl().toPlainString())));
        for (int i = 1; i <= filling.containers(); i++) {
            operation.out(Made.of("container", "CONTAINER", container(filling.lot(), i)).inLot(filling.lot())
                    .with(new Operation.Amount(as.fillVolumeMl(), "mL", null)).expiring(expires)
                    .describedBy(Map.of("serial", serial(i))));
        }
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private static long possible(BigDecimal volume, Product.Presentation as) {
        return volume.subtract(as.deadVolumeMl()).max(BigDecimal.ZERO)
                .divide(as.fillVolumeMl(), 0, RoundingMode.FLOOR).longValueExact();
    }

    /** Code of the n-th container of a lot. */
    public static String container(String lot, int n) {
        return String.format(Locale.ROOT, "%s-%03d", lot, n);
    }

    /** Serial of the n-th container, as the data matrix carries it. */
    public static String serial(int n) {
        return String.format(Locale.ROOT, "%06d", n);
    }

    /** When containers filled then have expired: for a frozen product the start, in the plant's zone, of the day after the last. */
    public Instant expiry(Product product, Instant filledAt) {
        return product.expiry().expired(filledAt, clock.getZone());
    }

    private LocalDate plantDay(Instant at) {
        return at.atZone(clock.getZone()).toLocalDate();
    }

    /** Looks at every container; those with a defect are rejected. */
    public long inspect(Actor actor, Step step, Inspection inspection) {
        steps.taking(inspection.lot(), step);
        Map<String, String> defects = inspection.defects().stream()
                .collect(Collectors.toMap(Defect::container, Defect::kind));
        Set<String> known = units.members(inspection.lot()).stream().map(Units.Unit::code).collect(Collectors.toSet());
        defects.keySet().stream().filter(code -> !known.contains(code)).findFirst().ifPresent(code -> {
            throw new Refusal("ST030", Map.of("detail", code));
        });
        Operation operation = steps.begin("OP-170", step).in("lot", inspection.lot());
        known.stream().sorted().forEach(code -> operation.in("container", code, null,
                defects.containsKey(code) ? "INSPECTION_REJECT" : "FILLED", null));
        operation.parameter("inspected", Integer.toString(known.size()))
                .parameter("rejected", Integer.toString(defects.size())).parameter("defects", defects)
                .parameter("aql_sample", Integer.toString(inspection.aqlSample()))
                .parameter("aql_defects", Integer.toString(inspection.aqlDefects()));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Labels the good containers and counts every label printed. */
    public long label(Actor actor, Step step, Labelling labelling) {
        steps.taking(labelling.lot(), step);
        Operation operation = steps.begin("OP-180", step).in("lot", labelling.lot());
        good(labelling.lot(), "FILLED").forEach(container -> operation.in("container", container.code()));
        return steps.perform(actor, operation, step.verifier(),
                id -> jdbc.sql(COUNT_LABELS).param("operation", id).param("printed", labelling.printed())
                        .param("applied", labelling.applied()).param("specimen", labelling.specimen())
                        .param("destroyed", labelling.destroyed()).query((_, _) -> true).list());
    }

    /** Starts controlled-rate freezing; DMSO contact ends here. The freezer's trace becomes evidence of the lot. */
    public long freeze(Actor actor, Step step, Freezing freezing) {
        Units.Unit lot = steps.taking(freezing.lot(), step);
        Product product = steps.productOf(lot);
        if (product.route().fresh()) {
            throw new Refusal("batch.other-formulation",
                    Map.of("product", product.code(), "registered", product.route().formulation()));
        }
        Operation operation = steps.begin("OP-190", step).in("lot", lot.code());
        Checks checks = new Checks(product);
        for (String code : List.of("CL-5", "CL-6", "CL-11")) {
            Duration elapsed = clocks.untilNow(product, lot, code, step.start());
            if (elapsed != null) {
                checks.clock(operation, code, elapsed);
            }
        }
        freezing.measured().forEach((code, value) -> checks.parameter(operation, code, value));
        freezing.more().forEach(operation::parameter);
        return steps.perform(actor, operation, step.verifier(), id -> {
            trace(lot.code(), "freezing_trace", freezing.trace(), step.end());
            steps.holdFor(checks, lot.code(), id);
        });
    }

    private void trace(String unit, String characteristic, Evidence.@Nullable RawFile file, Instant at) {
        if (file != null) {
            String sha = evidence.keep(file);
            evidence.record(Entry.of(unit, characteristic, Evidence.Kind.DOCUMENT,
                    new Value.Document(Value.DocumentStatus.VALID, null))
                    .from(Evidence.Source.INSTRUMENT, sha, null).takenAt(at));
        }
    }

    /**
     * Puts lot and containers where they are kept: a frozen one into the vapour phase, a fresh one into the refrigerator and at
     * once into the hands of the laboratory. The clocks that led here become derived evidence of the lot.
     */
    public long store(Actor actor, Step step, Storing storing) {
        Units.Unit lot = steps.taking(storing.lot(), step);
        Product product = steps.productOf(lot);
        Operation operation = steps.begin(product.route().fresh() ? "OP-202" : "OP-200", step).in("lot", lot.code())
                .parameter("position", storing.position());
        good(lot.code(), "LABELLED").forEach(container -> operation.in("container", container.code()));
        Checks checks = new Checks(product).known(operation, "transfer_minutes", storing.transferMinutes());
        return steps.perform(actor, operation, step.verifier(), id -> {
            clocks.evidence(lot.code()).forEach(evidence::record);
            steps.holdFor(checks, lot.code(), id);
        });
    }

    /** Sets containers of a lot or vials of a bank aside for tests, retention or stability. */
    public long setAside(Actor actor, Step step, SetAside aside) {
        Operation operation = steps.begin("OP-210", step);
        aside.units().forEach(code -> operation.in(
                units.get(code).type().equals("BANK_CONTAINER") ? "vial" : "container", code, null,
                aside.purpose().name(), null));
        aside.samples().forEach(sample -> operation.out(sample.made()));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Hands a frozen lot or bank to the laboratory. */
    public long submit(Actor actor, Step step, String lotOrBank) {
        Units.Unit unit = steps.taking(lotOrBank, step);
        Operation operation = steps.begin("OP-205", step).in(unit.type().equals("BANK") ? "bank" : "lot", lotOrBank);
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Moves containers or vials between places of storage; its time is out of cryo (CL-7). */
    public long move(Actor actor, Step step, List<String> moved, String position) {
        Operation operation = steps.begin("OP-299", step).parameter("position", position);
        Units.Unit first = units.get(moved.getFirst());
        moved.forEach(code -> operation.in(units.get(code).type().equals("BANK_CONTAINER") ? "vial" : "container",
                code));
        Product product = steps.productOf(first);
        Checks checks = new Checks(product).clock(operation, "CL-7", Duration.between(step.start(), step.end()));
        return steps.perform(actor, operation, step.verifier(), id -> moved.forEach(code -> {
            steps.holdFor(checks, code, id);
            long times = units.events(code).stream().filter(event -> event.type().equals("OP-299")).count();
            steps.holdFor(new Checks(product).often("CL-7", times), code, id);
        }));
    }

    /** Destroys containers, bank vials or samples before a witness, labels with them. */
    public long destroy(Actor actor, Step step, List<String> destroyed, String method) {
        Operation operation = steps.begin("OP-285", step).parameter("method", method);
        destroyed.forEach(code -> operation.in(switch (units.get(code).type()) {
            case "BANK_CONTAINER" -> "vial";
            case "SAMPLE" -> "sample";
            default -> "container";
        }, code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private List<Units.Unit> good(String lot, String state) {
        return units.members(lot).stream().filter(member -> member.state().equals(state)).toList();
    }
}
