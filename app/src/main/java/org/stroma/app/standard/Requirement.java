package org.stroma.app.standard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Rounding;

/**
 * One line of a standard.
 *
 * @param code unique in the standard
 * @param rounding how analytical results are held against limits
 * @param method what the method of an analytical value must be
 * @param clauses ids of the clauses it comes from, at least one
 * @param origin where the wording or number comes from
 * @param note remark for readers, or null
 */
public record Requirement(String code, Texts name, Severity severity, Criterion criterion, Applicability applicability,
        Rounding rounding, MethodRule method, List<String> clauses, Origin origin, @Nullable Texts note) {

    public Requirement {
        clauses = List.copyOf(clauses);
        if (clauses.isEmpty()) {
            throw new IllegalArgumentException("requirement " + code + " cites nothing");
        }
    }

    /**
     * What is asked of test methods.
     *
     * @param validated only results of validated methods count
     * @param accepted codes of the methods that count; empty if any does
     */
    public record MethodRule(boolean validated, List<String> accepted) {
        public static final MethodRule ANY = new MethodRule(false, List.of());

        public MethodRule {
            accepted = List.copyOf(accepted);
        }
    }

    /** How well founded it is; everything but SOURCE must be checked by the maker before it is approved. */
    public enum Origin {
        /** Stated in the seed article. */
        SEED("S"),
        /** Read in a third-party source. */
        READ("R"),
        /** Professional knowledge that nobody has verified. */
        KNOWLEDGE("K"),
        /** A design decision or default value. */
        DESIGN("D"),
        /** Computed. */
        COMPUTED("C");

        private final String letter;

        Origin(String letter) {
            this.letter = letter;
        }

        public String letter() {
            return letter;
        }
    }
}
