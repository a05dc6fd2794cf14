package org.stroma.measure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * When something was, as it is known: to the instant, or only to the day. Both carry their offset from UTC; a local time
 * without one is refused. Two moments known only to the same day have no order.
 */
public sealed interface Moment {

    /** An instant, in the offset in which it was recorded. */
    record Instant(OffsetDateTime at) implements Moment {
        @Override
        public String toString() {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at);
        }
    }

    /** A whole day at an offset. */
    record Day(LocalDate date, ZoneOffset offset) implements Moment {
        private Day plusWholeDays(Span span) {
            if (!span.isWholeDays()) {
                throw new IllegalArgumentException("a day has no hour to which " + span + " can be added");
            }
            return new Day(span.addTo(date.atStartOfDay().atOffset(offset)).toLocalDate(), offset);
        }

        @Override
        public String toString() {
            return date + offset.toString();
        }
    }

    /**
     * Reads ISO 8601 with an offset: {@code 2026-03-02T08:52:00+08:00} or {@code 2026-03-02+08:00}.
     *
     * @throws NumberUnreadable for anything else, a time without an offset included
     */
    static Moment parse(String text) {
        try {
            if (text.indexOf('T') >= 0) {
                return new Instant(OffsetDateTime.parse(text));
            }
            var date = DateTimeFormatter.ISO_OFFSET_DATE.parse(text);
            return new Day(LocalDate.from(date), ZoneOffset.from(date));
        } catch (DateTimeException e) {
            throw new NumberUnreadable(text,
                    "an ISO 8601 date or time with its offset, such as 2026-03-02T08:52+08:00");
        }
    }

    /** The first instant it may have been. */
    default OffsetDateTime earliest() {
        return switch (this) {
            case Instant instant -> instant.at;
            case Day day -> day.date.atStartOfDay().atOffset(day.offset);
        };
    }

    /** The last instant it may have been. */
    default OffsetDateTime latest() {
        return switch (this) {
            case Instant instant -> instant.at;
            case Day day -> day.date.plusDays(1).atStartOfDay().atOffset(day.offset).minusNanos(1);
        };
    }

    /** The moment a span later, known as well as this one; a span of hours makes a day no better known. */
    default Moment plus(Span span) {
        return switch (this) {
            case Instant instant -> new Instant(span.addTo(instant.at));
            case Day day -> day.plusWholeDays(span);
        };
    }
}
