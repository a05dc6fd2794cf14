package org.stroma.codes.serial;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why a serial is refused. */
public enum SerialReason implements Reason {
    LENGTH,
    /** A character that serials never contain because it is taken for another one: 0, 1, I, L, O. */
    AMBIGUOUS_CHARACTER,
    CHARACTER,
    CHECK;

    @Override
    public String key() {
        return "serial." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
