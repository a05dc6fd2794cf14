package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Doublings, doubling time and cumulative doublings against golden values. SR-061. */
class GrowthTests {

    private static Growth growth(String seeded, String harvested) {
        return new Growth(Cells.viable(seeded), Cells.viable(harvested), 96);
    }

    /** The growth table of the worked campaign as printed, and to more digits from mpmath 1.3 at 30 digits. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
            "P1, 2.0224e7, 1.62e8, 3.0019, 31.9802, 3.00185353936960885, 31.9802411213440017",
            "P2, 1.5168e8, 1.12e9, 2.8844, 33.2825, 2.88439595782143205, 33.2825317341341226",
            "P3, 7.04e7, 5.30e8, 2.9123, 32.9631, 2.91234502570062662, 32.9631273605383193",
            "P4, 1.068e8, 7.584e8, 2.8280, 33.9457, 2.82804731721070517, 33.9456837994791828",
            "P5, 7.0784e8, 5.486e9, 2.9543, 32.4955, 2.95425942638829496, 32.4954535618979114"})
    void doublingsOfEachPassageAgreeWithTheTable(String step, String seeded, String harvested, double printedPd,
            double printedTd, double pd, double td) {
        Growth growth = growth(seeded, harvested);

        assertThat(growth.populationDoublings()).isCloseTo(printedPd, within(5e-5)).isCloseTo(pd, within(pd * 1e-14));
        assertThat(growth.doublingTimeHours().orElseThrow()).isCloseTo(printedTd, within(5e-5)).isCloseTo(td,
                within(td * 1e-14));
        assertThat(Math.log(2) / growth.specificRatePerHour()).isCloseTo(td, within(td * 1e-14));
    }

    @Test
    void cumulativeDoublingsOfTheCampaignAgreeWithTheTable() {
        CultureAge age = CultureAge.startingAt("P0 harvest");
        double[] printed = {3.0019, 5.8862, 8.7986, 11.6266, 14.5809};
        List<Growth> passages = List.of(growth("2.0224e7", "1.62e8"), growth("1.5168e8", "1.12e9"),
                growth("7.04e7", "5.30e8"), growth("1.068e8", "7.584e8"), growth("7.0784e8", "5.486e9"));
        for (int i = 0; i < printed.length; i++) {
            age = age.after(passages.get(i));
            assertThat(age.cumulativePdl()).isCloseTo(printed[i], within(1e-4));
        }

        assertThat(age.passage()).isEqualTo(5);
        assertThat(age.cumulativePdl()).isCloseTo(14.580901266490668, within(14.5809e-12));
    }

    @Test
    void lossIsNegativeHasNoDoublingTimeAndAddsNothing() {
        Growth loss = growth("2e6", "5e5");
        CultureAge before = new CultureAge(3, 8.5, 0, "P0 harvest");

        assertThat(loss.populationDoublings()).isCloseTo(-2, within(1e-15));
        assertThat(loss.specificRatePerHour()).isNegative();
        assertThat(loss.doublingTimeHours()).isEmpty();
        assertThat(loss.course()).isEqualTo(Growth.Course.LOST);
        assertThat(before.after(loss)).isEqualTo(new CultureAge(4, 8.5, 1, "P0 harvest"));
    }

    @Test
    void unchangedCultureHasNoDoublingTime() {
        Growth none = growth("2e6", "2e6");

        assertThat(none.populationDoublings()).isZero();
        assertThat(none.doublingTimeHours()).isEmpty();
        assertThat(none.course()).isEqualTo(Growth.Course.UNCHANGED);
    }

    @Test
    void poolCarriesTheHighestPassageAndTheHighestAge() {
        CultureAge young = new CultureAge(4, 12.5, 1, "P0 harvest");
        CultureAge old = new CultureAge(5, 11.0, 0, "P0 harvest");

        assertThat(CultureAge.pooled(List.of(young, old))).isEqualTo(new CultureAge(5, 12.5, 1, "P0 harvest"));
    }

    @Test
    void refusesToPoolAgesCountedFromDifferentEvents() {
        List<CultureAge> unlike = List.of(CultureAge.startingAt("P0 harvest"), CultureAge.startingAt("plated cells"));

        assertThatThrownBy(() -> CultureAge.pooled(unlike)).isInstanceOf(CultureAge.UnlikeZeroPoints.class);
        assertThatThrownBy(() -> CultureAge.pooled(List.of())).isInstanceOf(UnusableNumber.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, 0, -1, Double.POSITIVE_INFINITY})
    void refusesATimeThatIsNone(double hours) {
        assertThatThrownBy(() -> new Growth(Cells.viable("1e6"), Cells.viable("2e6"), hours))
                .isInstanceOf(UnusableNumber.class);
    }

    @Test
    void refusesCellsThatAreNoneOrNotViable() {
        assertThatThrownBy(() -> growth("0", "1e6")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> growth("1e6", "0")).isInstanceOf(UnusableNumber.class);
        assertThatThrownBy(() -> new Growth(Cells.total(java.math.BigDecimal.TEN), Cells.viable("1e6"), 96))
                .isInstanceOf(UnlikeCells.class);
    }
}
