package org.stroma.codes.gs1;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Days written with two digits for the year (GS1 General Specifications, 7.12): of the centuries around the year of
 * reading, the one that puts the date at most 50 years ahead and at most 49 years back.
 */
public final class Gs1Date {

    private static final int CENTURY = 100;
    private static final int AHEAD = 51;
    private static final int BACK = -50;

    private Gs1Date() {}

    /**
     * The day of a checked YYMMDD; day 00 is the last day of its month. Throws {@link java.time.DateTimeException} for
     * 29 February of a year that turns out to have none.
     */
    public static LocalDate resolve(String yymmdd, int referenceYear) {
        int difference = Integer.parseInt(yymmdd.substring(0, 2)) - referenceYear % CENTURY;
        int century = referenceYear - referenceYear % CENTURY;
        if (difference >= AHEAD) {
            century -= CENTURY;
        }
        if (difference <= BACK) {
            century += CENTURY;
        }
        int year = century + Integer.parseInt(yymmdd.substring(0, 2));
        YearMonth month = YearMonth.of(year, Integer.parseInt(yymmdd.substring(2, 4)));
        int day = Integer.parseInt(yymmdd.substring(4));
        return day == 0 ? month.atEndOfMonth() : month.atDay(day);
    }

    /** YYMMDD of a day. */
    public static String format(LocalDate day) {
        return "%02d%02d%02d".formatted(day.getYear() % CENTURY, day.getMonthValue(), day.getDayOfMonth());
    }
}
