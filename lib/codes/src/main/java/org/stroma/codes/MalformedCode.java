package org.stroma.codes;

import java.util.List;
import java.util.stream.Collectors;

/** A code was taken for granted and is not well formed. The message names reasons and positions, never the code. */
public final class MalformedCode extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    MalformedCode(List<Problem> problems) {
        super(problems.stream().map(problem -> problem.reason().key() + " at " + problem.position())
                .collect(Collectors.joining(", ")));
        this.problems = problems;
    }

    public List<Problem> problems() {
        return problems;
    }
}
