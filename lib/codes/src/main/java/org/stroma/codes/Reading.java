package org.stroma.codes;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The outcome of reading a code: its value, or all that is wrong with it. There is no partial value. */
public sealed interface Reading<T> {

    /** The value, if accepted. */
    Optional<T> value();

    /** The problems; empty if accepted. */
    List<Problem> problems();

    /** The code is well formed and its check characters agree. */
    record Accepted<T>(T content) implements Reading<T> {

        @Override
        public Optional<T> value() {
            return Optional.of(content);
        }

        @Override
        public List<Problem> problems() {
            return List.of();
        }
    }

    /** The code is not accepted, for at least one reason. */
    record Refused<T>(List<Problem> problems) implements Reading<T> {

        public Refused {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("a refusal needs a problem");
            }
        }

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }

    static <T> Reading<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Reading<T> refused(Problem problem) {
        return new Refused<>(List.of(problem));
    }

    /** Accepts what the supplier makes if there are no problems; else it is not asked. */
    static <T> Reading<T> of(List<Problem> problems, Supplier<T> value) {
        return problems.isEmpty() ? new Accepted<>(value.get()) : new Refused<>(problems);
    }

    /** Accepts the value if there is no problem. */
    static <T> Reading<T> unless(Optional<Problem> problem, Supplier<T> value) {
        return of(problem.stream().toList(), value);
    }

    default <U> Reading<U> map(Function<T, U> change) {
        return of(problems(), () -> change.apply(orThrow()));
    }

    /** Goes on reading with what was accepted. */
    default <U> Reading<U> then(Function<T, Reading<U>> next) {
        return problems().isEmpty() ? next.apply(orThrow()) : new Refused<>(problems());
    }

    /** The problems, if any, moved to where this text stands in a longer one. */
    default Reading<T> shifted(int offset) {
        return of(problems().stream().map(problem -> problem.shifted(offset)).toList(), this::orThrow);
    }

    /** The value, or {@link MalformedCode}: for codes that are known to be good, such as constants and stored ones. */
    default T orThrow() {
        return value().orElseThrow(() -> new MalformedCode(problems()));
    }
}
