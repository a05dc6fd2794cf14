package org.stroma.app.vault;

import java.util.regex.Pattern;

/** How days are written, and those days that are called somebody's birth. Chinese numerals have become digits before ({@link Folding}). */
final class Birthdays {
    private static final String MONTH = "(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?";
    private static final String IN_CHINESE = "[0-9]{4} ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}(?: ?[日号號])?";
    /** Any day. */
    static final String DAY = "(?:" + IN_CHINESE
            + "|[0-9]{8}(?![0-9])|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}|[0-9]{1,2}(?:st|nd|rd|th)? "
            + MONTH + ",? [0-9]{4}|" + MONTH + " [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}|[0-9]{1,2}月[0-9]{1,2}[日号號])";
    private static final String YEAR = "(?:19[0-9]{2}|200[0-9]|201[0-2])";
    /** A day on which somebody may have been born who is grown up or nearly so; the year may be written with two digits. */
    static final String BIRTHDAY = "(?:" + YEAR + " ?[-/.年] ?[0-9]{1,2} ?[-/.月] ?[0-9]{1,2}(?: ?[日号號])?|" + YEAR
            + "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![0-9])|[0-9]{1,2}[-/.][0-9]{1,2}[-/.]" + YEAR
            + "|[0-9]{1,2}(?:st|nd|rd|th)? " + MONTH + ",? " + YEAR + "|" + MONTH + " [0-9]{1,2}(?:st|nd|rd|th)?,? "
            + YEAR + "|(?<![0-9])[4-9][0-9]年[0-9]{1,2}月(?:[0-9]{1,2}[日号號])?|" + YEAR + "年[0-9]{1,2}月)";
    private static final String BORN = "(?:生于|生於|出生(?:日期|年月|时间|時間)?|生日|\\bborn\\b|\\bdob\\b|\\bd\\.o\\.b\\.?|date of birth|birth ?da(?:te|y))";
    private static final Pattern BORN_ON = Pattern.compile("(?i)" + BORN + "(?:[^0-9]{0,6}(?:" + DAY + "|" + BIRTHDAY
            + ")|(?: in| on)?[ :于在]{0,3}" + YEAR + "(?:年|(?! ?(?:g|克))\\b))");
    /** What is said of a product, a culture or a document with the same character is no birth. */
    private static final Pattern DAY_OF_BIRTH = Pattern
            .compile(BIRTHDAY + " ?(?:出生|(?<=[日号號月])生(?!\\p{IsHan})|\\(?(?i:born|dob)\\b)");

    private Birthdays() {}

    static boolean in(String text) {
        return BORN_ON.matcher(text).find() || DAY_OF_BIRTH.matcher(text).find();
    }
}
