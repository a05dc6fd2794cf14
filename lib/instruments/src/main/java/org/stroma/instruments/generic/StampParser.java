package org.stroma.instruments.generic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Parses printed times strictly: a 30 February, a second too many or trailing text is no time. */
final class StampParser {

    /** A time by the clock of the file or, when the row states its zone, on the world's timeline. */
    sealed interface Stamped {

        record Local(LocalDateTime time) implements Stamped {}

        record Placed(Instant time) implements Stamped {}
    }

    private static final String ZONE_LETTERS = "VvzOXxZ";

    private final DateTimeFormatter formatter;
    private final boolean zoned;

    StampParser(String pattern, Locale locale) {
        String proleptic = replaceYear(pattern);
        zoned = hasZone(pattern);
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive()
                .appendPattern(proleptic);
        if (bare(pattern).indexOf('H') < 0 && bare(pattern).indexOf('h') < 0 && bare(pattern).indexOf('k') < 0)
            builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0);
        formatter = builder.toFormatter(locale).withResolverStyle(ResolverStyle.STRICT);
    }

    static void check(String pattern, Locale locale) {
        new StampParser(pattern, locale);
    }

    /** Whether a pattern makes each row declare its zone. */
    static boolean hasZone(String pattern) {
        return bare(pattern).chars().anyMatch(c -> ZONE_LETTERS.indexOf(c) >= 0);
    }

    /** The pattern without quoted text. */
    private static String bare(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    /** Strict parsing needs the proleptic year u where people write y, unless an era is printed. */
    private static String replaceYear(String pattern) {
        if (bare(pattern).indexOf('G') >= 0)
            return pattern;
        StringBuilder replaced = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            replaced.append(c == 'y' && !quoted ? 'u' : c);
        }
        return replaced.toString();
    }

    Optional<Stamped> parse(String text) {
        try {
            TemporalAccessor parsed = formatter.parse(text);
            return Optional.of(zoned
                    ? new Stamped.Placed(ZonedDateTime.from(parsed).toInstant())
                    : new Stamped.Local(LocalDateTime.from(parsed)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

}
