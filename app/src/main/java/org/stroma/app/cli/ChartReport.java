package org.stroma.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.chart.ChartPoint;
import org.stroma.statistics.chart.ControlChart;
import org.stroma.statistics.chart.ControlCharts;
import org.stroma.statistics.chart.Signal;

/** A control chart as JSON, as text and as a picture. */
final class ChartReport implements Analysis {
    private final ControlCharts charts;
    private final Report report;

    ChartReport(ControlCharts charts, Locale locale) {
        this.charts = charts;
        this.report = new Report(locale);
    }

    @Override
    public String json(CsvTable table) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", charts.type());
        fields.putAll(fields(charts.main()));
        if (charts.charts().size() > 1) {
            fields.put("cusum".equals(charts.type()) ? "lowerSum" : "dispersion", fields(charts.charts().get(1)));
        }
        fields.put("assumptions", report.json(charts.assumptions()));
        fields.put("warnings", report.json(charts.warnings()));
        fields.put("input", Report.json(table));
        return Report.json(fields);
    }

    private static Map<String, @Nullable Object> fields(ControlChart chart) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<ChartPoint> points = chart.points();
        fields.put("statistic", chart.statistic());
        fields.put("center", Report.number(chart.center()));
        fields.put("sigma", Report.number(chart.sigma()));
        Map<String, @Nullable Object> limits = new LinkedHashMap<>();
        boolean constant = chart.constantLimits();
        limits.put("lower", constant
                ? Report.number(points.getFirst().lower())
                : points.stream().map(point -> Report.number(point.lower())).toList());
        limits.put("upper", constant
                ? Report.number(points.getFirst().upper())
                : points.stream().map(point -> Report.number(point.upper())).toList());
        fields.put("limits", limits);
        fields.put("points", points.stream().map(ChartReport::fields).toList());
        fields.put("signals", chart.signals().stream().map(ChartReport::fields).toList());
        fields.put("beyondLimits", chart.beyondLimits());
        return fields;
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
        for (ControlChart chart : charts.charts()) {
            report.heading(chart.statistic());
            boolean constant = chart.constantLimits();
            ChartPoint first = chart.points().getFirst();
            report.line("  " + report.word("center") + " " + Report.show(chart.center()) + "   " + report.word("limits")
                    + " " + (constant
                            ? Report.show(first.lower()) + " – " + Report.show(first.upper())
                            : report.word("by-point"))
                    + "   σ " + Report.show(chart.sigma()));
            report.table(List.of("point", "value", "lower", "upper", "signals"), chart.points().stream()
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
        return report.notes("assumptions", charts.assumptions()).notes("warnings", charts.warnings()).toString();
    }

    @Override
    public LinePlot plot() {
        ControlChart chart = charts.main();
        LinePlot plot = new LinePlot(report.word(charts.type()), report.word("point"),
                report.word(chart.statistic()), false);
        double[] x = IntStream.rangeClosed(1, chart.points().size()).asDoubleStream().toArray();
        double[] values = chart.points().stream().mapToDouble(ChartPoint::value).toArray();
        plot.group(report.word(chart.statistic()), x, values, x, values);
        List<Integer> marked = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            if (!chart.points().get(i).signals().isEmpty()) {
                marked.add(i);
            }
        }
        if (!marked.isEmpty()) {
            plot.group(report.word("signals"), marked.stream().mapToDouble(i -> x[i]).toArray(),
                    marked.stream().mapToDouble(i -> values[i]).toArray(), new double[0], new double[0]);
        }
        line(plot, "center", x, chart.points().stream().mapToDouble(ChartPoint::center).toArray());
        line(plot, "lower", x, chart.points().stream().mapToDouble(ChartPoint::lower).toArray());
        line(plot, "upper", x, chart.points().stream().mapToDouble(ChartPoint::upper).toArray());
        return plot;
    }

    private void line(LinePlot plot, String name, double[] x, double[] y) {
        if (Arrays.stream(y).allMatch(Double::isFinite)) {
            plot.limit(report.word(name), x, y);
        }
    }
}
