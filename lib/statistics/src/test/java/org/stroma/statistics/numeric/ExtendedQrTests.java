package org.stroma.statistics.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;
import org.junit.jupiter.api.Test;

class ExtendedQrTests {
    private static DD[] column(double... values) {
        return Arrays.stream(values).mapToObj(DD::of).toArray(DD[]::new);
    }

    /** 1/(i+j+1) to double-double accuracy. */
    private static List<DD[]> hilbert(int n) {
        return IntStream.range(0, n)
                .mapToObj(j -> IntStream.range(0, n).mapToObj(i -> DD.ONE.divide(DD.of(i + j + 1))).toArray(DD[]::new))
                .toList();
    }

    /** Hilbert's matrix of order 8 has the condition 1.5e10; with right side its row sums the answer is all ones. */
    @Test
    void solvesHilbertsMatrixToTheLastDigitOfADouble() {
        List<DD[]> columns = hilbert(8);
        DD[] sums = IntStream.range(0, 8)
                .mapToObj(i -> columns.stream().map(column -> column[i]).reduce(DD.ZERO, DD::add)).toArray(DD[]::new);

        ExtendedQr qr = ExtendedQr.of(columns);

        assertThat(qr.rank()).isEqualTo(8);
        for (DD value : qr.solve(qr.rotate(sums))) {
            assertThat(value.subtract(DD.ONE).doubleValue()).isCloseTo(0, within(1e-19));
        }
    }

    /** The inverse of X'X for Hilbert's matrix of order 3 is the square of its inverse, whose corner is 9²+36²+30². */
    @Test
    void invertsTheUpperTriangle() {
        ExtendedQr qr = ExtendedQr.of(hilbert(3));

        DD[][] inverse = qr.inverseOfUpper();
        double corner = Arrays.stream(inverse[0]).mapToDouble(v -> v.doubleValue() * v.doubleValue()).sum();

        assertThat(corner).isCloseTo(9 * 9 + 36 * 36 + 30 * 30, within(1e-9));
        assertThat(inverse[2][0].doubleValue()).isZero();
        assertThat(inverse[2][1].doubleValue()).isZero();
    }

    @Test
    void leavesDependentColumnsOut() {
        ExtendedQr qr = ExtendedQr.of(List.of(column(1, 1, 1, 1), column(0, 0, 0, 0), column(1, 2, 3, 4),
                column(3, 5, 7, 9), column(1, 4, 9, 16)));

        assertThat(qr.offered()).isEqualTo(5);
        assertThat(qr.keptColumns()).containsExactly(0, 2, 4);
        assertThat(qr.rank()).isEqualTo(3);
    }

    @Test
    void keepsNoMoreColumnsThanRows() {
        ExtendedQr qr = ExtendedQr.of(List.of(column(1, 0), column(1, 1), column(2, 7)));

        assertThat(qr.keptColumns()).containsExactly(0, 1);
        assertThat(ExtendedQr.of(List.of()).rank()).isZero();
    }

    /** A line through (0,1), (1,3), (2,5), (3,8): slope 2.3, intercept 0.8, squares 0.3; rotation keeps the length. */
    @Test
    void splitsTheResponseIntoEffectsAndResidual() {
        ExtendedQr qr = ExtendedQr.of(List.of(column(1, 1, 1, 1), column(0, 1, 2, 3)));
        DD[] response = column(1, 3, 5, 8);

        DD[] rotated = qr.rotate(response);
        DD[] line = qr.solve(rotated);

        assertThat(line[0].doubleValue()).isCloseTo(0.8, within(1e-15));
        assertThat(line[1].doubleValue()).isCloseTo(2.3, within(1e-15));
        assertThat(squares(rotated, 2)).isCloseTo(0.3, within(1e-15));
        assertThat(squares(rotated, 0)).isCloseTo(1 + 9 + 25 + 64, within(1e-13));
        assertThat(response[0].doubleValue()).isEqualTo(1);
    }

    private static double squares(DD[] values, int from) {
        return Arrays.stream(values, from, values.length).mapToDouble(v -> v.doubleValue() * v.doubleValue()).sum();
    }

    @Test
    void refusesWhatIsNoMatrix() {
        ExtendedQr qr = ExtendedQr.of(List.<DD[]>of(column(1, 2)));

        assertThatThrownBy(() -> ExtendedQr.of(List.of(column(1, 2), column(1))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("length");
        assertThatThrownBy(() -> ExtendedQr.of(List.<DD[]>of(column(1, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("finite");
        assertThatThrownBy(() -> qr.rotate(column(1, 2, 3))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }
}
