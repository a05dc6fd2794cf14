package org.stroma.codes.gs1;

import java.util.Map;
import java.util.Optional;

/** Which of our reasons says the same as a code of the reference tests. */
final class LinterCodes {

    private static final Map<String, Gs1Reason> REASONS = Map.ofEntries(
            Map.entry("INVALID_CSET82_CHARACTER", Gs1Reason.NOT_IN_SET_82),
            Map.entry("INVALID_CSET39_CHARACTER", Gs1Reason.NOT_IN_SET_39),
            Map.entry("INVALID_CSET64_CHARACTER", Gs1Reason.NOT_IN_SET_64),
            Map.entry("INVALID_CSET64_PADDING", Gs1Reason.PADDING_OF_SET_64),
            Map.entry("NON_DIGIT_CHARACTER", Gs1Reason.NOT_A_DIGIT),
            Map.entry("INCORRECT_CHECK_DIGIT", Gs1Reason.CHECK_DIGIT),
            Map.entry("INCORRECT_CHECK_PAIR", Gs1Reason.CHECK_PAIR),
            Map.entry("TOO_SHORT_FOR_CHECK_PAIR", Gs1Reason.CHECK_PAIR_MISSING),
            Map.entry("INVALID_GCP_PREFIX", Gs1Reason.COMPANY_PREFIX),
            Map.entry("ILLEGAL_ZERO_VALUE", Gs1Reason.ZERO_FORBIDDEN),
            Map.entry("ILLEGAL_ZERO_PREFIX", Gs1Reason.LEADING_ZERO),
            Map.entry("INVALID_WINDING_DIRECTION", Gs1Reason.WINDING),
            Map.entry("NOT_ISO3166", Gs1Reason.COUNTRY), Map.entry("NOT_ISO3166_OR_999", Gs1Reason.COUNTRY),
            Map.entry("NOT_ISO4217", Gs1Reason.CURRENCY), Map.entry("IBAN_TOO_SHORT", Gs1Reason.IBAN_LENGTH),
            Map.entry("IBAN_TOO_LONG", Gs1Reason.IBAN_LENGTH),
            Map.entry("INVALID_IBAN_CHARACTER", Gs1Reason.IBAN_CHARACTER),
            Map.entry("INCORRECT_IBAN_CHECKSUM", Gs1Reason.IBAN_CHECK),
            Map.entry("ILLEGAL_MONTH", Gs1Reason.MONTH), Map.entry("ILLEGAL_DAY", Gs1Reason.DAY),
            Map.entry("DATE_TOO_SHORT", Gs1Reason.DATE_LENGTH), Map.entry("DATE_TOO_LONG", Gs1Reason.DATE_LENGTH),
            Map.entry("ILLEGAL_HOUR", Gs1Reason.HOUR), Map.entry("ILLEGAL_MINUTE", Gs1Reason.MINUTE),
            Map.entry("HOUR_WITH_MINUTE_TOO_SHORT", Gs1Reason.TIME_LENGTH),
            Map.entry("HOUR_WITH_MINUTE_TOO_LONG", Gs1Reason.TIME_LENGTH),
            Map.entry("INVALID_PERCENT_SEQUENCE", Gs1Reason.PERCENT_SEQUENCE),
            Map.entry("INVALID_LENGTH_FOR_PIECE_OF_TOTAL", Gs1Reason.PIECES_LENGTH),
            Map.entry("ZERO_PIECE_NUMBER", Gs1Reason.PIECE_ZERO),
            Map.entry("ZERO_TOTAL_PIECES", Gs1Reason.PIECES_ZERO),
            Map.entry("PIECE_NUMBER_EXCEEDS_TOTAL", Gs1Reason.PIECE_ABOVE_TOTAL),
            Map.entry("INVALID_LATITUDE", Gs1Reason.LATITUDE), Map.entry("NOT_HYPHEN", Gs1Reason.HYPHEN),
            Map.entry("POSITION_IN_SEQUENCE_MALFORMED", Gs1Reason.SEQUENCE_FORM),
            Map.entry("POSITION_EXCEEDS_END", Gs1Reason.SEQUENCE_ABOVE_TOTAL));

    private LinterCodes() {}

    /** Empty for "no error"; an unmapped code fails the test that asks. */
    static Optional<Gs1Reason> reason(String code) {
        String name = code.replace("GS1_LINTER_", "");
        if (name.equals("OK")) {
            return Optional.empty();
        }
        return Optional.of(Optional.ofNullable(REASONS.get(name)).orElseThrow(() -> new IllegalStateException(code)));
    }
}
