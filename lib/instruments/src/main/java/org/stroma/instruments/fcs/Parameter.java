package org.stroma.instruments.fcs;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One measured parameter (a column of the events).
 *
 * @param number n of the $Pn keywords, from 1
 * @param name $PnN
 * @param label $PnS, the stain or what the operator called it; null when absent
 * @param type how its values are written
 * @param width bits per value; characters for ASCII, 0 when ASCII values are delimited
 * @param range $PnR: integers are kept below its next power of two, other values may exceed it
 * @param amplifier how channel numbers become scale values
 */
public record Parameter(int number, String name, @Nullable String label, DataType type, int width, double range,
        Amplifier amplifier) {

    public Optional<String> findLabel() {
        return Optional.ofNullable(label);
    }

    /** The bits of an integer that count: below the next power of two of $PnR, at most all (FCS 3.1, 3.3.44). */
    long mask() {
        long all = width >= 64 ? -1L : (1L << width) - 1;
        if (!(range >= 1) || range > 0x1p63)
            return all;
        long highest = (long) Math.ceil(range) - 1;
        long below = highest <= 0 ? 0 : (Long.highestOneBit(highest) << 1) - 1;
        return all & below;
    }

}
