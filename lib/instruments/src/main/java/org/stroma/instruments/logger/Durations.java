package org.stroma.instruments.logger;

import java.time.Duration;

/** Durations as cold-chain reports print them. */
public final class Durations {

    private Durations() {}

    /** As {@code 3h 39min}, {@code 1d}, {@code 1d 2h}, {@code 0min}; seconds only when there are some. */
    public static String text(Duration duration) {
        Duration left = duration.abs();
        StringBuilder text = new StringBuilder();
        append(text, left.toDaysPart(), "d");
        append(text, left.toHoursPart(), "h");
        append(text, left.toMinutesPart(), "min");
        append(text, left.toSecondsPart(), "s");
        if (text.isEmpty())
            return "0min";
        return duration.isNegative() ? "-" + text : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount == 0)
            return;
        if (!text.isEmpty())
            text.append(' ');
        text.append(amount).append(unit);
    }

}
