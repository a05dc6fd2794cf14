package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A point of a fitted line or curve, for drawing.
 *
 * @param preparation whose line
 * @param dose where
 * @param response fitted mean on the scale of analysis; share responding in a quantal assay
 */
public record FittedPoint(String preparation, double dose, double response) {
    private static final int STEPS = 40;

    /** Points over the positive doses of a preparation, evenly spaced on the logarithm. */
    static List<FittedPoint> along(String preparation, List<Observation> observations, DoubleUnaryOperator curve) {
        double[] doses = observations.stream().filter(o -> o.preparation().equals(preparation) && o.dose() > 0)
                .mapToDouble(Observation::dose).sorted().toArray();
        double low = Math.log(doses[0]);
        double high = Math.log(doses[doses.length - 1]);
        List<FittedPoint> points = new ArrayList<>();
        for (int i = 0; i <= STEPS; i++) {
            double dose = Math.exp(low + (high - low) * i / STEPS);
            points.add(new FittedPoint(preparation, dose, curve.applyAsDouble(dose)));
        }
        return points;
    }
}
