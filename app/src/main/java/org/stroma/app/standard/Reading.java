package org.stroma.app.standard;

import java.util.List;

/**
 * What came of reading a file: all of it, or all that is wrong with it; nothing in between.
 *
 * @param <T> what the file holds
 */
public sealed interface Reading<T> {

    /** The content, without problems. */
    record Accepted<T>(T content) implements Reading<T> {}

    /** Why not, in the order of the places. */
    record Refused<T>(List<Problem> problems) implements Reading<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** @throws IllegalStateException listing the problems, for files that are part of the program */
    default T orThrow() {
        return switch (this) {
            case Accepted<T> accepted -> accepted.content;
            case Refused<T> refused -> throw new IllegalStateException(
                    String.join("\n", refused.problems.stream().map(Problem::toString).toList()));
        };
    }
}
