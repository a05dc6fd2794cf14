package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.validation.PrecisionStudy;
import org.stroma.statistics.validation.RandomEffects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Variance components of a precision study. */
@Command(name = "precision", description = "Splits precision into variance components (ICH Q2, CLSI EP05).", mixinStandardHelpOptions = true)
final class PrecisionCommand implements Callable<Integer> {
    /** From the outermost factor inward, as studies are nested. */
    private static final List<String> NESTING = List.of("site", "laboratory", "lab", "instrument", "device", "operator",
            "analyst", "reagent", "lot", "batch", "calibrator", "calibration", "week", "day", "date", "series", "run",
            "plate", "实验室", "仪器", "人员", "批号",
            "日期", "批次");

    private static final Set<String> NUMBERED_ANEW = Set.of("week", "day", "date", "series", "run", "plate", "日期",
            "批次");

    private static final Set<String> REPLICATES = Set.of("replicate", "replicates", "rep", "repeat", "repetition",
            "trial", "determination", "aliquot", "重复", "平行");

    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--value", paramLabel = "COL", description = "Column of the results, where its name does not tell.")
    private Optional<String> value = Optional.empty();

    @Option(names = "--factors", paramLabel = "COL,COL", description = "Nested factors, the outermost first. Default: all other columns that vary, in the customary order.")
    private Optional<String> factors = Optional.empty();

    @Option(names = "--effects", paramLabel = "A+B+A:B", description = "Effects of factors that cross, as a formula: a:b combines, a/b is a+a:b, a*b is a+b+a:b; for example lot+device+(lot:device:day)/run.")
    private Optional<String> effects = Optional.empty();

    @Option(names = "--confidence", defaultValue = "0.95", description = "Confidence. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Override
    public Integer call() {
        return Analysis.run(report, table -> {
            Columns all = new Columns(table, report.numbers());
            int result = all.takeValue(value.or(() -> onlyValue(table)));
            Columns columns = all.measured(result);
            Sample values = columns.sample(result);
            PrecisionStudy study = effects.isPresent()
                    ? crossed(table, columns, result, values)
                    : nested(table, columns, result, values);
            return new Shown(columns.name(result), values, study, all.size() - columns.size(),
                    new Report(report.locale()));
        });
    }

    private PrecisionStudy crossed(CsvTable table, Columns columns, int result, Sample values) {
        if (factors.isPresent()) {
            throw CommandRefusal.of("factors-or-effects");
        }
        RandomEffects chosen = RandomEffects.parse(effects.orElseThrow());
        Map<String, List<String>> levels = new LinkedHashMap<>();
        for (String name : chosen.factors()) {
            levels.put(name, columns.levels(factor(table, name, result)));
        }
        return PrecisionStudy.of(chosen, levels, values, confidence);
    }

    private PrecisionStudy nested(CsvTable table, Columns columns, int result, Sample values) {
        List<String> names = factors.map(given -> List.of(given.split(",", -1)).stream().map(String::strip).toList())
                .orElseGet(() -> customary(columns));
        List<List<String>> byFactor = names.stream().map(name -> columns.levels(factor(table, name, result))).toList();
        List<List<String>> levels = IntStream.range(0, columns.size())
                .mapToObj(row -> byFactor.stream().map(factor -> factor.get(row)).toList()).toList();
        PrecisionStudy study = PrecisionStudy.of(names, levels, values, confidence);
        return factors.isPresent() ? study : study.withWarnings(recurring(names, byFactor));
    }

    /** Factors whose levels recur within several levels of the factor before them, days and runs apart, which are numbered anew by custom. */
    private static List<Note> recurring(List<String> names, List<List<String>> levels) {
        List<Note> notes = new ArrayList<>();
        for (int i = 1; i < names.size(); i++) {
            int outer = i - 1;
            int inner = i;
            long pairs = IntStream.range(0, levels.get(i).size())
                    .mapToObj(row -> List.of(levels.get(outer).get(row), levels.get(inner).get(row))).distinct()
                    .count();
            boolean anew = NUMBERED_ANEW.contains(names.get(i).toLowerCase(Locale.ROOT));
            if (!anew && pairs > new HashSet<>(levels.get(i)).size()) {
                notes.add(Note.of("levels-recur", "factor", names.get(i), "outer", names.get(outer)));
            }
        }
        return notes;
    }

    /** Columns that vary, in the customary order; neither replicates nor a level of its own for every value make a factor. */
    private static List<String> customary(Columns columns) {
        return columns.varying().stream().filter(column -> !columns.allDiffer(column)).map(columns::name)
                .filter(name -> !REPLICATES.contains(name.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.comparingInt(PrecisionCommand::rank)).toList();
    }

    private static int factor(CsvTable table, String name, int result) {
        int column = table.column(name);
        if (column == result) {
            throw CommandRefusal.of("factor-is-value", "column", name);
        }
        return column;
    }

    /** The one column that no factor is called by, if there is just one. */
    private static Optional<String> onlyValue(CsvTable table) {
        List<String> others = table.header().stream().filter(name -> rank(name) == NESTING.size()).toList();
        return others.size() == 1 ? Optional.of(others.getFirst()) : Optional.empty();
    }

    private static int rank(String name) {
        int place = NESTING.indexOf(name.toLowerCase(Locale.ROOT));
        return place < 0 ? NESTING.size() : place;
    }

    private record Shown(String column, Sample values, PrecisionStudy study, int missing,
            Report report) implements Analysis {
        @Override
        public Map<String, @Nullable Object> json(CsvTable table) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("n", study.n());
            fields.put("mean", study.mean());
            fields.put("confidence", study.confidence());
            fields.put("components", study.components().stream().map(Shown::fields).toList());
            fields.put("repeatability", fields(study.repeatability()));
            fields.put("total", fields(study.total()));
            fields.put("precisions", study.precisions().stream().map(Shown::fields).toList());
            fields.put("assumptions", report.json(study.assumptions()));
            fields.put("warnings", report.json(Analysis.warnings(study.warnings(), missing)));
            fields.put("input", Report.json(table));
            return fields;
        }

        private static Map<String, @Nullable Object> fields(PrecisionStudy.Component component) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("name", component.factor());
            fields.put("df", component.degreesOfFreedom());
            fields.put("ss", component.sumOfSquares());
            fields.put("ms", component.meanSquare());
            fields.put("variance", component.variance());
            fields.put("percentOfTotal", component.percent());
            fields.put("sd", component.standardDeviation());
            fields.put("cv", component.coefficientOfVariation());
            fields.put("setToZero", component.setToZero());
            fields.put("lower", component.lowerDeviation());
            fields.put("upper", component.upperDeviation());
            return fields;
        }

        private static Map<String, @Nullable Object> fields(PrecisionStudy.Precision precision) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("factors", precision.factors());
            fields.put("df", precision.degreesOfFreedom());
            fields.put("variance", precision.variance());
            fields.put("sd", precision.standardDeviation());
            fields.put("cv", precision.coefficientOfVariation());
            fields.put("lower", precision.lower());
            fields.put("upper", precision.upper());
            fields.put("lowerModifiedLargeSample", precision.lowerModified());
            fields.put("upperModifiedLargeSample", precision.upperModified());
            return fields;
        }

        @Override
        public String text(CsvTable table) {
            report.input(table)
                    .line("  n " + study.n() + "   " + report.word("mean") + " " + Report.show(study.mean()))
                    .heading("components").table(List.of("source", "df", "ms", "variance", "percent", "sd", "cv"),
                            study.components().stream()
                                    .map(c -> List.of(report.word(c.factor()), String.valueOf(c.degreesOfFreedom()),
                                            Report.show(c.meanSquare()), Report.show(c.variance()),
                                            Report.show(c.percent()), Report.show(c.standardDeviation()),
                                            Report.show(c.coefficientOfVariation())))
                                    .toList())
                    .heading("precision").table(List.of("varying", "df", "sd", "cv", "lower", "upper"),
                            study.precisions().stream()
                                    .map(p -> List.of(p.factors().isEmpty()
                                            ? report.word("repeatability")
                                            : String.join(" + ", p.factors()), Report.show(p.degreesOfFreedom()),
                                            Report.show(p.standardDeviation()),
                                            Report.show(p.coefficientOfVariation()), Report.show(p.lower()),
                                            Report.show(p.upper())))
                                    .toList());
            return report.notes("assumptions", study.assumptions())
                    .notes("warnings", Analysis.warnings(study.warnings(), missing)).toString();
        }

        @Override
        public LinePlot plot() {
            Map<String, @Nullable Double> levels = new LinkedHashMap<>();
            levels.put("mean", study.mean());
            return ValuesPlot.of(report, "precision", column, values.values(), List.of(), levels);
        }
    }
}
