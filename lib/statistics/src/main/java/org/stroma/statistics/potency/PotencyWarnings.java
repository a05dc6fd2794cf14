package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.numeric.Fieller;

/** Warnings that follow from tests and limits, whatever the model. */
final class PotencyWarnings {
    private PotencyWarnings() {}

    static List<Note> of(List<ValidityTest> validity, List<PreparationPotency> potencies) {
        List<Note> notes = new ArrayList<>();
        for (ValidityTest test : validity) {
            Double p = test.p();
            if (!test.passed()) {
                notes.add(p == null
                        ? Note.of("potency-not-testable", "test", test.test())
                        : Note.of("potency-invalid", "test", test.test(), "p", p));
            }
        }
        for (PreparationPotency potency : potencies) {
            if (potency.shape() != Fieller.Shape.BOUNDED) {
                notes.add(Note.of("potency-limits-unbounded", "preparation", potency.name()));
            }
        }
        return notes;
    }
}
