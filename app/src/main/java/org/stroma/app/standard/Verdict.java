package org.stroma.app.standard;

import java.util.List;

/**
 * One requirement applied to the facts.
 *
 * @param requirement its code
 * @param judgement status, reason and the evidence used
 * @param clauses ids of the clauses the requirement cites
 */
public record Verdict(String requirement, Severity severity, Judgement judgement, List<String> clauses) {

    public Verdict {
        clauses = List.copyOf(clauses);
    }

    public Status status() {
        return judgement.status();
    }

    public Reason reason() {
        return judgement.reason();
    }

    public List<String> evidence() {
        return judgement.evidence();
    }
}
