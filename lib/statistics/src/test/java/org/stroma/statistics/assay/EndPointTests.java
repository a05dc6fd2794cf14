package org.stroma.statistics.assay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.StatisticsRefusal;

class EndPointTests {

    /**
     * Lei et al., Virol. Sin. 36 (2021) 141, doi:10.1007/s12250-020-00230-5, tables 1 and 2: three published titrations; titres
     * per mL (0.1, 0.1 and 0.05 mL on each culture) by Reed-Muench, Spearman-Kärber and modified Kärber with 95 % limits.
     */
    @ParameterizedTest
    @CsvSource({"5, 5 3 1 0, 5, 0.1, 2.08e7, 2.00e7, 5.57e6, 7.15e7",
            "1, 8 7 5 3 1, 8, 0.1, 3.16e4, 3.16e4, 8.42e3, 1.19e5",
            "3, 6 6 6 5 3 1, 6, 0.05, 2.00e8, 2.00e8, 5.24e7, 7.63e8"})
    void meetsThreePublishedTitrations(double first, String infected, int cultures, double volume, double reedMuench,
            double karber,
            double lower,
            double upper) {
        DilutionSeries series = new DilutionSeries(first, 1, series(first, cultures, infected).rows(), volume);

        Titer titer = EndPoint.spearmanKarber(series, 0.95, EndPoint.ShareVariance.MAXIMUM_LIKELIHOOD);

        assertThat(EndPoint.reedMuench(series).perVolume()).isCloseTo(reedMuench, within(0.005 * reedMuench));
        assertThat(titer.perVolume()).isCloseTo(karber, within(0.005 * karber));
        assertThat(titer.lower()).isCloseTo(lower, within(0.005 * lower));
        assertThat(titer.upper()).isCloseTo(upper, within(0.005 * upper));
    }

    /** Titres per µL of the reference calculator for three samples of six rows each. */
    @Test
    void reedMuenchMeetsTheReferenceTitres() {
        Map<String, Double> expected = expectedTitres();
        Map<String, DilutionSeries> samples = samples();

        assertThat(samples.keySet()).containsExactlyElementsOf(expected.keySet());
        samples.forEach((name, series) -> assertThat(EndPoint.reedMuench(series).perVolume()).as(name).isCloseTo(
                expected.get(name),
                within(5.1e-4)));
    }

    @Test
    void theUnbiasedErrorIsLarger() {
        DilutionSeries series = series(5, 5, "5 3 1 0");

        double unbiased = EndPoint.spearmanKarber(series, 0.95, EndPoint.ShareVariance.UNBIASED).standardError();
        double likelihood = EndPoint.spearmanKarber(series, 0.95, EndPoint.ShareVariance.MAXIMUM_LIKELIHOOD)
                .standardError();

        assertThat(unbiased).isCloseTo(Math.sqrt(0.1), within(1e-12));
        assertThat(likelihood).isCloseTo(Math.sqrt(0.08), within(1e-12));
    }

    @Test
    void furtherRowsThatSayNothingChangeNothing() {
        Titer shorter = EndPoint.spearmanKarber(series(5, 5, "5 3 1 0"), 0.95, EndPoint.ShareVariance.UNBIASED);
        Titer longer = EndPoint.spearmanKarber(series(3, 5, "5 5 5 3 1 0 0"), 0.95, EndPoint.ShareVariance.UNBIASED);

        assertThat(longer.logPerInoculum()).isCloseTo(shorter.logPerInoculum(), within(1e-12));
        assertThat(longer.warnings()).isEmpty();
    }

    @Test
    void volumeScalesTheTitre() {
        List<DilutionSeries.Row> rows = series(1, 4, "4 2 0").rows();

        assertThat(EndPoint.reedMuench(new DilutionSeries(1, 1, rows, 0.1)).perVolume())
                .isCloseTo(10 * EndPoint.reedMuench(new DilutionSeries(1, 1, rows, 1)).perVolume(), within(1e-6));
    }

    @Test
    void refusesASeriesWithoutAnEndPoint() {
        assertThatThrownBy(() -> EndPoint.reedMuench(series(1, 4, "4 4 4"))).isInstanceOfSatisfying(
                StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo("no-end-point"));
        assertThatThrownBy(() -> EndPoint.spearmanKarber(series(1, 4, "0 0"), 0.95, EndPoint.ShareVariance.UNBIASED))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> new DilutionSeries.Row(5, 4)).isInstanceOf(StatisticsRefusal.class);
    }

    private static DilutionSeries series(double first, int cultures, String infected) {
        List<DilutionSeries.Row> rows = new ArrayList<>();
        for (String count : infected.split(" ")) {
            rows.add(new DilutionSeries.Row(Integer.parseInt(count), cultures));
        }
        return new DilutionSeries(first, 1, rows, 0.1);
    }

    private static Map<String, Double> expectedTitres() {
        Map<String, Double> titres = new LinkedHashMap<>();
        ReferenceData.text("qc_calcs/tcid50_reed_muench_bloom.expected.txt").lines().skip(1)
                .filter(line -> !line.startsWith("NOTE"))
                .filter(line -> !line.isBlank()).map(line -> line.split("\\s+"))
                .forEach(parts -> titres.put(parts[0], Double.valueOf(parts[1])));
        return titres;
    }

    /** Letters are dilutions, A undiluted; each line is one of six replicate columns. */
    private static Map<String, DilutionSeries> samples() {
        Map<String, int[]> counts = new LinkedHashMap<>();
        int[] current = new int[8];
        for (String line : ReferenceData.text("qc_calcs/tcid50_reed_muench_bloom.txt").lines().toList()) {
            if (line.startsWith("SAMPLE")) {
                current = counts.computeIfAbsent(line.substring(7).strip(), key -> new int[8]);
            } else if (line.matches("[A-H](, [A-H])*\\s*")) {
                for (String letter : line.strip().split(", ")) {
                    current[letter.charAt(0) - 'A']++;
                }
            }
        }
        Map<String, DilutionSeries> samples = new LinkedHashMap<>();
        counts.forEach((name, infected) -> samples.put(name,
                new DilutionSeries(0, 1,
                        IntStream.of(infected).mapToObj(count -> new DilutionSeries.Row(count, 6)).toList(), 10)));
        return samples;
    }
}
