package org.stroma.instruments.fcs;

import java.util.Arrays;
import java.util.Optional;

/** A version of the standard. */
public enum FcsVersion {
    V2_0("FCS2.0"), V3_0("FCS3.0"), V3_1("FCS3.1"), V3_2("FCS3.2");

    private final String magic;

    FcsVersion(String magic) {
        this.magic = magic;
    }

    /** The first six bytes of a data set. */
    public String magic() {
        return magic;
    }

    /** The number alone, such as {@code 3.1}. */
    public String number() {
        return magic.substring(3);
    }

    static Optional<FcsVersion> of(String text) {
        return Arrays.stream(values()).filter(version -> version.magic.equals(text)).findFirst();
    }

    boolean isAtLeast(FcsVersion other) {
        return compareTo(other) >= 0;
    }

}
