package org.stroma.measure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.Period;

/**
 * A length of time by the calendar and the clock, before or after: {@code P3Y}, {@code P7D}, {@code PT48H}, {@code -P7D}.
 * Months are counted by the calendar: 31 January plus {@code P1M} is the last day of February.
 */
public record Span(Period period, Duration duration) {

    /**
     * Reads ISO 8601, with a leading minus for a span into the past.
     *
     * @throws NumberUnreadable for anything else
     */
    public static Span parse(String text) {
        boolean past = text.startsWith("-");
        String positive = past ? text.substring(1) : text;
        int clock = positive.indexOf('T');
        try {
            if (!positive.startsWith("P") || positive.indexOf('-') >= 0) {
                throw new DateTimeException(text);
            }
            Period period = clock == 1
                    ? Period.ZERO
                    : Period.parse(clock < 0 ? positive : positive.substring(0, clock));
            Duration duration = clock < 0 ? Duration.ZERO : Duration.parse("P" + positive.substring(clock));
            return new Span(past ? period.negated() : period, past ? duration.negated() : duration);
        } catch (DateTimeException e) {
            throw new NumberUnreadable(text, "an ISO 8601 span such as P3Y, P7D, PT48H or -P7D");
        }
    }

    public OffsetDateTime addTo(OffsetDateTime start) {
        return start.plus(period).plus(duration);
    }

    boolean isWholeDays() {
        return duration.isZero();
    }

    @Override
    public String toString() {
        boolean past = period.isNegative() || duration.isNegative();
        Period size = past ? period.negated() : period;
        Duration time = past ? duration.negated() : duration;
        String days = size.isZero() && !time.isZero() ? "P" : size.toString();
        return (past ? "-" : "") + days + (time.isZero() ? "" : time.toString().substring(1));
    }
}
