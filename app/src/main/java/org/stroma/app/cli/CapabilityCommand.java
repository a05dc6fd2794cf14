package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Sample;
import org.stroma.statistics.capability.Capability;
import org.stroma.statistics.capability.CapabilityIndex;
import org.stroma.statistics.capability.CapabilityIndices;
import org.stroma.statistics.capability.CpvTiers;
import org.stroma.statistics.capability.IndexInterval;
import org.stroma.statistics.capability.IntervalDegrees;
import org.stroma.statistics.capability.SpecificationLimits;
import org.stroma.statistics.capability.WithinEstimates;
import org.stroma.statistics.chart.ChartConstants;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Process capability. */
@Command(name = "capability", description = "Computes capability and performance indices.", mixinStandardHelpOptions = true)
final class CapabilityCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--lower", paramLabel = "L", description = "Lower specification limit.")
    private @Nullable Double lower;

    @Option(names = "--upper", paramLabel = "U", description = "Upper specification limit.")
    private @Nullable Double upper;

    @Option(names = "--target", paramLabel = "T", description = "Target. Default: the middle of two limits.")
    private @Nullable Double target;

    @Option(names = "--value", paramLabel = "COL[,COL]", description = "Column of the values, where its name does not tell.")
    private Optional<String> value = Optional.empty();

    @Option(names = "--subgroup", paramLabel = "COL", description = "Column that says which rows form a subgroup.")
    private Optional<String> subgroup = Optional.empty();

    @Option(names = "--subgroup-size", paramLabel = "N", description = "So many rows in turn form a subgroup.")
    private Optional<Integer> subgroupSize = Optional.empty();

    @Option(names = "--baseline", paramLabel = "COL|none", description = "Column of TRUE and FALSE: the values that describe the process; others are left out. Recognised as trial or baseline.")
    private Optional<String> baseline = Optional.empty();

    @Option(names = "--within", paramLabel = "range|deviation|pooled", defaultValue = "range", description = "Short-term spread of subgroups; single values use moving ranges. Default: ${DEFAULT-VALUE}.")
    private String within = "range";

    @Option(names = "--constants", paramLabel = "published|exact", defaultValue = "published", description = "d2 as printed, to three decimals, or in full. Default: ${DEFAULT-VALUE}.")
    private String constants = "published";

    @Option(names = "--degrees", paramLabel = "total|effective", defaultValue = "total", description = "Degrees of freedom of the intervals of the spread within. Default: ${DEFAULT-VALUE}.")
    private String degrees = "total";

    @Option(names = "--confidence", defaultValue = "0.95", description = "Confidence. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Option(names = "--tiers", paramLabel = "A,B", split = ",", defaultValue = "15,30", description = "Lots from which limits are set and capability is stated. Default: ${DEFAULT-VALUE}.")
    private int[] tiers = {15, 30};

    @Override
    public Integer call() {
        if (tiers.length != 2) {
            throw CommandRefusal.of("tiers");
        }
        return Analysis.run(report, table -> {
            ChartInput input = ChartInput.of(new Columns(table, report.numbers()),
                    new ChartInput.Choice(value, Optional.empty(), subgroup, Optional.empty(), subgroupSize,
                            baseline, Optional.empty(), Set.of()),
                    ChartInput.Shape.SINGLE_OR_SUBGROUPS).baselineOnly();
            Sample all = Sample.of(input.subgroups().stream().flatMapToDouble(Arrays::stream).toArray());
            Capability.Options options = new Capability.Options(confidence,
                    ShelfLifeCommand.choice(IntervalDegrees.class, "--degrees", degrees),
                    new CpvTiers(tiers[0], tiers[1]));
            Capability capability = Capability.of(all, within(input), new SpecificationLimits(lower, upper, target),
                    options);
            return new Shown(all, capability, input.missing(), new Report(report.locale()));
        });
    }

    private Capability.Within within(ChartInput input) {
        ChartConstants table = ShelfLifeCommand.choice(ChartConstants.class, "--constants", constants);
        Spread spread = ShelfLifeCommand.choice(Spread.class, "--within", within);
        if (!input.grouped()) {
            return WithinEstimates.movingRange(input.singles(), table);
        }
        return switch (spread) {
            case RANGE -> WithinEstimates.ranges(input.subgroups(), table);
            case DEVIATION -> WithinEstimates.deviations(input.subgroups());
            case POOLED -> WithinEstimates.pooled(input.subgroups());
        };
    }

    /** How subgroups tell the short-term spread. */
    private enum Spread {
        RANGE, DEVIATION, POOLED
    }

    private record Shown(Sample all, Capability capability, int missing, Report report) implements Analysis {
        @Override
        public Map<String, @Nullable Object> json(CsvTable table) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("n", capability.n());
            fields.put("mean", capability.mean());
            SpecificationLimits specification = capability.specification();
            Map<String, @Nullable Object> limits = new LinkedHashMap<>();
            limits.put("lower", specification.lower());
            limits.put("upper", specification.upper());
            limits.put("target", specification.aim());
            fields.put("specification", limits);
            List<CapabilityIndex> indices = indices();
            for (CapabilityIndex index : indices) {
                fields.put(index.name(), Report.number(index.value()));
            }
            fields.put("intervals", intervals(indices));
            CapabilityIndices inner = capability.within();
            fields.put("sigmaWithin", inner == null ? null : inner.sigma());
            fields.put("sigmaOverall", capability.overall().sigma());
            fields.put("shareBelow", capability.overall().shareBelow());
            fields.put("shareAbove", capability.overall().shareAbove());
            fields.put("observedOutside", capability.observedOutside());
            fields.put("normalityP", capability.normality() == null ? null : capability.normality().pValue());
            fields.put("tier", capability.tier().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            fields.put("assumptions", report.json(capability.assumptions()));
            fields.put("warnings", report.json(Analysis.warnings(capability.warnings(), missing)));
            fields.put("input", Report.json(table));
            return fields;
        }

        private List<CapabilityIndex> indices() {
            List<CapabilityIndex> indices = new ArrayList<>();
            CapabilityIndices inner = capability.within();
            if (inner != null) {
                indices.addAll(inner.indices());
            }
            indices.addAll(capability.overall().indices());
            return indices;
        }

        private static Map<String, Object> intervals(List<CapabilityIndex> indices) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (CapabilityIndex index : indices) {
                List<Map<String, Object>> list = new ArrayList<>();
                for (IndexInterval interval : index.intervals()) {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("method", interval.method());
                    fields.put("confidence", interval.confidence());
                    fields.put("lower", interval.lower());
                    fields.put("upper", interval.upper());
                    fields.put("lowerBound", interval.lowerBound());
                    fields.put("upperBound", interval.upperBound());
                    list.add(fields);
                }
                all.put(index.name(), list);
            }
            return all;
        }

        @Override
        public String text(CsvTable table) {
            CapabilityIndices inner = capability.within();
            report.input(table).heading("capability")
                    .line("  n " + capability.n() + "   " + report.word("mean") + " " + Report.show(capability.mean())
                            + "   " + report.word("sigma-within") + " "
                            + Report.show(inner == null ? null : (Double) inner.sigma()) + "   "
                            + report.word("sigma-overall") + " " + Report.show(capability.overall().sigma()));
            List<List<String>> rows = new ArrayList<>();
            for (CapabilityIndex index : indices()) {
                for (IndexInterval interval : index.intervals()) {
                    rows.add(List.of(index.name().substring(0, 1).toUpperCase(Locale.ROOT) + index.name().substring(1),
                            Report.show(index.value()), Report.show(interval.lower()), Report.show(interval.upper()),
                            Report.show(interval.lowerBound()), report.word(interval.method())));
                }
            }
            return report.table(List.of("index", "value", "lower", "upper", "lower-bound", "method"), rows)
                    .notes("assumptions", capability.assumptions())
                    .notes("warnings", Analysis.warnings(capability.warnings(), missing)).toString();
        }

        @Override
        public LinePlot plot() {
            Map<String, @Nullable Double> levels = new LinkedHashMap<>();
            levels.put("mean", capability.mean());
            levels.put("lower-limit", capability.specification().lower());
            levels.put("upper-limit", capability.specification().upper());
            List<Integer> outside = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (!capability.specification().meets(all.value(i))) {
                    outside.add(i + 1);
                }
            }
            return ValuesPlot.of(report, "capability", report.word("value"), all.values(), outside, levels);
        }
    }
}
