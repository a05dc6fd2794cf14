package org.stroma.statistics.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

class BoxCoxTests {

    /** NIST/SEMATECH e-Handbook 6.5.2, microwave ovens (Johnson and Wichern): λ 0.28. */
    @Test
    void meetsTheNistExample() {
        String json = ReferenceData.text("qc_calcs/box_cox_nist.json");

        BoxCox found = BoxCox.of(Sample.of(ReferenceData.numbers(json, "y", 0)), 0.95);

        assertThat(found.lambda()).isCloseTo(0.28, within(0.005));
        assertThat(found.lower()).isLessThan(0.28);
        assertThat(found.upper()).isGreaterThan(0.28);
    }

    @Test
    void aFactorDoesNotMoveThePower() {
        double[] x = {0.3, 1.2, 4.0, 0.8, 2.2, 9.1, 0.5, 1.7};

        BoxCox one = BoxCox.of(Sample.of(x), 0.95);
        BoxCox other = BoxCox.of(Sample.of(Arrays.stream(x).map(v -> 250 * v).toArray()), 0.95);

        assertThat(other.lambda()).isCloseTo(one.lambda(), within(1e-6));
        assertThat(other.upper()).isCloseTo(one.upper(), within(1e-6));
    }

    @Test
    void inverseUndoesTheTransformation() {
        for (double lambda : new double[]{-1.5, 0, 1e-9, 0.5, 2}) {
            assertThat(BoxCox.inverse(BoxCox.transform(3.7, lambda), lambda)).isCloseTo(3.7, within(1e-7));
        }
    }

    @Test
    void refusesValuesWithoutALogarithm() {
        assertThatThrownBy(() -> BoxCox.of(Sample.of(1, 2, 0), 0.95)).isInstanceOfSatisfying(StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("not-positive"));
        assertThatThrownBy(() -> BoxCox.of(Sample.of(2, 2, 2), 0.95)).isInstanceOf(StatisticsRefusal.class);
    }
}
