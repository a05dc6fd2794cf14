package org.stroma.statistics.outlier;

import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.Side;

/**
 * Outcome of one comparison of an extreme value with the rest.
 *
 * @param method {@code grubbs}, {@code dixon-r10} and so on, {@code generalized-esd}
 * @param position place of the suspect in the data, counted from 1
 * @param suspect its value
 * @param outlier true if the statistic exceeds the critical value
 */
public record OutlierTest(String method, Side side, int n, double level, double statistic, double critical,
        int position, double suspect,
        boolean outlier, List<Note> assumptions) {

    public OutlierTest {
        assumptions = List.copyOf(assumptions);
    }

    static final List<Note> ASSUMPTIONS = List.of(Note.of("rest-is-normal"), Note.of("outlier-not-invalid"));
}
