package org.stroma.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTests {

    /** NIST StRD, univariate summary statistics, certified values (itl.nist.gov/div898/strd). */
    @ParameterizedTest
    @CsvSource({"Lew, -177.435, 277.332168044316, -0.307304800605679", //
            "Mavro, 2.001856, 0.000429123454003053, 0.937989183438248", //
            "NumAcc1, 10000002, 1, -0.5", "NumAcc3, 1000000.2, 0.1, -0.999", //
            "PiDigits, 4.5348, 2.86733906028871, -0.00355099287237972"})
    void meetsNistCertifiedValues(String name, double mean, double deviation, double autocorrelation) {
        Sample sample = Sample.ofDecimals(nist(name));

        assertThat(sample.mean()).isCloseTo(mean, within(1e-14 * Math.abs(mean)));
        assertThat(sample.standardDeviation()).isCloseTo(deviation, within(1e-14 * deviation));
        assertThat(sample.autocorrelation(1)).isCloseTo(autocorrelation, within(2e-13 * Math.abs(autocorrelation)));
    }

    @ParameterizedTest
    @CsvSource({"Lew, 277.332168044316, 1e-13", "Mavro, 0.000429123454003053, 2e-13", "NumAcc1, 1, 1e-15",
            "NumAcc3, 0.1, 1e-9",
            "PiDigits, 2.86733906028871, 1e-13"})
    void keepsNineDigitsFromBinaryNumbersToo(String name, double deviation, double error) {
        Sample sample = Sample.of(nist(name).stream().mapToDouble(BigDecimal::doubleValue).toArray());

        assertThat(sample.standardDeviation()).isCloseTo(deviation, within(error * deviation));
    }

    /** Construction of NumAcc4 (Simon and Lesage 1989): 10000000.2, then 10000000.1 and 10000000.3 in turn, 1001 values. */
    @Test
    void meetsTheExactAnswerOfTheHardestConstructedSet() {
        BigDecimal[] values = new BigDecimal[1001];
        Arrays.setAll(values, i -> new BigDecimal(i == 0 ? "10000000.2" : i % 2 == 1 ? "10000000.1" : "10000000.3"));

        Sample sample = Sample.ofDecimals(List.of(values));

        assertThat(sample.mean()).isEqualTo(10000000.2);
        assertThat(sample.standardDeviation()).isCloseTo(0.1, within(1e-15));
        assertThat(sample.autocorrelation(1)).isCloseTo(-0.999, within(1e-13));
    }

    @Test
    void doesNotDependOnOrder() {
        List<BigDecimal> values = new java.util.ArrayList<>(
                List.of("3.1", "2.7", "9.2", "4.4").stream().map(BigDecimal::new).toList());
        Sample first = Sample.ofDecimals(values);

        Collections.reverse(values);

        assertThat(Sample.ofDecimals(values).standardDeviation()).isCloseTo(first.standardDeviation(), within(1e-15));
        assertThat(Sample.ofDecimals(values).median()).isEqualTo(3.75);
    }

    @Test
    void refusesWhatCarriesNoFigure() {
        assertThatThrownBy(() -> Sample.of()).isInstanceOfSatisfying(StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("too-few-values"));
        assertThatThrownBy(() -> Sample.of(1, Double.NaN)).hasMessageContaining("Value 2");
        assertThatThrownBy(() -> Sample.of(4).variance()).hasMessageContaining("At least 2");
        assertThatThrownBy(() -> Sample.of(4, 4).varying()).isInstanceOfSatisfying(StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("no-variation"));
    }

    private static List<BigDecimal> nist(String name) {
        List<String> lines = ReferenceData.text("nist_strd/univariate/" + name + ".txt").lines().toList();
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("(#\\s*)?Data(: Y)?\\s*")) {
                start = i + 1;
            }
        }
        return lines.subList(start, lines.size()).stream().map(String::strip).filter(line -> line.matches("-?[0-9.]+"))
                .map(BigDecimal::new).toList();
    }
}
