package org.stroma.instruments;

/** Tests hold readers to more than the library promises: a refusal must be one that the reader meant. */
public final class Foreseen {

    private Foreseen() {}

    /** The result, unless its reader failed. */
    public static Result of(Result result) {
        if (result.problems().stream().anyMatch(problem -> problem.code() == FileProblem.READER_FAILED))
            throw new AssertionError(result.problems().toString());
        return result;
    }

}
