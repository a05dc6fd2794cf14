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
import java.util.List;
import java.util.regex.Pattern;
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

    /** Hundredths of a point are finer than any printer. */
    private static final Pattern LONG_DECIMALS = Pattern.compile("(\\d\\.\\d\\d)\\d+");

    private final XYChart chart;
    private int inks;

    /**
     * An empty picture.
     *
     * @param logarithmic whether the horizontal axis is logarithmic
     */
    LinePlot(String title, String x, String y, boolean logarithmic) {
        System.setProperty("java.awt.headless", "true");
        chart = new XYChartBuilder().width(900).height(600).title(title).xAxisTitle(x).yAxisTitle(y).build();
        chart.getStyler().setChartBackgroundColor(Color.WHITE).setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderColor(Color.BLACK).setLegendPosition(Styler.LegendPosition.OutsideE)
                .setLegendBorderColor(Color.WHITE).setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        // broken grid lines would be written dash by dash, most of the file
        chart.getStyler().setPlotGridLinesColor(new Color(0xdddddd)).setPlotGridLinesStroke(new BasicStroke(1))
                .setXAxisLogarithmic(logarithmic);
    }

    /** Points and the line through them in one ink; either may be empty. */
    void group(String name, double[] pointX, double[] pointY, double[] lineX, double[] lineY) {
        Color ink = INKS.get(inks++ % INKS.size());
        if (lineX.length > 0) {
            series(name + " ", lineX, lineY, ink, new BasicStroke(FINE)).setShowInLegend(pointX.length == 0);
        }
        if (pointX.length > 0) {
            XYSeries points = chart.addSeries(name, pointX, pointY);
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter).setMarkerColor(ink);
        }
    }

    /** A broken line, for limits and bounds. */
    void limit(String name, double[] x, double[] y) {
        series(name, x, y, LIMIT,
                new BasicStroke(FINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[]{6, 4}, 0));
    }

    private XYSeries series(String name, double[] x, double[] y, Color ink, BasicStroke stroke) {
        XYSeries series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ink).setLineStyle(stroke);
        return series;
    }

    /** Writes the picture; refuses a file that cannot be written and a machine that has no fonts. */
    void write(Path file) {
        if (!file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".svg")) {
            throw CommandRefusal.of("plot-svg", "file", file);
        }
        try {
            ByteArrayOutputStream svg = new ByteArrayOutputStream();
            VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
            Files.writeString(file, LONG_DECIMALS.matcher(svg.toString(StandardCharsets.UTF_8)).replaceAll("$1"));
        } catch (IOException | UncheckedIOException failure) {
            throw CommandRefusal.of("plot-unwritable", "file", file, "reason", String.valueOf(failure.getMessage()));
        } catch (InternalError | NoClassDefFoundError | UnsatisfiedLinkError noFonts) {
            throw CommandRefusal.of("plot-fonts");
        }
    }
}
