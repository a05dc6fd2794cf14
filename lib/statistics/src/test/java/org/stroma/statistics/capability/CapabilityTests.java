package org.stroma.statistics.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.stroma.statistics.ReferenceData;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.chart.ChartConstants;

class CapabilityTests {

    private static final double[] VIABILITY = {91.2, 92.0, 90.4, 91.8, 93.1, 90.9, 91.5, 92.4, 89.8, 91.1, 92.7, 90.6};

    /** Values in another unit than the limits: absurd, but no reason to break down. */
    @Test
    void boundsAnIndexFarOffItsTarget() {
        double[] tiny = Arrays.stream(VIABILITY).map(v -> v * 1e-49).toArray();

        Capability capability = Capability.of(Sample.of(tiny),
                WithinEstimates.movingRange(tiny, ChartConstants.PUBLISHED), new SpecificationLimits(5.0, 15.0, null),
                Capability.Options.STANDARD);

        CapabilityIndex ppm = capability.overall().index("ppm").orElseThrow();
        assertThat(ppm.value()).isCloseTo(10 / 6.0 / 10, within(1e-12));
        assertThat(ppm.interval("chi-square").orElseThrow().lower()).isCloseTo(ppm.value(), within(1e-9));
    }

    /** Twelve lots, lower limit 80: Ppk 3.881850 with lower 95 % bound 2.511377, Cpk 2.889736. */
    @Test
    void meetsTheViabilityExample() {
        Capability capability = Capability.of(Sample.of(VIABILITY),
                WithinEstimates.movingRange(VIABILITY, ChartConstants.PUBLISHED),
                SpecificationLimits.atLeast(80), Capability.Options.STANDARD);

        CapabilityIndex ppk = capability.overall().index("ppk").orElseThrow();
        assertThat(capability.overall().sigma()).isCloseTo(0.983924, within(5e-7));
        assertThat(ppk.value()).isCloseTo(3.881850, within(5e-7));
        assertThat(ppk.interval("bissell").orElseThrow().lowerBound()).isCloseTo(2.511377, within(5e-7));
        assertThat(capability.within().index("cpk").orElseThrow().value()).isCloseTo(2.889736, within(5e-7));
        assertThat(capability.tier()).isEqualTo(CpvTiers.Tier.RUN_CHART);
        assertThat(capability.overall().index("pp")).isEmpty();
    }

    /** Montgomery (1991) pp. 206-213, piston rings; intervals of R qcc 2.7, one-sided indices with bounds at 95 % each. */
    @Test
    void meetsThePistonRings() {
        String json = ReferenceData.text("spc/pistonrings.expected.json");
        List<double[]> rings = rings().subList(0, 25);
        Sample all = Sample.of(rings.stream().flatMapToDouble(Arrays::stream).toArray());

        CapabilityIndices indices = Capability.of(all, WithinEstimates.ranges(rings, ChartConstants.PUBLISHED),
                SpecificationLimits.between(73.95, 74.05), Capability.Options.STANDARD).within();

        assertIndex(json, 0, indices.index("cp").orElseThrow(), "chi-square", false);
        assertIndex(json, 1, indices.index("cpl").orElseThrow(), "bissell", true);
        assertIndex(json, 2, indices.index("cpu").orElseThrow(), "bissell", true);
        assertIndex(json, 3, indices.index("cpk").orElseThrow(), "bissell", false);
        CapabilityIndex cpm = indices.index("cpm").orElseThrow();
        assertThat(cpm.value()).isCloseTo(1.691111133, within(5.1e-10));
        // The source takes n(1+ξ²)/(1+2ξ²) degrees of freedom, where Boyles (1991) squares the numerator; its limits are 1e-3 wider.
        double offset = Math.pow((all.mean() - 74) / indices.sigma(), 2);
        double degrees = 125 * (1 + offset) / (1 + 2 * offset);
        double quantile = ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(0.025);
        assertThat(cpm.value() * Math.sqrt(quantile / degrees)).isCloseTo(1.480113322, within(5.1e-10));
        assertThat(cpm.intervals().getFirst().lower()).isBetween(1.4801, 1.4817);
    }

    /** Montgomery, 7th ed., example 8.4: Cp 2.29 from 20 values, 95 % interval 1.57 to 3.01. */
    @Test
    void meetsMontgomerysIntervalOfCp() {
        CapabilityIndex cp = CapabilityIndices
                .of("pp",
                        new CapabilityIndices.Basis(20, 50, 24 / 6.0 / 2.29, 19, SpecificationLimits.between(38, 62),
                                0.95))
                .index("pp").orElseThrow();

        assertThat(cp.value()).isCloseTo(2.29, within(1e-12));
        assertThat(cp.intervals().getFirst().lower()).isCloseTo(1.57, within(0.005));
        assertThat(cp.intervals().getFirst().upper()).isCloseTo(3.01, within(0.005));
    }

    /** NIST/SEMATECH e-Handbook 6.1.6: limits 20 and 8, mean 16, s 2: Cp 1.0, Cpu 0.6667, Cpl 1.3333, Cpk 0.6667. */
    @Test
    void meetsTheNistExample() {
        CapabilityIndices indices = CapabilityIndices.of("cp",
                new CapabilityIndices.Basis(50, 16, 2, 49, SpecificationLimits.between(8, 20), 0.95));

        assertThat(indices.index("cp").orElseThrow().value()).isCloseTo(1.0, within(1e-12));
        assertThat(indices.index("cpu").orElseThrow().value()).isCloseTo(0.6667, within(5e-5));
        assertThat(indices.index("cpl").orElseThrow().value()).isCloseTo(1.3333, within(5e-5));
        assertThat(indices.index("cpk").orElseThrow().value()).isCloseTo(0.6667, within(5e-5));
    }

    /** The exact lower bound of a one-sided Ppk is the index whose tolerance factor the estimate just meets. */
    @ParameterizedTest
    @CsvSource({"10, 2.911, 0.95", "20, 3.295, 0.99"})
    void exactOneSidedBoundIsTheInverseOfAToleranceFactor(int n, double factor, double coverage) {
        double value = factor / 3;
        CapabilityIndex index = CapabilityIndices
                .of("pp", new CapabilityIndices.Basis(n, 3 * value, 1, n - 1.0, SpecificationLimits.atLeast(0), 0.95))
                .index("ppk")
                .orElseThrow();

        double bound = index.interval("noncentral-t").orElseThrow().lowerBound();
        double z = org.stroma.statistics.distribution.StandardNormal.quantile(coverage);
        assertThat(3 * bound).isCloseTo(z, within(5e-4));
    }

    @Test
    void unitsDoNotMatter() {
        double[] scaled = Arrays.stream(VIABILITY).map(x -> 1000 * x - 3).toArray();
        Capability one = Capability.of(Sample.of(VIABILITY), null, SpecificationLimits.between(85, 97),
                Capability.Options.STANDARD);
        Capability other = Capability.of(Sample.of(scaled), null, SpecificationLimits.between(84997, 96997),
                Capability.Options.STANDARD);

        assertThat(other.overall().index("ppk").orElseThrow().value())
                .isCloseTo(one.overall().index("ppk").orElseThrow().value(), within(1e-9));
        assertThat(other.overall().shareBelow()).isCloseTo(one.overall().shareBelow(), within(1e-12));
    }

    @Test
    void effectiveDegreesOfMovingRangesMeetSimulationTables() {
        // Cryer and Ryan, J. Qual. Technol. 22 (1990) 187: variance of the estimate (0.8264 n - 1.082)/(n - 1)^2.
        double degrees = WithinEstimates.movingRange(VIABILITY, ChartConstants.EXACT).degreesOfFreedom();

        assertThat(1 / (2 * degrees)).isCloseTo((0.8264 * 12 - 1.082) / 121, within(1e-4));
    }

    @Test
    void tiersFollowTheNumberOfLots() {
        assertThat(CpvTiers.CUSTOMARY.of(14)).isEqualTo(CpvTiers.Tier.RUN_CHART);
        assertThat(CpvTiers.CUSTOMARY.of(15)).isEqualTo(CpvTiers.Tier.LIMITS);
        assertThat(CpvTiers.CUSTOMARY.of(30)).isEqualTo(CpvTiers.Tier.CAPABILITY);
        assertThat(new CpvTiers(5, 8).of(9)).isEqualTo(CpvTiers.Tier.CAPABILITY);
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new SpecificationLimits(null, null, null)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> SpecificationLimits.between(5, 5)).isInstanceOf(StatisticsRefusal.class);
        assertThatThrownBy(() -> Capability.of(Sample.of(3, 3, 3), null, SpecificationLimits.atLeast(1),
                Capability.Options.STANDARD))
                .isInstanceOfSatisfying(StatisticsRefusal.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("no-variation"));
    }

    @Test
    void warnsWhereIndicesMislead() {
        Capability capability = Capability.of(Sample.of(1, 1, 1.1, 1, 1.2, 1, 1.1, 1, 9, 14, 30),
                new Capability.Within(2, 3),
                SpecificationLimits.atMost(40), Capability.Options.STANDARD);

        assertThat(capability.warnings()).extracting(note -> note.code()).containsExactly("not-normal",
                "too-early-for-capability",
                "within-interval-too-narrow");
    }

    private static void assertIndex(String json, int which, CapabilityIndex index, String method, boolean bounds) {
        int at = json.indexOf("\"indices\"");
        for (int i = 0; i <= which; i++) {
            at = json.indexOf("\"Value\"", at + 1);
        }
        IndexInterval interval = index.interval(method).orElseThrow();
        assertThat(index.value()).isCloseTo(ReferenceData.number(json, "Value", at), within(5.1e-10));
        assertThat(bounds ? interval.lowerBound() : interval.lower()).isCloseTo(ReferenceData.number(json, "2.5%", at),
                within(5.1e-10));
        assertThat(bounds ? interval.upperBound() : interval.upper()).isCloseTo(ReferenceData.number(json, "97.5%", at),
                within(5.1e-10));
    }

    private static List<double[]> rings() {
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (String[] row : ReferenceData.rows("spc/pistonrings.csv")) {
            groups.computeIfAbsent(row[1], key -> new ArrayList<>()).add(Double.valueOf(row[0]));
        }
        return groups.values().stream().map(list -> list.stream().mapToDouble(Double::doubleValue).toArray()).toList();
    }
}
