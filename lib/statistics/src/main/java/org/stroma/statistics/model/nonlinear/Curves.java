package org.stroma.statistics.model.nonlinear;

import org.hipparchus.analysis.differentiation.Gradient;

/** The response and growth curves of the laboratory, with the order of their parameters. */
public final class Curves {
    private Curves() {}

    /**
     * Four-parameter logistic {@code D + (A - D) / (1 + (x / C)^B)}; parameters A, B, ln C, D. A is the response at dose zero
     * for positive B.
     */
    public static final CurveFunction FOUR_PARAMETER = (p, x) -> fourParameter(p[0], p[1], p[2], p[3], x[0]);

    /** Five-parameter logistic {@code D + (A - D) / (1 + (x / C)^B)^G}; parameters A, B, ln C, D, G with G positive. */
    public static final CurveFunction FIVE_PARAMETER = (p, x) -> {
        Gradient share = rise(p[1], p[2], x[0]).add(1).pow(p[4].negate());
        return p[3].add(p[0].subtract(p[3]).multiply(share));
    };

    /** Exponential approach or decay {@code a + b exp(-k x)}; parameters a, b, k. */
    public static final CurveFunction EXPONENTIAL = (p, x) -> p[0].add(p[1].multiply(p[2].multiply(-x[0]).exp()));

    /** Exponential growth {@code n exp(r x)}; parameters n, r. */
    public static final CurveFunction EXPONENTIAL_GROWTH = (p, x) -> p[0].multiply(p[1].multiply(x[0]).exp());

    /** Logistic growth {@code K / (1 + exp(-r (x - m)))}; parameters K, r, m (time of half the plateau). */
    public static final CurveFunction LOGISTIC = (p, x) -> p[0]
            .divide(p[1].negate().multiply(p[2].negate().add(x[0])).exp().add(1));

    /** Gompertz growth {@code K exp(-exp(-r (x - m)))}; parameters K, r, m (time of fastest growth). */
    public static final CurveFunction GOMPERTZ = (p, x) -> p[0]
            .multiply(p[1].negate().multiply(p[2].negate().add(x[0])).exp().negate().exp());

    /** Four-parameter logistic with parameters given one by one. */
    public static Gradient fourParameter(Gradient a, Gradient b, Gradient logC, Gradient d, double x) {
        return d.add(a.subtract(d).divide(rise(b, logC, x).add(1)));
    }

    /** {@code (x / C)^B}; 0 or infinite at dose zero, by the sign of B. */
    private static Gradient rise(Gradient b, Gradient logC, double x) {
        if (x == 0) {
            return Gradient.constant(b.getFreeParameters(), b.getValue() > 0 ? 0 : Double.MAX_VALUE);
        }
        return b.multiply(logC.negate().add(Math.log(x))).exp();
    }
}
