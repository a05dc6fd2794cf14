package org.stroma.app.shell;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.ledger.PlantClock;

/** Dates and times as pages print them: ISO order, plant zone, zone always shown where seconds matter. */
@Component("times")
public class Times {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final PlantClock clock;

    Times(PlantClock clock) {
        this.clock = clock;
    }

    public String minute(@Nullable Instant instant) {
        return instant == null ? "" : MINUTE.format(instant.atZone(clock.getZone()));
    }

    public String second(@Nullable Instant instant) {
        return instant == null ? "" : SECOND.format(instant.atZone(clock.getZone()));
    }

    /** For axes of charts: the plant's wall clock without a zone, so that a browser elsewhere draws the same. */
    public static String wall(Instant instant, ZoneId plant) {
        return instant.atZone(plant).toLocalDateTime().toString();
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? "" : day.toString();
    }

    public String dayOf(@Nullable Instant instant) {
        return instant == null ? "" : instant.atZone(clock.getZone()).toLocalDate().toString();
    }

    /** An expiry: the last day where it ends with a day, as the label says it, else to the minute. */
    public String expiry(@Nullable Instant instant) {
        if (instant == null) {
            return "";
        }
        Instant last = instant.minusSeconds(1);
        boolean endsWithDay = last.plusSeconds(2).atZone(clock.getZone()).toLocalDate()
                .isAfter(last.atZone(clock.getZone()).toLocalDate());
        return endsWithDay ? dayOf(last) : minute(instant);
    }

    /** Plant time now, for the strip that announces a demonstration. */
    public String now() {
        return second(clock.instant());
    }
}
