package org.stroma.codes.sec;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why a Single European Code is refused. */
public enum SecReason implements Reason {
    LENGTH,
    COUNTRY,
    ESTABLISHMENT,
    DONATION,
    CODING_SYSTEM,
    PRODUCT,
    SPLIT,
    EXPIRY,
    /** The division of an ISBT 128 product needs more than the three characters there are. */
    DIVISION_TOO_LONG;

    @Override
    public String key() {
        return "sec." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
