package org.stroma.instruments.gating;

/**
 * fratio: {@code A (x - B) / (y - C)} of two channels (Gating-ML 2.0, 6.6), held in bounds.
 *
 * @param id its id
 * @param numerator channel x
 * @param denominator channel y
 * @param a factor
 * @param b taken from x
 * @param c taken from y
 * @param lowest boundMin, minus infinity when not stated
 * @param highest boundMax, infinity when not stated
 */
public record Ratio(String id, String numerator, String denominator, double a, double b, double c, double lowest,
        double highest) {

    public Ratio {
        if (!(lowest <= highest))
            throw new IllegalArgumentException("boundMin above boundMax");
    }

    double apply(double x, double y) {
        return Math.min(Math.max(a * (x - b) / (y - c), lowest), highest);
    }

}
