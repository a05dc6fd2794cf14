package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * Readings of one quantity in file order, kept compactly (22 bytes each) so that months of a minute's recording fit in less
 * memory than the file. Rows without a value stay in the series. Immutable.
 *
 * <p>
 * Everything that measures time (gaps, spans, exposure) goes by the order of time, not of rows; a series whose rows run
 * backwards gives the same durations as the sorted one. The resolution of time is one microsecond.
 */
public final class TimeSeries {

    private static final byte MISSING = Byte.MIN_VALUE;

    private final String name;
    private final String unit;
    private final ZoneDeclaration zone;
    private final int size;
    private final long[] micros;
    private final long[] unscaled;
    private final byte[] scale;
    private final int[] line;
    private final boolean[] flagged;
    private final int @Nullable [] order;

    private TimeSeries(TimeSeriesBuilder from) {
        name = from.name;
        unit = from.unit;
        zone = from.zone;
        size = from.size;
        micros = Arrays.copyOf(from.micros, size);
        unscaled = Arrays.copyOf(from.unscaled, size);
        scale = Arrays.copyOf(from.scale, size);
        line = Arrays.copyOf(from.line, size);
        flagged = Arrays.copyOf(from.flagged, size);
        order = sortedOrder();
    }

    static TimeSeries of(TimeSeriesBuilder builder) {
        return new TimeSeries(builder);
    }

    private int @Nullable [] sortedOrder() {
        for (int i = 1; i < size; i++)
            if (micros[i] < micros[i - 1])
                return IntStream.range(0, size).boxed().sorted(Comparator.comparingLong(k -> micros[k]))
                        .mapToInt(Integer::intValue).toArray();
        return null;
    }

    /** What was measured, such as a channel or column name. */
    public String name() {
        return name;
    }

    /** The unit as a UCUM code. */
    public String unit() {
        return unit;
    }

    public ZoneDeclaration zone() {
        return zone;
    }

    /** Number of rows, those without a value included. */
    public int size() {
        return size;
    }

    /** Number of rows with a value. */
    public int count() {
        int values = 0;
        for (byte s : scale)
            values += s == MISSING ? 0 : 1;
        return values;
    }

    /** The row at an index in file order. */
    public Reading get(int index) {
        LocalDateTime local = local(index);
        boolean placed = zone instanceof ZoneDeclaration.Declared;
        return new Reading(local, placed ? toInstant(micros[index]) : null, value(index), flagged[index], line[index]);
    }

    private LocalDateTime local(int index) {
        Instant instant = toInstant(micros[index]);
        return switch (zone) {
            case ZoneDeclaration.Declared declared -> LocalDateTime.ofInstant(instant, declared.zone());
            case ZoneDeclaration.Undeclared() -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        };
    }

    private static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private @Nullable BigDecimal value(int index) {
        return scale[index] == MISSING ? null : BigDecimal.valueOf(unscaled[index], scale[index]);
    }

    /** The rows in file order; each row is made when it is asked for. */
    public List<Reading> readings() {
        return new AbstractList<>() {
            @Override
            public Reading get(int index) {
                return TimeSeries.this.get(index);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** The {@code n}-th row in the order of time, from 0. */
    public Reading inTime(int n) {
        return get(at(n));
    }

    private int at(int n) {
        return order == null ? n : order[n];
    }

    long microsInTime(int n) {
        return micros[at(n)];
    }

    boolean hasValueInTime(int n) {
        return scale[at(n)] != MISSING;
    }

    double valueInTime(int n) {
        BigDecimal value = value(at(n));
        return value == null ? Double.NaN : value.doubleValue();
    }

    /** The earliest row. */
    public Optional<Reading> first() {
        return size == 0 ? Optional.empty() : Optional.of(inTime(0));
    }

    /** The latest row. */
    public Optional<Reading> last() {
        return size == 0 ? Optional.empty() : Optional.of(inTime(size - 1));
    }

    /** The row with the lowest value, the earliest of equals. */
    public Optional<Reading> lowest() {
        return extreme(-1);
    }

    /** The row with the highest value, the earliest of equals. */
    public Optional<Reading> highest() {
        return extreme(1);
    }

    private Optional<Reading> extreme(int sign) {
        int best = -1;
        BigDecimal bestValue = null;
        for (int n = 0; n < size; n++) {
            BigDecimal value = value(at(n));
            if (value != null && (bestValue == null || Integer.signum(value.compareTo(bestValue)) == sign)) {
                best = at(n);
                bestValue = value;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(get(best));
    }

    /** Arithmetic mean of the values, each row counting once, to 16 digits; empty without any value. */
    public Optional<BigDecimal> mean() {
        BigDecimal sum = BigDecimal.ZERO;
        int values = 0;
        for (int i = 0; i < size; i++) {
            BigDecimal value = value(i);
            if (value != null) {
                sum = sum.add(value);
                values++;
            }
        }
        return values == 0
                ? Optional.empty()
                : Optional.of(sum.divide(BigDecimal.valueOf(values), MathContext.DECIMAL64));
    }

    /**
     * A stretch between two successive rows with values.
     *
     * @param from the row before
     * @param to the row after
     * @param length how long there was no value
     */
    public record Gap(Reading from, Reading to, Duration length) {}

    /** The longest stretch between two successive values, the earliest of equals; empty with fewer than two values. */
    public Optional<Gap> longestGap() {
        int from = -1;
        int bestFrom = -1;
        int bestTo = -1;
        long longest = -1;
        for (int n = 0; n < size; n++) {
            if (!hasValueInTime(n))
                continue;
            if (from >= 0 && microsInTime(n) - microsInTime(from) > longest) {
                longest = microsInTime(n) - microsInTime(from);
                bestFrom = from;
                bestTo = n;
            }
            from = n;
        }
        if (bestFrom < 0)
            return Optional.empty();
        return Optional.of(new Gap(inTime(bestFrom), inTime(bestTo), Duration.of(longest, ChronoUnit.MICROS)));
    }

    /** The most frequent step between successive rows, the shortest of equals; empty with fewer than three rows. */
    public Optional<Duration> usualInterval() {
        Map<Long, Integer> steps = new HashMap<>();
        for (int n = 1; n < size; n++) {
            long step = microsInTime(n) - microsInTime(n - 1);
            if (step > 0 && (steps.size() < 4096 || steps.containsKey(step)))
                steps.merge(step, 1, Integer::sum);
        }
        if (size < 3 || steps.isEmpty())
            return Optional.empty();
        long usual = steps.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<Long, Integer> e) -> e.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .orElseThrow().getKey();
        return Optional.of(Duration.of(usual, ChronoUnit.MICROS));
    }

    /** Count, first, last, lowest, highest, mean and longest gap, as the summaries of this library print them. */
    public JsonObject json() {
        JsonObject json = new JsonObject().put("readings", count()).put("rows", size);
        first().ifPresent(r -> json.put("first", time(r)));
        last().ifPresent(r -> json.put("last", time(r)));
        lowest().ifPresent(r -> json.put("min", r.value()).put("minAt", time(r)));
        highest().ifPresent(r -> json.put("max", r.value()).put("maxAt", time(r)));
        mean().ifPresent(mean -> json.put("mean", mean.round(new MathContext(7)).stripTrailingZeros()));
        longestGap().ifPresent(gap -> json.put("longestGap", Durations.text(gap.length())));
        return json.put("unit", unit).put("timeZone", zone.text());
    }

    private String time(Reading reading) {
        return zone.format(reading.local(), reading.instant());
    }

}
