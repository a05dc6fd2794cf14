package org.stroma.codes;

/** Why a code is refused; each scheme has its own closed set of reasons. */
public interface Reason {

    /** Stable key of the reason and of its message in {@link Problem#BUNDLE}, for example {@code gs1.check-digit}. */
    String key();
}
