package org.stroma.app.cli;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A picture of points and lines for print: white ground, dark ink, told apart by shade and marker. */
final class LinePlot {
    private static final List<Color> INKS = List.of(new Color(0x1b4f72), new Color(0xb03a2e), new Color(0x1e8449),
            new Color(0x7d3c98), new Color(0xb9770e), new Color(0x424949));
    private static final Color LIMIT = new Color(0x555555);
    private static final float FINE = 1.4f;
    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;

    /** Within about two decades of a logarithmic axis there is room to name what lies between 1, 10 and 100. */
    private static final double ROOM_FOR_EACH = 200;

    /** Names of more points would cover one another. */
    private static final int MOST_NAMED = 40;
    private static final Pattern OWN_DECLARATION = Pattern.compile("^.*?(?=<svg)", Pattern.DOTALL);

    /** Hundredths of a point are finer than any printer. */
    private static final Pattern LONG_DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    private final XYChart chart;
    private final List<LinePlot> below = new ArrayList<>();
    private double leftmost = Double.POSITIVE_INFINITY;
    private double rightmost = Double.NEGATIVE_INFINITY;
    private int inks;

    /**
     * An empty picture.
     *
     * @param logarithmic whether the horizontal axis is logarithmic
     */
    LinePlot(String title, String x, String y, boolean logarithmic) {
        System.setProperty("java.awt.headless", "true");
        chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title).xAxisTitle(x).yAxisTitle(y).build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Color.BLACK).setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE).setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        // broken grid lines would be written dash by dash, most of the file
        chart.getStyler().setPlotGridLinesColor(new Color(0xdddddd)).setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisLogarithmic(logarithmic).setyAxisTickLabelsFormattingFunction(Report::show);
        if (!logarithmic) {
            // with words of its own the axis would be divided evenly although points lie by logarithms
            chart.getStyler().setxAxisTickLabelsFormattingFunction(Report::show);
        }
    }

    /** A second picture under this one, in the same file. */
    LinePlot above(LinePlot other) {
        below.add(other);
        return this;
    }

    /** Names of the points at 1, 2, 3 and so on, below the axis instead of their positions, if they are few. */
    void nameMarks(List<String> names) {
        boolean positions = IntStream.range(0, names.size())
                .allMatch(i -> names.get(i).equals(Integer.toString(i + 1)));
        if (positions || names.size() > MOST_NAMED) {
            return;
        }
        chart.getStyler().setXAxisMaxLabelCount(names.size()).setXAxisLabelRotation(60)
                .setxAxisTickLabelsFormattingFunction(place -> {
                    int at = (int) Math.rint(place);
                    return at == place && at >= 1 && at <= names.size() ? names.get(at - 1) : "";
                });
    }

    /** Points and the line through them in one ink; either may be empty. */
    void group(String name, double[] pointX, double[] pointY, double[] lineX, double[] lineY) {
        Color ink = INKS.get(inks++ % INKS.size());
        if (lineX.length > 0) {
            series(name + " ", lineX, lineY, ink, new BasicStroke(FINE)).setShowInLegend(pointX.length == 0);
        }
        if (pointX.length > 0) {
            reach(pointX);
            XYSeries points = chart.addSeries(name, pointX, pointY);
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter).setMarkerColor(ink);
        }
    }

    /** An unbroken line, for centres and means. */
    void level(String name, double[] x, double[] y) {
        series(name, x, y, LIMIT, new BasicStroke(1));
    }

    /** A finely broken line, for bounds of what was estimated. */
    void bound(String name, double[] x, double[] y) {
        series(name, x, y, LIMIT,
                new BasicStroke(FINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{2, 3}, 0));
    }

    /** A broken line, for limits. */
    void limit(String name, double[] x, double[] y) {
        series(name, x, y, LIMIT,
                new BasicStroke(FINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{6, 4}, 0));
    }

    private XYSeries series(String name, double[] x, double[] y, Color ink, BasicStroke stroke) {
        reach(x);
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ink).setLineStyle(stroke);
        return series;
    }

    private void reach(double[] x) {
        leftmost = Math.min(leftmost, Arrays.stream(x).min().orElse(leftmost));
        rightmost = Math.max(rightmost, Arrays.stream(x).max().orElse(rightmost));
    }

    /** Writes the picture; refuses a file that cannot be written and a machine that has no fonts. */
    void write(Path file) {
        if (!file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".svg")) {
            throw CommandRefusal.of("plot-svg", "file", file);
        }
        try {
            Files.writeString(file, LONG_DECIMALS.matcher(below.isEmpty() ? svg() : stacked()).replaceAll("$1"));
        } catch (IOException | UncheckedIOException failure) {
            throw CommandRefusal.of("plot-unwritable", "file", file, "reason", String.valueOf(failure.getMessage()));
        } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError noFonts) {
            throw CommandRefusal.of("plot-fonts");
        }
    }

    private String svg() throws IOException {
        chart.getStyler().setXAxisLogarithmicDecadeOnly(!(rightmost / leftmost <= ROOM_FOR_EACH));
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
        return svg.toString(StandardCharsets.UTF_8);
    }

    /** All pictures in one, each moved down by those above it. */
    private String stacked() throws IOException {
        int height = HEIGHT * (1 + below.size());
        StringBuilder all = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n")
                .append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"").append(WIDTH)
                .append("px\" height=\"").append(height).append("px\" viewBox=\"0 0 ").append(WIDTH).append(' ')
                .append(height).append("\">\n").append(OWN_DECLARATION.matcher(svg()).replaceFirst(""));
        for (int i = 0; i < below.size(); i++) {
            String moved = " y=\"" + HEIGHT * (i + 1) + "px\"";
            all.append(OWN_DECLARATION.matcher(below.get(i).svg()).replaceFirst("").replaceFirst(" y=\"0px\"", moved));
        }
        return all.append("</svg>\n").toString();
    }
}
