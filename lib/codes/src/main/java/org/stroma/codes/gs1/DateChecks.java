package org.stroma.codes.gs1;

import java.time.YearMonth;
import java.util.Optional;

import org.stroma.codes.Problem;

/** Checks of dates and times in GS1 data; all positions count from the start of the part. */
final class DateChecks {

    private static final int SHORT_DATE = 6;
    private static final int LONG_DATE = 8;
    private static final int TIME = 4;

    private DateChecks() {}

    /** YYMMDD, a real day. Without a century every fourth year may be a leap year. */
    static Optional<Problem> date(String text) {
        return shortDate(text, 1);
    }

    /** YYMMDD in which day 00 stands for a whole month. */
    static Optional<Problem> dateOrMonth(String text) {
        return shortDate(text, 0);
    }

    private static Optional<Problem> shortDate(String text, int firstDay) {
        return wrongForm(text, SHORT_DATE, Gs1Reason.DATE_LENGTH).or(
                () -> monthAndDay(text, 2, 2000 + Integer.parseInt(text.substring(0, 2)), firstDay));
    }

    /** YYYYMMDD, a real day. */
    static Optional<Problem> longDate(String text) {
        return wrongForm(text, LONG_DATE, Gs1Reason.DATE_LENGTH)
                .or(() -> monthAndDay(text, 4, Integer.parseInt(text.substring(0, 4)), 1));
    }

    private static Optional<Problem> monthAndDay(String text, int at, int year, int firstDay) {
        int month = Integer.parseInt(text.substring(at, at + 2));
        if (month < 1 || month > 12) {
            return Optional.of(Problem.at(Gs1Reason.MONTH, at, 2, text.substring(at, at + 2)));
        }
        int day = Integer.parseInt(text.substring(at + 2, at + 4));
        boolean real = day >= firstDay && day <= YearMonth.of(year, month).lengthOfMonth();
        return real ? Optional.empty() : Optional.of(Problem.at(Gs1Reason.DAY, at + 2, 2, text.substring(at + 2)));
    }

    /** HHMM, from 0000 to 2359. */
    static Optional<Problem> hourAndMinute(String text) {
        return wrongForm(text, TIME, Gs1Reason.TIME_LENGTH).or(() -> hour(text.substring(0, 2)))
                .or(() -> minute(text.substring(2)).map(problem -> problem.shifted(2)));
    }

    static Optional<Problem> hour(String text) {
        return below(text, 24, Gs1Reason.HOUR);
    }

    static Optional<Problem> minute(String text) {
        return below(text, 60, Gs1Reason.MINUTE);
    }

    static Optional<Problem> second(String text) {
        return below(text, 60, Gs1Reason.SECOND);
    }

    private static Optional<Problem> below(String text, int limit, Gs1Reason reason) {
        return wrongForm(text, 2, Gs1Reason.TIME_LENGTH).or(() -> Integer.parseInt(text) < limit
                ? Optional.empty()
                : Optional.of(Problem.at(reason, 0, 2, text)));
    }

    private static Optional<Problem> wrongForm(String text, int length, Gs1Reason reason) {
        if (text.length() != length) {
            return Optional.of(Problem.at(reason, 0, text.length(), Integer.toString(length)));
        }
        return CharacterSet.NUMERIC.check(text);
    }
}
