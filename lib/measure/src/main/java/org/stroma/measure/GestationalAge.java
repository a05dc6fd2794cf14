package org.stroma.measure;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Age of a pregnancy in completed weeks and days. 42 weeks and 1 day is more than 42 weeks; decimals of weeks are not
 * read, because 39.2 is sometimes written for 39 weeks and 2 days.
 *
 * @param weeks 0 to 45
 * @param days 0 to 6
 */
public record GestationalAge(int weeks, int days) implements Comparable<GestationalAge> {
    private static final Pattern WRITTEN = Pattern.compile(
            "([0-9]{1,2})(?:\\s*(?:w|wk|周)\\s*|\\s*\\+\\s*|\\s*(?:w|wk|周)\\s*\\+\\s*)([0-6])\\s*(?:d|天)?");
    private static final UnitOfMeasure DAY = UnitOfMeasure.parse("d");
    private static final int LONGEST_WEEKS = 45;

    public GestationalAge {
        if (weeks < 0 || weeks > LONGEST_WEEKS || days < 0 || days > 6) {
            throw new IllegalArgumentException("a gestation of " + weeks + " weeks and " + days + " days");
        }
    }

    /**
     * Reads {@code 39w2d}, {@code 39+2}, {@code 39周+2天}.
     *
     * @throws NumberUnreadable for anything else
     */
    public static GestationalAge parse(String text) {
        Matcher matcher = WRITTEN.matcher(text.strip());
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > LONGEST_WEEKS) {
            throw new NumberUnreadable(text, "a gestation in weeks and days such as 39w2d or 39+2");
        }
        return new GestationalAge(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** The age in days, exactly. */
    public Quantity toQuantity() {
        return new Quantity(BigDecimal.valueOf(7L * weeks + days), DAY, Qualifier.NONE);
    }

    @Override
    public int compareTo(GestationalAge other) {
        return Integer.compare(7 * weeks + days, 7 * other.weeks + other.days);
    }

    @Override
    public String toString() {
        return weeks + "w" + days + "d";
    }
}
