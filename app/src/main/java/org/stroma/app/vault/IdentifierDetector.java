package org.stroma.app.vault;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.FreeText;

/**
 * Finds identifiers of people in free text, so that they are refused before they are stored, and never echoed.
 *
 * <p>Full-width forms and invisible characters are folded first. It is a net with known meshes: it errs towards letting
 * process text pass (lots, dates, measurements, codes), and a name that stands alone in a sentence is not found.
 */
@Component
public class IdentifierDetector implements FreeText {
    private static final Pattern INVISIBLE = Pattern.compile("[\\u200b-\\u200f\\u2060\\ufeff\\u00ad]");
    private static final Pattern SEPARATED = Pattern
            .compile("(?<![A-Za-z0-9.])[0-9](?:[ ·-]{0,2}[0-9]){13,25}[ -]?[Xx]?");
    private static final Pattern MOBILE = Pattern.compile("(?<![A-Za-z0-9./-])(?:(?:\\+|00)?86[ -]?)?"
            + "1[3-9][0-9](?:[ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9][ -]?[0-9]{3}[ -]?[0-9]{4})(?![0-9A-Za-z]|\\.[0-9])");
    private static final Pattern SPELT_MOBILE = Pattern
            .compile("(?<![A-Za-z0-9.] ?)1[ .-]{1,3}[3-9](?:[ .-]{1,3}[0-9]){9}(?! ?[0-9.])");
    private static final Pattern ROUND = Pattern.compile("0{6}$");
    private static final Pattern LANDLINE = Pattern
            .compile("(?<![A-Za-z0-9.-])(?:\\(0[0-9]{2,3}\\) ?|0[0-9]{2,3}[ -])[2-9][0-9]{6,7}(?![0-9.-])");
    private static final Pattern TOLD_PHONE = Pattern.compile(
            "(?i)(?:电话|手机|联系方式|微信|wechat|\\bqq\\b|\\btel\\b|\\bphone\\b|\\bmobile\\b)[^0-9\\n]{0,8}[0-9](?:[ -]?[0-9]){5,}");
    private static final Pattern MAIL = Pattern
            .compile("(?i)[a-z0-9._%+-]+ ?@ ?[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.[a-z]{2,}");
    private static final Pattern RECORD_NUMBER = Pattern.compile(
            "(?i)(?:身份证|证件号|住院号|病历号|病案号|门诊号|就诊号|社保|医保|护照|\\bmrn\\b|medical record|passport|id card|social security)"
                    + "[^0-9\\n]{0,12}[0-9]{4,}");
    private static final Pattern ADDRESS = Pattern
            .compile("\\p{IsHan}{2,8}[市县区]\\p{IsHan}{1,10}(?:路|街|巷|道|村|镇)[0-9]{1,5} ?(?:号|弄)");

    /** What kind of identifier; shown instead of the text. */
    public enum Kind {
        ID_CARD, PHONE, MAIL, NAME, BIRTH_DATE, RECORD_NUMBER, ADDRESS
    }

    /**
     * Refuses a text that carries an identifier.
     *
     * @param field which field it is, as the refusal names it
     * @throws Refusal {@code identifier.found} with field and kind, without the text
     */
    @Override
    public void refuse(String field, @Nullable String text) {
        find(text).ifPresent(kind -> {
            throw new Refusal("identifier.found", Map.of("field", field, "kind", kind.name()));
        });
    }

    /** The first kind of identifier found, or empty. */
    public Optional<Kind> find(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String plain = INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("")
                .replaceAll("[\\u2010-\\u2015\\u2212]", "-").replaceAll("[\\t\\u00a0]", " ");
        if (idCard(plain)) {
            return Optional.of(Kind.ID_CARD);
        }
        if (phone(plain)) {
            return Optional.of(Kind.PHONE);
        }
        if (MAIL.matcher(plain).find()) {
            return Optional.of(Kind.MAIL);
        }
        if (RECORD_NUMBER.matcher(plain).find()) {
            return Optional.of(Kind.RECORD_NUMBER);
        }
        if (ADDRESS.matcher(plain).find()) {
            return Optional.of(Kind.ADDRESS);
        }
        return PersonNames.find(plain);
    }

    private static boolean idCard(String text) {
        return SEPARATED.matcher(text).results().map(found -> found.group().replaceAll("[^0-9Xx]", ""))
                .anyMatch(IdCards::holds);
    }

    private static boolean phone(String text) {
        boolean mobile = Stream.of(MOBILE, SPELT_MOBILE).flatMap(pattern -> pattern.matcher(text).results())
                .map(found -> found.group().replaceAll("[^0-9]", ""))
                .anyMatch(digits -> !ROUND.matcher(digits).find());
        return mobile || LANDLINE.matcher(text).find() || TOLD_PHONE.matcher(text).find();
    }
}
