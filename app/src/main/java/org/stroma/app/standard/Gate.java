package org.stroma.app.standard;

import java.util.List;
import java.util.Optional;
import org.stroma.app.standard.Evaluation.Overall;

/**
 * A point of the process where a verdict is needed and people sign an outcome. Which outcomes a verdict allows is data:
 * people may be stricter than the verdict and never laxer.
 *
 * @param code {@code G1}
 * @param standards codes of the standards that are evaluated together; an entry with {@code |} names several of which one is
 *     enough
 */
public record Gate(String code, Texts name, List<String> standards, List<Outcome> outcomes) {

    public Gate {
        standards = List.copyOf(standards);
        outcomes = List.copyOf(outcomes);
    }

    /** What a signed outcome does to the unit. */
    public enum Clearance {
        /** The door opens. */
        FULL,
        /** The door opens for what the decision names, until its bound. */
        BOUNDED,
        /** The door stays shut; the unit waits. */
        NONE,
        /** The unit is refused for good. */
        REFUSED
    }

    /**
     * One outcome that people may sign.
     *
     * @param allowed verdicts with which it may be signed
     * @param signers roles, each signing once and each a different person
     * @param event whether a quality event must be open for it
     * @param policy name of the switch of the product's policy that must allow it, or empty
     */
    public record Outcome(String code, Texts name, Clearance clearance, List<Overall> allowed, List<String> signers,
            boolean event, Optional<String> policy) {
        public Outcome {
            allowed = List.copyOf(allowed);
            signers = List.copyOf(signers);
        }
    }

    /** Outcomes that a verdict allows; those that depend on policy are among them and say so. */
    public List<Outcome> allowed(Overall verdict) {
        return outcomes.stream().filter(outcome -> outcome.allowed().contains(verdict)).toList();
    }

    public Optional<Outcome> findOutcome(String outcome) {
        return outcomes.stream().filter(each -> each.code().equals(outcome)).findFirst();
    }
}
