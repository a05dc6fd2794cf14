package org.stroma.statistics.oot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

class TrendCheckTests {

    private static final double[] MONTHS = {0, 3, 6, 9, 12, 18};
    private static final double[] LOT = {92.1, 91.8, 91.9, 91.2, 91.0, 90.6};

    /** Viability of a lot to 18 months predicts 90.0314 at 24, 95 % limits 89.2851 and 90.7777; 89.9 is not out of trend. */
    @Test
    void predictionMeetsThePublishedExample() {
        TrendCheck check = TrendCheck.prediction(MONTHS, LOT, 24, 89.9, 0.95);

        assertThat(check.expected()).isCloseTo(90.0314, within(5e-5));
        assertThat(check.lower()).isCloseTo(89.2851, within(5e-5));
        assertThat(check.upper()).isCloseTo(90.7777, within(5e-5));
        assertThat(check.outOfTrend()).isFalse();
    }

    @Test
    void aPointFarFromTheTrendIsFound() {
        assertThat(TrendCheck.prediction(MONTHS, LOT, 24, 88.0, 0.95).outOfTrend()).isTrue();
    }

    /** Limits are mean ± k·s with the exact two-sided factor, 3.3934 for ten lots at 95 % in 95 %. */
    @Test
    void slopesAndTimePointsUseToleranceLimits() {
        Sample slopes = Sample.of(-0.09, -0.08, -0.10, -0.07, -0.09, -0.11, -0.08, -0.10, -0.09, -0.085);

        TrendCheck check = TrendCheck.slope(slopes, -0.2, 0.95, 0.95);

        assertThat((check.upper() - check.expected()) / slopes.standardDeviation()).isCloseTo(3.3934, within(5.1e-5));
        assertThat(check.outOfTrend()).isTrue();
        assertThat(TrendCheck.timePoint(slopes, -0.09, 0.95, 0.95).outOfTrend()).isFalse();
    }

    @Test
    void slopeIsThatOfTheLine() {
        assertThat(TrendCheck.slopeOf(new double[]{0, 1, 2}, new double[]{5, 4, 3})).isCloseTo(-1, within(1e-14));
    }

    @Test
    void unitsOfTimeAndResultDoNotMatter() {
        double[] days = Arrays.stream(MONTHS).map(m -> 30 * m + 4).toArray();
        double[] share = Arrays.stream(LOT).map(v -> v / 100).toArray();

        TrendCheck other = TrendCheck.prediction(days, share, 724, 0.899, 0.95);

        assertThat(100 * other.lower()).isCloseTo(TrendCheck.prediction(MONTHS, LOT, 24, 89.9, 0.95).lower(),
                within(1e-9));
    }

    @Test
    void refusesTooLittleHistory() {
        assertThatThrownBy(() -> TrendCheck.prediction(new double[]{0, 3}, new double[]{1, 2}, 6, 3, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> TrendCheck.prediction(new double[]{3, 3, 3}, new double[]{1, 2, 3}, 6, 3, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> TrendCheck.timePoint(Sample.of(1, 2), 1, 0.95, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> TrendCheck.prediction(MONTHS, LOT, Double.NaN, 3, 0.95))
                .isInstanceOf(StatisticsRefusal.class);
    }
}
