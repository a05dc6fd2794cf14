package org.stroma.codes.gs1;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why GS1 data is refused. */
public enum Gs1Reason implements Reason {

    // characters
    NOT_A_DIGIT,
    NOT_IN_SET_82,
    NOT_IN_SET_39,
    NOT_IN_SET_64,
    PADDING_OF_SET_64,
    PERCENT_SEQUENCE,

    // content of a part
    CHECK_DIGIT,
    CHECK_PAIR,
    CHECK_PAIR_MISSING,
    COMPANY_PREFIX,
    DATE_LENGTH,
    MONTH,
    DAY,
    TIME_LENGTH,
    HOUR,
    MINUTE,
    SECOND,
    COUNTRY,
    CURRENCY,
    IBAN_LENGTH,
    IBAN_CHARACTER,
    IBAN_CHECK,
    PIECES_LENGTH,
    PIECE_ZERO,
    PIECES_ZERO,
    PIECE_ABOVE_TOTAL,
    LATITUDE,
    LONGITUDE,
    YES_OR_NO,
    HYPHEN,
    IMPORTER,
    MEDIUM,
    SEX,
    SEQUENCE_FORM,
    SEQUENCE_ABOVE_TOTAL,
    ZERO_REQUIRED,
    ZERO_FORBIDDEN,
    LEADING_ZERO,
    WINDING,
    NON_DIGIT_REQUIRED,

    // element strings
    EMPTY,
    UNKNOWN_IDENTIFIER,
    VALUE_TOO_SHORT,
    VALUE_TOO_LONG,
    BRACKET_EXPECTED,
    BRACKET_UNCLOSED,

    // identifiers together
    REPEATED_WITH_OTHER_VALUE,
    EXCLUDED,
    COMPANION_MISSING,
    SERIAL_MISSING,

    // digital links
    URI_CHARACTER,
    URI_SCHEME,
    URI_HOST,
    NO_PRIMARY_KEY,
    QUALIFIERS,
    NOT_AN_ATTRIBUTE,
    BELONGS_IN_PATH,
    DUPLICATE,

    // scans
    SYMBOLOGY,
    RETAIL_LENGTH;

    @Override
    public String key() {
        return "gs1." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
