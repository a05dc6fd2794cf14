package org.stroma.app.standard;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Moment;
import org.stroma.measure.Span;

/**
 * The order of moments. If one of two is known only to the day, both are compared as dates at its offset; what their
 * precision does not decide stays open.
 */
final class Times {

    private Times() {}

    /** How a moment stands to a demand. */
    enum Standing {
        INSIDE, OUTSIDE, OPEN
    }

    static Standing before(Moment one, Moment other, boolean orAt) {
        ZoneOffset day = offsetOfDay(one, other);
        if (day == null) {
            int order = one.earliest().compareTo(other.earliest());
            return order < 0 || (orAt && order == 0) ? Standing.INSIDE : Standing.OUTSIDE;
        }
        int order = date(one, day).compareTo(date(other, day));
        if (order == 0) {
            return orAt ? Standing.INSIDE : Standing.OPEN;
        }
        return order < 0 ? Standing.INSIDE : Standing.OUTSIDE;
    }

    /** Whether a moment is {@code span} after the origin, or later. */
    static Standing notBefore(Moment moment, Moment origin, Span span) {
        return shifted(moment, origin, span, false);
    }

    /** Whether a moment is {@code span} after the origin, or earlier. */
    static Standing notAfter(Moment moment, Moment origin, Span span) {
        return shifted(moment, origin, span, true);
    }

    private static Standing shifted(Moment moment, Moment origin, Span span, boolean atMost) {
        ZoneOffset day = offsetOfDay(moment, origin);
        if (day == null || span.duration().isZero()) {
            Moment start = day == null ? origin : new Moment.Day(date(origin, day), day);
            Moment end = start.plus(span);
            return atMost ? before(moment, end, true) : before(end, moment, true);
        }
        OffsetDateTime first = span.addTo(origin.earliest());
        OffsetDateTime last = span.addTo(origin.latest());
        if (atMost) {
            return decided(!moment.latest().isAfter(first), moment.earliest().isAfter(last));
        }
        return decided(!moment.earliest().isBefore(last), moment.latest().isBefore(first));
    }

    private static Standing decided(boolean inside, boolean outside) {
        if (inside) {
            return Standing.INSIDE;
        }
        return outside ? Standing.OUTSIDE : Standing.OPEN;
    }

    private static @Nullable ZoneOffset offsetOfDay(Moment one, Moment other) {
        if (one instanceof Moment.Day day) {
            return day.offset();
        }
        return other instanceof Moment.Day day ? day.offset() : null;
    }

    private static LocalDate date(Moment moment, ZoneOffset offset) {
        return switch (moment) {
            case Moment.Day day -> day.date();
            case Moment.Instant instant -> instant.at().withOffsetSameInstant(offset).toLocalDate();
        };
    }
}
