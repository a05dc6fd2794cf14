package org.stroma.instruments.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.TemperatureTrace.Between;
import org.stroma.instruments.logger.TemperatureTrace.Exposure;
import org.stroma.instruments.logger.TemperatureTrace.Question;
import org.stroma.instruments.logger.TemperatureTrace.Side;

class TemperatureTraceTests {

    private static final Duration BRIDGED = Duration.ofMinutes(15);

    private static Exposure above(TemperatureTrace trace, String limit, Between between) {
        return trace.exposure(new Question(Side.ABOVE, new BigDecimal(limit), between, BRIDGED));
    }

    @Test
    void countsTimeAboveALimitOnStraightLines() {
        TemperatureTrace trace = Traces.everyMinute("6", "10", "10", "6");

        Exposure exposure = above(trace, "8", Between.STRAIGHT_LINE);

        assertThat(exposure).isEqualTo(new Exposure(Duration.ofMinutes(2), Duration.ofMinutes(2), 1, Duration.ZERO));
    }

    @Test
    void countsHeldAndWorstTimesDifferently() {
        TemperatureTrace trace = Traces.everyMinute("6", "10", "10", "6");

        assertThat(above(trace, "8", Between.HELD).cumulated()).isEqualTo(Duration.ofMinutes(2));
        assertThat(above(trace, "8", Between.WORST).cumulated()).isEqualTo(Duration.ofMinutes(3));
    }

    @Test
    void addsUpSeparateExcursions() {
        TemperatureTrace trace = Traces.everyMinute("6", "10", "6", "6", "9", "9", "6");

        Exposure exposure = above(trace, "8", Between.HELD);

        assertThat(exposure.excursions()).isEqualTo(2);
        assertThat(exposure.cumulated()).isEqualTo(Duration.ofMinutes(3));
        assertThat(exposure.longest()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aReadingEqualToTheLimitIsNotBeyondIt() {
        assertThat(above(Traces.everyMinute("8", "8", "8"), "8", Between.WORST).excursions()).isZero();
    }

    @Test
    void aSingleReadingBeyondTheLimitIsAnExcursionOfNoTime() {
        Exposure exposure = above(Traces.everyMinute("9"), "8", Between.STRAIGHT_LINE);

        assertThat(exposure).isEqualTo(new Exposure(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO));
    }

    @Test
    void timeWithoutAValueIsUnknown() {
        Exposure exposure = above(Traces.everyMinute("9", "", "9", "9"), "8", Between.STRAIGHT_LINE);

        assertThat(exposure.unknown()).isEqualTo(Duration.ofMinutes(2));
        assertThat(exposure.cumulated()).isEqualTo(Duration.ofMinutes(1));
        assertThat(exposure.excursions()).isEqualTo(2);
    }

    @Test
    void aStretchLongerThanBridgedIsUnknown() {
        TimeSeriesBuilder builder = Traces.builder(new Problems("trace.csv"));
        Traces.add(builder, 0, "-190");
        Traces.add(builder, 16, "-190");
        Traces.add(builder, 17, "-120");
        TemperatureTrace trace = new TemperatureTrace(builder.build(null));

        Exposure exposure = above(trace, "-135", Between.WORST);

        assertThat(exposure.unknown()).isEqualTo(Duration.ofMinutes(16));
        assertThat(exposure.cumulated()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void countsTimeBelowALimit() {
        Exposure exposure = Traces.everyMinute("3", "1", "3").exposure(Question.below(new BigDecimal("2"), BRIDGED));

        assertThat(exposure.cumulated()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void meanKineticTemperatureEqualsTheTextbook() {
        TemperatureTrace trace = Traces.everyMinute("5.1", "4.8", "5.0", "5.3", "9.6", "12.4", "7.9", "5.2");

        // activation energy over gas constant of 10 000 K
        assertThat(trace.meanKineticTemperature(83.14462618).orElseThrow()).isCloseTo(7.367455, Offset.offset(5e-7));
        assertThat(trace.series().mean().orElseThrow()).isEqualByComparingTo("6.9125");
    }

    @Test
    void meanKineticTemperatureOfACryogenicTraceDoesNotUnderflow() {
        assertThat(Traces.everyMinute("-196", "-196", "-196").meanKineticTemperature(83.144).orElseThrow())
                .isCloseTo(-196, Offset.offset(1e-9));
    }

    @Test
    void meanKineticTemperatureNeedsTemperaturesAboveAbsoluteZero() {
        assertThat(Traces.everyMinute("5", "-273.15").meanKineticTemperature(83.144)).isEmpty();
        assertThat(Traces.everyMinute("").meanKineticTemperature(83.144)).isEmpty();
        assertThatThrownBy(() -> Traces.everyMinute("5").meanKineticTemperature(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anOutlineKeepsEveryPeak() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 5_000; i++)
            values.add(i == 3_333 ? "-118.0" : "-170.0");
        TemperatureTrace trace = Traces.everyMinute(values.toArray(String[]::new));

        List<Reading> outline = trace.outline(300);

        assertThat(outline).hasSizeLessThan(310);
        assertThat(outline).extracting(Reading::value).contains(new BigDecimal("-118.0"));
        assertThat(outline.getLast().local()).isEqualTo(Traces.START.plusMinutes(4_999));
    }

    @Test
    void keepsPrintedDecimals() {
        TemperatureTrace trace = Traces.everyMinute("5.10", "4.8");

        assertThat(trace.series().highest().orElseThrow().value()).hasToString("5.10");
        assertThat(trace.json().toString()).contains("\"max\": 5.10", "\"timeZone\": \"Z\"", "2026-03-02T08:00Z");
    }

    @Test
    void refusesOtherUnits() {
        TimeSeriesBuilder builder = new TimeSeriesBuilder("p", "kPa", ZoneDeclaration.undeclared(), new Problems("x"));

        assertThatThrownBy(() -> new TemperatureTrace(builder.build(null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

}
