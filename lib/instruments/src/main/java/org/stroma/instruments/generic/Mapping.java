package org.stroma.instruments.generic;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.logger.ZoneDeclaration;

/**
 * What somebody declares of a machine's table, once per machine and as data: nothing in it is guessed from a file.
 *
 * @param layout how the text is divided
 * @param clock where times come from
 * @param zone the zone of the clock, stated or expressly undeclared; a clock whose rows state their zone or count from the
 *        epoch overrides an undeclared one
 * @param values the measured columns, one series each
 * @param noValue cell texts that mean "no value", such as {@code ---}; the empty cell always does
 * @param interval the recording interval, null when unknown
 */
public record Mapping(Layout layout, Clock clock, ZoneDeclaration zone, List<Value> values, Set<String> noValue,
        @Nullable Duration interval) {

    /**
     * A measured column.
     *
     * @param name name of the series
     * @param column where it is
     * @param unit UCUM code of the printed numbers
     * @param form how they are printed
     */
    public record Value(String name, Column column, String unit, NumberForm form) {}

    public Mapping {
        values = List.copyOf(values);
        noValue = Set.copyOf(noValue);
        if (values.isEmpty())
            throw new IllegalArgumentException("a mapping needs a measured column");
        if (values.stream().map(Value::name).distinct().count() < values.size())
            throw new IllegalArgumentException("two series have the same name");
        if (interval != null && (interval.isZero() || interval.isNegative()))
            throw new IllegalArgumentException("recording interval: " + interval);
        boolean named = values.stream().map(Value::column).anyMatch(Column.Named.class::isInstance)
                || columns(clock).stream().anyMatch(Column.Named.class::isInstance);
        if (named && !layout.header())
            throw new IllegalArgumentException("columns by name need a header line");
    }

    /** One temperature against one time stamp: the smallest useful mapping. */
    public static Mapping temperature(Layout layout, Clock clock, ZoneDeclaration zone, Value value) {
        return new Mapping(layout, clock, zone, List.of(value), Set.of(), null);
    }

    public Mapping withInterval(Duration declared) {
        return new Mapping(layout, clock, zone, values, noValue, declared);
    }

    public Mapping withNoValue(Set<String> texts) {
        return new Mapping(layout, clock, zone, values, texts, interval);
    }

    static List<Column> columns(Clock clock) {
        return switch (clock) {
            case Clock.Stamp stamp -> stamp.columns();
            case Clock.SinceEpoch epoch -> List.of(epoch.column());
            case Clock.SinceStart start -> List.of(start.column());
        };
    }

}
