package org.stroma.codes.isbt128;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why an ISBT 128 code is refused. */
public enum IsbtReason implements Reason {
    EMPTY,
    /** Not the number of characters that the structure has. */
    LENGTH,
    /** Characters that the structure does not allow. */
    CONTENT,
    FACILITY,
    DIGITS,
    FLAG,
    /** A type 3 flag that does not verify the number in front of it. */
    FLAG_CHECK,
    KEYBOARD_CHECK,
    /** Two check digits that do not verify. */
    CHECK_DIGITS,
    DATA_IDENTIFIER,
    /** A data structure defined by a nation or region, whose length nobody else knows. */
    NATIONAL_STRUCTURE,
    TRUNCATED,
    /** A compound message that announces another number of data structures. */
    COMPOUND_COUNT,
    DATE,
    TIME,
    PRODUCT_CATEGORY,
    DIVISION;

    @Override
    public String key() {
        return "isbt128." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
