package org.stroma.statistics.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

class CrossedPrecisionTests {
    /** Thermal impedance: ten parts by three inspectors, three times each (Montgomery, Design and Analysis of Experiments, table 13.1). */
    private static final int[][] IMPEDANCE = {{37, 38, 37, 41, 41, 40, 41, 42, 41},
            {42, 41, 43, 42, 42, 42, 43, 42, 43},
            {30, 31, 31, 31, 31, 31, 29, 30, 28}, {42, 43, 42, 43, 43, 43, 42, 42, 42},
            {28, 30, 29, 29, 30, 29, 31, 29, 29}, {42, 42, 43, 45, 45, 45, 44, 46, 45},
            {25, 26, 27, 28, 28, 30, 29, 27, 27}, {40, 40, 40, 43, 42, 42, 43, 43, 41},
            {25, 25, 25, 27, 29, 28, 26, 26, 26}, {35, 34, 34, 35, 35, 34, 35, 34, 35}};

    private static PrecisionStudy impedance(String formula) {
        List<String> parts = new ArrayList<>();
        List<String> inspectors = new ArrayList<>();
        double[] values = new double[90];
        for (int i = 0; i < 90; i++) {
            parts.add("p" + i / 9);
            inspectors.add("i" + i % 9 / 3);
            values[i] = IMPEDANCE[i / 9][i % 9];
        }
        return PrecisionStudy.of(RandomEffects.parse(formula), Map.of("part", parts, "inspector", inspectors),
                Sample.of(values), 0.95);
    }

    /** Printed there, table 13.2: squares 3935.96, 39.27, 48.51, 30.67; components 48.29, 0.56, 0.73, 0.51. */
    @Test
    void meetsMontgomerysGaugeStudy() {
        PrecisionStudy study = impedance("part*inspector");

        assertThat(study.components()).extracting(PrecisionStudy.Component::factor).containsExactly("part", "inspector",
                "part:inspector", "error");
        assertThat(study.components()).extracting(PrecisionStudy.Component::degreesOfFreedom).containsExactly(9, 2, 18,
                60);
        double[] squares = {3935.96, 39.27, 48.51, 30.67};
        double[] meanSquares = {437.33, 19.63, 2.70, 0.51};
        double[] components = {48.29, 0.56, 0.73, 0.51};
        for (int i = 0; i < 4; i++) {
            PrecisionStudy.Component component = study.components().get(i);
            assertThat(component.sumOfSquares()).isCloseTo(squares[i], within(0.005));
            assertThat(component.meanSquare()).isCloseTo(meanSquares[i], within(0.005));
            assertThat(component.variance()).isCloseTo(components[i], within(0.005));
        }
        assertThat(study.assumptions()).extracting(note -> note.code()).containsExactly("crossed-random-normal");
    }

    /** Gauge: error, part by inspector and inspector, the last effects but the part; its square is 1.80 (1.29 and 0.51). */
    @Test
    void sumsComponentsFromTheLastEffect() {
        PrecisionStudy study = impedance("part+inspector+part:inspector");

        PrecisionStudy.Precision gauge = study.precisions().get(2);
        assertThat(gauge.factors()).containsExactly("inspector", "part:inspector");
        assertThat(gauge.variance()).isCloseTo(1.80, within(0.005));
        assertThat(study.repeatability().variance()).isCloseTo(30.0 / 60 + 0.6666666667 / 60, within(1e-9));
    }

    /** Nested factors are a special case: both ways give the same squares and expectations, however unequal the numbers. */
    @Test
    void agreesWithTheNestedFormulasOnUnequalNumbers() {
        Random random = new Random(11);
        List<List<String>> rows = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            for (int run = 0; run < 1 + day % 3; run++) {
                for (int i = 0; i <= (day + run) % 4; i++) {
                    rows.add(List.of("d" + day, "r" + run));
                    values.add(20 + day * 0.4 + random.nextGaussian());
                }
            }
        }
        Sample sample = Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray());
        NestedDesign nested = NestedDesign.of(List.of("day", "run"), rows, sample);
        List<String> days = rows.stream().map(List::getFirst).toList();
        List<String> runs = rows.stream().map(List::getLast).toList();

        CrossedDesign crossed = CrossedDesign.of(RandomEffects.parse("day/run"),
                List.of(CrossedDesign.numbered(List.of(days), sample.size()),
                        CrossedDesign.numbered(List.of(days, runs), sample.size())),
                sample);

        assertThat(crossed.degrees()).isEqualTo(nested.degrees());
        for (int i = 0; i < 3; i++) {
            assertThat(crossed.squares()[i]).isCloseTo(nested.squares()[i], within(1e-10));
            for (int j = 0; j < 3; j++) {
                assertThat(crossed.expected().getEntry(i, j)).isCloseTo(nested.expected().getEntry(i, j),
                        within(1e-10));
            }
        }
    }

    /** Two crossed factors, one cell empty: squares of a after b by hand, 2(y̅1.−y̅2.)² over what b leaves of a. */
    @Test
    void takesSquaresInTheOrderOfTheEffects() {
        List<String> a = List.of("1", "1", "1", "2", "2");
        List<String> b = List.of("1", "1", "2", "1", "1");
        Sample values = Sample.of(3, 5, 9, 4, 8);

        PrecisionStudy study = PrecisionStudy.of(RandomEffects.parse("b+a"), Map.of("a", a, "b", b), values, 0.95);

        assertThat(study.components().get(0).sumOfSquares()).isCloseTo(0.8 * (9 - 5) * (9 - 5), within(1e-12));
        assertThat(study.components().get(1).sumOfSquares()).isCloseTo((6 - 4) * (6 - 4), within(1e-12));
        assertThat(study.components().get(2).sumOfSquares()).isCloseTo(2 + 8, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"lot+device+(lot:device:day)/run, lot device lot:device:day lot:device:day:run",
            "lot+device+lot:device:day/run, lot device lot:device:day lot:device:day:run", "a*b, a b a:b",
            "a/b/c, a a:b a:b:c", "a+a/b, a a:b", "' part of lot + b ', 'part of lot b'",
            "(lot+device)/day/run, lot device lot:device:day lot:device:day:run", "a/(b+c), a a:b a:c",
            "a*b*c, a b c a:b a:c b:c a:b:c", "(a+b):c, a:c b:c", "a:b+b, b a:b", "((a)), a", "b:a+a:b, b:a"})
    void readsFormulas(String formula, String names) {
        RandomEffects effects = RandomEffects.parse(formula);

        assertThat(String.join(" ",
                IntStream.range(0, effects.effects().size()).mapToObj(effects::name).toList())).isEqualTo(names);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a++b", "a+", "a:", "(a:b", "a/(b", "a/", "a b)", "(a)b", "()", "a//b"})
    void refusesWhatIsNoFormula(String formula) {
        assertRefused("effects-unreadable", () -> RandomEffects.parse(formula));
    }

    @Test
    void refusesByName() {
        List<String> two = List.of("1", "1", "2", "2");
        Sample values = Sample.of(1, 2, 4, 5);
        RandomEffects crossed = RandomEffects.parse("a+b");
        List<String> many = IntStream.range(0, 2500).mapToObj(Integer::toString).toList();
        double[] numbers = IntStream.range(0, 2500).mapToDouble(i -> i % 7).toArray();

        assertRefused("unknown-factor", () -> PrecisionStudy.of(crossed, Map.of("a", two), values, 0.95));
        assertRefused("unequal-lengths",
                () -> PrecisionStudy.of(crossed, Map.of("a", two, "b", List.of("1")), values, 0.95));
        assertRefused("no-degrees-of-freedom",
                () -> PrecisionStudy.of(crossed, Map.of("a", two, "b", two), values, 0.95));
        assertRefused("no-degrees-of-freedom", () -> PrecisionStudy.of(RandomEffects.parse("a+b+a:b"),
                Map.of("a", two, "b", List.of("1", "2", "1", "2")), values, 0.95));
        assertRefused("too-many-levels",
                () -> PrecisionStudy.of(crossed, Map.of("a", many, "b", many), Sample.of(numbers), 0.95));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatisticsRefusal.class,
                refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
