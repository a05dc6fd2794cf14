package org.stroma.codes.china;

import java.util.Locale;

import org.stroma.codes.Reason;

/** Why a drug traceability code is refused. */
public enum TraceReason implements Reason {
    LENGTH,
    /** Not an ASCII digit; full-width digits of an input method are the usual cause. */
    NOT_A_DIGIT,
    /** GS1 data without the trade item number (01) or without the serial (21). */
    PART_MISSING;

    @Override
    public String key() {
        return "china-trace." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
