package org.stroma.statistics.potency;

import java.util.List;
import java.util.Map;
import org.stroma.statistics.Note;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.ErrorTerm;

/**
 * Potencies with the tests they rest on.
 *
 * @param model code of the model
 * @param preparations one line per preparation beside the standard
 * @param validity conditions of validity
 * @param equivalence similarity to the standard by intervals
 * @param anova full table
 * @param error residual behind limits and tests
 * @param parameters estimates of the fitted model by name, for example the common slope
 * @param fitted lines or curves of the model, sampled
 * @param assumptions what the figures rest on
 * @param warnings what speaks against them
 */
public record PotencyResult(String model, List<PreparationPotency> preparations, List<ValidityTest> validity,
        List<EquivalenceTest> equivalence, Anova anova, ErrorTerm error, Map<String, Double> parameters,
        List<FittedPoint> fitted, List<Note> assumptions, List<Note> warnings) {
    public PotencyResult {
        preparations = List.copyOf(preparations);
        validity = List.copyOf(validity);
        equivalence = List.copyOf(equivalence);
        fitted = List.copyOf(fitted);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** Whether every condition of validity is met. */
    public boolean valid() {
        return validity.stream().allMatch(ValidityTest::passed);
    }

    /** The potency of the named preparation. */
    public PreparationPotency get(String preparation) {
        return preparations.stream().filter(p -> p.name().equals(preparation)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no preparation " + preparation));
    }

    /** The validity test of the given name. */
    public ValidityTest test(String name) {
        return validity.stream().filter(t -> t.test().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no test " + name));
    }
}
