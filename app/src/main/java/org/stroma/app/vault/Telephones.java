package org.stroma.app.vault;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Telephone numbers: mobiles and landlines of China in any usual grouping, foreign ones with their plus, and any number that is called one. */
final class Telephones {
    /** Not in the middle of a word, a number or a code; a stroke after something that is no letter or digit is no code. */
    private static final String FREE = "(?<![A-Za-z0-9])(?<![A-Za-z0-9][./-])";
    private static final Pattern MOBILE = Pattern.compile(FREE + "(?:(?:\\+|00)?86[ -]?)?"
            + "1[3-9][0-9](?:[ .-]?[0-9]{4}[ .-]?[0-9]{4}|[0-9][ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9A-Za-z]|\\.[0-9])");
    private static final Pattern SPELT_MOBILE = Pattern
            .compile("(?<![A-Za-z0-9.] ?)1[ ._-]{1,3}[3-9](?:[ ._-]{1,3}[0-9]){9}(?! ?[0-9.])");
    /** Counts of cells end so. */
    private static final Pattern ROUND = Pattern.compile("0{6}$");
    private static final Pattern LANDLINE = Pattern
            .compile(FREE + "(?:\\(0[0-9]{2,3}\\) ?|0[0-9]{2,3}[ -])[2-9][0-9]{2,3}[ -]?[0-9]{4}(?![0-9.-])");
    private static final Pattern FOREIGN = Pattern.compile(
            "(?<![A-Za-z0-9])\\+[1-9][0-9]{0,2}[ .-]?\\(?[0-9]{1,4}\\)?(?:[ .-]?[0-9]{2,4}){2,4}(?![0-9A-Za-z]|\\.[0-9])");
    private static final int LEAST_DIGITS_ABROAD = 10;
    private static final Pattern CALLED_SO = Pattern.compile(
            "(?i)(?:电话|電話|手机|手機|联系方式|聯繫方式|座机|微信|(?<![a-z])(?:wechat|whatsapp|qq|tel|phone|telephone|mobile)(?![a-z]))"
                    + "[^0-9\\n]{0,8}[0-9](?:[ .-]?[0-9]){5,}");

    private Telephones() {}

    static boolean in(String text) {
        boolean mobile = Stream.of(MOBILE, SPELT_MOBILE).flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> digits(found.group())).anyMatch(digits -> !ROUND.matcher(digits).find());
        return mobile || LANDLINE.matcher(text).find() || CALLED_SO.matcher(text).find()
                || FOREIGN.matcher(text).results()
                        .anyMatch(found -> digits(found.group()).length() >= LEAST_DIGITS_ABROAD);
    }

    private static String digits(String group) {
        return group.replaceAll("[^0-9]", "");
    }
}
