package org.stroma.app.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.chart.AttributeChart;
import org.stroma.statistics.chart.ChartConstants;
import org.stroma.statistics.chart.ChartOptions;
import org.stroma.statistics.chart.ControlCharts;
import org.stroma.statistics.chart.CusumChart;
import org.stroma.statistics.chart.EwmaChart;
import org.stroma.statistics.chart.HotellingChart;
import org.stroma.statistics.chart.IndividualsChart;
import org.stroma.statistics.chart.RunRules;
import org.stroma.statistics.chart.SpreadEstimate;
import org.stroma.statistics.chart.Standards;
import org.stroma.statistics.chart.SubgroupChart;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Control charts. */
@Command(name = "chart", description = "Draws a control chart and applies run rules.", mixinStandardHelpOptions = true)
final class ChartCommand implements Callable<Integer> {
    private static final String TYPES = "imr|xbar-r|xbar-s|p|np|c|u|ewma|cusum|t2";

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--type", required = true, paramLabel = TYPES, description = "Kind of chart.")
    private String type = "";

    @Option(names = "--rules", paramLabel = "RULES", defaultValue = "", description = "nelson, western-electric, or single ones such as nelson-2, separated by commas. A point outside the limits always signals.")
    private String rules = "";

    @Option(names = "--width", paramLabel = "L", defaultValue = "3", description = "Half-width of the limits in standard errors. Default: ${DEFAULT-VALUE}.")
    private double width = 3;

    @Option(names = "--constants", paramLabel = "published|exact", defaultValue = "published", description = "d2 as printed, to three decimals, or in full. Default: ${DEFAULT-VALUE}.")
    private String constants = "published";

    @Option(names = "--spread", paramLabel = "unweighted|minimum-variance|pooled", defaultValue = "unweighted", description = "How subgroups join into one standard deviation. Default: ${DEFAULT-VALUE}.")
    private String spread = "unweighted";

    @ArgGroup(exclusive = false, headingKey = "chart.columns", heading = "Columns, where their names do not tell:%n")
    private ColumnOptions columns = new ColumnOptions();

    @ArgGroup(exclusive = false, headingKey = "chart.limits", heading = "Points that set the limits:%n")
    private PhaseOptions phase = new PhaseOptions();

    @ArgGroup(exclusive = false, headingKey = "chart.weighted", heading = "EWMA, CUSUM and T²:%n")
    private MemoryOptions memory = new MemoryOptions();

    /** Which column is what. */
    static final class ColumnOptions {
        @Option(names = "--value", paramLabel = "COL[,COL]", description = "Column of the values or counts.")
        private Optional<String> value = Optional.empty();

        @Option(names = "--label", paramLabel = "COL", description = "Column that names the points.")
        private Optional<String> label = Optional.empty();

        @Option(names = "--subgroup", paramLabel = "COL", description = "Column that says which rows form a subgroup.")
        private Optional<String> subgroup = Optional.empty();

        @Option(names = "--subgroup-size", paramLabel = "N", description = "So many rows in turn form a subgroup.")
        private Optional<Integer> subgroupSize = Optional.empty();

        @Option(names = "--size", paramLabel = "COL|N", description = "Column of sample sizes, or one size for all.")
        private Optional<String> size = Optional.empty();
    }

    /** Which points set the limits, or what is given instead. */
    static final class PhaseOptions {
        @Option(names = "--phase1", paramLabel = "N", description = "Only the first N points set the limits.")
        private Optional<Integer> first = Optional.empty();

        @Option(names = "--baseline", paramLabel = "COL|none", description = "Column of TRUE and FALSE: the points that set the limits. Recognised as trial or baseline.")
        private Optional<String> baseline = Optional.empty();

        @Option(names = "--exclude", paramLabel = "I,J", split = ",", description = "Positions, from 1, that do not set the limits.")
        private Integer[] excluded = {};

        @Option(names = "--center", paramLabel = "X", description = "Given centre; needs --sigma but for counts.")
        private @Nullable Double center;

        @Option(names = "--sigma", paramLabel = "S", description = "Given standard deviation of single values.")
        private @Nullable Double sigma;
    }

    /** Parameters of the charts with memory and of the chart of several characteristics. */
    static final class MemoryOptions {
        @Option(names = "--lambda", paramLabel = "λ", description = "Weight of the newest value of an EWMA. Default: 0.2.")
        private Optional<Double> lambda = Optional.empty();

        @Option(names = "--constant-limits", description = "EWMA limits at their end value from the first point on.")
        private boolean constantLimits;

        @Option(names = "--reference", paramLabel = "K", description = "Reference value k of a CUSUM in standard errors. Default: 0.5.")
        private Optional<Double> reference = Optional.empty();

        @Option(names = "--decision", paramLabel = "H", description = "Decision interval h of a CUSUM in standard errors. Default: 5.")
        private Optional<Double> decision = Optional.empty();

        @Option(names = "--head-start", paramLabel = "C", description = "Where the sums of a CUSUM begin. Default: 0.")
        private Optional<Double> headStart = Optional.empty();

        @Option(names = "--false-alarm", paramLabel = "α", description = "Chance of a false alarm of T² at each point. Default: 0.0027.")
        private Optional<Double> falseAlarm = Optional.empty();
    }

    @Override
    public Integer call() {
        String kind = type.strip().toLowerCase(Locale.ROOT);
        ChartInput.Shape shape = switch (kind) {
            case "imr" -> ChartInput.Shape.SINGLE;
            case "xbar-r", "xbar-s" -> ChartInput.Shape.SUBGROUPS;
            case "p", "np", "u" -> ChartInput.Shape.COUNT_OF_SIZE;
            case "c" -> ChartInput.Shape.COUNT;
            case "ewma", "cusum" -> ChartInput.Shape.SINGLE_OR_SUBGROUPS;
            case "t2" -> ChartInput.Shape.VECTORS;
            default ->
                throw CommandRefusal.of("choice", "option", "--type", "given", type, "choices",
                        TYPES.replace("|", ", "));
        };
        requireFitting(kind, shape);
        return Analysis.run(report, table -> {
            ChartInput input = ChartInput.of(new Columns(table, report.numbers()), choice(), shape);
            return new ChartReport(charts(kind, input, options(input, shape)), input.missing(), report.locale());
        });
    }

    /** An option that a chart does not heed is refused, so that nobody believes it was. */
    private void requireFitting(String kind, ChartInput.Shape shape) {
        boolean single = shape == ChartInput.Shape.SINGLE || shape == ChartInput.Shape.COUNT
                || shape == ChartInput.Shape.COUNT_OF_SIZE;
        boolean counts = shape == ChartInput.Shape.COUNT || shape == ChartInput.Shape.COUNT_OF_SIZE;
        refuse(kind, "--lambda", memory.lambda.isPresent() && !kind.equals("ewma"));
        refuse(kind, "--constant-limits", memory.constantLimits && !kind.equals("ewma"));
        refuse(kind, "--reference", memory.reference.isPresent() && !kind.equals("cusum"));
        refuse(kind, "--decision", memory.decision.isPresent() && !kind.equals("cusum"));
        refuse(kind, "--head-start", memory.headStart.isPresent() && !kind.equals("cusum"));
        refuse(kind, "--false-alarm", memory.falseAlarm.isPresent() && !kind.equals("t2"));
        refuse(kind, "--center", (phase.center != null || phase.sigma != null) && kind.equals("t2"));
        refuse(kind, "--size", columns.size.isPresent() && !counts);
        refuse(kind, "--subgroup-size", columns.subgroupSize.isPresent() && single);
        refuse(kind, "--subgroup", columns.subgroup.isPresent() && single);
    }

    private static void refuse(String kind, String option, boolean foreign) {
        if (foreign) {
            throw CommandRefusal.of("option-not-with", "option", option, "with", "--type " + kind);
        }
    }

    private ChartInput.Choice choice() {
        Set<Integer> excluded = new HashSet<>(Arrays.asList(phase.excluded));
        return new ChartInput.Choice(columns.value, columns.label, columns.subgroup, columns.size, columns.subgroupSize,
                phase.baseline, phase.first, excluded);
    }

    private ChartOptions options(ChartInput input, ChartInput.Shape shape) {
        boolean counts = shape == ChartInput.Shape.COUNT || shape == ChartInput.Shape.COUNT_OF_SIZE;
        Standards standards = null;
        if (phase.center != null || phase.sigma != null) {
            if (phase.center == null || (phase.sigma == null && !counts)) {
                throw CommandRefusal.of("center-and-sigma");
            }
            standards = new Standards(phase.center, phase.sigma == null ? 1 : phase.sigma);
        }
        return ChartOptions.standard().withRules(RunRules.named(rules)).withWidth(width).withBaseline(input.baseline())
                .withStandards(standards)
                .withConstants(ShelfLifeCommand.choice(ChartConstants.class, "--constants", constants))
                .withSpread(ShelfLifeCommand.choice(SpreadEstimate.class, "--spread", spread));
    }

    private ControlCharts charts(String kind, ChartInput input, ChartOptions options) {
        return switch (kind) {
            case "imr" -> IndividualsChart.of(input.labels(), input.singles(), options);
            case "xbar-r" -> SubgroupChart.meanAndRange(input.labels(), input.subgroups(), options);
            case "xbar-s" -> SubgroupChart.meanAndDeviation(input.labels(), input.subgroups(), options);
            case "p" -> AttributeChart.p(input.labels(), input.singles(), input.sizes(), options);
            case "np" -> AttributeChart.np(input.labels(), input.singles(), input.sizes(), options);
            case "u" -> AttributeChart.u(input.labels(), input.singles(), input.sizes(), options);
            case "c" -> AttributeChart.c(input.labels(), input.singles(), options);
            case "ewma" -> ewma(input, options);
            case "cusum" -> cusum(input, options);
            default -> hotelling(input);
        };
    }

    private ControlCharts ewma(ChartInput input, ChartOptions options) {
        EwmaChart chart = new EwmaChart(memory.lambda.orElse(0.2), memory.constantLimits);
        return input.grouped()
                ? chart.subgroups(input.labels(), input.subgroups(), options)
                : chart.individuals(input.labels(), input.singles(), options);
    }

    private ControlCharts cusum(ChartInput input, ChartOptions options) {
        CusumChart chart = new CusumChart(memory.reference.orElse(0.5), memory.decision.orElse(5.0),
                memory.headStart.orElse(0.0));
        return input.grouped()
                ? chart.subgroups(input.labels(), input.subgroups(), options)
                : chart.individuals(input.labels(), input.singles(), options);
    }

    private ControlCharts hotelling(ChartInput input) {
        HotellingChart chart = new HotellingChart(memory.falseAlarm.orElse(0.0027));
        boolean subgroups = input.groups().stream().anyMatch(group -> group.length > 1);
        if (subgroups) {
            return chart.subgroups(input.labels(), input.groups(), input.baseline());
        }
        double[][] rows = input.groups().stream().map(group -> group[0]).toArray(double[][]::new);
        return chart.individuals(input.labels(), rows, input.baseline());
    }
}
