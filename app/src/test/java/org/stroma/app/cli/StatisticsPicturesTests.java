package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.statistics.Sample;
import org.stroma.statistics.assay.DilutionSeries;
import org.stroma.statistics.assay.EndPoint;
import org.stroma.statistics.equivalence.Equivalence;
import org.stroma.statistics.interval.ProportionIntervals;
import org.stroma.statistics.kinetic.MeanKineticTemperature;
import org.stroma.statistics.model.nonlinear.CurveData;
import org.stroma.statistics.model.nonlinear.CurveFit;
import org.stroma.statistics.oot.TrendCheck;
import org.stroma.statistics.sampling.DetectionProbability;
import org.stroma.statistics.transform.BoxCox;
import org.stroma.statistics.validation.Linearity;

/**
 * Draws the worked examples that have no command of their own, from the figures of the library. With
 * {@code -Dstroma.pictures=docs/statistics} the pictures of the pages are drawn anew.
 */
class StatisticsPicturesTests {
    private static final double[] NONE = {};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void drawsTheExamplesOfThePages() throws IOException {
        Map<String, LinePlot> pictures = new LinkedHashMap<>();
        pictures.put("linear.svg", trend());
        pictures.put("curve.svg", puromycin());
        pictures.put("intervals.svg", intervals());
        pictures.put("sampling.svg", operatingCharacteristic());
        pictures.put("linearity.svg", linearity());
        pictures.put("equivalence.svg", equivalence());
        pictures.put("box-cox.svg", boxCox());
        pictures.put("titre.svg", titre());
        pictures.put("mkt.svg", temperatures());
        String asked = System.getProperty("stroma.pictures", "");
        Path target = asked.isEmpty() ? folder : Path.of(System.getProperty("stroma.root", ".")).resolve(asked);

        for (Map.Entry<String, LinePlot> picture : pictures.entrySet()) {
            picture.getValue().write(target.resolve(picture.getKey()));
        }

        for (String name : pictures.keySet()) {
            assertThat(Files.readString(target.resolve(name))).contains("<svg").doesNotContain("NaN");
        }
    }

    private static double[] steps(double from, double to) {
        return IntStream.rangeClosed(0, 100).mapToDouble(i -> from + (to - from) * i / 100).toArray();
    }

    private static double[] map(double[] x, DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    private static LinePlot trend() {
        double[] months = {0, 3, 6, 9, 12, 18};
        double[] values = {92.1, 91.8, 91.9, 91.2, 91.0, 90.6};
        double[] x = steps(0, 30);
        DoubleUnaryOperator expected = t -> TrendCheck.prediction(months, values, t, 90, 0.95).expected();
        LinePlot plot = new LinePlot("A new result and the 95 % prediction interval", "month", "viability, %", false);
        plot.group("earlier results", months, values, x, map(x, expected));
        plot.group("new result", new double[]{24}, new double[]{89.9}, NONE, NONE);
        plot.limit("lower", x, map(x, t -> TrendCheck.prediction(months, values, t, 90, 0.95).lower()));
        plot.limit("upper", x, map(x, t -> TrendCheck.prediction(months, values, t, 90, 0.95).upper()));
        return plot;
    }

    private static LinePlot puromycin() {
        double[] x = {0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10};
        double[] y = {76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200};
        CurveFit fit = CurveFit.of((p, v) -> p[0].multiply(v[0]).divide(p[1].add(v[0])), CurveData.of(x, y),
                List.of("Vm", "K"), 205, 0.08);
        double[] at = steps(0, 1.2);
        LinePlot plot = new LinePlot("Puromycin: V = Vm·c / (K + c)", "concentration, ppm", "rate, counts/min²", false);
        plot.group("rate", x, y, at, map(at, c -> fit.mean(c).value()));
        return plot;
    }

    private static LinePlot intervals() {
        double[] x = IntStream.rangeClosed(0, 50).asDoubleStream().toArray();
        LinePlot plot = new LinePlot("95 % limits of a proportion, 50 units", "units that pass", "proportion", false);
        plot.group("estimate", NONE, NONE, x, map(x, i -> i / 50));
        plot.group("Wilson", NONE, NONE, x, map(x, i -> ProportionIntervals.wilson((long) i, 50, 0.95).lower()));
        plot.group("Wilson, upper", NONE, NONE, x, map(x, i -> ProportionIntervals.wilson((long) i, 50, 0.95).upper()));
        plot.limit("Clopper-Pearson",
                x, map(x, i -> ProportionIntervals.clopperPearson((long) i, 50, 0.95).lower()));
        plot.limit("Clopper-Pearson, upper",
                x, map(x, i -> ProportionIntervals.clopperPearson((long) i, 50, 0.95).upper()));
        return plot;
    }

    private static LinePlot operatingCharacteristic() {
        double[] percent = steps(0, 20);
        LinePlot plot = new LinePlot("Chance that a lot passes", "nonconforming units, %", "chance", false);
        plot.group("50 units, accept 3", NONE, NONE, percent,
                map(percent, p -> DetectionProbability.acceptanceOfManyUnits(50, p / 100, 3)));
        plot.group("20 units, accept 0", NONE, NONE, percent,
                map(percent, p -> DetectionProbability.acceptanceOfManyUnits(20, p / 100, 0)));
        plot.limit("limit 2.5 %", new double[]{2.5, 2.5}, new double[]{0, 1});
        return plot;
    }

    private static LinePlot linearity() {
        double[] x = {0.05, 0.1, 0.25, 0.5, 1, 2.5};
        double[] y = {0.061, 0.113, 0.262, 0.517, 1.021, 2.533};
        Linearity line = Linearity.of(x, y, 0.95);
        double[] at = steps(0, 2.6);
        LinePlot plot = new LinePlot("Calibration line", "amount", "response", false);
        plot.group("response", x, y, at, map(at, a -> line.intercept() + line.slope() * a));
        return plot;
    }

    private static LinePlot equivalence() {
        double[] test = {103.4, 59.92, 68.17, 94.54, 69.48, 72.17, 74.37, 84.44, 96.74, 94.26, 48.52, 95.68};
        double[] reference = {90.11, 77.71, 77.71, 97.51, 58.21, 101.3, 79.84, 96.06, 89.30, 97.22, 61.62, 85.80};
        Equivalence result = Equivalence.paired(map(test, Math::log), map(reference, Math::log),
                new Equivalence.Margins(Math.log(0.8), Math.log(1.25)), 0.05);
        LinePlot plot = new LinePlot("Ratio of test to reference, 90 % interval inside the margins", "ratio", "",
                false);
        plot.group("ratio", new double[]{Math.exp(result.difference())}, new double[]{1},
                new double[]{Math.exp(result.lower()), Math.exp(result.upper())}, new double[]{1, 1});
        plot.limit("margin 0.80", new double[]{0.8, 0.8}, new double[]{0, 2});
        plot.limit("margin 1.25", new double[]{1.25, 1.25}, new double[]{0, 2});
        return plot;
    }

    private static LinePlot boxCox() {
        Sample oven = Sample.of(0.15, 0.09, 0.18, 0.1, 0.05, 0.12, 0.08, 0.05, 0.08, 0.1, 0.07, 0.02, 0.01, 0.1, 0.1,
                0.1, 0.02, 0.1, 0.01, 0.4, 0.1, 0.05, 0.03, 0.05, 0.15, 0.1, 0.15, 0.09, 0.08, 0.18, 0.1, 0.2, 0.11,
                0.3, 0.02, 0.2, 0.2, 0.3, 0.3, 0.4, 0.3, 0.05);
        BoxCox result = BoxCox.of(oven, 0.95);
        double[] lambda = steps(-0.5, 1);
        LinePlot plot = new LinePlot("Microwave ovens: likelihood of the power", "λ", "log likelihood", false);
        plot.group("log likelihood", new double[]{result.lambda()}, new double[]{result.logLikelihood()}, lambda,
                map(lambda, l -> BoxCox.logLikelihood(oven, l)));
        double[] interval = {result.lower(), result.upper()};
        plot.limit("95 % interval", interval, map(interval, l -> BoxCox.logLikelihood(oven, l)));
        return plot;
    }

    private static LinePlot titre() {
        DilutionSeries series = new DilutionSeries(5, 1, List.of(new DilutionSeries.Row(5, 5),
                new DilutionSeries.Row(3, 5), new DilutionSeries.Row(1, 5), new DilutionSeries.Row(0, 5)), 0.1);
        double[] logs = {5, 6, 7, 8};
        double[] shares = series.rows().stream().mapToDouble(DilutionSeries.Row::share).toArray();
        double half = EndPoint.reedMuench(series).logPerInoculum();
        LinePlot plot = new LinePlot("Share infected, and the dilution that infects one half",
                "dilution, −log₁₀", "share infected", false);
        plot.group("share infected", logs, shares, logs, shares);
        plot.limit("Reed-Muench", new double[]{half, half}, new double[]{0, 1});
        return plot;
    }

    private static LinePlot temperatures() {
        double[] readings = {5.1, 4.8, 5.0, 5.3, 9.6, 12.4, 7.9, 5.2};
        MeanKineticTemperature kinetic = MeanKineticTemperature.of(readings,
                MeanKineticTemperature.Activation.USP);
        double[] x = IntStream.rangeClosed(1, readings.length).asDoubleStream().toArray();
        double[] ends = {1, readings.length};
        LinePlot plot = new LinePlot("Readings, their mean and the mean kinetic temperature", "reading", "°C", false);
        plot.group("reading", x, readings, x, readings);
        plot.limit("mean kinetic temperature", ends, new double[]{kinetic.celsius(), kinetic.celsius()});
        plot.limit("mean", ends, new double[]{kinetic.mean(), kinetic.mean()});
        return plot;
    }
}
