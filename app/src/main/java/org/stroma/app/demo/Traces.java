package org.stroma.app.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.stroma.app.evidence.Evidence;

/** The recordings of the demonstration, made up minute by minute in the forms of real ones. */
final class Traces {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Traces() {}

    /** The transport of the cord: 4.6 to 7.1 °C, a reading every ten minutes. */
    static Evidence.RawFile tissueTransport() {
        StringBuilder csv = new StringBuilder("time,celsius\n");
        LocalDateTime at = LocalDateTime.of(2026, 3, 2, 9, 25);
        for (int i = 0; i < 49; i++) {
            double celsius = 5.85 + 1.25 * Math.sin(i / 7.0);
            csv.append(WRITTEN.format(at.plusMinutes(10L * i))).append(String.format(Locale.ROOT, ",%.1f%n", celsius));
        }
        return Plant.file("logger-UC-26-0001.csv", "text/csv", csv.toString());
    }

    /** The transport to the hospital: vapour phase, warmest at the opening, −151.2 °C. */
    static Evidence.RawFile transport() {
        return cryogenic("cryo-SH-27-0007.csv", LocalDateTime.of(2027, 1, 11, 16, 30),
                LocalDateTime.of(2027, 1, 12, 15, 10),
                LocalDateTime.of(2027, 1, 12, 15, 0), "-151.2");
    }

    /** Storage in the dry shipper at the hospital up to a time; warmest on the second day, −150.8 °C. */
    static Evidence.RawFile site(String until) {
        LocalDateTime end = LocalDateTime.parse(until, WRITTEN);
        return cryogenic("site-SH-27-0007-" + end.toLocalDate() + ".csv", LocalDateTime.of(2027, 1, 12, 15, 0), end,
                LocalDateTime.of(2027, 1, 13, 9, 0), "-150.8");
    }

    private static Evidence.RawFile cryogenic(String name, LocalDateTime from, LocalDateTime until,
            LocalDateTime warmest,
            String celsius) {
        StringBuilder csv = new StringBuilder("time,probe\n");
        for (LocalDateTime at = from; !at.isAfter(until); at = at.plusMinutes(2)) {
            double ripple = -178 + 4 * Math.sin(at.getHour() / 3.0 + at.getMinute() / 40.0);
            csv.append(SECONDS.format(at)).append(',')
                    .append(at.equals(warmest) ? celsius : String.format(Locale.ROOT, "%.1f", ripple)).append('\n');
        }
        return Plant.file(name, "text/csv", csv.toString());
    }

    /** A controlled-rate freezer: from 4 °C by 1 °C a minute to −100 °C. */
    static Evidence.RawFile freezer(String day) {
        StringBuilder csv = new StringBuilder("run " + day + "\nminute,probe_celsius\n");
        for (int minute = 0; minute <= 104; minute++) {
            csv.append(minute).append(',').append(4 - minute).append(".0\n");
        }
        return Plant.file("crf-" + day + ".csv", "text/csv", csv.toString());
    }
}
