package org.stroma.measure;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How an analytical result is held against a limit. GB/T 8170-2008 names two methods; the place to which a result is
 * rounded is that of the limit <em>as written</em> (80 → 1, 7.6 → 0.1, 7.2e6 → 0.1e6).
 *
 * @param method whether the result is rounded at all
 * @param mode which way a tie goes
 */
public record Rounding(Method method, Mode mode) {
    /** Compared as it is; everything but an analytical result is. */
    public static final Rounding NONE = new Rounding(Method.FULL_VALUE, Mode.HALF_EVEN);

    /** The two comparison methods of GB/T 8170-2008, chapter 4. */
    public enum Method {
        /** 全数值比较法: the result as it is. */
        FULL_VALUE,
        /** 修约值比较法: the result rounded once to the place of the limit. */
        ROUNDED_VALUE
    }

    /** Rules for rounding; both look once at the raw number, never at one already rounded, and at its size only. */
    public enum Mode {
        /**
         * 四舍六入五成双 (GB/T 8170-2008 §3.2; general notices of the Chinese Pharmacopoeia): a 5 followed by anything but
         * zeros goes up, a lone 5 goes to the even neighbour.
         */
        HALF_EVEN(RoundingMode.HALF_EVEN),
        /** A 5 goes up (USP general notices 7.20; European Pharmacopoeia general notices 1.4). */
        HALF_UP(RoundingMode.HALF_UP);

        private final RoundingMode java;

        Mode(RoundingMode java) {
            this.java = java;
        }
    }

    /** The number that is held against a limit written like {@code limit}; the number itself by the full value. */
    public Ratio compared(Ratio raw, BigDecimal limit) {
        return switch (method) {
            case FULL_VALUE -> raw;
            case ROUNDED_VALUE -> Ratio.of(raw.round(limit.scale(), mode.java));
        };
    }

    /** The number reported: rounded to the place of {@code limit} by this mode, whatever the method. */
    public BigDecimal reported(Ratio raw, BigDecimal limit) {
        return raw.round(limit.scale(), mode.java);
    }

    /**
     * Compares a result with a limit in the limit's unit of measure.
     *
     * @return below 0, 0 or above 0, like {@link Comparable#compareTo}
     * @throws UnlikeUnits if the two have no common scale
     */
    public int compare(Quantity raw, Quantity limit) {
        if (!raw.isLike(limit)) {
            return raw.compareTo(limit);
        }
        return compared(raw.ratioIn(limit.unit()), limit.value()).compareTo(Ratio.of(limit.value()));
    }
}
