package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.Side;
import org.stroma.statistics.outlier.DixonTest;
import org.stroma.statistics.outlier.GeneralizedEsd;
import org.stroma.statistics.outlier.GrubbsTest;
import org.stroma.statistics.outlier.OutlierTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tests for outliers. */
@Command(name = "outliers", description = "Tests whether extreme values are outliers.", mixinStandardHelpOptions = true)
final class OutliersCommand implements Callable<Integer> {
    private static final int MOST = 10;

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Mixin
    private SampleOptions data = new SampleOptions();

    @Option(names = "--test", paramLabel = "grubbs|esd|dixon", defaultValue = "grubbs", description = "Test. Default: ${DEFAULT-VALUE}.")
    private String test = "grubbs";

    @Option(names = "--side", paramLabel = "both|lower|upper", defaultValue = "both", description = "Which end; esd always tests both. Default: ${DEFAULT-VALUE}.")
    private String side = "both";

    @Option(names = "--alpha", defaultValue = "0.05", description = "Level of the test. Default: ${DEFAULT-VALUE}.")
    private double alpha = 0.05;

    @Option(names = "--max", paramLabel = "N", description = "Most outliers esd looks for; never more than the data allow. Default: 10.")
    private Optional<Integer> most = Optional.empty();

    @Override
    public Integer call() {
        return Analysis.run(report, table -> {
            SampleOptions.Labelled labelled = data.read(table, report.numbers());
            return new Shown(labelled, outcome(labelled.sample()), new Report(report.locale()));
        });
    }

    private record Outcome(List<OutlierTest> tests, List<Integer> outliers, List<Note> warnings) {
        static Outcome of(OutlierTest test) {
            return new Outcome(List.of(test), test.outlier() ? List.of(test.position()) : List.of(), List.of());
        }
    }

    private Outcome outcome(Sample sample) {
        Side end = ShelfLifeCommand.choice(Side.class, "--side", side);
        String name = test.strip().toLowerCase(Locale.ROOT);
        if (name.equals("esd") && end != Side.BOTH) {
            throw CommandRefusal.of("option-not-with", "option", "--side " + side, "with", "--test esd");
        }
        if (!name.equals("esd") && most.isPresent()) {
            throw CommandRefusal.of("option-not-with", "option", "--max", "with", "--test " + test);
        }
        return switch (name) {
            case "grubbs" -> Outcome.of(GrubbsTest.of(sample, end, alpha));
            case "dixon" -> Outcome.of(DixonTest.of(sample, end, alpha));
            case "esd" -> {
                GeneralizedEsd esd = GeneralizedEsd.of(sample,
                        Math.min(most.orElse(MOST), Math.max(1, sample.size() - 3)), alpha);
                yield new Outcome(esd.steps(), esd.positions(), esd.warnings());
            }
            default ->
                throw CommandRefusal.of("choice", "option", "--test", "given", test, "choices", "grubbs, esd, dixon");
        };
    }

    private record Shown(SampleOptions.Labelled labelled, Outcome outcome, Report report) implements Analysis {
        @Override
        public Map<String, @Nullable Object> json(CsvTable table) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("n", labelled.sample().size());
            fields.put("mean", labelled.sample().mean());
            fields.put("standardDeviation", labelled.sample().standardDeviation());
            List<Map<String, @Nullable Object>> tests = new ArrayList<>();
            for (OutlierTest step : outcome.tests()) {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>();
                entry.put("method", step.method());
                entry.put("side", step.side().name().toLowerCase(Locale.ROOT));
                entry.put("alpha", step.level());
                entry.put("n", step.n());
                entry.put("statistic", step.statistic());
                entry.put("critical", step.critical());
                entry.put("position", step.position());
                entry.put("x", labelled.labels().get(step.position() - 1));
                entry.put("value", step.suspect());
                entry.put("outlier", step.outlier());
                tests.add(entry);
            }
            fields.put("tests", tests);
            fields.put("outliers", outcome.outliers());
            fields.put("assumptions", report.json(outcome.tests().getFirst().assumptions()));
            fields.put("warnings", report.json(Analysis.warnings(outcome.warnings(), labelled.missing())));
            fields.put("input", Report.json(table));
            return fields;
        }

        @Override
        public String text(CsvTable table) {
            report.input(table).heading("outliers").table(
                    List.of("test", "point", "value", "statistic", "critical", "outlier"),
                    outcome.tests().stream()
                            .map(step -> List.of(report.word(step.method()), labelled.labels().get(step.position() - 1),
                                    Report.show(step.suspect()), Report.show(step.statistic()),
                                    Report.show(step.critical()),
                                    report.word(
                                            outcome.outliers().contains(step.position())
                                                    ? "outlier-yes"
                                                    : "outlier-no")))
                            .toList());
            return report.notes("assumptions", outcome.tests().getFirst().assumptions())
                    .notes("warnings", Analysis.warnings(outcome.warnings(), labelled.missing())).toString();
        }

        @Override
        public LinePlot plot() {
            Map<String, @Nullable Double> levels = new LinkedHashMap<>();
            levels.put("mean", labelled.sample().mean());
            return ValuesPlot.of(report, "outliers", labelled.column(), labelled.sample().values(), outcome.outliers(),
                    levels);
        }
    }
}
