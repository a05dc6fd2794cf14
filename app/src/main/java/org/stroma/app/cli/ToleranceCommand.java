package org.stroma.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Side;
import org.stroma.statistics.tolerance.ToleranceInterval;
import org.stroma.statistics.tolerance.ToleranceMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tolerance intervals. */
@Command(name = "tolerance", description = "Computes a statistical tolerance interval.", mixinStandardHelpOptions = true)
final class ToleranceCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SampleOptions data = new SampleOptions();

    @Option(names = "--coverage", paramLabel = "P", defaultValue = "0.99", description = "Share of the population inside. Default: ${DEFAULT-VALUE}.")
    private double coverage = 0.99;

    @Option(names = "--confidence", defaultValue = "0.95", description = "Confidence. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Option(names = "--side", paramLabel = "both|lower|upper", defaultValue = "both", description = "Which limits. Default: ${DEFAULT-VALUE}.")
    private String side = "both";

    @Option(names = "--method", paramLabel = "exact|howe|nonparametric", defaultValue = "exact", description = "Construction. Default: ${DEFAULT-VALUE}.")
    private String method = "exact";

    @Override
    public Integer call() {
        return Analysis.run(report, table -> {
            SampleOptions.Labelled labelled = data.read(table, report.numbers());
            ToleranceInterval interval = ToleranceInterval.of(labelled.sample(),
                    ShelfLifeCommand.choice(Side.class, "--side", side), coverage, confidence,
                    ShelfLifeCommand.choice(ToleranceMethod.class, "--method", method));
            return new Shown(labelled, interval, new Report(report.locale()));
        });
    }

    private record Shown(SampleOptions.Labelled labelled, ToleranceInterval interval, Report report)
            implements
                Analysis {
        @Override
        public Map<String, @Nullable Object> json(CsvTable table) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("method", interval.method().name().toLowerCase(java.util.Locale.ROOT));
            fields.put("side", interval.side().name().toLowerCase(java.util.Locale.ROOT));
            fields.put("coverage", interval.coverage());
            fields.put("confidence", interval.confidence());
            fields.put("achievedConfidence", interval.achievedConfidence());
            fields.put("n", interval.n());
            fields.put("mean", interval.mean());
            fields.put("standardDeviation", interval.standardDeviation());
            fields.put("factor", Report.number(interval.factor()));
            fields.put("lower", Report.number(interval.lower()));
            fields.put("upper", Report.number(interval.upper()));
            fields.put("normalityP", interval.normality() == null ? null : interval.normality().pValue());
            fields.put("assumptions", report.json(interval.assumptions()));
            fields.put("warnings", report.json(Analysis.warnings(interval.warnings(), labelled.missing())));
            fields.put("input", Report.json(table));
            return fields;
        }

        @Override
        public String text(CsvTable table) {
            report.input(table).heading("tolerance").table(
                    List.of("n", "mean", "sd", "factor", "tolerance-lower", "tolerance-upper", "achieved-confidence"),
                    List.of(List.of(String.valueOf(interval.n()), Report.show(interval.mean()),
                            Report.show(interval.standardDeviation()), Report.show(interval.factor()),
                            Report.show(interval.lower()), Report.show(interval.upper()),
                            Report.show(interval.achievedConfidence()))));
            return report.notes("assumptions", interval.assumptions())
                    .notes("warnings", Analysis.warnings(interval.warnings(), labelled.missing()))
                    .toString();
        }

        @Override
        public LinePlot plot() {
            Map<String, @Nullable Double> levels = new LinkedHashMap<>();
            levels.put("mean", interval.mean());
            levels.put("tolerance-lower", interval.lower());
            levels.put("tolerance-upper", interval.upper());
            return ValuesPlot.of(report, "tolerance", labelled.column(), labelled.sample().values(), List.of(), levels);
        }
    }
}
