package org.stroma.app.standard;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** When a requirement has to be met at all. */
public sealed interface Applicability {

    record Always() implements Applicability {}

    record Never() implements Applicability {}

    /** When there is an observation of a characteristic: a test that may be left out, but not ignored once done. */
    record IfObserved(String characteristic) implements Applicability {}

    /** When a criterion is met; what cannot be decided leaves the requirement missing. */
    record When(Criterion criterion) implements Applicability {}

    /**
     * When people decided and signed so.
     *
     * @param decision characteristic of the decision
     * @param undecided what holds before there is a decision
     */
    record ByDecision(String decision, Undecided undecided) implements Applicability {}

    /**
     * By the code of a characteristic, as the columns of a table; a code that is not a column leaves the requirement
     * missing.
     */
    record ByCase(String characteristic, SortedMap<String, Applicability> cases) implements Applicability {
        public ByCase {
            cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
        }
    }

    /** What an undecided case means. */
    enum Undecided {
        /** The requirement is missing: somebody has to decide. */
        MISSING,
        /** The requirement holds; only a decision can lift it. */
        REQUIRED
    }
}
