package org.stroma.instruments.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the dates and times machines print: year first ({@code 2024-03-01 13:05:59}, {@code 20240301 130559}), numeric with
 * day or month first ({@code 3/1/2024 1:05 PM}), with a month name in English ({@code 01 Mar 2024}, or as Java prints a
 * date: {@code Fri Mar 01 13:05:59 PST 2024}), and a time of 12 or 24
 * hours with fraction and offset. Weekday names are skipped. Day and month are told apart when one of them is above 12;
 * otherwise a {@link DateOrder} decides and {@link DateTimes.Parsed#ambiguous()} says so.
 */
public final class DateTimes {

    /**
     * A date and time as printed.
     *
     * @param local date and time of day
     * @param offset the declared offset from UTC, null when none is printed
     * @param ambiguous whether day and month could be exchanged
     * @param against whether it could only be read against the order asked for
     */
    public record Parsed(LocalDateTime local, @Nullable ZoneOffset offset, boolean ambiguous, boolean against) {

        /** As ISO 8601 with seconds, microseconds when there are any, and the offset, {@code +00:00} when undeclared. */
        public String iso() {
            return DateTimes.iso(local, offset == null ? ZoneOffset.UTC : offset);
        }

    }

    private static final Map<String, Integer> MONTHS = Map.ofEntries(Map.entry("jan", 1), Map.entry("feb", 2),
            Map.entry("mar", 3), Map.entry("apr", 4), Map.entry("may", 5), Map.entry("jun", 6), Map.entry("jul", 7),
            Map.entry("aug", 8), Map.entry("sep", 9), Map.entry("oct", 10), Map.entry("nov", 11), Map.entry("dec", 12));
    private static final Map<String, Integer> ZONES = Map.ofEntries(Map.entry("UTC", 0), Map.entry("GMT", 0),
            Map.entry("Z", 0), Map.entry("EST", -5), Map.entry("EDT", -4), Map.entry("CST", -6), Map.entry("CDT", -5),
            Map.entry("MST", -7), Map.entry("MDT", -6), Map.entry("PST", -8), Map.entry("PDT", -7), Map.entry("CET", 1),
            Map.entry("CEST", 2), Map.entry("JST", 9));
    private static final String TIME = "(?:[T ,]*(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:[.,:](?<fraction>\\d{1,9}))?)?\\s*(?<half>[aApP]\\.?[mM]\\.?)?"
            + "\\s*\\(?(?<zone>Z|[A-Z]{3,4}|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?)?\\)?)?";
    private static final String WEEKDAY = "(?:(?:[Mm]on|[Tt]ue|[Ww]ed|[Tt]hu|[Ff]ri|[Ss]at|[Ss]un)[a-z]*[., ]+)?";
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile(WEEKDAY + "(?<year>\\d{4})[-/.](?<month>\\d{1,2})[-/.](?<day>\\d{1,2})" + TIME),
            Pattern.compile("(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})" + TIME),
            Pattern.compile(
                    "(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})[T _-]?(?<hour>\\d{2})(?<minute>\\d{2})(?<second>\\d{2})(?<fraction>)(?<half>)(?<zone>[+-]\\d{1,2}(?::?\\d{2})?)?"),
            Pattern.compile(
                    WEEKDAY + "(?<first>\\d{1,2})(?<separator>[-/.])(?<second2>\\d{1,2})[-/.](?<year>\\d{4}|\\d{2})"
                            + TIME),
            Pattern.compile(
                    WEEKDAY + "(?<day>\\d{1,2})[-/. ]+(?<name>[A-Za-z]{3,9})\\.?[-/., ]+(?<year>\\d{4}|\\d{2})" + TIME),
            Pattern.compile(WEEKDAY
                    + "(?<name>[A-Za-z]{3,9})\\.?[ -]+(?<day>\\d{1,2})(?:st|nd|rd|th)?[, -]+(?<year>\\d{4})" + TIME),
            Pattern.compile("(?<year>\\d{4})[- ](?<name>[A-Za-z]{3,9})[- ](?<day>\\d{1,2})" + TIME),
            Pattern.compile(WEEKDAY + "(?<name>[A-Za-z]{3,9}) (?<day>\\d{1,2})" + TIME + " (?<year>\\d{4})"));
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private DateTimes() {}

    /** Like {@link #parse(String, DateOrder)}, by separator. */
    public static Optional<Parsed> parse(@Nullable String text) {
        return parse(text, DateOrder.BY_SEPARATOR);
    }

    /**
     * The date and time of a text, empty when the whole text is not one; a missing time of day is midnight.
     *
     * @param order which of day and month comes first where the text can be read in both ways
     */
    public static Optional<Parsed> parse(@Nullable String text, DateOrder order) {
        if (text == null || text.length() > 100)
            return Optional.empty();
        String printed = BLANKS.matcher(text.strip()).replaceAll(" ").replace('\u202F', ' ');
        for (Pattern shape : SHAPES) {
            Matcher m = shape.matcher(printed);
            if (m.matches())
                try {
                    return Optional.of(read(m, order));
                } catch (DateTimeException e) {
                    // A day or an hour that does not exist: perhaps another shape fits.
                }
        }
        return Optional.empty();
    }

    private static Parsed read(Matcher m, DateOrder order) {
        int year = Integer.parseInt(m.group("year"));
        if (m.group("year").length() == 2)
            year += year < 70 ? 2000 : 1900;
        LocalTime time = time(m);
        ZoneOffset offset = offset(group(m, "zone"));
        if (group(m, "first") == null)
            return new Parsed(named(m, year).atTime(time), offset, false, false);
        int first = Integer.parseInt(m.group("first"));
        int second = Integer.parseInt(m.group("second2"));
        boolean wanted = order.isDayFirst(m.group("separator").charAt(0));
        boolean dayFirst = first > 12 || wanted && second <= 12;
        LocalDate date = dayFirst ? LocalDate.of(year, second, first) : LocalDate.of(year, first, second);
        boolean ambiguous = first <= 12 && second <= 12 && first != second;
        return new Parsed(date.atTime(time), offset, ambiguous, dayFirst != wanted && first != second);
    }

    /** A date whose month has a name or whose year comes first. */
    private static LocalDate named(Matcher m, int year) {
        String name = group(m, "name");
        return LocalDate.of(year, name == null ? Integer.parseInt(m.group("month")) : month(name),
                Integer.parseInt(m.group("day")));
    }

    private static int month(String name) {
        Integer month = MONTHS.get(name.substring(0, 3).toLowerCase(Locale.ROOT));
        if (month == null)
            throw new DateTimeException("no month: " + name);
        return month;
    }

    private static LocalTime time(Matcher m) {
        String hour = group(m, "hour");
        if (hour == null)
            return LocalTime.MIDNIGHT;
        int h = Integer.parseInt(hour);
        String half = group(m, "half");
        if (half != null && !half.isEmpty()) {
            boolean afternoon = Character.toLowerCase(half.charAt(0)) == 'p';
            if (h == 0 || h > 12)
                afternoon = h > 12;
            else
                h = h % 12 + (afternoon ? 12 : 0);
        }
        String second = group(m, "second");
        String fraction = group(m, "fraction");
        int nanos = fraction == null || fraction.isEmpty()
                ? 0
                : Integer.parseInt((fraction + "00000000").substring(0, 9));
        return LocalTime.of(h, Integer.parseInt(m.group("minute")), second == null ? 0 : Integer.parseInt(second),
                nanos);
    }

    private static @Nullable ZoneOffset offset(@Nullable String zone) {
        if (zone == null || zone.isEmpty())
            return null;
        Integer hours = ZONES.get(zone);
        if (hours != null)
            return ZoneOffset.ofHours(hours);
        String number = zone.replaceFirst("^(UTC|GMT)", "");
        if (number.isEmpty() || number.charAt(0) != '+' && number.charAt(0) != '-')
            throw new DateTimeException("no zone: " + zone);
        String digits = number.substring(1).replace(":", "");
        int h = Integer.parseInt(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
        int min = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
        int signum = number.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(signum * h, signum * min);
    }

    private static @Nullable String group(Matcher m, String name) {
        return m.namedGroups().containsKey(name) ? m.group(name) : null;
    }

    /** ISO 8601 with seconds, with six decimals of a second when they are not all zero, and the offset as {@code +hh:mm}. */
    public static String iso(LocalDateTime local, ZoneOffset offset) {
        boolean micros = local.get(ChronoField.MICRO_OF_SECOND) != 0;
        return local.format(micros ? MICROS : SECONDS) + OFFSET.format(offset);
    }

}
