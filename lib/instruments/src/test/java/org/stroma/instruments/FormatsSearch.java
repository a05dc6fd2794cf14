package org.stroma.instruments;

/** What Jazzer calls with bytes it made up: a file is read or refused, and no reader fails at it. */
public final class FormatsSearch {

    private FormatsSearch() {}

    /** Called by name. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        Result result = Foreseen.of(Instruments.read(bytes, "fuzz"));

        if (result instanceof Result.Accepted accepted && !accepted.document().json().toString().startsWith("{"))
            throw new AssertionError("no document");
        if (result instanceof Result.Refused
                && result.problems().stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR))
            throw new AssertionError("refused without an error");
    }

}
