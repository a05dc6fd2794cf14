package org.stroma.app.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Moment;

/**
 * Something observed about the thing that is judged: one piece of evidence for one characteristic.
 *
 * @param characteristic its code
 * @param values replicates of one observation in the order taken, at least one
 * @param evidence id of the record that proves it
 * @param method how it was tested, or null if no method is named
 * @param derivation how it was computed, or null if it was observed
 * @param definition what exactly was observed, in the observer's words ({@code CD105+/CD45-}); null if nothing is said
 * @param standing whether it counts
 * @param takenAt when, or null if not known
 */
public record Observation(String characteristic, List<Value> values, String evidence, @Nullable Method method,
        @Nullable Derivation derivation, @Nullable String definition, Standing standing, @Nullable Moment takenAt) {

    public Observation {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("an observation of " + characteristic + " without a value");
        }
    }

    /** A test method and whether it is validated for this use. */
    public record Method(String code, boolean validated) {}

    /** The versioned formula ({@code haemodilution/1}) and the evidence it was computed from. */
    public record Derivation(String formula, List<String> inputs) {
        public Derivation {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * How far it counts.
     *
     * @param reviewed by a second person where the process asks for one
     * @param attempt 1 for the first test, 2 for a repeat …
     * @param invalidated whether an investigation set it aside; it is kept and shown, and decides nothing
     */
    public record Standing(boolean reviewed, int attempt, boolean invalidated) {
        public Standing {
            if (attempt < 1) {
                throw new IllegalArgumentException("attempt " + attempt);
            }
        }
    }

    /** An unreviewed first attempt that names no method. */
    public static Observation of(String characteristic, Value value, String evidence) {
        return of(characteristic, List.of(value), evidence);
    }

    /** Unreviewed replicates of a first attempt that names no method. */
    public static Observation of(String characteristic, List<? extends Value> values, String evidence) {
        return new Observation(characteristic, List.copyOf(values), evidence, null, null, null,
                new Standing(false, 1, false), null);
    }

    /** The same, reviewed. */
    public Observation reviewed() {
        return withStanding(new Standing(true, standing.attempt, standing.invalidated));
    }

    public Observation withStanding(Standing changed) {
        return new Observation(characteristic, values, evidence, method, derivation, definition, changed, takenAt);
    }

    public Observation withMethod(String code, boolean validated) {
        return new Observation(characteristic, values, evidence, new Method(code, validated), derivation, definition,
                standing, takenAt);
    }

    public Observation withDerivation(String formula, List<String> inputs) {
        return new Observation(characteristic, values, evidence, method, new Derivation(formula, inputs), definition,
                standing, takenAt);
    }

    public Observation withDefinition(String observed) {
        return new Observation(characteristic, values, evidence, method, derivation, observed, standing, takenAt);
    }

    public Observation withTakenAt(Moment moment) {
        return new Observation(characteristic, values, evidence, method, derivation, definition, standing, moment);
    }
}
