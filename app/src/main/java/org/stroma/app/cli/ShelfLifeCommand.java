package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.stability.CensoredValues;
import org.stroma.statistics.stability.DataSupport;
import org.stroma.statistics.stability.PoolingError;
import org.stroma.statistics.stability.Reading;
import org.stroma.statistics.stability.ShelfLife;
import org.stroma.statistics.stability.ShelfLifeProposal;
import org.stroma.statistics.stability.ShelfLifeResult;
import org.stroma.statistics.stability.ShelfLifeSettings;
import org.stroma.statistics.stability.SignificantChange;
import org.stroma.statistics.stability.StabilityPoint;
import org.stroma.statistics.stability.Storage;
import org.stroma.statistics.stability.StorageEvidence;
import org.stroma.statistics.stability.Transformation;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shelf life from stability data. */
@Command(name = "shelf-life", description = "Estimates a shelf life from stability data (ICH Q1E).", mixinStandardHelpOptions = true)
final class ShelfLifeCommand implements Callable<Integer> {
    @Mixin
    private ReportOptions report = new ReportOptions();

    @Option(names = "--time", required = true, paramLabel = "COL", description = "Column of the times, in months unless you think in another unit.")
    private String time = "";

    @Option(names = "--batch", paramLabel = "COL", description = "Column of the batch numbers; without it all rows are one batch.")
    private Optional<String> batch = Optional.empty();

    @Option(names = "--response", required = true, paramLabel = "COL", description = "Column of the results; <1 and >100 are censored, empty and NA missing.")
    private String response = "";

    @Option(names = "--lower", paramLabel = "L", description = "Lower acceptance limit.")
    private @Nullable Double lower;

    @Option(names = "--upper", paramLabel = "U", description = "Upper acceptance limit.")
    private @Nullable Double upper;

    @Option(names = "--alpha", defaultValue = "0.25", description = "Level of the poolability tests. Default: ${DEFAULT-VALUE}.")
    private double alpha = ShelfLifeSettings.POOLING_ALPHA;

    @Option(names = "--confidence", defaultValue = "0.95", description = "Confidence of the bound. Default: ${DEFAULT-VALUE}.")
    private double confidence = 0.95;

    @Option(names = "--sides", paramLabel = "1|2", description = "One-sided bound or two-sided interval. Default: 2 when both limits are given, else 1.")
    private Optional<Integer> sides = Optional.empty();

    @Option(names = "--error-term", paramLabel = "full|reduced", defaultValue = "full", description = "Residual against which intercepts are tested. Default: ${DEFAULT-VALUE}.")
    private PoolingError errorTerm = PoolingError.FULL;

    @Option(names = "--transform", paramLabel = "none|log", defaultValue = "none", description = "Scale of the regression. Default: ${DEFAULT-VALUE}.")
    private Transformation transform = Transformation.NONE;

    @Option(names = "--censored", paramLabel = "leave-out|at-limit|at-half-limit", defaultValue = "leave-out", description = "What to do with censored results. Default: ${DEFAULT-VALUE}.")
    private String censored = "leave-out";

    @ArgGroup(exclusive = false, headingKey = "shelf-life.proposal", heading = "Proposal of a period, in months:%n")
    private @Nullable StorageOptions storage;

    /** What decides how far beyond the data a period may reach. */
    static final class StorageOptions {
        @Option(names = "--storage", required = true, paramLabel = "room|refrigerated|frozen|below-minus-20", description = "Labelled storage.")
        private String storage = "";

        @Option(names = "--covered", required = true, paramLabel = "MONTHS", description = "Period covered by long-term data.")
        private double covered;

        @Option(names = "--significant-change", paramLabel = "none|after-three-months|within-three-months", description = "Significant change at the accelerated condition.")
        private Optional<String> change = Optional.empty();

        @Option(names = "--intermediate-change", description = "The intermediate condition changed too.")
        private boolean intermediate;

        @Option(names = "--not-amenable", description = "The data cannot be analysed by statistics.")
        private boolean notAmenable;

        StorageEvidence evidence() {
            return new StorageEvidence(choice(Storage.class, "--storage", storage), covered,
                    choice(SignificantChange.class, "--significant-change", change.orElse("none")), intermediate,
                    notAmenable ? DataSupport.NOT_AMENABLE : DataSupport.STATISTICS);
        }

        boolean withoutAcceleratedData() {
            return change.isEmpty() && (storage.equalsIgnoreCase("room") || storage.equalsIgnoreCase("refrigerated"));
        }
    }

    /** A constant by its name with hyphens, in any case. */
    static <E extends Enum<E>> E choice(Class<E> type, String option, String given) {
        String name = given.strip().replace('-', '_').toUpperCase(java.util.Locale.ROOT);
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
            names.add(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        }
        throw CommandRefusal.of("choice", "option", option, "given", given, "choices", String.join(", ", names));
    }

    @Override
    public Integer call() {
        CsvTable table = CsvReader.read(report.file(), report.numbers());
        try {
            List<StabilityPoint> points = points(table);
            ShelfLifeResult result = ShelfLife.estimate(points, settings());
            ShelfLifeReport shown = new ShelfLifeReport(result, proposal(result), report.locale(), storage != null
                    && storage.withoutAcceleratedData());
            if (report.plot().isPresent()) {
                shown.plot(points, time, response).write(report.plot().get());
            }
            if (report.json()) {
                Report.print(shown.json(table), System.out);
            } else {
                System.out.println(shown.text(table));
            }
            return 0;
        } catch (StatisticsRefusal refusal) {
            throw Analysis.refused(table, report, refusal);
        }
    }

    private @Nullable ShelfLifeProposal proposal(ShelfLifeResult result) {
        return storage == null ? null : ShelfLifeProposal.of(result.shelfLife(), storage.evidence());
    }

    private ShelfLifeSettings settings() {
        ShelfLifeSettings settings = ShelfLifeSettings.of(lower, upper).withAlpha(alpha).withConfidence(confidence)
                .withError(errorTerm).withTransformation(transform)
                .withCensored(choice(CensoredValues.class, "--censored", censored));
        return sides.map(settings::withSides).orElse(settings);
    }

    private List<StabilityPoint> points(CsvTable table) {
        int timeColumn = table.column(time);
        int responseColumn = table.column(response);
        Optional<Integer> batchColumn = batch.map(table::column);
        requireApart("--time", time, timeColumn, "--response", responseColumn);
        batchColumn.ifPresent(column -> {
            requireApart("--batch", table.header().get(column), column, "--time", timeColumn);
            requireApart("--batch", table.header().get(column), column, "--response", responseColumn);
        });
        List<StabilityPoint> points = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            double at = report.numbers().get(table, row, timeColumn);
            if (at < 0) {
                throw table.refusal(row, timeColumn, "time-negative");
            }
            String name = batchColumn.map(column -> table.cell(row, column)).orElse("1");
            if (name.isEmpty()) {
                throw table.refusal(row, batchColumn.orElseThrow(), "batch-needed");
            }
            points.add(new StabilityPoint(name, at, reading(table, row, responseColumn)));
        }
        return points;
    }

    private static void requireApart(String first, String name, int column, String second, int other) {
        if (column == other) {
            throw CommandRefusal.of("column-of-both", "column", name, "first", first, "second", second);
        }
    }

    private Reading reading(CsvTable table, CsvTable.Row row, int column) {
        String cell = table.cell(row, column);
        if (Numbers.missing(cell)) {
            return new Reading.Missing();
        }
        char sign = cell.charAt(0);
        if (sign == '<' || sign == '＜') {
            return new Reading.Below(report.numbers().parse(table, row, column, cell.substring(1).strip()));
        }
        if (sign == '>' || sign == '＞') {
            return new Reading.Above(report.numbers().parse(table, row, column, cell.substring(1).strip()));
        }
        return new Reading.Measured(report.numbers().get(table, row, column));
    }
}
