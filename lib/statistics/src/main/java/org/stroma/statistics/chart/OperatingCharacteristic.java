package org.stroma.statistics.chart;

import org.stroma.statistics.distribution.StandardNormal;

/** Chance that a chart fails to signal at the next point after a shift. */
public final class OperatingCharacteristic {

    private OperatingCharacteristic() {}

    /**
     * β of an X̄ chart, {@code Φ(L − δ√n) − Φ(−L − δ√n)}; Montgomery eq. 6.19.
     *
     * @param shift δ, in standard deviations of single values
     */
    public static double mean(double shift, int subgroupSize, double width) {
        double moved = shift * Math.sqrt(subgroupSize);
        return StandardNormal.between(-width - moved, width - moved);
    }
}
