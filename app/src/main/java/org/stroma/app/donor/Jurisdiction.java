package org.stroma.app.donor;

import java.util.Locale;

/** Whose rules of infectious markers apply to a donor; fixed when the donor is enrolled. */
public enum Jurisdiction {
    CN, US, EU;

    /** Codes of the standards that judge a donor of this jurisdiction at G1. */
    public String standards() {
        return "donor-cord+donor-markers-" + name().toLowerCase(Locale.ROOT);
    }
}
