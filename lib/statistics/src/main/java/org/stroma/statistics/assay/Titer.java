package org.stroma.statistics.assay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;

/**
 * An infectious titre.
 *
 * @param logPerInoculum log10 of TCID50 per volume put on a culture
 * @param perVolume TCID50 per unit of volume
 * @param standardError of the log10 titre, absent if the method has none
 * @param lower lower end of the interval of the titre per unit of volume
 * @param upper upper end of the interval of the titre per unit of volume
 */
public record Titer(String method, double logPerInoculum, double perVolume, @Nullable Double standardError,
        double confidence,
        @Nullable Double lower, @Nullable Double upper, List<Note> assumptions, List<Note> warnings) {

    public Titer {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }
}
