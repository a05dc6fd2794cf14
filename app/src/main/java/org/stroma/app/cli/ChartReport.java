package org.stroma.app.cli;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.chart.ChartPoint;
import org.stroma.statistics.chart.ControlChart;
import org.stroma.statistics.chart.ControlCharts;
import org.stroma.statistics.chart.Signal;

/** A control chart as JSON, as text and as a picture. */
final class ChartReport implements Analysis {
    private static final int MOST_DRAWN = 4000;

    private final ControlCharts charts;
    private final List<Note> warnings;
    private final Report report;

    /**
     * Shows charts.
     *
     * @param missing how many values were left out because they were not there
     */
    ChartReport(ControlCharts charts, int missing, Locale locale) {
        this.charts = charts;
        this.warnings = Analysis.warnings(charts.warnings(), missing);
        this.report = new Report(locale);
    }

    @Override
    public Map<String, @Nullable Object> json(CsvTable table) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", charts.type());
        if (charts.target() != null) {
            fields.put("target", charts.target());
        }
        fields.putAll(fields(charts.main()));
        if (charts.charts().size() > 1) {
            fields.put("cusum".equals(charts.type()) ? "lowerSum" : "dispersion", fields(charts.charts().get(1)));
        }
        fields.put("assumptions", report.json(charts.assumptions()));
        fields.put("warnings", report.json(warnings));
        fields.put("input", Report.json(table));
        return fields;
    }

    private static Map<String, @Nullable Object> fields(ControlChart chart) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<ChartPoint> points = chart.points();
        fields.put("statistic", chart.statistic());
        fields.put("center", Report.number(chart.center()));
        fields.put("sigma", chart.sigma() > 0 ? Report.number(chart.sigma()) : null);
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        boolean constant = chart.constantLimits();
        limits.put("lower", constant
                ? Report.number(points.getFirst().lower())
                : view(points, point -> Report.number(point.lower())));
        limits.put("upper", constant
                ? Report.number(points.getFirst().upper())
                : view(points, point -> Report.number(point.upper())));
        fields.put("limits", limits);
        fields.put("points", view(points, ChartReport::fields));
        fields.put("signals", view(chart.signals(), ChartReport::fields));
        fields.put("beyondLimits", chart.beyondLimits());
        return fields;
    }

    /** A list whose entries are made when they are asked for; a million points need not stand in memory twice. */
    private static <A, B extends @Nullable Object> List<B> view(List<A> list, Function<A, B> shown) {
        return new AbstractList<B>() {
            @Override
            public B get(int index) {
                return shown.apply(list.get(index));
            }

            @Override
            public int size() {
                return list.size();
            }
        };
    }

    private static Map<String, @Nullable Object> fields(ChartPoint point) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("x", point.label());
        fields.put("value", Report.number(point.value()));
        fields.put("center", Report.number(point.center()));
        fields.put("lower", Report.number(point.lower()));
        fields.put("upper", Report.number(point.upper()));
        fields.put("baseline", point.baseline());
        fields.put("signals", point.signals());
        return fields;
    }

    private static Map<String, Object> fields(Signal signal) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", signal.rule());
        fields.put("at", signal.at());
        fields.put("points", signal.points());
        return fields;
    }

    @Override
    public String text(CsvTable table) {
        report.input(table);
        if (charts.target() != null) {
            report.line(report.word("target") + " " + Report.show(charts.target()));
        }
        for (ControlChart chart : charts.charts()) {
            report.heading(chart.statistic());
            boolean constant = chart.constantLimits();
            ChartPoint first = chart.points().getFirst();
            report.line("  " + report.word("center") + " " + Report.show(chart.center()) + "   " + report.word("limits")
                    + " " + (constant
                            ? Report.show(first.lower()) + " – " + Report.show(first.upper())
                            : report.word("by-point"))
                    + "   σ " + Report.show(chart.sigma()));
            report.table(List.of("point", "value", "control-lower", "control-upper", "signals"), chart.points().stream()
                    .map(point -> List.of(point.label() + (point.baseline() ? "" : " *"), Report.show(point.value()),
                            Report.show(point.lower()), Report.show(point.upper()),
                            String.join(", ", point.signals())))
                    .toList());
            for (Signal signal : chart.signals()) {
                report.line("  " + signal.rule() + ": " + signal.points());
            }
        }
        if (charts.main().points().stream().anyMatch(point -> !point.baseline())) {
            report.line("").line("* " + report.word("not-in-baseline"));
        }
        return report.notes("assumptions", charts.assumptions()).notes("warnings", warnings).toString();
    }

    @Override
    public LinePlot plot() {
        LinePlot first = plot(charts.main(), report.word(charts.type()));
        charts.charts().stream().skip(1).forEach(chart -> first.above(plot(chart, "")));
        return first;
    }

    private LinePlot plot(ControlChart chart, String title) {
        LinePlot plot = new LinePlot(title, report.word("point"), report.word(chart.statistic()), false);
        plot.nameMarks(chart.points().stream().map(ChartPoint::label).toList());
        List<ChartPoint> points = chart.points();
        int[] drawn = drawn(points, MOST_DRAWN / charts.charts().size());
        double[] x = Arrays.stream(drawn).mapToDouble(i -> i + 1).toArray();
        double[] values = Arrays.stream(drawn).mapToDouble(i -> points.get(i).value()).toArray();
        String share = drawn.length < points.size() ? " (" + drawn.length + "/" + points.size() + ")" : "";
        plot.group(report.word(chart.statistic()) + share, x, values, x, values);
        int[] marked = Arrays.stream(drawn).filter(i -> !points.get(i).signals().isEmpty()).toArray();
        if (marked.length > 0) {
            plot.group(report.word("signals"), Arrays.stream(marked).mapToDouble(i -> i + 1).toArray(),
                    Arrays.stream(marked).mapToDouble(i -> points.get(i).value()).toArray(), new double[0],
                    new double[0]);
        }
        plot.level(report.word("center"), x, Arrays.stream(drawn).mapToDouble(i -> points.get(i).center()).toArray());
        line(plot, "control-lower", x, Arrays.stream(drawn).mapToDouble(i -> points.get(i).lower()).toArray());
        line(plot, "control-upper", x, Arrays.stream(drawn).mapToDouble(i -> points.get(i).upper()).toArray());
        return plot;
    }

    /** Positions to draw: all, or of very many the lowest and the highest of each stretch, so that no excursion is lost. */
    private static int[] drawn(List<ChartPoint> points, int most) {
        int n = points.size();
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        int stretches = most / 2;
        IntStream.Builder chosen = IntStream.builder();
        for (int s = 0; s < stretches; s++) {
            int low = (int) ((long) n * s / stretches);
            int high = low;
            for (int i = low; i < (long) n * (s + 1) / stretches; i++) {
                low = points.get(i).value() < points.get(low).value() ? i : low;
                high = points.get(i).value() > points.get(high).value() ? i : high;
            }
            chosen.add(Math.min(low, high)).add(Math.max(low, high));
        }
        return chosen.build().distinct().toArray();
    }

    private void line(LinePlot plot, String name, double[] x, double[] y) {
        if (Arrays.stream(y).allMatch(Double::isFinite)) {
            plot.limit(report.word(name), x, y);
        }
    }
}
