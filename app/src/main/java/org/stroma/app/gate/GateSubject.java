package org.stroma.app.gate;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.stroma.app.evidence.Entry;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Characteristic;

/**
 * What a module knows about a gate of its own: which standard judges a unit there, whose evidence counts, and what has to be
 * derived. Implemented as a bean for each gate and unit type.
 */
public interface GateSubject {
    /** The gate, {@code G1} for example. */
    String gate();

    /** How this unit is judged; empty when this subject is about another type of unit. Evidence and standards are read from the grounds. */
    Optional<Question> question(Units.Unit unit, Grounds grounds);

    /** Roles that may enter on the gate's page what the standard asks about the unit; none when forms of the module take it all. */
    default Set<String> answerers() {
        return Set.of();
    }

    /** Whether a form of the module enters this, on whatever unit, or the module computes it. */
    default boolean takesElsewhere(Characteristic characteristic) {
        return true;
    }

    /**
     * How a unit is judged at a gate.
     *
     * @param standard code of the standard
     * @param units codes of the units whose evidence counts, the subject itself included
     * @param derived values computed now from other records, with formula, version and inputs; they become evidence when a decision is proposed
     * @param allows for each bounded outcome, the operations it lets through
     * @param pending for each outcome that leaves something open, what is pending
     */
    record Question(String standard, List<String> units, List<Entry> derived, Map<String, List<String>> allows,
            Map<String, String> pending) {
        public Question {
            units = List.copyOf(units);
            derived = List.copyOf(derived);
            allows = Map.copyOf(allows);
            pending = Map.copyOf(pending);
        }

        public static Question of(String standard, String unit) {
            return new Question(standard, List.of(unit), List.of(), Map.of(), Map.of());
        }

        public Question deriving(List<Entry> more) {
            return new Question(standard, units, more, allows, pending);
        }
    }
}
