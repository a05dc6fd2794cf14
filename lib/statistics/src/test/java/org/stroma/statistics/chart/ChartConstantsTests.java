package org.stroma.statistics.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.stroma.statistics.StatisticsRefusal;

/** Factors as printed in ASTM Manual 7 (MNL 7A), table 16, and Montgomery, appendix VI, for subgroups of 2 to 25. */
class ChartConstantsTests {

    private static final double[] D2 = {1.128, 1.693, 2.059, 2.326, 2.534, 2.704, 2.847, 2.970, 3.078, 3.173, 3.258,
            3.336, 3.407, 3.472,
            3.532, 3.588, 3.640, 3.689, 3.735, 3.778, 3.819, 3.858, 3.895, 3.931};
    private static final double[] D3 = {0.853, 0.888, 0.880, 0.864, 0.848, 0.833, 0.820, 0.808, 0.797, 0.787, 0.778,
            0.770, 0.763, 0.756,
            0.750, 0.744, 0.739, 0.733, 0.729, 0.724, 0.720, 0.716, 0.712, 0.708};
    private static final double[] C4 = {0.7979, 0.8862, 0.9213, 0.9400, 0.9515, 0.9594, 0.9650, 0.9693, 0.9727, 0.9754,
            0.9776, 0.9794,
            0.9810, 0.9823, 0.9835, 0.9845, 0.9854, 0.9862, 0.9869, 0.9876, 0.9882, 0.9887, 0.9892, 0.9896};

    @Test
    void meetsThePrintedFactors() {
        for (int n = 2; n <= 25; n++) {
            assertThat(ChartConstants.EXACT.d2(n)).as("d2 of %d", n).isCloseTo(D2[n - 2], within(5.1e-4));
            assertThat(ChartConstants.PUBLISHED.d2(n)).as("d2 of %d", n).isCloseTo(D2[n - 2], within(1e-12));
            assertThat(ChartConstants.EXACT.d3(n)).as("d3 of %d", n).isCloseTo(D3[n - 2], within(5.1e-4));
            assertThat(ChartConstants.EXACT.c4(n)).as("c4 of %d", n).isCloseTo(C4[n - 2], within(5.1e-5));
        }
    }

    @Test
    void derivesTheShewhartFactors() {
        ChartConstants table = ChartConstants.EXACT;

        assertThat(table.a2(5)).isCloseTo(0.577, within(5e-4));
        assertThat(table.a3(5)).isCloseTo(1.427, within(5e-4));
        assertThat(table.capitalD3(7)).isCloseTo(0.076, within(5e-4));
        assertThat(table.capitalD3(6)).isZero();
        assertThat(table.capitalD4(5)).isCloseTo(2.114, within(6e-4));
        assertThat(table.b3(10)).isCloseTo(0.284, within(5e-4));
        assertThat(table.b4(5)).isCloseTo(2.089, within(5e-4));
    }

    @Test
    void joinsItsTwoFormulasOfC4Smoothly() {
        assertThat(ChartConstants.EXACT.c4(401) - ChartConstants.EXACT.c4(400)).isBetween(1.4e-6, 1.7e-6);
    }

    @Test
    void refusesASubgroupOfOne() {
        assertThatThrownBy(() -> ChartConstants.EXACT.c4(1)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> ChartConstants.PUBLISHED.d2(1)).isInstanceOf(StatisticsRefusal.class);
    }
}
