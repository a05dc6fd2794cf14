package org.stroma.app.clinic;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.Steps;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.Labels;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Operation.Fate;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Value;
import org.stroma.app.vault.IdentifierDetector;

/** From the thaw of reserved containers to the end of the infusion and of what was left. Use is decided at gate G9. */
@Service
public class Doses {
    private static final String REGISTER = "select clinic.register_dose(:operation, :minutes)";
    private static final String BEDSIDE = "select clinic.record_bedside(:operation, :wristband, :second, :scanned)";
    private static final String SELECT = """
            select d.first_thaw_end, d.window_minutes, d.deadline, d.planned_minutes, d.started_at, d.ended_at
              from clinic.dose d join genealogy.unit u on u.id = d.unit where u.code = :code""";
    private static final String CHECKS = """
            select b.patient_matches, b.second_identifier, b.dose_matches, b.scanned, b.operation from clinic.bedside_check b join genealogy.unit u on u.id = b.dose
             where u.code = :code order by b.operation""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final DoseOrders orders;
    private final Steps steps;
    private final Units units;
    private final Products products;
    private final Evidence evidence;
    private final Deviations deviations;
    private final Labels labels;
    private final IdentifierDetector identifiers;

    Doses(JdbcClient jdbc, Inquiries inquiries, DoseOrders orders, Steps steps, Units units, Products products,
            Evidence evidence,
            Deviations deviations, Labels labels, IdentifierDetector identifiers) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.orders = orders;
        this.steps = steps;
        this.units = units;
        this.products = products;
        this.evidence = evidence;
        this.deviations = deviations;
        this.labels = labels;
        this.identifiers = identifiers;
    }

    /**
     * How containers were thawed.
     *
     * @param method WATER_BATH or DRY_THAWER
     * @param temperatureC of bath or device
     */
    public record Thaw(String order, List<String> containers, String method, BigDecimal temperatureC) {
        public Thaw {
            containers = List.copyOf(containers);
        }
    }

    /**
     * How a dose was prepared.
     *
     * @param volumeMl drawn; null takes the volume of the order
     * @param diluentLots lots of the diluent, in words
     * @param plannedMinutes planned duration of the infusion
     */
    public record Preparation(String order, @Nullable BigDecimal volumeMl, String diluentLots, boolean aggregates,
            boolean leak, int plannedMinutes) {}

    /**
     * What was scanned at the bedside.
     *
     * @param wristband code read from the patient's wristband
     * @param secondIdentifier whether a second identifier was asked for and agreed
     * @param containers codes or GS1 data of the containers of the dose
     */
    public record Bedside(String dose, String wristband, boolean secondIdentifier, List<String> containers) {
        public Bedside {
            containers = List.copyOf(containers);
        }
    }

    /** @param event number of the deviation that a mismatch opened; null when all agreed */
    public record Checked(boolean patientMatches, boolean secondIdentifier, boolean doseMatches,
            List<String> scanned, long operation, @Nullable String event) {
        public Checked {
            scanned = List.copyOf(scanned);
        }

        public boolean agrees() {
            return patientMatches && secondIdentifier && doseMatches;
        }
    }

    /** A dose with its window. Times in plant time, minutes whole. */
    public record Dose(Units.Unit unit, DoseOrders.DoseOrder order, Instant firstThawEnd, BigDecimal windowMinutes,
            Instant deadline, int plannedMinutes, @Nullable Instant startedAt, @Nullable Instant endedAt) {}

    /**
     * What a patient received.
     *
     * @param volumeMl infused
     * @param deliveredByLabel viable cells by the label
     * @param deliveredViableCells viable cells by the lot's release value
     * @param windowMinutes elapsed from the end of the first thaw to the end of the infusion
     */
    public record Given(String dose, String patient, int vials, BigDecimal volumeMl, BigDecimal deliveredByLabel,
            BigDecimal deliveredViableCells, @Nullable BigDecimal dmsoMgPerKg, long windowMinutes) {}

    /** Starts to thaw reserved containers (OP-260); only who is trained for the product may. */
    public long startThaw(Actor actor, Step step, Thaw thaw) {
        orders.get(actor, thaw.order());
        Operation operation = steps.begin("OP-260", step).parameter("method", thaw.method())
                .parameter("temperature_c", thaw.temperatureC());
        thaw.containers().forEach(code -> operation.in("container", code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Ends the thaw (OP-261): from the first end on, the window of use runs. */
    public DoseOrders.DoseOrder endThaw(Actor actor, Step step, String order, List<String> containers) {
        orders.get(actor, order);
        Operation operation = steps.begin("OP-261", step);
        containers.forEach(code -> operation.in("container", code));
        steps.perform(actor, operation, step.verifier(), _ -> {});
        return orders.get(actor, order);
    }

    /** Prepares the dose (OP-262), by two: draws it from its containers in order; what is left stays in the last. */
    public Dose prepare(Actor actor, Step step, Preparation preparation) {
        DoseOrders.DoseOrder order = orders.get(actor, preparation.order());
        identifiers.refuse("diluentLots", preparation.diluentLots());
        Instant deadline = order.deadline();
        if (deadline == null) {
            throw new Refusal("ST111", Map.of("detail", order.code()));
        }
        BigDecimal asked = preparation.volumeMl();
        BigDecimal volume = asked == null ? order.volumeMl() : asked;
        Operation operation = steps.begin("OP-262", step).parameter("diluent", order.diluent())
                .parameter("diluent_lots", preparation.diluentLots())
                .parameter("aggregates", preparation.aggregates()).parameter("leak", preparation.leak());
        BigDecimal each = products.get(order.product()).presentation().labelVolumeMl();
        BigDecimal left = volume;
        for (String container : order.reserved()) {
            BigDecimal drawn = left.min(each);
            operation.in("container", container, drawn);
            left = left.subtract(drawn);
        }
        if (left.signum() > 0) {
            throw new Refusal("clinic.too-little", Map.of("order", order.code(), "volume", volume.toPlainString()));
        }
        operation.out(Operation.Made.of("dose", "DOSE", order.code())
                .with(new Operation.Amount(volume, "mL", null)).forSubject(order.patient()).expiring(deadline));
        steps.perform(actor, operation, step.verifier(), id -> jdbc.sql(REGISTER).param("operation", id)
                .param("minutes", preparation.plannedMinutes()).query((_, _) -> true).list());
        return get(actor, order.code());
    }

    /** Right patient, right dose, by two at the bedside (OP-265); a mismatch opens a critical deviation that stops the dose. */
    public Checked checkAtBedside(Actor actor, Step step, Bedside bedside) {
        Dose dose = get(actor, bedside.dose());
        List<String> scanned = bedside.containers().stream().map(text -> labels.container(text).orElse(text)).toList();
        Operation operation = steps.begin("OP-265", step).in("dose", bedside.dose());
        String[] event = new String[1];
        steps.perform(actor, operation, step.verifier(), id -> {
            boolean agrees = jdbc.sql(BEDSIDE).param("operation", id).param("wristband", bedside.wristband())
                    .param("second", bedside.secondIdentifier()).param("scanned", scanned.toArray(String[]::new))
                    .query(Boolean.class).single();
            if (!agrees) {
                event[0] = deviations.report(actor, dose.unit().code(), Deviations.Severity.CRITICAL,
                        "scan at the bedside does not match patient or dose", true);
            }
        });
        Checked checked = checks(bedside.dose()).getLast();
        return new Checked(checked.patientMatches(), checked.secondIdentifier(), checked.doseMatches(),
                checked.scanned(), checked.operation(), event[0]);
    }

    /** Starts the infusion (OP-270) after G9; refused when its planned end lies beyond the window. */
    public long startInfusion(Actor actor, Step step, String dose) {
        get(actor, dose);
        return steps.perform(actor, steps.begin("OP-270", step).in("dose", dose), step.verifier(), _ -> {});
    }

    /**
     * Ends the infusion (OP-271). An end beyond the window opens a deviation and asks the physician.
     *
     * @param infusedMl null when all of it was given; else the infusion was aborted
     */
    public @Nullable String endInfusion(Actor actor, Step step, String code, @Nullable BigDecimal infusedMl) {
        Dose dose = get(actor, code);
        Operation operation = steps.begin("OP-271", step).in("dose", code, infusedMl,
                infusedMl == null ? "COMPLETED" : "ABORTED", null);
        String[] event = new String[1];
        steps.perform(actor, operation, step.verifier(), _ -> {
            if (step.end().isAfter(dose.deadline())) {
                long minutes = Duration.between(dose.firstThawEnd(), step.end()).toMinutes();
                event[0] = deviations.report(actor, code, Deviations.Severity.MAJOR,
                        "infusion ended %d min after thaw, window %s min; physician consulted".formatted(minutes,
                                dose.windowMinutes().toPlainString()),
                        false);
            }
        });
        return event[0];
    }

    /** Discards what is left in the containers of a dose that was given (OP-272), before a witness. */
    public long discardRemainder(Actor actor, Step step, String code) {
        Dose dose = get(actor, code);
        boolean completed = dose.unit().state().equals("COMPLETED");
        Product.Presentation as = products.get(dose.order().product()).presentation();
        Operation operation = steps.begin("OP-272", step);
        for (String container : dose.order().reserved()) {
            BigDecimal left = left(container);
            // The overfill stays in the vial; what could have been drawn is discarded.
            BigDecimal overfill = left.min(as.fillVolumeMl().subtract(as.labelVolumeMl()).max(BigDecimal.ZERO));
            operation.in("container", container, null, completed ? "ADMINISTERED" : "PARTLY_ADMINISTERED", null);
            if (overfill.signum() > 0) {
                operation.fate(container, Fate.LOSS, overfill, "overfill that stays in the container");
            }
            if (left.compareTo(overfill) > 0) {
                operation.fate(container, Fate.DISCARD, left.subtract(overfill), "unused remainder");
            }
        }
        if (!completed) {
            operation.in("dose", code).fate(code, Fate.DISCARD, left(code), "not infused");
        }
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Notes that the window of use has passed (OP-276): containers and dose are only to be discarded. */
    public long expire(Actor actor, Step step, String orderCode) {
        DoseOrders.DoseOrder order = orders.get(actor, orderCode);
        Operation operation = steps.begin("OP-276", step);
        order.reserved().stream().map(units::get).filter(unit -> List.of("THAWED", "PREPARED").contains(unit.state()))
                .forEach(unit -> operation.in("container", unit.code()));
        units.find(orderCode).filter(dose -> List.of("PREPARED", "DOUBLE_CHECKED").contains(dose.state()))
                .ifPresent(dose -> operation.in("dose", orderCode));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Discards thawed containers, and a dose that will not be given (OP-275), before a witness. */
    public long discard(Actor actor, Step step, String orderCode, String reason) {
        DoseOrders.DoseOrder order = orders.get(actor, orderCode);
        identifiers.refuse("reason", reason);
        Operation operation = steps.begin("OP-275", step).note(reason);
        order.reserved().stream().map(units::get)
                .filter(unit -> List.of("THAWING", "THAWED", "PREPARED", "EXPIRED_IN_USE").contains(unit.state()))
                .forEach(unit -> operation.in("container", unit.code()));
        units.find(orderCode).filter(dose -> dose.state().equals("DISCARDED") && left(orderCode).signum() > 0)
                .ifPresent(_ -> operation.in("dose", orderCode).fate(orderCode, Fate.DISCARD, left(orderCode),
                        "dose not given"));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private BigDecimal left(String code) {
        BigDecimal remaining = units.get(code).remaining();
        return remaining == null ? BigDecimal.ZERO : remaining;
    }

    /** A dose of the actor's own hospital. */
    public Dose get(Actor actor, String code) {
        Dose dose = find(code).orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
        orders.get(actor, dose.order().code());
        return dose;
    }

    private Optional<Dose> find(String code) {
        Asked asked = ask(code);
        return asked.dose(inquiries.ask(asked.inquiries()));
    }

    /** A dose as it was registered. */
    record Line(Instant firstThawEnd, BigDecimal windowMinutes, Instant deadline, int plannedMinutes,
            @Nullable Instant startedAt, @Nullable Instant endedAt) {}

    /** What has to be asked to know a dose; others may be asked in the same statement. */
    record Asked(Inquiry<Line> line, Inquiry<Units.Unit> unit, Inquiry<DoseOrders.DoseOrder> order) {
        List<Inquiry<?>> inquiries() {
            return List.of(line, unit, order);
        }

        /** The dose; empty when the code is that of something else. */
        Optional<Dose> dose(Inquiries.Answers answers) {
            return answers.find(line).map(found -> new Dose(answers.find(unit).orElseThrow(),
                    answers.find(order).orElseThrow(), found.firstThawEnd(), found.windowMinutes(), found.deadline(),
                    found.plannedMinutes(), found.startedAt(), found.endedAt()));
        }
    }

    Asked ask(String code) {
        return new Asked(Inquiry.of(SELECT, Map.of("code", code), row -> new Line(row.instant("first_thaw_end"),
                row.number("window_minutes"), row.instant("deadline"), row.count("planned_minutes"),
                row.findInstant("started_at"), row.findInstant("ended_at"))), units.askUnits(List.of(code)),
                DoseOrders.askOfDose(code));
    }

    /** Checks at the bedside, in order. */
    public List<Checked> checks(String dose) {
        return inquiries.list(askChecks(dose));
    }

    /** Asks for {@link #checks}. */
    static Inquiry<Checked> askChecks(String dose) {
        return Inquiry.of(CHECKS, Map.of("code", dose), row -> new Checked(row.flag("patient_matches"),
                row.flag("second_identifier"), row.flag("dose_matches"), row.texts("scanned"), row.whole("operation"),
                null));
    }

    /** What the patient of a dose received; refused before the infusion ended. */
    public Given given(Actor actor, String code) {
        Dose dose = get(actor, code);
        Instant ended = dose.endedAt();
        if (ended == null) {
            throw new Refusal("clinic.not-given", Map.of("order", code));
        }
        BigDecimal infused = units.events(code).stream().filter(event -> event.type().equals("OP-271"))
                .map(Units.Event::quantity).filter(java.util.Objects::nonNull).findFirst().orElse(BigDecimal.ZERO);
        BigDecimal weight = dose.order().weightKg();
        Product product = products.get(dose.order().product());
        BigDecimal dmso = dose.order().dmsoMgPerKg() == null
                ? null
                : infused.multiply(product.presentation().dmsoPercent()).multiply(BigDecimal.TEN)
                        .multiply(product.presentation().dmsoGramsPerMl()).divide(weight, MathContext.DECIMAL64);
        return new Given(code, dose.order().patient(), dose.order().reserved().size(), infused,
                product.presentation().labelled().in(infused).number(),
                DoseMath.concentration(concentration(dose)).in(infused).number(), dmso,
                Duration.between(dose.firstThawEnd(), ended).toMinutes());
    }

    /** Viable cells per mL as released: the mean over the lot's vials; of several lots in one dose, the lowest. */
    private BigDecimal concentration(Dose dose) {
        List<BigDecimal> means = new ArrayList<>();
        dose.order().reserved().stream().map(units::get).map(Units.Unit::lot).filter(java.util.Objects::nonNull)
                .distinct().forEach(lot -> mean(lot).ifPresent(means::add));
        return means.stream().min(BigDecimal::compareTo)
                .orElseThrow(() -> new Refusal("clinic.no-concentration", Map.of("order", dose.order().code())));
    }

    private Optional<BigDecimal> mean(String lot) {
        return evidence.list(lot).stream()
                .filter(item -> item.characteristic().equals("viable_concentration") && item.reviewed()
                        && !item.invalidated())
                .findFirst().map(item -> {
                    List<BigDecimal> sizes = item.values().stream()
                            .map(value -> ((Value.Measured) value).measurement().written().orElseThrow().value())
                            .toList();
                    return sizes.stream().reduce(BigDecimal.ZERO, BigDecimal::add)
                            .divide(BigDecimal.valueOf(sizes.size()), MathContext.DECIMAL64);
                });
    }
}
