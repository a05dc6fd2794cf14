package org.stroma.instruments.table;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.stroma.instruments.value.Numbers;

/** How the value of a spreadsheet cell is written as text (ECMA-376 part 1, 18.17.4 for dates). */
final class CellText {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private CellText() {}

    /** A stored number with the fewest decimals that identify it; the text itself when it is no number. */
    static String number(String stored) {
        if (isShortest(stored))
            return stored;
        try {
            double value = Double.parseDouble(stored);
            return Double.isFinite(value) ? Numbers.shortest(value).toString() : stored;
        } catch (NumberFormatException e) {
            return stored;
        }
    }

    /** A number of at most 15 digits, from 0.001 up, that is already written in the shortest way, as nearly all are. */
    private static boolean isShortest(String stored) {
        int length = stored.length();
        int point = stored.indexOf('.');
        if (length == 0 || length > 15)
            return false;
        for (int i = 0; i < length; i++)
            if (i != point && (stored.charAt(i) < '0' || stored.charAt(i) > '9'))
                return false;
        boolean small = stored.charAt(0) == '0' && length > 1;
        if (point < 0)
            return !small;
        return point > 0 && point < length - 1 && stored.charAt(length - 1) != '0'
                && (!small || point == 1 && stored.charAt(2) != '0');
    }

    /** A serial day number as date and time, or as time of day when below one; what is no number is blank. */
    static String date(double serial, boolean from1904) {
        if (!Double.isFinite(serial))
            return "";
        if (!(serial >= 0 && serial < 2_958_466))
            return Numbers.shortest(serial).toString();
        if (serial < 1)
            return LocalTime.MIDNIGHT.plus(Math.round(serial * 86_400), ChronoUnit.SECONDS).format(TIME);
        LocalDate start = from1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, serial < 60 ? 31 : 30);
        long day = (long) serial;
        long millis = Math.round((serial - day) * 86_400_000);
        try {
            LocalDateTime time = start.plusDays(day).atStartOfDay().plus(millis, ChronoUnit.MILLIS);
            return time.format(millis % 1000 == 0 ? DATE_TIME : MILLIS);
        } catch (DateTimeException e) {
            return Numbers.shortest(serial).toString();
        }
    }

    /** Whether a number format shows a date or a time. */
    static boolean isDateFormat(int id, String code) {
        if (id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58)
            return true;
        if (id < 164 || code.isEmpty())
            return false;
        String bare = code.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", "")
                .toLowerCase(Locale.ROOT);
        return !bare.contains("general")
                && bare.chars().anyMatch(c -> c == 'y' || c == 'd' || c == 'h' || c == 's' || c == 'm');
    }

}
