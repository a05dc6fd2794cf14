package org.stroma.app.product;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.stroma.bioprocess.CellConcentration;
import org.stroma.bioprocess.CellKind;
import org.stroma.bioprocess.DoseBasis;
import org.stroma.bioprocess.EndotoxinBudget;
import org.stroma.bioprocess.EndotoxinLimit;
import org.stroma.bioprocess.RegisteredUse;

/**
 * One version of a product, as its file says.
 *
 * @param gtin trade item number of one container, 14 digits
 * @param clocks limits in minutes, by code
 * @param banks rules of each tier that the registered regime has
 */
public record Product(@JsonProperty("product") String code, String version, Text name, String gtin, Route route,
        Limits limits, List<Parameter> parameters, List<Clock> clocks, @Nullable Reporting reporting, Policies policies,
        Presentation presentation,
        Dose dose, @JsonProperty("endotoxin_limit_eu_per_ml") BigDecimal endotoxinLimitEuPerMl, Expiry expiry,
        Retention retention, Samples samples, Map<String, BankRule> banks, Label label) {

    /** Tiers must be those of the regime; a fresh product holds no DMSO and lives for hours, a frozen one holds some. */
    public Product {
        if (!banks.keySet().equals(Set.copyOf(route.tiers()))) {
            throw new IllegalArgumentException("banks: " + banks.keySet() + " do not fit " + route.regime());
        }
        boolean dmso = presentation.dmsoPercent().signum() > 0;
        if (dmso == route.fresh()) {
            throw new IllegalArgumentException("presentation.dmso_percent: " + presentation.dmsoPercent()
                    + " does not fit " + route.formulation());
        }
        if (route.fresh() != (expiry.hours() != null)) {
            throw new IllegalArgumentException("expiry: a fresh product lives for hours, a frozen one for months");
        }
        // A lot keeps the number of one donation; pools of several are not registered anywhere yet.
        if (limits.donationsPerLot() != 1) {
            throw new IllegalArgumentException("limits.donations_per_lot: " + limits.donationsPerLot());
        }
    }

    /** Words in both languages. */
    public record Text(String zh, String en) {}

    /** One value for each axis of the manufacturing route; what the axes do not know, and what they forbid together, is refused. */
    public record Route(String tissue, String isolation, String regime, String expansion, String formulation) {
        private static final Map<String, List<String>> AXES = Map.of("tissue", List.of("UC", "BM", "AT", "DP"),
                "isolation", List.of("EXPLANT", "ENZYMATIC", "GRADIENT"), "regime", List.of("TWO_TIER", "ONE_TIER"),
                "expansion", List.of("2D", "3D"), "formulation", List.of("FRESH", "CRYO"));

        public Route {
            known("tissue", tissue);
            known("isolation", isolation);
            known("regime", regime);
            known("expansion", expansion);
            known("formulation", formulation);
            // Marrow has no piece that would attach (domain brief 1.1).
            if (tissue.equals("BM") && isolation.equals("EXPLANT")) {
                throw new IllegalArgumentException("route: BM is isolated by GRADIENT, never by EXPLANT");
            }
        }

        private static void known(String axis, String value) {
            if (!AXES.getOrDefault(axis, List.of()).contains(value)) {
                throw new IllegalArgumentException("route." + axis + ": " + value + " is none of " + AXES.get(axis));
            }
        }

        public boolean fresh() {
            return formulation.equals("FRESH");
        }

        /** The operation with which this route isolates cells. */
        public String isolationOperation() {
            return switch (isolation) {
                case "EXPLANT" -> "OP-070A";
                case "GRADIENT" -> "OP-070C";
                default -> tissue.equals("AT") ? "OP-070D" : "OP-070B";
            };
        }

        /** The tiers of cell bank that the regime has. */
        List<String> tiers() {
            return regime.equals("ONE_TIER") ? List.of("DCB") : List.of("MCB", "WCB");
        }
    }

    /** How old cells may be when they are plated or filled. */
    public record Limits(int passage, BigDecimal cpdl, @JsonProperty("donations_per_lot") int donationsPerLot) {}

    /** A closed range; an end that is null is open. */
    public record Range(@Nullable BigDecimal from, @Nullable BigDecimal to) {
        public boolean holds(BigDecimal value) {
            return (from == null || value.compareTo(from) >= 0) && (to == null || value.compareTo(to) <= 0);
        }

        @Override
        public String toString() {
            return from == null
                    ? "≤ " + plain(to)
                    : to == null ? "≥ " + plain(from) : plain(from) + " – " + plain(to);
        }

        private static String plain(@Nullable BigDecimal value) {
            return value == null ? "" : value.toPlainString();
        }
    }

    /** How a measured process parameter stands to its ranges. */
    public enum Standing {
        /** In the normal operating range. */
        NORMAL,
        /** Outside of it, inside the proven acceptable range: a minor deviation. */
        ACCEPTABLE,
        /** Outside of what is proven: the unit is held. */
        OUTSIDE
    }

    /** A process parameter of one operation; compared unrounded. */
    public record Parameter(String code, Text name, String operation, String unit, Range nor, Range par) {
        public Standing judge(BigDecimal value) {
            return !par.holds(value) ? Standing.OUTSIDE : nor.holds(value) ? Standing.NORMAL : Standing.ACCEPTABLE;
        }
    }

    /**
     * A time limit between two events, in minutes.
     *
     * @param events how often it may run at all; null when it runs once
     * @param fractionOfHold of the qualified hold of a shipper, where the limit depends on it
     */
    public record Clock(String code, Text name, @Nullable Integer warn, @Nullable Integer action,
            @Nullable Integer hard, @Nullable Integer events,
            @JsonProperty("fraction_of_hold") @Nullable BigDecimal fractionOfHold, @Nullable String diluent) {
        /** Whether the time asks for a deviation, though it is not past its end. */
        public boolean acts(java.time.Duration elapsed) {
            return action != null && elapsed.compareTo(java.time.Duration.ofMinutes(action)) > 0
                    && judge(elapsed) != Standing.OUTSIDE;
        }

        /** Unrounded: 60 minutes and a second are more than 60 minutes. */
        public Standing judge(java.time.Duration elapsed) {
            if (hard != null && elapsed.compareTo(java.time.Duration.ofMinutes(hard)) > 0) {
                return Standing.OUTSIDE;
            }
            return warn != null && elapsed.compareTo(java.time.Duration.ofMinutes(warn)) > 0
                    ? Standing.ACCEPTABLE
                    : Standing.NORMAL;
        }
    }

    /**
     * What the company allows where regulations leave it open.
     *
     * @param antibiotics whether tissue may be washed with them; null as good as false
     * @param twoStageRelease whether release before the last results is registered (G7); null as good as false
     */
    public record Policies(@JsonProperty("process_while_deferred") List<String> processWhileDeferred,
            @JsonProperty("material_use_at_risk") boolean materialUseAtRisk,
            @JsonProperty("bank_use_at_risk") boolean bankUseAtRisk,
            @JsonProperty("living_hold") @Nullable LivingHold livingHold, @Nullable Boolean antibiotics,
            @JsonProperty("two_stage_release") @Nullable Boolean twoStageRelease) {}

    /**
     * How long living cells may stand under a hold before production and QA decide to go on or to end them.
     *
     * @param sustaining operations that stay open past that time, beside freezing into quarantine and discarding
     */
    public record LivingHold(@JsonProperty("warn_hours") int warnHours, @JsonProperty("due_hours") int dueHours,
            List<String> sustaining) {
        public LivingHold {
            if (warnHours < 0 || dueHours <= warnHours) {
                throw new IllegalArgumentException("policies.living_hold: warn_hours come before due_hours");
            }
            sustaining = List.copyOf(sustaining);
        }
    }

    /**
     * How soon an adverse event is passed on.
     *
     * @param copyHours to pharmacovigilance
     * @param seriousDays a serious one to the authority; a death at once
     */
    public record Reporting(@JsonProperty("copy_hours") int copyHours,
            @JsonProperty("serious_days") int seriousDays) {}

    /**
     * Concentrations in viable cells/mL, volumes in mL, temperatures in °C.
     *
     * @param storageAboveC below which it must not be, 2 °C for a fresh product; null where cold does no harm
     */
    public record Presentation(Text container, @JsonProperty("label_cells_per_ml") BigDecimal labelCellsPerMl,
            @JsonProperty("target_cells_per_ml") BigDecimal targetCellsPerMl,
            @JsonProperty("label_volume_ml") BigDecimal labelVolumeMl,
            @JsonProperty("fill_volume_ml") BigDecimal fillVolumeMl,
            @JsonProperty("dead_volume_ml") BigDecimal deadVolumeMl,
            @JsonProperty("dmso_percent") BigDecimal dmsoPercent,
            @JsonProperty("dmso_g_per_ml") BigDecimal dmsoGramsPerMl,
            @JsonProperty("drawing_step_ml") BigDecimal drawingStepMl,
            @JsonProperty("storage_above_c") @Nullable BigDecimal storageAboveC,
            @JsonProperty("storage_below_c") BigDecimal storageBelowC,
            @JsonProperty("storage_alarm_c") BigDecimal storageAlarmC) {
        public CellConcentration target() {
            return new CellConcentration(targetCellsPerMl, CellKind.VIABLE);
        }

        public CellConcentration labelled() {
            return new CellConcentration(labelCellsPerMl, CellKind.VIABLE);
        }
    }

    /** @param concentration LABEL or LOT: which one turns cells into millilitres */
    public record Dose(String concentration, @JsonProperty("accept_from_percent") BigDecimal acceptFromPercent,
            @JsonProperty("accept_to_percent") BigDecimal acceptToPercent, List<DoseRule> rules) {}

    /** @param basis PER_KG, FIXED or PER_SITE; cells per kg, per dose or per site */
    public record DoseRule(String code, String basis, BigDecimal cells,
            @JsonProperty("cap_cells") @Nullable BigDecimal capCells,
            BigDecimal hours, @JsonProperty("endotoxin_k") BigDecimal endotoxinK, Text name) {}

    /**
     * The shelf life and from what day it counts.
     *
     * @param hours of a fresh product, from the end of filling; null for a frozen one, which lives for months
     */
    public record Expiry(int months, @Nullable Integer hours, String from, String rule) {
        /** When containers filled then have expired; the day begins in the plant's zone. */
        public Instant expired(Instant filled, ZoneId zone) {
            return hours == null
                    ? firstDayAfter(filled.atZone(zone).toLocalDate()).atStartOfDay(zone).toInstant()
                    : filled.plus(Duration.ofHours(hours));
        }

        /** The last day of use for containers filled on a day: 2026-11-17 and 24 months give 2028-11-16. */
        public LocalDate lastDay(LocalDate filled) {
            return firstDayAfter(filled).minusDays(1);
        }

        /** The day at whose start in the plant's zone the container has expired. */
        public LocalDate firstDayAfter(LocalDate filled) {
            LocalDate same = filled.plusMonths(months);
            return rule.equals("DAY_BEFORE") ? same : same.plusDays(1);
        }
    }

    /**
     * How long records and samples are kept.
     *
     * @param samples containers retained of each lot
     * @param samplesYearsAfterExpiry how long they are kept; null where the product does not say, and they are kept until destroyed
     */
    public record Retention(@JsonProperty("years_after_expiry") int yearsAfterExpiry, int samples,
            @JsonProperty("samples_years_after_expiry") @Nullable Integer samplesYearsAfterExpiry,
            String justification) {
        public LocalDate retainUntil(LocalDate lastDayOfUse) {
            return lastDayOfUse.plusYears(yearsAfterExpiry);
        }
    }

    /** Containers taken from each lot for tests and for stability. */
    public record Samples(int qc, int stability) {}

    /** Limits and stock of one tier of cell bank. */
    public record BankRule(int passage, BigDecimal cpdl, @JsonProperty("reserve_minimum") int reserveMinimum,
            @JsonProperty("demand_per_month") BigDecimal demandPerMonth,
            @JsonProperty("reorder_months") int reorderMonths) {}

    /** Fields of the inner and outer label by code. */
    public record Label(List<String> inner, List<String> outer, Text strength, Text storage) {}

    /**
     * The endotoxin limit that follows from the registered doses by weight, in EU/mL: the lowest K·h/(mL/kg) of them all. The
     * specification's own limit may only be lower.
     */
    public BigDecimal computedEndotoxinLimit() {
        return EndotoxinLimit.worstCase(dose.rules().stream().filter(rule -> rule.basis().equals("PER_KG"))
                .map(rule -> RegisteredUse.perKilogram(rule.code(), new DoseBasis.PerKilogram(rule.cells()),
                        presentation.labelled(), rule.hours(), EndotoxinBudget.of(rule.endotoxinK())))
                .toList()).euPerMl();
    }

    /** Whether the product has registered parameters of an operation, so that it is a step of its own. */
    public boolean registers(String operation) {
        return parameters.stream().anyMatch(each -> each.operation().equals(operation));
    }

    /** A parameter; refused when the product has none of that code. */
    public Parameter parameter(String wanted) {
        return parameters.stream().filter(each -> each.code().equals(wanted)).findFirst()
                .orElseThrow(() -> new Refusal("product.no-parameter", Map.of("product", code, "parameter", wanted)));
    }

    /** Whether the product has registered ranges for a parameter. */
    public boolean has(String parameter) {
        return parameters.stream().anyMatch(each -> each.code().equals(parameter));
    }

    /** Whether a value is inside the proven acceptable range of a parameter; never when the product has no such parameter. */
    public boolean accepts(String parameter, BigDecimal value) {
        return parameters.stream().filter(each -> each.code().equals(parameter)).findFirst()
                .filter(each -> each.par().holds(value)).isPresent();
    }

    /** A clock; refused when the product has none of that code. */
    public Clock clock(String wanted) {
        return clocks.stream().filter(each -> each.code().equals(wanted)).findFirst()
                .orElseThrow(() -> new Refusal("product.no-parameter", Map.of("product", code, "parameter", wanted)));
    }

    /** The rules of a tier; refused when the registered regime has no such tier. */
    public BankRule bank(String tier) {
        BankRule rule = banks.get(tier);
        if (rule == null) {
            throw new Refusal("product.no-tier", Map.of("product", code, "tier", tier, "regime", route.regime()));
        }
        return rule;
    }
}
