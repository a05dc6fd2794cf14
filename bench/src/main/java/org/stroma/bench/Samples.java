package org.stroma.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.stroma.statistics.potency.Observation;
import org.stroma.statistics.stability.Reading;
import org.stroma.statistics.stability.StabilityPoint;

/** Made-up data of realistic size, the same in every run. */
final class Samples {
    static final int LOTS = 50;
    static final int ATTRIBUTES = 10;
    static final int ASSAYS = 1000;
    static final double[] TIMES = {0, 3, 6, 9, 12, 18, 24, 36};
    static final double[] DOSES = {1, 2, 4};
    static final int REPLICATES = 6;

    private Samples() {}

    /** Ten attributes of 50 lots that fall by 0.1 a month, a little different from lot to lot. */
    static List<List<StabilityPoint>> attributes() {
        SplittableRandom random = new SplittableRandom(17);
        List<List<StabilityPoint>> attributes = new ArrayList<>();
        for (int a = 0; a < ATTRIBUTES; a++) {
            List<StabilityPoint> points = new ArrayList<>();
            for (int lot = 0; lot < LOTS; lot++) {
                double start = 95 + random.nextGaussian();
                double slope = -0.1 + 0.01 * random.nextGaussian();
                for (double time : TIMES) {
                    points.add(StabilityPoint.of("L" + lot, time,
                            start + slope * time + 0.4 * random.nextGaussian()));
                }
            }
            attributes.add(points);
        }
        return attributes;
    }

    static double value(StabilityPoint point) {
        return point.reading() instanceof Reading.Measured measured ? measured.value() : Double.NaN;
    }

    /** A thousand assays of a standard and one preparation, three doses, six replicates. */
    static List<List<Observation>> lineAssays() {
        SplittableRandom random = new SplittableRandom(23);
        List<List<Observation>> assays = new ArrayList<>();
        for (int a = 0; a < ASSAYS; a++) {
            List<Observation> assay = new ArrayList<>();
            double ratio = Math.exp(0.1 * random.nextGaussian());
            for (String preparation : List.of("S", "T")) {
                double relative = preparation.equals("S") ? 1 : ratio;
                for (double dose : DOSES) {
                    for (int i = 0; i < REPLICATES; i++) {
                        double response = 10 + 5 * Math.log(dose * relative) + 0.3 * random.nextGaussian();
                        assay.add(Observation.of(preparation, dose, response));
                    }
                }
            }
            assays.add(assay);
        }
        return assays;
    }

    /** A thousand assays with whole curves: eight doses, three replicates. */
    static List<List<Observation>> curveAssays() {
        SplittableRandom random = new SplittableRandom(29);
        List<List<Observation>> assays = new ArrayList<>();
        for (int a = 0; a < ASSAYS; a++) {
            List<Observation> assay = new ArrayList<>();
            double ratio = Math.exp(0.1 * random.nextGaussian());
            for (String preparation : List.of("S", "T")) {
                double middle = preparation.equals("S") ? 10 : 10 / ratio;
                for (int k = 0; k < 8; k++) {
                    double dose = 0.78125 * Math.pow(2, k);
                    for (int i = 0; i < 3; i++) {
                        double mean = 82 - 78 / (1 + Math.pow(dose / middle, 1.4));
                        assay.add(Observation.of(preparation, dose, mean + 1.3 * random.nextGaussian()));
                    }
                }
            }
            assays.add(assay);
        }
        return assays;
    }

    /** A stable process with a shift now and then. */
    static double[] process(int points) {
        SplittableRandom random = new SplittableRandom(31);
        double[] values = new double[points];
        for (int i = 0; i < points; i++) {
            values[i] = 100 + 2 * random.nextGaussian() + (i / 1000 % 50 == 7 ? 1 : 0);
        }
        return values;
    }
}
