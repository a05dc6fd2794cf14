package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.stability.Crossing;
import org.stroma.statistics.stability.Line;
import org.stroma.statistics.stability.Reading;
import org.stroma.statistics.stability.ShelfLifeEstimate;
import org.stroma.statistics.stability.ShelfLifeProposal;
import org.stroma.statistics.stability.ShelfLifeResult;
import org.stroma.statistics.stability.StabilityModel;
import org.stroma.statistics.stability.StabilityPoint;
import org.stroma.statistics.stability.Transformation;

/** A shelf life as JSON, as text and as a picture. */
final class ShelfLifeReport {
    private static final int STEPS = 60;

    private final ShelfLifeResult result;
    private final @Nullable ShelfLifeProposal proposal;
    private final Report report;
    private final List<Note> warnings;

    ShelfLifeReport(ShelfLifeResult result, @Nullable ShelfLifeProposal proposal, Locale locale,
            boolean withoutAcceleratedData) {
        this.result = result;
        this.proposal = proposal;
        this.report = new Report(locale);
        this.warnings = new ArrayList<>(result.warnings());
        if (withoutAcceleratedData) {
            warnings.add(Note.of("shelf-life-no-accelerated-data"));
        }
    }

    private static @Nullable Double time(Crossing crossing) {
        return crossing.finite().isPresent() ? crossing.finite().getAsDouble() : null;
    }

    Map<String, @Nullable Object> json(CsvTable table) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("model", result.model().code());
        fields.put("shelfLife", time(result.selected().crossing()));
        fields.put("worstBatch", result.selected().worstBatch());
        Map<String, @Nullable Object> byModel = new LinkedHashMap<>();
        for (StabilityModel model : StabilityModel.values()) {
            byModel.put(model.code(), time(result.estimate(model).crossing()));
        }
        fields.put("byModel", byModel);
        fields.put("pooledError", time(result.pooledError().crossing()));
        fields.put("byBatch", batches());
        fields.put("poolability", poolability());
        fields.put("anova", Report.json(result.anova()));
        fields.put("proposal", proposal());
        fields.put("assumptions", report.json(result.assumptions()));
        fields.put("warnings", report.json(warnings));
        fields.put("input", Report.json(table));
        return fields;
    }

    private List<Map<String, @Nullable Object>> batches() {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        ShelfLifeEstimate selected = result.selected();
        for (int i = 0; i < selected.lines().size(); i++) {
            Line line = selected.lines().get(i);
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("batch", line.batch());
            fields.put("shelfLife", time(selected.byBatch().get(i)));
            fields.put("intercept", line.intercept());
            fields.put("slope", line.slope());
            fields.put("residualSd", Report.number(line.error().standardDeviation()));
            fields.put("df", line.error().df());
            list.add(fields);
        }
        return list;
    }

    private Map<String, @Nullable Object> poolability() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("slopes", test(result.slopes()));
        fields.put("intercepts", test(result.intercepts()));
        fields.put("alpha", result.settings().alpha());
        fields.put("errorTerm", result.settings().error().name().toLowerCase(Locale.ROOT));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> test(@Nullable AnovaRow row) {
        if (row == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("f", Report.number(row.f()));
        fields.put("df", row.df());
        fields.put("p", Report.number(row.p()));
        return fields;
    }

    private @Nullable Map<String, @Nullable Object> proposal() {
        if (proposal == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("months", proposal.months());
        fields.put("rule", proposal.rule().code());
        fields.put("decidedBy", proposal.decidedBy().name().toLowerCase(Locale.ROOT));
        fields.put("reasons", report.json(proposal.reasons()));
        return fields;
    }

    String text(CsvTable table) {
        ShelfLifeEstimate selected = result.selected();
        report.input(table);
        report.line(report.word("model") + ": " + report.word(result.model().code()));
        report.line(report.word("shelf-life") + ": " + Report.show(time(selected.crossing()))
                + (selected.worstBatch() == null
                        ? ""
                        : " (" + report.word("batch") + " " + selected.worstBatch() + ")"));
        if (proposal != null) {
            report.line(report.word("proposal") + ": " + proposal.months());
            report.notes("reasons", proposal.reasons());
        }
        report.heading("by-model");
        List<List<String>> rows = new ArrayList<>();
        for (StabilityModel model : StabilityModel.values()) {
            ShelfLifeEstimate estimate = result.estimate(model);
            rows.add(List.of(report.word(model.code()), Report.show(time(estimate.crossing())),
                    Objects.requireNonNullElse(estimate.worstBatch(), "–")));
        }
        rows.add(List.of(report.word("pooled-error"), Report.show(time(result.pooledError().crossing())),
                Objects.requireNonNullElse(result.pooledError().worstBatch(), "–")));
        report.table(List.of("model", "shelf-life", "worst-batch"), rows);
        report.heading("lines").table(List.of("batch", "intercept", "slope", "shelf-life"),
                IntStream.range(0, selected.lines().size()).mapToObj(i -> row(selected, i)).toList());
        report.heading("poolability").table(List.of("test", "df", "F", "p"), tests());
        report.heading("anova").anova(result.anova());
        report.notes("assumptions", result.assumptions()).notes("warnings", warnings);
        return report.toString().stripTrailing();
    }

    private List<String> row(ShelfLifeEstimate estimate, int i) {
        Line line = estimate.lines().get(i);
        return List.of(Objects.requireNonNullElse(line.batch(), report.word("all")), Report.show(line.intercept()),
                Report.show(line.slope()), Report.show(time(estimate.byBatch().get(i))));
    }

    private List<List<String>> tests() {
        List<List<String>> rows = new ArrayList<>();
        AnovaRow slopes = result.slopes();
        AnovaRow intercepts = result.intercepts();
        if (slopes != null) {
            rows.add(List.of(report.word("equal-slopes"), String.valueOf(slopes.df()), Report.show(slopes.f()),
                    Report.show(slopes.p())));
        }
        if (intercepts != null) {
            rows.add(List.of(report.word("equal-intercepts"), String.valueOf(intercepts.df()),
                    Report.show(intercepts.f()),
                    Report.show(intercepts.p())));
        }
        return rows;
    }

    /** Results, lines, the bound of the worst line and the limits. */
    LinePlot plot(List<StabilityPoint> points, String timeName, String responseName) {
        ShelfLifeEstimate selected = result.selected();
        double life = selected.crossing().finite().orElse(result.lastTime());
        double[] times = IntStream.rangeClosed(0, STEPS)
                .mapToDouble(i -> 1.05 * Math.max(life, result.lastTime()) * i / STEPS).toArray();
        LinePlot plot = new LinePlot(report.word("shelf-life") + " " + Report.show(time(selected.crossing())), timeName,
                responseName, false);
        for (String batch : points.stream().map(StabilityPoint::batch).distinct().toList()) {
            List<StabilityPoint> own = points.stream()
                    .filter(p -> p.batch().equals(batch) && p.reading() instanceof Reading.Measured).toList();
            Line line = selected.lines().stream().filter(l -> batch.equals(l.batch())).findFirst().orElse(null);
            plot.group(report.word("batch") + " " + batch, own.stream().mapToDouble(StabilityPoint::time).toArray(),
                    own.stream().mapToDouble(ShelfLifeReport::value).toArray(), line == null ? new double[0] : times,
                    line == null ? new double[0] : at(line, times));
        }
        Line worst = selected.lines().get(worst(selected));
        if (worst.batch() == null) {
            plot.group(report.word("all"), new double[0], new double[0], times, at(worst, times));
        }
        double level = 1 - 2 * (1 - result.settings().confidence()) / result.settings().sides();
        List<Limits> bounds = java.util.Arrays.stream(times).mapToObj(t -> worst.mean(t).limits(level)).toList();
        selected.crossing().finite().ifPresent(at -> end(plot, at, points));
        limit(plot, "lower-limit", result.settings().lower(), times,
                bounds.stream().mapToDouble(Limits::lower).toArray());
        limit(plot, "upper-limit", result.settings().upper(), times,
                bounds.stream().mapToDouble(Limits::upper).toArray());
        return plot;
    }

    /** An upright line at the end of the shelf life, as high as results and limits reach. */
    private void end(LinePlot plot, double at, List<StabilityPoint> points) {
        DoubleSummaryStatistics reach = points.stream().mapToDouble(ShelfLifeReport::value)
                .filter(Double::isFinite).summaryStatistics();
        Stream.of(result.settings().lower(), result.settings().upper()).filter(Objects::nonNull)
                .forEach(reach::accept);
        plot.level(report.word("shelf-life"), new double[]{at, at}, new double[]{reach.getMin(), reach.getMax()});
    }

    private static int worst(ShelfLifeEstimate estimate) {
        return IntStream.range(0, estimate.lines().size())
                .filter(i -> Objects.equals(estimate.lines().get(i).batch(), estimate.worstBatch())).findFirst()
                .orElse(0);
    }

    private void limit(LinePlot plot, String key, @Nullable Double limit, double[] times, double[] bound) {
        if (limit == null) {
            return;
        }
        String worst = result.selected().worstBatch();
        String of = worst == null ? "" : " " + worst;
        plot.limit(report.word(key), new double[]{times[0], times[times.length - 1]}, new double[]{limit, limit});
        plot.bound(report.word("confidence-bound") + of + (key.startsWith("l") ? " ↓" : " ↑"), times,
                java.util.Arrays.stream(bound).map(this::shown).toArray());
    }

    private double[] at(Line line, double[] times) {
        return java.util.Arrays.stream(times).map(t -> shown(line.mean(t).value())).toArray();
    }

    private double shown(double transformed) {
        return result.settings().transformation() == Transformation.LOG ? Math.exp(transformed) : transformed;
    }

    private static double value(StabilityPoint point) {
        return point.reading() instanceof Reading.Measured measured ? measured.value() : Double.NaN;
    }
}
