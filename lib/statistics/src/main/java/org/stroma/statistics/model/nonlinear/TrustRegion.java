package org.stroma.statistics.model.nonlinear;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresBuilder;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresProblem;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.optim.nonlinear.vector.leastsquares.MultivariateJacobianFunction;
import org.hipparchus.util.Pair;

/** The trust-region Levenberg-Marquardt of MINPACK: it follows long bent valleys in which plain damping stalls (MGH10). */
final class TrustRegion {
    private static final int EVALUATIONS = 20000;
    private static final double STEP_BOUND = 100;
    private static final double TOLERANCE = 1e-12;
    private static final double SINGULAR = 1e-300;

    private TrustRegion() {}

    /** A point near the minimum; the start itself where the search breaks down. */
    static double[] approach(CurveFunction curve, CurveData data, double[] start) {
        double[] target = new double[data.size()];
        MultivariateJacobianFunction model = point -> residuals(curve, data, point);
        LeastSquaresProblem problem = new LeastSquaresBuilder().start(start).target(target).model(model)
                .maxEvaluations(EVALUATIONS).maxIterations(EVALUATIONS).build();
        try {
            return new LevenbergMarquardtOptimizer(STEP_BOUND, TOLERANCE, TOLERANCE, TOLERANCE, SINGULAR)
                    .optimize(problem)
                    .getPoint().toArray();
        } catch (MathRuntimeException stalled) {
            // the damped steps that follow start where the caller asked and report their own failure
            return start;
        }
    }

    private static Pair<RealVector, org.hipparchus.linear.RealMatrix> residuals(CurveFunction curve, CurveData data,
            RealVector point) {
        Linearisation at = Linearisation.at(curve, data, point.toArray());
        if (!at.finite()) {
            throw new MathRuntimeException(org.hipparchus.exception.LocalizedCoreFormats.NOT_FINITE_NUMBER, Double.NaN);
        }
        return new Pair<>(new ArrayRealVector(at.residuals()), MatrixUtils.createRealMatrix(at.jacobian()));
    }
}
