package org.stroma.statistics.model.nonlinear;

import org.hipparchus.analysis.differentiation.Gradient;

/**
 * Mean response as a function of parameters and predictors; written once, it yields value and exact derivatives.
 */
@FunctionalInterface
public interface CurveFunction {
    /** Mean response at the given predictors. */
    Gradient value(Gradient[] parameters, double[] x);
}
