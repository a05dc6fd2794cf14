package org.stroma.instruments;

import java.util.Locale;

/** A file cannot be read faithfully; carries the problem that stopped the reading. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.line(Locale.ROOT), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

}
