package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

import org.stroma.instruments.Problems;

/** Small traces for tests: one reading a minute from 2026-03-02 08:00 UTC; an empty text is a row without a value. */
final class Traces {

    static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 8, 0);

    private Traces() {}

    static TemperatureTrace everyMinute(String... values) {
        TimeSeriesBuilder builder = builder(new Problems("trace.csv"));
        for (int i = 0; i < values.length; i++)
            add(builder, i, values[i]);
        return new TemperatureTrace(builder.build(Duration.ofMinutes(1)));
    }

    static TimeSeriesBuilder builder(Problems problems) {
        return new TimeSeriesBuilder("T", TemperatureTrace.CELSIUS, ZoneDeclaration.of(ZoneOffset.UTC, "test"),
                problems);
    }

    static void add(TimeSeriesBuilder builder, int minute, String value) {
        builder.add(START.plusMinutes(minute), value.isEmpty() ? null : new BigDecimal(value), false,
                new Problems("trace.csv").place(minute + 2));
    }

}
