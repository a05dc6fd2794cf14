package org.stroma.app.standard;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Quantity;
import org.stroma.measure.Span;

/**
 * What an observation, or several, must satisfy. A closed set: a new criterion is data made of these, a new kind of
 * criterion is a change of the evaluator.
 */
public sealed interface Criterion {

    /** A criterion that reads one characteristic first of all. */
    sealed interface OfOne extends Criterion {
        String characteristic();
    }

    /** At least, at most, greater than, less than. */
    record Limit(String characteristic, Relation relation, Quantity limit) implements OfOne {}

    /** Between two ends, each of them inside or outside. */
    record Between(String characteristic, End low, End high) implements OfOne {}

    /** One of the codes. */
    record OneOf(String characteristic, NavigableSet<String> codes) implements OfOne {
        public OneOf {
            codes = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(codes));
        }
    }

    /** None of the codes. */
    record NoneOf(String characteristic, NavigableSet<String> codes) implements OfOne {
        public NoneOf {
            codes = java.util.Collections.unmodifiableNavigableSet(new TreeSet<>(codes));
        }
    }

    /** Exactly that code, flag or quantity. */
    record Is(String characteristic, Value expected) implements OfOne {}

    /** Equal to what was observed for another characteristic. */
    record SameAs(String characteristic, String other) implements OfOne {}

    /** Looked for and not found. */
    record Absent(String characteristic) implements OfOne {}

    /** A document that complies and is in force as of the evaluation. */
    record DocumentPresent(String characteristic) implements OfOne {}

    /**
     * A moment no earlier than {@code from} and no later than {@code to} after another.
     *
     * @param from null if there is no earliest
     * @param to null if there is no latest
     */
    record Within(String characteristic, String of, @Nullable Span from, @Nullable Span to) implements OfOne {
        public Within {
            if (from == null && to == null) {
                throw new IllegalArgumentException("within what of " + of + "?");
            }
        }
    }

    /** A moment before another, or at it if {@code orAt}. */
    record Before(String characteristic, String other, boolean orAt) implements OfOne {}

    /** A moment after another, or at it if {@code orAt}. */
    record After(String characteristic, String other, boolean orAt) implements OfOne {}

    /**
     * A limit over the replicates of one observation; replicates of different attempts are never mixed.
     *
     * @param atLeast fewer replicates are missing evidence
     * @param criterion a {@link Limit} or {@link Between}
     */
    record OverReplicates(Aggregate aggregate, int atLeast, OfOne criterion) implements OfOne {
        public OverReplicates {
            if (!(criterion instanceof Limit) && !(criterion instanceof Between)) {
                throw new IllegalArgumentException("only a limit can be put on replicates");
            }
            if (atLeast < 1) {
                throw new IllegalArgumentException("at least " + atLeast + " replicates");
            }
        }

        @Override
        public String characteristic() {
            return criterion.characteristic();
        }
    }

    /** Nothing is asked of the value; it must be there and is reported. */
    record Report(String characteristic) implements OfOne {}

    record AllOf(List<Criterion> criteria) implements Criterion {
        public AllOf {
            criteria = List.copyOf(criteria);
        }
    }

    record AnyOf(List<Criterion> criteria) implements Criterion {
        public AnyOf {
            criteria = List.copyOf(criteria);
        }
    }

    /** A condition for the evidence to be of use at all: where it is not met, evidence is missing, nothing has failed. */
    record Sufficient(Criterion criterion) implements Criterion {}

    /** On which side of a limit. */
    enum Relation {
        AT_LEAST, AT_MOST, GREATER_THAN, LESS_THAN
    }

    /** How the replicates become one value; EACH keeps them apart. */
    enum Aggregate {
        EACH, MEAN, MEDIAN
    }

    /** One end of a range. */
    record End(Quantity limit, boolean inclusive) {}

    /** Codes of all characteristics it reads, in the order they are named; {@link Facts#AS_OF} is left out. */
    default List<String> characteristics() {
        return named().filter(code -> !code.equals(Facts.AS_OF)).distinct().toList();
    }

    private Stream<String> named() {
        return switch (this) {
            case AllOf all -> all.criteria.stream().flatMap(Criterion::named);
            case AnyOf any -> any.criteria.stream().flatMap(Criterion::named);
            case Sufficient sufficient -> sufficient.criterion.named();
            case SameAs same -> Stream.of(same.characteristic, same.other);
            case Within within -> Stream.of(within.characteristic, within.of);
            case Before before -> Stream.of(before.characteristic, before.other);
            case After after -> Stream.of(after.characteristic, after.other);
            case OfOne one -> Stream.of(one.characteristic());
        };
    }
}
