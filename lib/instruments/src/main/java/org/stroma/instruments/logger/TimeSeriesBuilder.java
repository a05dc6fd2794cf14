package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;

/**
 * Collects the rows of one series in file order and tells what is wrong with their times: repeated, running backwards, twice
 * or never on the clock when summer time changes.
 */
public final class TimeSeriesBuilder {

    private static final int DIGITS = 18;

    final String name;
    final String unit;
    final ZoneDeclaration zone;
    private final Problems problems;
    int size;
    long[] micros = new long[64];
    long[] unscaled = new long[64];
    byte[] scale = new byte[64];
    int[] line = new int[64];
    boolean[] flagged = new boolean[64];
    private boolean inOverlap;

    /**
     * @param name what is measured
     * @param unit UCUM code
     * @param zone the zone of the file's clock
     * @param problems where problems of time are told
     */
    public TimeSeriesBuilder(String name, String unit, ZoneDeclaration zone, Problems problems) {
        this.name = name;
        this.unit = unit;
        this.zone = zone;
        this.problems = problems;
    }

    /** Whether a number can be kept exactly: at most 18 digits and a scale within a byte. */
    public static boolean fits(BigDecimal value) {
        return value.precision() <= DIGITS && value.scale() > Byte.MIN_VALUE && value.scale() <= Byte.MAX_VALUE;
    }

    /** Adds a row by the clock of the file. */
    public void add(LocalDateTime local, @Nullable BigDecimal value, boolean flag, Place place) {
        append(toMicros(toInstant(local, place)), value, flag, place);
    }

    /** Adds a row whose place on the timeline the file states itself. */
    public void add(Instant instant, @Nullable BigDecimal value, boolean flag, Place place) {
        append(toMicros(instant), value, flag, place);
    }

    private void append(long time, @Nullable BigDecimal value, boolean flag, Place place) {
        checkOrder(time, place);
        if (size == micros.length)
            grow();
        micros[size] = time;
        scale[size] = value == null ? Byte.MIN_VALUE : checkedScale(value);
        unscaled[size] = value == null ? 0 : value.unscaledValue().longValueExact();
        line[size] = place.line();
        flagged[size] = flag;
        size++;
    }

    private static byte checkedScale(BigDecimal value) {
        if (!fits(value))
            throw new IllegalArgumentException("more digits than a series keeps: " + value);
        return (byte) value.scale();
    }

    private void checkOrder(long time, Place place) {
        if (size == 0)
            return;
        if (time == micros[size - 1])
            problems.add(place, LoggerProblem.DUPLICATE_TIME, Integer.toString(line[size - 1]));
        if (time < micros[size - 1])
            problems.add(place, LoggerProblem.BACKWARD_TIME, Integer.toString(line[size - 1]));
    }

    private Instant toInstant(LocalDateTime local, Place place) {
        return switch (zone) {
            case ZoneDeclaration.Declared declared -> toInstant(local, declared.zone(), place);
            case ZoneDeclaration.Undeclared() -> local.toInstant(ZoneOffset.UTC);
        };
    }

    private Instant toInstant(LocalDateTime local, ZoneId rules, Place place) {
        List<ZoneOffset> offsets = rules.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            inOverlap = false;
            return local.toInstant(offsets.getFirst());
        }
        if (offsets.isEmpty()) {
            problems.add(place, LoggerProblem.TIME_DOES_NOT_EXIST, local.toString(), rules.getId());
            return local.atZone(rules).toInstant();
        }
        if (!inOverlap)
            problems.add(place, LoggerProblem.TIME_HAPPENS_TWICE, local.toString(), rules.getId());
        inOverlap = true;
        Instant earlier = local.toInstant(offsets.getFirst());
        boolean goesOn = size == 0 || toMicros(earlier) > micros[size - 1];
        return goesOn ? earlier : local.toInstant(offsets.getLast());
    }

    private static long toMicros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private void grow() {
        int capacity = size + (size >> 1);
        micros = Arrays.copyOf(micros, capacity);
        unscaled = Arrays.copyOf(unscaled, capacity);
        scale = Arrays.copyOf(scale, capacity);
        line = Arrays.copyOf(line, capacity);
        flagged = Arrays.copyOf(flagged, capacity);
    }

    /**
     * The series. Stretches without a row longer than 1.5 intervals are told as gaps, runs of rows without a value as such.
     *
     * @param interval the declared recording interval; null takes the most frequent step and says so
     */
    public TimeSeries build(@Nullable Duration interval) {
        TimeSeries series = TimeSeries.of(this);
        if (zone instanceof ZoneDeclaration.Undeclared)
            problems.addOnce(LoggerProblem.ZONE_UNDECLARED);
        Duration step = interval;
        if (step == null) {
            step = series.usualInterval().orElse(null);
            if (step != null)
                problems.addOnce(LoggerProblem.INTERVAL_INFERRED, Durations.text(step));
        }
        if (step != null)
            tellGaps(series, step);
        tellMissing();
        return series;
    }

    private void tellGaps(TimeSeries series, Duration step) {
        long longest = step.toNanos() / 1_000 * 3 / 2;
        for (int n = 1; n < series.size(); n++) {
            long length = series.microsInTime(n) - series.microsInTime(n - 1);
            if (length > longest) {
                Reading after = series.inTime(n);
                problems.add(problems.place(after.line()), LoggerProblem.GAP,
                        series.inTime(n - 1).local().toString(), after.local().toString(),
                        Durations.text(Duration.of(length, ChronoUnit.MICROS)));
            }
        }
    }

    private void tellMissing() {
        int run = 0;
        for (int i = 0; i <= size; i++) {
            if (i < size && scale[i] == Byte.MIN_VALUE) {
                run++;
                continue;
            }
            if (run > 0)
                problems.add(problems.place(line[i - run]), LoggerProblem.NO_VALUE, Integer.toString(run));
            run = 0;
        }
    }

}
