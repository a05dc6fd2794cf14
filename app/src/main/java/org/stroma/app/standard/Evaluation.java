package org.stroma.app.standard;

import java.util.List;

/**
 * A standard applied to facts: a verdict for each requirement, in the order of the standard, and what they come to.
 *
 * @param snapshot what was judged: standard with digest, moment, facts, unit conversions, version of the evaluator
 * @param document what came out
 */
public record Evaluation(Overall overall, List<Verdict> verdicts, Json snapshot, Json document) {

    public Evaluation {
        verdicts = List.copyOf(verdicts);
    }

    /** What the verdicts come to. */
    public enum Overall {
        /** A blocking requirement is not met. */
        FAIL,
        /** Needed evidence is missing. */
        MISSING,
        /** A requirement that people may accept is not met. */
        PASS_WITH_CONDITIONS, PASS
    }

    /** Canonical bytes (RFC 8785, decimals as strings) from which the evaluation can be done again. */
    public byte[] snapshotBytes() {
        return snapshot.toBytes();
    }

    /** Canonical bytes of the verdicts; a decision binds to these. */
    public byte[] verdictBytes() {
        return document.toBytes();
    }

    /** Verdicts that are not met or missing, the most severe first, each severity in the order of the standard. */
    public List<Verdict> open() {
        return verdicts.stream()
                .filter(verdict -> verdict.status() == Status.NOT_MET || verdict.status() == Status.MISSING)
                .sorted(java.util.Comparator.comparing(Verdict::severity)).toList();
    }
}
