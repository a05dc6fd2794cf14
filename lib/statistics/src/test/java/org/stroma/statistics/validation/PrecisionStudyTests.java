package org.stroma.statistics.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

class PrecisionStudyTests {

    /** CLSI EP05 data; figures of R VCA (anovaVCA), components also of SAS PROC NESTED. Columns: value, outer and inner factor. */
    @ParameterizedTest
    @CsvSource({"ep05a2_1_day_run, 2, 0, 1, day, run", "ep05a2_2_unbalanced, 2, 0, 1, day, run",
            "ep05a2_3_day_run, 2, 0, 1, day, run",
            "ep05a3_glucose, 2, 0, 1, day, run", "ep05a3_ca19_9_P1, 0, 2, 1, site, day",
            "ep05a3_ca19_9_P5, 0, 2, 1, site, day",
            "ep05a3_ca19_9_Q4, 0, 2, 1, site, day", "ep05a3_multisite_1, 2, 0, 1, site, day"})
    void meetsThePublishedStudies(String id, int value, int outer, int inner, String first, String second) {
        List<String[]> rows = ReferenceData.rows("method_validation/" + id + ".csv");
        String json = ReferenceData.text("method_validation/" + id + ".expected.json");

        PrecisionStudy study = study(rows, value, List.of(outer, inner), List.of(first, second));

        assertThat(study.mean()).isCloseTo(ReferenceData.number(json, "mean", 0), within(5.1e-8 * study.mean()));
        int total = json.indexOf("\"total\"");
        assertPrecision(study.total(), json, total);
        assertComponent(study.component(first).orElseThrow(), json, json.indexOf("\"" + first + "\"", total));
        assertComponent(study.component(second).orElseThrow(), json,
                json.indexOf("\"" + first + ":" + second + "\"", total));
        int error = json.indexOf("\"error\"", total);
        assertComponent(study.component("error").orElseThrow(), json, error);
        int intervals = json.indexOf("sd_ci95");
        assertInterval(study.total(), json, json.indexOf("\"total\"", intervals));
        assertInterval(study.repeatability(), json, json.indexOf("\"error\"", intervals));
    }

    /** Six runs of two: mean 99.625, MS 4.313500 and 0.759167, between 1.777167, SD 0.871302 and 1.592587, CV 1.598582 %. */
    /** Results rounded until replicates agree: mean squares 0 within, 2·(0.01 + 0.01)/2 = 0.02 between, hence 0.01 between runs. */
    @Test
    void findsNoRepeatabilityInEqualReplicates() {
        PrecisionStudy study = PrecisionStudy.of(List.of("run"),
                List.of(List.of("1"), List.of("1"), List.of("2"), List.of("2"), List.of("3"), List.of("3")),
                Sample.of(5.0, 5.0, 5.1, 5.1, 4.9, 4.9), 0.95);

        assertThat(study.repeatability().variance()).isZero();
        assertThat(study.repeatability().degreesOfFreedom()).isEqualTo(3);
        assertThat(study.repeatability().upper()).isZero();
        assertThat(study.total().variance()).isCloseTo(0.01, within(1e-12));
        assertThat(study.total().degreesOfFreedom()).isCloseTo(2, within(1e-9));
        assertThat(study.warnings()).anyMatch(note -> note.code().equals("replicates-equal"));
    }

    @Test
    void meetsTheIntermediatePrecisionExample() {
        double[] values = {97.8, 99.1, 101.4, 100.2, 98.9, 97.5, 102.3, 101.0, 99.6, 100.9, 98.0, 98.8};
        List<List<String>> runs = IntStream.range(0, 12).mapToObj(i -> List.of("run " + i / 2)).toList();

        PrecisionStudy study = PrecisionStudy.of(List.of("run"), runs, Sample.of(values), 0.95);

        assertThat(study.mean()).isCloseTo(99.625, within(1e-10));
        assertThat(study.components().get(0).meanSquare()).isCloseTo(4.313500, within(5e-7));
        assertThat(study.components().get(1).meanSquare()).isCloseTo(0.759167, within(5e-7));
        assertThat(study.components().get(0).variance()).isCloseTo(1.777167, within(5e-7));
        assertThat(study.repeatability().standardDeviation()).isCloseTo(0.871302, within(5e-7));
        assertThat(study.total().standardDeviation()).isCloseTo(1.592587, within(5e-7));
        assertThat(study.total().coefficientOfVariation()).isCloseTo(1.598582, within(5e-7));
    }

    /** NIST StRD, analysis of variance, certified mean squares (itl.nist.gov/div898/strd). */
    @ParameterizedTest
    @CsvSource({"AtmWtAg, 3.63834187500000E-09, 2.28155932971014E-10, 1e-12",
            "SmLs01, 2.10000000000000E-01, 1.00000000000000E-02, 1e-13",
            "SmLs04, 2.10000000000000E-01, 1.00000000000000E-02, 1e-13",
            "SmLs07, 2.10000000000000E-01, 1.00000000000000E-02, 1e-13"})
    void meetsNistCertifiedMeanSquares(String name, double between, double within, double error) {
        List<String[]> rows = ReferenceData.text("nist_strd/anova/" + name + ".dat").lines().skip(60).map(String::strip)
                .filter(line -> line.matches("[0-9]+\\s+[0-9.]+")).map(line -> line.split("\\s+")).toList();
        Sample values = Sample.ofDecimals(rows.stream().map(row -> new java.math.BigDecimal(row[1])).toList());

        PrecisionStudy study = PrecisionStudy.of(List.of("group"), rows.stream().map(row -> List.of(row[0])).toList(),
                values, 0.95);

        assertThat(study.components().get(0).meanSquare()).isCloseTo(between, within(error * between));
        assertThat(study.components().get(1).meanSquare()).isCloseTo(within, within(error * within));
    }

    @Test
    void repeatabilityAloneIsTheChiSquareInterval() {
        double[] values = {5.1, 4.9, 5.3, 5.0, 4.8, 5.2};

        PrecisionStudy study = PrecisionStudy.of(List.of(), Collections.nCopies(6, List.of()), Sample.of(values), 0.95);

        PrecisionStudy.Precision total = study.total();
        assertThat(total.degreesOfFreedom()).isCloseTo(5, within(1e-12));
        assertThat(total.lowerModified()).isCloseTo(total.lower(), within(1e-12));
        assertThat(total.upperModified()).isCloseTo(total.upper(), within(1e-12));
    }

    @Test
    void aNegativeComponentIsSetToZeroAndSaid() {
        double[] values = {1, 9, 2, 8, 3, 7, 4, 6};
        List<List<String>> runs = IntStream.range(0, 8).mapToObj(i -> List.of("" + i / 2)).toList();

        PrecisionStudy study = PrecisionStudy.of(List.of("run"), runs, Sample.of(values), 0.95);

        assertThat(study.components().getFirst().setToZero()).isTrue();
        assertThat(study.total().variance()).isEqualTo(study.repeatability().variance());
        assertThat(study.warnings()).extracting(note -> note.code()).contains("negative-component");
    }

    @Test
    void modifiedLargeSampleLimitsCoverAsStated() {
        Random random = new Random(20);
        int covered = 0;
        int coveredBetween = 0;
        int trials = 1500;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = new double[24];
            for (int run = 0; run < 8; run++) {
                double shift = 2 * random.nextGaussian();
                for (int i = 0; i < 3; i++) {
                    values[3 * run + i] = shift + random.nextGaussian();
                }
            }
            PrecisionStudy study = PrecisionStudy.of(List.of("run"),
                    IntStream.range(0, 24).mapToObj(i -> List.of("" + i / 3)).toList(),
                    Sample.of(values), 0.95);
            covered += inside(Math.sqrt(5), study.total().lowerModified(), study.total().upperModified());
            PrecisionStudy.Component between = study.components().getFirst();
            coveredBetween += inside(2, between.lowerDeviation(), between.upperDeviation());
        }
        assertThat(covered / (double) trials).isBetween(0.935, 0.975);
        assertThat(coveredBetween / (double) trials).isBetween(0.935, 0.975);
    }

    @Test
    void orderOfRowsDoesNotMatter() {
        List<String[]> rows = new ArrayList<>(unbalanced());
        PrecisionStudy one = study(rows, 2, List.of(0, 1), List.of("day", "run"));
        Collections.shuffle(rows, new Random(3));

        PrecisionStudy other = study(rows, 2, List.of(0, 1), List.of("day", "run"));

        assertThat(other.total().variance()).isCloseTo(one.total().variance(), within(1e-12));
        assertThat(other.total().degreesOfFreedom()).isCloseTo(one.total().degreesOfFreedom(), within(1e-9));
    }

    @Test
    void refusesDesignsWithoutReplicates() {
        List<List<String>> single = IntStream.range(0, 4).mapToObj(i -> List.of("" + i)).toList();

        assertThatThrownBy(() -> PrecisionStudy.of(List.of("run"), single, Sample.of(1, 2, 3, 4), 0.95))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("no-degrees-of-freedom"));
        assertThatThrownBy(() -> PrecisionStudy.of(List.of("run"), Collections.nCopies(4, List.of("1")),
                Sample.of(1, 2, 3, 4), 0.95))
                .isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> PrecisionStudy.of(List.of(), Collections.nCopies(2, List.of()), Sample.of(2, 2), 0.95))
                .isInstanceOf(StatisticsRefusal.class);
    }

    private static int inside(double truth, Double lower, Double upper) {
        return lower <= truth && truth <= upper ? 1 : 0;
    }

    private static List<String[]> unbalanced() {
        List<String[]> rows = new ArrayList<>();
        Random random = new Random(8);
        for (int day = 0; day < 6; day++) {
            for (int run = 0; run < 2; run++) {
                for (int i = 0; i <= (day + run) % 3; i++) {
                    rows.add(new String[]{"" + day, "" + run, Double.toString(10 + day * 0.3 + random.nextGaussian())});
                }
            }
        }
        return rows;
    }

    private static PrecisionStudy study(List<String[]> rows, int value, List<Integer> factors, List<String> names) {
        List<List<String>> levels = rows.stream().map(row -> factors.stream().map(i -> row[i]).toList()).toList();
        return PrecisionStudy.of(names, levels,
                Sample.of(rows.stream().mapToDouble(row -> Double.parseDouble(row[value])).toArray()), 0.95);
    }

    private static void assertPrecision(PrecisionStudy.Precision precision, String json, int at) {
        assertDigits(precision.degreesOfFreedom(), ReferenceData.number(json, "DF", at));
        assertDigits(precision.variance(), ReferenceData.number(json, "VC", at));
        assertDigits(precision.standardDeviation(), ReferenceData.number(json, "SD", at));
        assertDigits(precision.coefficientOfVariation(), ReferenceData.number(json, "CV_pct", at));
    }

    private static void assertComponent(PrecisionStudy.Component component, String json, int at) {
        assertThat(component.degreesOfFreedom()).isEqualTo((int) ReferenceData.number(json, "DF", at));
        assertDigits(component.sumOfSquares(), ReferenceData.number(json, "SS", at));
        assertDigits(component.meanSquare(), ReferenceData.number(json, "MS", at));
        assertDigits(component.variance(), ReferenceData.number(json, "VC", at));
        assertDigits(component.percent(), ReferenceData.number(json, "pct_total", at));
        assertDigits(component.standardDeviation(), ReferenceData.number(json, "SD", at));
        assertDigits(component.coefficientOfVariation(), ReferenceData.number(json, "CV_pct", at));
    }

    private static void assertInterval(PrecisionStudy.Precision precision, String json, int at) {
        double lower = ReferenceData.number(json, "LCL", at);
        double upper = ReferenceData.number(json, "UCL", at);
        assertThat(precision.lower()).isCloseTo(lower, within(3e-12 * lower));
        assertThat(precision.upper()).isCloseTo(upper, within(3e-12 * upper));
    }

    /** Agreement to the ten digits printed. */
    private static void assertDigits(double actual, double expected) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.abs(expected))) - 9);
        assertThat(actual).isCloseTo(expected, within(0.51 * unit));
    }
}
