package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** Where a row's time comes from and how it is printed. */
public sealed interface Clock {

    /**
     * A time of day on a date, printed in one column or in several that are read with a blank between them.
     *
     * @param columns date and time, or only one
     * @param pattern as {@link java.time.format.DateTimeFormatter} takes it, with a blank between the columns; with an offset
     *        or zone in the pattern every row declares its own zone
     * @param locale language of month names and of AM and PM
     */
    record Stamp(List<Column> columns, String pattern, Locale locale) implements Clock {

        public Stamp {
            columns = List.copyOf(columns);
            if (columns.isEmpty())
                throw new IllegalArgumentException("a time needs a column");
            StampParser.check(pattern, locale);
        }
    }

    /**
     * Time since 1970-01-01T00:00Z: declares UTC by itself.
     *
     * @param column the count
     * @param unit of the count, seconds to microseconds
     */
    record SinceEpoch(Column column, ChronoUnit unit) implements Clock {

        public SinceEpoch {
            checkUnit(unit);
        }
    }

    /**
     * Time since the start of the run, as controlled-rate freezers print it.
     *
     * @param column a count, or {@code H:mm}, {@code H:mm:ss} with decimals allowed
     * @param unit of a bare count
     * @param start clock time of zero
     */
    record SinceStart(Column column, ChronoUnit unit, LocalDateTime start) implements Clock {

        public SinceStart {
            checkUnit(unit);
        }
    }

    private static void checkUnit(ChronoUnit unit) {
        if (unit.compareTo(ChronoUnit.MICROS) < 0 || unit.compareTo(ChronoUnit.DAYS) > 0)
            throw new IllegalArgumentException("unit of time: " + unit);
    }

    /** A count of a unit to the microsecond. */
    static Duration duration(BigDecimal count, ChronoUnit unit) {
        BigDecimal micros = count.multiply(BigDecimal.valueOf(unit.getDuration().toNanos() / 1_000));
        return Duration.of(micros.setScale(0, java.math.RoundingMode.HALF_EVEN).longValueExact(), ChronoUnit.MICROS);
    }

    /** A time printed as one stamp in one column, in the language-neutral locale. */
    static Clock stamp(Column column, String pattern) {
        return new Stamp(List.of(column), pattern, Locale.ROOT);
    }

    /** A date and a time of day in two columns, in the language-neutral locale. */
    static Clock stamp(Column date, Column time, String pattern) {
        return new Stamp(List.of(date, time), pattern, Locale.ROOT);
    }

}
