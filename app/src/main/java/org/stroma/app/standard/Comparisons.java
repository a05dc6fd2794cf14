package org.stroma.app.standard;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Reason.Code;
import org.stroma.measure.Moment;
import org.stroma.measure.Quantity;
import org.stroma.measure.Span;

/** Comparisons of one observed value with another, and of a document with the calendar. */
final class Comparisons {

    private Comparisons() {}

    /** How two values came out. */
    enum Outcome {
        INSIDE, OUTSIDE,
        /** Not known precisely enough. */
        OPEN,
        /** Not of a kind that can be compared. */
        UNLIKE;

        static Outcome of(Times.Standing standing) {
            return switch (standing) {
                case INSIDE -> INSIDE;
                case OUTSIDE -> OUTSIDE;
                case OPEN -> OPEN;
            };
        }
    }

    /** A test of two values. */
    interface OfTwo {
        Outcome test(Value one, Value other);
    }

    static Outcome same(Value one, Value other) {
        if (one.type() != other.type()) {
            return Outcome.UNLIKE;
        }
        if (one instanceof Value.Measured left && other instanceof Value.Measured right) {
            List<Quantity> both = new ArrayList<>();
            left.measurement().written().ifPresent(both::add);
            right.measurement().written().ifPresent(both::add);
            if (!left.measurement().sign().isEmpty() || !right.measurement().sign().isEmpty()) {
                return Outcome.OPEN;
            }
            if (!both.getFirst().isLike(both.getLast())) {
                return Outcome.UNLIKE;
            }
            return inside(both.getFirst().compareTo(both.getLast()) == 0);
        }
        return inside(one.equals(other));
    }

    static Outcome before(Value one, Value other, boolean orAt) {
        if (one instanceof Value.At left && other instanceof Value.At right) {
            return Outcome.of(Times.before(left.moment(), right.moment(), orAt));
        }
        return Outcome.UNLIKE;
    }

    static Outcome within(Criterion.Within within, Value one, Value other) {
        if (!(one instanceof Value.At moment) || !(other instanceof Value.At origin)) {
            return Outcome.UNLIKE;
        }
        Span from = within.from();
        Span to = within.to();
        Outcome early = from == null
                ? Outcome.INSIDE
                : Outcome.of(Times.notBefore(moment.moment(), origin.moment(), from));
        Outcome late = to == null
                ? Outcome.INSIDE
                : Outcome.of(Times.notAfter(moment.moment(), origin.moment(), to));
        if (early == Outcome.OUTSIDE || late == Outcome.OUTSIDE) {
            return Outcome.OUTSIDE;
        }
        return early == Outcome.INSIDE ? late : early;
    }

    /** Judges all values of one observation against all of another. */
    static Judgement judge(Observation one, Observation other, OfTwo test) {
        Outcome worst = Outcome.INSIDE;
        for (Value left : one.values()) {
            for (Value right : other.values()) {
                Outcome outcome = test.test(left, right);
                worst = rank(outcome) < rank(worst) ? outcome : worst;
            }
        }
        Map<String, String> parameters = Map.of("characteristic", one.characteristic(), "value", written(one), "other",
                other.characteristic(), "otherValue", written(other));
        List<String> evidence = List.of(one.evidence(), other.evidence());
        return switch (worst) {
            case INSIDE -> Judgement.of(Status.MET, Reason.of(Code.SATISFIED, parameters), evidence);
            case OUTSIDE -> Judgement.of(Status.NOT_MET, Reason.of(Code.VIOLATED, parameters), evidence);
            case OPEN -> Judgement.of(Status.MISSING, Reason.of(openCode(one), parameters), evidence);
            case UNLIKE -> Judgement.of(Status.MISSING, Reason.of(Code.OTHER_TYPE, parameters), evidence);
        };
    }

    static Judgement document(Criterion.DocumentPresent criterion, Observation observation, Value value,
            OffsetDateTime asOf) {
        List<String> evidence = List.of(observation.evidence());
        String characteristic = criterion.characteristic();
        if (!(value instanceof Value.Document document)) {
            return Judgement.of(Status.MISSING, Reason.of(Code.OTHER_TYPE,
                    Map.of("characteristic", characteristic, "type", value.type().name())), evidence);
        }
        Moment end = document.validUntil();
        return switch (document.status()) {
            case PENDING -> Judgement.of(Status.MISSING,
                    Reason.of(Code.DOCUMENT_PENDING, Map.of("characteristic", characteristic)), evidence);
            case INVALID -> Judgement.of(Status.NOT_MET,
                    Reason.of(Code.VIOLATED, Map.of("characteristic", characteristic, "value", "INVALID")), evidence);
            case VALID -> end == null || inForce(end, asOf)
                    ? Judgement.of(Status.MET,
                            Reason.of(Code.SATISFIED, Map.of("characteristic", characteristic, "value", "VALID")),
                            evidence)
                    : Judgement.of(Status.MISSING, Reason.of(Code.DOCUMENT_EXPIRED,
                            Map.of("characteristic", characteristic, "validUntil", end.toString())), evidence);
        };
    }

    /** Whether something that holds until a moment, that one included, holds now. */
    static boolean inForce(@Nullable Moment end, OffsetDateTime asOf) {
        return end == null || !asOf.isAfter(end.latest());
    }

    static String written(Observation observation) {
        return observation.values().stream().map(Values::write).collect(Collectors.joining("; "));
    }

    private static Code openCode(Observation one) {
        return one.values().getFirst() instanceof Value.At ? Code.TIME_NOT_PRECISE : Code.CENSORED;
    }

    private static Outcome inside(boolean holds) {
        return holds ? Outcome.INSIDE : Outcome.OUTSIDE;
    }

    private static int rank(Outcome outcome) {
        return switch (outcome) {
            case OUTSIDE -> 0;
            case UNLIKE -> 1;
            case OPEN -> 2;
            case INSIDE -> 3;
        };
    }
}
