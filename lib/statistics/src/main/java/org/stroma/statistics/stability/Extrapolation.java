package org.stroma.statistics.stability;

import org.stroma.statistics.Note;

/**
 * How far beyond the covered period a shelf life may be proposed: the decision tree of ICH Q1E (2003), appendix A, with the
 * frozen case of section 2.5 and the caution of ICH Q5C for biologicals.
 */
public enum Extrapolation {
    /** Up to twice the covered period, at most 12 months more. */
    ROOM_TWICE("extrapolation-room-twice", 2, 12),
    /** Up to one and a half times, at most 6 months more. */
    ROOM_HALF_MORE("extrapolation-room-half-more", 1.5, 6),
    /** At most 3 months more. */
    ROOM_THREE_MONTHS("extrapolation-room-three-months", Double.POSITIVE_INFINITY, 3),
    /** None: the intermediate condition changed. */
    ROOM_NONE("extrapolation-room-none", 1, 0),
    /** Up to one and a half times, at most 6 months more. */
    REFRIGERATED_HALF_MORE("extrapolation-refrigerated-half-more", 1.5, 6),
    /** At most 3 months more. */
    REFRIGERATED_THREE_MONTHS("extrapolation-refrigerated-three-months", Double.POSITIVE_INFINITY, 3),
    /** None: change between three and six months. */
    REFRIGERATED_NONE("extrapolation-refrigerated-none", 1, 0),
    /** None, and short excursions are to be addressed. */
    REFRIGERATED_NONE_EXCURSIONS("extrapolation-refrigerated-none-excursions", 1, 0),
    /** None: frozen goods rest on long-term data. */
    FROZEN_NONE("extrapolation-frozen-none", 1, 0),
    /** Case by case; treated as frozen until decided otherwise. */
    DEEP_FROZEN_CASE_BY_CASE("extrapolation-deep-frozen-case-by-case", 1, 0);

    private final String code;
    private final double factor;
    private final double extraMonths;

    Extrapolation(String code, double factor, double extraMonths) {
        this.code = code;
        this.factor = factor;
        this.extraMonths = extraMonths;
    }

    /** The stable name of the rule. */
    public String code() {
        return code;
    }

    /** The longest period that may be proposed, in months, from the covered one. */
    public double limitMonths(double coveredMonths) {
        double byFactor = Double.isInfinite(factor) ? Double.POSITIVE_INFINITY : factor * coveredMonths;
        return Math.min(byFactor, coveredMonths + extraMonths);
    }

    /** The reason, in words. */
    public Note reason(double coveredMonths) {
        return Note.of(code, "covered", coveredMonths, "limit", limitMonths(coveredMonths));
    }

    /** The rule that applies. */
    public static Extrapolation of(StorageEvidence evidence) {
        return switch (evidence.storage()) {
            case ROOM -> room(evidence);
            case REFRIGERATED -> refrigerated(evidence);
            case FROZEN -> FROZEN_NONE;
            case BELOW_MINUS_20 -> DEEP_FROZEN_CASE_BY_CASE;
        };
    }

    private static Extrapolation room(StorageEvidence evidence) {
        boolean amenable = evidence.support() != DataSupport.NOT_AMENABLE;
        if (evidence.accelerated() == SignificantChange.NONE) {
            return amenable ? ROOM_TWICE : ROOM_HALF_MORE;
        }
        if (evidence.intermediateChange()) {
            return ROOM_NONE;
        }
        return amenable ? ROOM_HALF_MORE : ROOM_THREE_MONTHS;
    }

    private static Extrapolation refrigerated(StorageEvidence evidence) {
        return switch (evidence.accelerated()) {
            case NONE -> evidence.support() == DataSupport.NOT_AMENABLE
                    ? REFRIGERATED_THREE_MONTHS
                    : REFRIGERATED_HALF_MORE;
            case AFTER_THREE_MONTHS -> REFRIGERATED_NONE;
            case WITHIN_THREE_MONTHS -> REFRIGERATED_NONE_EXCURSIONS;
        };
    }
}
