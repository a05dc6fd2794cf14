package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.TimeSeriesBuilder;

/** Reads the values of entries; what does not read becomes a problem at the entry's place and null. */
final class Cells {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,6})?");
    /** What the device prints when the sensor gave nothing. */
    private static final Pattern NOTHING = Pattern.compile("[+-]*\\.?-*");

    private final Problems problems;

    Cells(Problems problems) {
        this.problems = problems;
    }

    @Nullable
    LocalDateTime stamp(Entry parent, String key) {
        Entry entry = parent.child(key).orElse(null);
        if (entry == null || entry.value().isEmpty())
            return null;
        LocalDateTime stamp = stamp(entry.value());
        if (stamp == null)
            problems.add(EntryParser.place(problems, entry), LoggerProblem.NOT_A_TIME, entry.value());
        return stamp;
    }

    static @Nullable LocalDateTime stamp(String text) {
        try {
            return LocalDateTime.parse(text, STAMP);
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Nullable
    LocalDate date(Entry parent, String key) {
        Entry entry = parent.child(key).orElse(null);
        if (entry == null || entry.value().isEmpty())
            return null;
        try {
            return LocalDate.parse(entry.value());
        } catch (DateTimeException e) {
            problems.add(EntryParser.place(problems, entry), LoggerProblem.NOT_A_TIME, entry.value());
            return null;
        }
    }

    @Nullable
    LocalTime time(Entry parent, String key) {
        Entry entry = parent.child(key).orElse(null);
        return entry == null ? null : time(entry);
    }

    @Nullable
    LocalTime time(Entry entry) {
        if (entry.value().isEmpty() || NOTHING.matcher(entry.value()).matches())
            return null;
        try {
            return LocalTime.parse(entry.value());
        } catch (DateTimeException e) {
            problems.add(EntryParser.place(problems, entry), LoggerProblem.NOT_A_TIME, entry.value());
            return null;
        }
    }

    @Nullable
    BigDecimal number(Entry parent, String key) {
        Entry entry = parent.child(key).orElse(null);
        if (entry == null || isNothing(entry.value()))
            return null;
        BigDecimal number = number(entry.value());
        if (number == null)
            problems.add(EntryParser.place(problems, entry), LoggerProblem.NOT_A_VALUE, entry.value());
        return number;
    }

    static boolean isNothing(String text) {
        return text.isEmpty() || NOTHING.matcher(text).matches();
    }

    static @Nullable BigDecimal number(String text) {
        if (!NUMBER.matcher(text).matches())
            return null;
        BigDecimal number = new BigDecimal(text);
        return TimeSeriesBuilder.fits(number) ? number : null;
    }

    @Nullable
    Integer count(Entry parent, String key) {
        BigDecimal number = number(parent, key);
        if (number == null || number.scale() > 0)
            return null;
        return number.intValueExact();
    }

    Duration minutes(Entry parent, String key) {
        Integer minutes = count(parent, key);
        return minutes == null ? Duration.ZERO : Duration.ofMinutes(minutes);
    }

}
