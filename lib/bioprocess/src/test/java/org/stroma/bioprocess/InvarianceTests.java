package org.stroma.bioprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any input; each seed makes its own and is named when it fails. */
class InvarianceTests {

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static BigDecimal decimal(Random random, long below, int scale) {
        return BigDecimal.valueOf(1 + Math.floorMod(random.nextLong(), below), scale);
    }

    private static Cells cells(Random random) {
        return Cells.viable(decimal(random, 10_000_000_000L, 0));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doublingsOfConsecutivePassagesAddUp(long seed) {
        Random random = new Random(seed);
        Cells a = cells(random);
        Cells b = cells(random);
        Cells c = cells(random);

        double parts = new Growth(a, b, 24).populationDoublings() + new Growth(b, c, 24).populationDoublings();
        assertThat(parts).isCloseTo(new Growth(a, c, 48).populationDoublings(), within(1e-12));
        assertThat(new Growth(b, a, 24).populationDoublings())
                .isCloseTo(-new Growth(a, b, 24).populationDoublings(), within(1e-13));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void growthDoesNotDependOnTheSizeOfTheCulture(long seed) {
        Random random = new Random(seed);
        Cells seeded = cells(random);
        Cells harvested = cells(random);
        BigDecimal scale = decimal(random, 1000, 1);
        Growth small = new Growth(seeded, harvested, 96);
        Growth large = new Growth(seeded.times(scale), harvested.times(scale), 96);

        assertThat(large.populationDoublings()).isEqualTo(small.populationDoublings());
        assertThat(large.course()).isEqualTo(small.course());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ageNeverFalls(long seed) {
        Random random = new Random(seed);
        CultureAge age = CultureAge.startingAt("P0 harvest");
        for (int i = 0; i < 10; i++) {
            CultureAge next = age.after(new Growth(cells(random), cells(random), 1 + random.nextInt(200)));
            assertThat(next.cumulativePdl()).isGreaterThanOrEqualTo(age.cumulativePdl());
            assertThat(next.passage()).isEqualTo(age.passage() + 1);
            age = next;
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void poolDoesNotDependOnOrderOrGrouping(long seed) {
        Random random = new Random(seed);
        List<CultureAge> ages = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ages.add(new CultureAge(random.nextInt(9), random.nextDouble() * 20, random.nextInt(3), "P0 harvest"));
        }
        CultureAge pool = CultureAge.pooled(ages);
        CultureAge first = CultureAge.pooled(ages.subList(0, 2));
        CultureAge rest = CultureAge.pooled(ages.subList(2, 5));
        Collections.shuffle(ages, random);

        assertThat(CultureAge.pooled(ages)).isEqualTo(pool);
        assertThat(CultureAge.pooled(List.of(rest, first))).isEqualTo(pool);
        assertThat(CultureAge.pooled(List.of(pool, pool))).isEqualTo(pool);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fillUsesAllItCanAndNoMore(long seed) {
        Random random = new Random(seed);
        FillPlan plan = new FillPlan(cells(random),
                new CellConcentration(decimal(random, 9_000_000, 0), CellKind.VIABLE),
                decimal(random, 2000, 2), decimal(random, 2000, 2));
        BigDecimal target = plan.target().cellsPerMl();
        BigDecimal needed = plan.deadVolumeMl()
                .add(plan.fillVolumeMl().multiply(BigDecimal.valueOf(plan.containers()))).multiply(target);
        BigDecimal oneMore = needed.add(plan.fillVolumeMl().multiply(target));

        assertThat(oneMore).isGreaterThan(plan.viable().number());
        if (plan.containers() > 0) {
            assertThat(needed).isLessThanOrEqualTo(plan.viable().number());
        }
        assertThat(plan.remainderMl()).isBetween(BigDecimal.ZERO, plan.fillVolumeMl().max(plan.deadVolumeMl()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void seedingAndItsInverseAgree(long seed) {
        Random random = new Random(seed);
        SeedingDensity density = new SeedingDensity(decimal(random, 20_000, 0));
        BigDecimal area = decimal(random, 200_000, 1);

        assertThat(SeedingDensity.of(density.cellsNeeded(area), area)).isEqualTo(density);
        assertThat(density.splitRatio(density.cellsNeeded(area), area)).isEqualByComparingTo(BigDecimal.ONE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void doseIsDrawnToTheNearestStepAndFitsItsContainers(long seed) {
        Random random = new Random(seed);
        BigDecimal step = new BigDecimal("0.01");
        BigDecimal vial = decimal(random, 2000, 2);
        DoseRule rule = new DoseRule(
                new DoseBasis.PerKilogram(decimal(random, 5_000_000, 0).add(new BigDecimal(100_000))),
                Optional.empty(),
                new Presentation(new CellConcentration(new BigDecimal(6_000_000), CellKind.VIABLE), vial,
                        Optional.empty()),
                new Drawing(Drawing.Concentration.LABEL, step, RoundingMode.HALF_EVEN));
        Dose dose = rule.forPatient(new BigDecimal(10).add(decimal(random, 1200, 1)), CellConcentration.viable("5e6"));
        BigDecimal drawn = dose.volume().drawnMl();
        BigDecimal containers = BigDecimal.valueOf(dose.containers());

        assertThat(drawn.subtract(dose.volume().exactPerSiteMl()).abs()).isLessThanOrEqualTo(new BigDecimal("0.005"));
        assertThat(vial.multiply(containers)).isGreaterThanOrEqualTo(drawn);
        assertThat(vial.multiply(containers.subtract(BigDecimal.ONE))).isLessThan(drawn);
        assertThat(dose.deliveredByLot().number()).isEqualByComparingTo(drawn.multiply(new BigDecimal(5_000_000)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void wilsonIntervalHoldsItsEstimateAndMirrors(long seed) {
        Random random = new Random(seed);
        ViabilityCount count = new ViabilityCount(random.nextInt(1000), 1 + random.nextInt(1000));
        ViabilityCount.Interval interval = count.wilson(0.95);
        ViabilityCount.Interval mirrored = new ViabilityCount(count.dead(), count.live()).wilson(0.95);

        assertThat(count.percent().doubleValue()).isBetween(interval.lowerPercent(), interval.upperPercent());
        assertThat(interval.lowerPercent()).isBetween(0.0, 100.0).isCloseTo(100 - mirrored.upperPercent(),
                within(1e-10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ratesDoNotDependOnTheSizeOfTheCulture(long seed) {
        Random random = new Random(seed);
        Growth growth = new Growth(cells(random), cells(random), 1 + random.nextInt(200));
        BigDecimal scale = decimal(random, 1000, 1);
        Growth larger = new Growth(growth.seeded().times(scale), growth.harvested().times(scale), growth.hours());
        MediumChange glucose = new MediumChange(5.5, random.nextDouble() * 5, 2);
        MediumChange more = new MediumChange(5.5, glucose.endMmolPerL(), 2 * scale.doubleValue());
        double rate = glucose.consumptionBy(ViableCellCurve.exponential(growth)).pmolPerCellHour();

        assertThat(more.consumptionBy(ViableCellCurve.exponential(larger)).pmolPerCellHour()).isCloseTo(rate,
                within(rate * 1e-12));
    }
}
