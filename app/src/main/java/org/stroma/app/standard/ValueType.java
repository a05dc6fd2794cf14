package org.stroma.app.standard;

/** What kind of value a characteristic takes; it decides the field in which a person enters it. */
public enum ValueType {
    /** A number with a unit of measure, possibly censored. */
    QUANTITY(true),
    /** One of the choices of the characteristic. */
    CODE(true),
    /** Yes or no. */
    FLAG(false),
    /** Looked for: negative, positive or indeterminate. */
    FINDING(true),
    /** A date or an instant. */
    MOMENT(false),
    /** Weeks and days of a pregnancy. */
    GESTATION(false),
    /** A document, whether it complies, and until when it holds. */
    DOCUMENT(false),
    /** A signed decision whether something is required. */
    DECISION(false),
    /** A report that was parsed into named parts, such as a karyotype. */
    STRUCTURE(true),
    /** Words that no criterion reads. */
    TEXT(false);

    private final boolean analytical;

    ValueType(boolean analytical) {
        this.analytical = analytical;
    }

    /** Whether it is the answer of a test method, so that a requirement can ask for an accepted or validated one. */
    public boolean isAnalytical() {
        return analytical;
    }
}
