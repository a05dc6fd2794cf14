package org.stroma.app.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.stroma.app.evidence.Evidence;

/** The recordings of the demonstration, made up minute by minute in the forms of real ones. */
final class Traces {
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

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

    /** A controlled-rate freezer: from 4 °C by 1 °C a minute to −100 °C. */
    static Evidence.RawFile freezer(String day) {
        StringBuilder csv = new StringBuilder("run " + day + "\nminute,probe_celsius\n");
        for (int minute = 0; minute <= 104; minute++) {
            csv.append(minute).append(',').append(4 - minute).append(".0\n");
        }
        return Plant.file("crf-" + day + ".csv", "text/csv", csv.toString());
    }
}
