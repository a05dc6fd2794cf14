package org.stroma.codes.isbt128;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * Days and times of ISBT 128: century, year and day of the year, {@code cyyjjj}, and hour and minute behind them.
 *
 * <p>The century digit 0 is 2000 to 2099 and 9 is 1900 to 1999, as on labels since ISBT 128 began; digits from 1 on
 * count the centuries after 2000.
 */
public final class IsbtDate {

    private static final int DAY_LENGTH = 6;

    private IsbtDate() {}

    /** Reads {@code cyyjjj}. */
    public static Reading<LocalDate> parseDay(String text) {
        if (!text.matches("[0-9]{6}")) {
            return Reading.refused(Problem.at(IsbtReason.DATE, 0, text.length()));
        }
        int century = text.charAt(0) == '9' ? 1900 : 2000 + 100 * (text.charAt(0) - '0');
        int year = century + Integer.parseInt(text.substring(1, 3));
        try {
            return Reading.accepted(LocalDate.ofYearDay(year, Integer.parseInt(text.substring(3))));
        } catch (DateTimeException e) {
            return Reading.refused(Problem.at(IsbtReason.DATE, 3, 3));
        }
    }

    /** Reads {@code cyyjjjhhmm}; 2359 is what is written when no time is meant. */
    public static Reading<LocalDateTime> parseTime(String text) {
        if (!text.matches("[0-9]{10}")) {
            return Reading.refused(Problem.at(IsbtReason.DATE, 0, text.length()));
        }
        String clock = text.substring(DAY_LENGTH);
        if (!clock.matches("([01][0-9]|2[0-3])[0-5][0-9]")) {
            return Reading.refused(Problem.at(IsbtReason.TIME, DAY_LENGTH, clock.length(), clock));
        }
        return parseDay(text.substring(0, DAY_LENGTH)).map(day -> day.atTime(
                LocalTime.of(Integer.parseInt(clock.substring(0, 2)), Integer.parseInt(clock.substring(2)))));
    }

    /** Writes a day of the years 1900 to 2899. */
    public static String format(LocalDate day) {
        int year = day.getYear();
        if (year < 1900 || year >= 2900) {
            throw new IllegalArgumentException("no century digit for the year " + year);
        }
        int century = year < 2000 ? 9 : (year - 2000) / 100;
        return "%d%02d%03d".formatted(century, year % 100, day.getDayOfYear());
    }

    public static String format(LocalDateTime time) {
        return format(time.toLocalDate()) + "%02d%02d".formatted(time.getHour(), time.getMinute());
    }

    /** Whether YYYYMMDD is a day. The problem does not repeat it: it may be a date of birth. */
    static Optional<Problem> calendarProblem(String yyyymmdd) {
        try {
            LocalDate.of(Integer.parseInt(yyyymmdd.substring(0, 4)), Integer.parseInt(yyyymmdd.substring(4, 6)),
                    Integer.parseInt(yyyymmdd.substring(6, 8)));
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of(Problem.at(IsbtReason.DATE, 0, 0));
        }
    }
}
