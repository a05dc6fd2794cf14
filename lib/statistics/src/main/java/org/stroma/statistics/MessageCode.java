package org.stroma.statistics;

/**
 * The stable name of a refusal or a warning; its wording lies in the bundle {@code messages} of the package of the
 * implementing enum, in English and in Chinese.
 */
public interface MessageCode {
    /** A name that never changes once published, for example {@code shelf-life.all-censored}. */
    String code();
}
