package org.stroma.codes.gs1;

/**
 * How strictly a digital link is read.
 *
 * @param zeroSuppressedGtin whether (01) may be a GTIN-8, -12 or -13, as versions of the standard before 1.2 allowed
 * @param unknownAttributes whether attributes may be numbers that GS1 has not assigned
 */
public record DigitalLinkRules(boolean zeroSuppressedGtin, boolean unknownAttributes) {

    /** The present standard: full GTINs, assigned attributes. */
    public static final DigitalLinkRules STRICT = new DigitalLinkRules(false, false);
}
