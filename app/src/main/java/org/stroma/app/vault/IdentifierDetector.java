package org.stroma.app.vault;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.FreeText;

/**
 * Finds identifiers of people in free text, so that they are refused before they are stored, and never echoed.
 *
 * <p>A text is looked at in each of its readings ({@link Folding}). It is a net with known meshes: it errs towards letting process text pass (lots,
 * dates, measurements, codes), and a name that stands alone in a sentence is not found.
 */
@Component
public class IdentifierDetector implements FreeText {
    private static final Pattern MAIL = Pattern.compile(
            "(?i)(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?@ ?[\\p{L}0-9-]{1,63}(?: ?\\. ?[\\p{L}0-9-]{1,63}){0,4} ?\\. ?\\p{L}{2,}");
    private static final Pattern SPELT_MAIL = Pattern.compile(
            "(?i)(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63} ?[(\\[{ ]at[)\\]} ] ?[a-z0-9-]{1,63} ?[(\\[{ ](?:dot|点)[)\\]} ] ?[a-z]{2,}");
    private static final Pattern RECORD_NUMBER = Pattern.compile(
            "(?i)(?:身份证|身份證|证件号|证件编号|證件號|住院号|住院編號|住院编号|住院號|病历|病歷|病案号|病案|门诊号|就诊号|就诊卡|诊疗卡|社保|医保|醫保|护照|護照|通行证|居住证|驾驶证|军官证|出生证|银行卡"
                    + "|\\bmrn|medical record|passport|id card|social security|hospital (?:no|number|id)|admission (?:no|number)|chart (?:no|number)|insurance (?:no|number))"
                    + "[^0-9\\n]{0,12}[0-9](?:[ -]?[0-9]){3,}");
    /** Codes of patients are called so too; a bare number is not one of them. */
    private static final Pattern PATIENT_NUMBER = Pattern.compile(
            "(?i)(?:(?:患者|病人|产妇)(?:编号|号码|号|ID)|patient (?:id|no|number))[ .:=#为是]{0,4}[0-9](?:[ -]?[0-9]){3,}");
    private static final Pattern ADDRESS = Pattern
            .compile("\\p{IsHan}{2,8}[市县区縣區]\\p{IsHan}{1,10}(?:路|街|巷|道|村|镇)[0-9]{1,5} ?(?:号|弄|號)");

    /** No reason, note or finding is longer; a file that is sent as a text is measured by who reads it. */
    private static final int LONGEST = 20_000;
    private static final int LONGEST_FILE = 1 << 20;
    private static final String FILE = "yaml";

    /** What kind of identifier; shown instead of the text. */
    public enum Kind {
        ID_CARD, PHONE, MAIL, NAME, BIRTH_DATE, RECORD_NUMBER, ADDRESS
    }

    /**
     * Refuses a text that carries an identifier, and one that is too long to be looked through and read by anybody.
     *
     * @param field which field it is, as the refusal names it
     * @throws Refusal {@code identifier.found} with field and kind, {@code text.too-long} with field and length, without the text
     */
    @Override
    public void refuse(String field, @Nullable String text) {
        int most = field.equals(FILE) ? LONGEST_FILE : LONGEST;
        if (text != null && text.length() > most) {
            throw new Refusal("text.too-long",
                    Map.of("field", field.length() > most ? "?" : field, "length", text.length(), "most", most));
        }
        find(text).ifPresent(kind -> {
            throw new Refusal("identifier.found", Map.of("field", field, "kind", kind.name()));
        });
    }

    /** The first kind of identifier found, or empty. */
    public Optional<Kind> find(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        return Folding.readings(text).stream().flatMap(reading -> read(reading).stream()).findFirst();
    }

    private static Optional<Kind> read(String plain) {
        if (IdCards.in(plain)) {
            return Optional.of(Kind.ID_CARD);
        }
        if (Telephones.in(plain)) {
            return Optional.of(Kind.PHONE);
        }
        if (MAIL.matcher(plain).find() || SPELT_MAIL.matcher(plain).find()) {
            return Optional.of(Kind.MAIL);
        }
        if (RECORD_NUMBER.matcher(plain).find() || PATIENT_NUMBER.matcher(plain).find()) {
            return Optional.of(Kind.RECORD_NUMBER);
        }
        if (ADDRESS.matcher(plain).find()) {
            return Optional.of(Kind.ADDRESS);
        }
        return PersonNames.find(plain);
    }
}
