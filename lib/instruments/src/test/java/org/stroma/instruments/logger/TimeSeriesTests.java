package org.stroma.instruments.logger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Problems;

class TimeSeriesTests {

    private final Problems problems = new Problems("trace.csv");

    private List<Problem.Code> codes() {
        return problems.list().stream().map(Problem::code).toList();
    }

    private void addAt(TimeSeriesBuilder builder, String local) {
        builder.add(LocalDateTime.parse(local), BigDecimal.ONE, false, problems.place(builder.size + 1));
    }

    @Test
    void tellsRepeatedAndBackwardTimesByLine() {
        TimeSeriesBuilder builder = Traces.builder(problems);
        for (int minute : new int[]{0, 1, 1, 3, 2})
            builder.add(Traces.START.plusMinutes(minute), BigDecimal.ONE, false, problems.place(10 + builder.size));
        TimeSeries series = builder.build(Duration.ofMinutes(1));

        assertThat(codes()).containsExactly(LoggerProblem.DUPLICATE_TIME, LoggerProblem.BACKWARD_TIME);
        assertThat(problems.list()).extracting(p -> p.place().line()).containsExactly(12, 14);
        assertThat(series.last().orElseThrow().line()).isEqualTo(13);
        assertThat(series.longestGap().orElseThrow().length()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void tellsGapsOverOneAndAHalfIntervals() {
        TimeSeriesBuilder builder = Traces.builder(problems);
        for (int minute : new int[]{0, 1, 2, 3, 40, 41})
            Traces.add(builder, minute, "5");
        TimeSeries series = builder.build(null);

        assertThat(codes()).containsExactly(LoggerProblem.INTERVAL_INFERRED, LoggerProblem.GAP);
        assertThat(problems.list().getLast().message(Locale.ENGLISH)).contains("37min");
        assertThat(series.longestGap().orElseThrow().length()).isEqualTo(Duration.ofMinutes(37));
    }

    @Test
    void tellsRunsOfRowsWithoutValue() {
        TimeSeriesBuilder builder = Traces.builder(problems);
        List<String> values = List.of("5", "", "", "5", "");
        for (int i = 0; i < values.size(); i++)
            Traces.add(builder, i, values.get(i));
        TimeSeries series = builder.build(Duration.ofMinutes(1));

        assertThat(codes()).containsExactly(LoggerProblem.NO_VALUE, LoggerProblem.NO_VALUE);
        assertThat(problems.list()).extracting(p -> p.place().line()).containsExactly(3, 6);
        assertThat(series.count()).isEqualTo(2);
        assertThat(series.size()).isEqualTo(5);
    }

    @Test
    void anUndeclaredZoneIsToldAndGivesNoInstant() {
        TimeSeriesBuilder builder = new TimeSeriesBuilder("T", "Cel", ZoneDeclaration.undeclared(), problems);
        addAt(builder, "2026-03-02T08:00");
        TimeSeries series = builder.build(null);

        assertThat(codes()).containsExactly(LoggerProblem.ZONE_UNDECLARED);
        assertThat(series.get(0).instant()).isNull();
        assertThat(new TemperatureTrace(series).json().get("timeZone")).isEqualTo("undeclared");
    }

    @Test
    void timeGoesOnWhenTheClockIsSetBack() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeSeriesBuilder builder = new TimeSeriesBuilder("T", "Cel", ZoneDeclaration.of(berlin, "mapping"), problems);
        for (String time : List.of("2026-10-25T02:00", "2026-10-25T02:30", "2026-10-25T02:00", "2026-10-25T02:30",
                "2026-10-25T03:00"))
            addAt(builder, time);
        TimeSeries series = builder.build(Duration.ofMinutes(30));

        assertThat(codes()).containsExactly(LoggerProblem.TIME_HAPPENS_TWICE);
        assertThat(series.longestGap().orElseThrow().length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(series.get(2).local()).isEqualTo(LocalDateTime.parse("2026-10-25T02:00"));
        assertThat(series.get(2).instant()).hasToString("2026-10-25T01:00:00Z");
    }

    @Test
    void aSkippedLocalTimeIsTold() {
        TimeSeriesBuilder builder = new TimeSeriesBuilder("T", "Cel",
                ZoneDeclaration.of(ZoneId.of("Europe/Berlin"), "mapping"), problems);
        addAt(builder, "2026-03-29T02:30");
        builder.build(null);

        assertThat(codes()).containsExactly(LoggerProblem.TIME_DOES_NOT_EXIST);
    }

    @Test
    void everyProblemHasASentenceInBothLanguages() {
        for (LoggerProblem code : LoggerProblem.values()) {
            Problem problem = new Problem(code.severity(), code, problems.place(), List.of("a", "b", "c"));

            assertThat(problem.message(Locale.ENGLISH)).isNotBlank().isNotEqualTo(problem.message(Locale.CHINESE));
        }
    }

    @Test
    void durationsReadAsReportsPrintThem() {
        assertThat(Durations.text(Duration.ofMinutes(219))).isEqualTo("3h 39min");
        assertThat(Durations.text(Duration.ofDays(1))).isEqualTo("1d");
        assertThat(Durations.text(Duration.ZERO)).isEqualTo("0min");
        assertThat(Durations.text(Duration.ofSeconds(-61))).isEqualTo("-1min 1s");
    }

}
