package org.stroma.app.vault;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The ways in which a text can be read: as it stands once everything that only looks different is the same (NFKC, digits of any script, letters
 * of other alphabets that look Latin, no invisible characters), with Chinese numerals as digits, and with letters that stand for digits.
 */
final class Folding {
    private static final String LOOK_ALIKE = "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧον";
    private static final String LATIN = "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXov";
    /** Units of the calendar come after ten, which only {@link #CALENDAR} reads. */
    private static final String NUMERALS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖貳參陸幺两兩";
    private static final String VALUES = "00123456789123456789236122";
    /** From four numerals on it is a number that is spelt out; fewer are words. */
    private static final Pattern SPELT = Pattern
            .compile("[0-9" + NUMERALS + "](?:[ ·.,/-]{0,2}[0-9" + NUMERALS + "]){3,}");
    private static final Pattern CALENDAR = Pattern.compile("[廿卅一二三四五六七八九十]{1,3}(?= ?[月日号號岁歲])");
    private static final Pattern TWO_DIGIT_YEAR = Pattern
            .compile("(?<![0-9" + NUMERALS + "])([" + NUMERALS + "]{2})(?= ?年)");
    /** A run that is a number but for a few letters: 138l2345678, 1381234567O. */
    private static final Pattern SPOILT = Pattern.compile("(?<![A-Za-z0-9])[0-9OolI]{11,18}(?![A-Za-z0-9])");
    private static final int FEW = 3;

    private Folding() {}

    /** All readings that differ, the plainest first. */
    static List<String> readings(String text) {
        String plain = plain(text);
        Set<String> readings = new LinkedHashSet<>();
        readings.add(plain);
        readings.add(counted(plain));
        readings.add(SPOILT.matcher(plain).replaceAll(Folding::mended));
        return List.copyOf(readings);
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(point -> append(plain, point));
        return plain.toString();
    }

    private static void append(StringBuilder plain, int point) {
        if (invisible(point)) {
            return;
        }
        int digit = Character.isDigit(point) ? Character.digit(point, 10) : dingbat(point);
        int alike = LOOK_ALIKE.indexOf(point);
        if (digit >= 0) {
            plain.append((char) ('0' + digit));
        } else if (alike >= 0) {
            plain.append(LATIN.charAt(alike));
        } else if (Character.isWhitespace(point) || Character.isSpaceChar(point) || Character.isISOControl(point)) {
            plain.append(' ');
        } else if (Character.getType(point) == Character.DASH_PUNCTUATION || point == '\u2212') {
            plain.append('-');
        } else {
            plain.appendCodePoint(point);
        }
    }

    /** Formats, joiners, selectors of variants, marks around or through a character, fillers. */
    private static boolean invisible(int point) {
        return switch (Character.getType(point)) {
            case Character.FORMAT, Character.ENCLOSING_MARK, Character.NON_SPACING_MARK, Character.PRIVATE_USE,
                    Character.UNASSIGNED, Character.SURROGATE ->
                true;
            default -> point == 0x115F || point == 0x1160 || point == 0x3164 || point == 0x2800;
        };
    }

    /** Circled digits of the dingbats, which compatibility leaves alone. */
    private static int dingbat(int point) {
        return point >= 0x2776 && point <= 0x2793 && (point - 0x2776) % 10 < 9 ? (point - 0x2776) % 10 + 1 : -1;
    }

    private static String counted(String plain) {
        String dated = CALENDAR.matcher(plain).replaceAll(found -> Integer.toString(ofCalendar(found.group())));
        String years = TWO_DIGIT_YEAR.matcher(dated).replaceAll(found -> "19" + digits(found));
        return SPELT.matcher(years).replaceAll(Folding::digits);
    }

    private static String digits(MatchResult found) {
        StringBuilder digits = new StringBuilder();
        for (char each : found.group().toCharArray()) {
            int place = NUMERALS.indexOf(each);
            digits.append(place < 0 ? each : VALUES.charAt(place));
        }
        return digits.toString();
    }

    /** 三十一 is 31, 十 is 10, 廿五 is 25. */
    private static int ofCalendar(String numeral) {
        int sum = 0;
        for (char each : numeral.toCharArray()) {
            sum = switch (each) {
                case '十' -> Math.max(1, sum) * 10;
                case '廿' -> 20;
                case '卅' -> 30;
                default -> sum + "一二三四五六七八九".indexOf(each) + 1;
            };
        }
        return sum;
    }

    private static String mended(MatchResult found) {
        String run = found.group();
        long letters = run.chars().filter(Character::isLetter).count();
        return letters == 0 || letters > FEW ? run : run.replaceAll("[Oo]", "0").replaceAll("[lI]", "1");
    }
}
