package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stroma.app.standard.Criterion.Aggregate;
import org.stroma.app.standard.Reason.Code;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;
import org.stroma.measure.Ratio;
import org.stroma.measure.Rounding;

/** Tests one usable observation against a criterion that reads its values alone. */
record ObservationTest(Rounding rounding, Conversions conversions) {
    private static final int GUARD_DIGITS = 4;

    Judgement test(Criterion.OfOne criterion, Observation observation) {
        return switch (criterion) {
            case Criterion.Limit limit -> sizes(new Demand(limit), Aggregate.EACH, observation);
            case Criterion.Between between -> sizes(new Demand(between), Aggregate.EACH, observation);
            case Criterion.OverReplicates over -> replicates(over, observation);
            case Criterion.OneOf oneOf -> codes(observation, oneOf.codes()::contains,
                    String.join(", ", oneOf.codes()));
            case Criterion.NoneOf noneOf -> codes(observation, code -> !noneOf.codes().contains(code),
                    "!" + String.join(", !", noneOf.codes()));
            case Criterion.Is is -> is(is, observation);
            case Criterion.Absent absent -> absent(observation);
            case Criterion.SameAs same -> throw twoSided(same);
            case Criterion.Within within -> throw twoSided(within);
            case Criterion.Before before -> throw twoSided(before);
            case Criterion.After after -> throw twoSided(after);
            case Criterion.DocumentPresent document -> throw twoSided(document);
            case Criterion.Report report -> throw twoSided(report);
        };
    }

    private static IllegalStateException twoSided(Criterion criterion) {
        return new IllegalStateException("judged elsewhere: " + criterion);
    }

    /** A limit or a range as its ends, with the words that stand for it in a verdict. */
    private record Demand(List<Criterion.Limit> ends, String written) {
        Demand(Criterion.Limit limit) {
            this(List.of(limit), Values.limit(limit));
        }

        Demand(Criterion.Between range) {
            this(List.of(
                    new Criterion.Limit(range.characteristic(), range.low().inclusive()
                            ? Criterion.Relation.AT_LEAST
                            : Criterion.Relation.GREATER_THAN, range.low().limit()),
                    new Criterion.Limit(range.characteristic(), range.high().inclusive()
                            ? Criterion.Relation.AT_MOST
                            : Criterion.Relation.LESS_THAN, range.high().limit())),
                    Values.range(range));
        }
    }

    private Judgement replicates(Criterion.OverReplicates over, Observation observation) {
        int n = observation.values().size();
        if (n < over.atLeast()) {
            return missing(observation, Code.TOO_FEW_REPLICATES,
                    Map.of("replicates", "" + n, "required", "" + over.atLeast()));
        }
        Demand demand = over.criterion() instanceof Criterion.Limit limit
                ? new Demand(limit)
                : new Demand((Criterion.Between) over.criterion());
        return sizes(demand, over.aggregate(), observation);
    }

    private Judgement sizes(Demand demand, Aggregate aggregate, Observation observation) {
        List<Measurement> readings = new ArrayList<>();
        for (Value value : observation.values()) {
            switch (value) {
                case Value.Measured measured -> readings.add(measured.measurement());
                case Value.Gestation gestation -> readings.add(new Measurement.Exact(gestation.age().toQuantity()));
                case Value other -> {
                    return missing(observation, Code.OTHER_TYPE, Map.of("type", other.type().name()));
                }
            }
        }
        List<Sample> samples = aggregate == Aggregate.EACH
                ? readings.stream().map(Sample::of).toList()
                : List.of(new Sample(readings, aggregate));
        Judgement worst = null;
        for (Sample sample : samples) {
            Judgement judgement = size(demand, sample, observation);
            if (worst == null || weight(judgement) < weight(worst)) {
                worst = judgement;
            }
        }
        return worst == null ? missing(observation, Code.NO_EVIDENCE, Map.of()) : worst;
    }

    private Judgement size(Demand demand, Sample sample, Observation observation) {
        Map<String, String> parameters = new TreeMap<>(Map.of("limit", demand.written));
        for (Criterion.Limit end : demand.ends) {
            for (Measurement reading : sample.readings()) {
                Quantity written = reading.written().orElse(end.limit());
                if (!written.isLike(end.limit())) {
                    parameters.putAll(Map.of("value", reading.writtenNumber(), "unit", Values.unit(written), "required",
                            Values.unit(end.limit())));
                    return missing(observation, Code.OTHER_UNIT, parameters);
                }
                conversions.use(written.unit(), end.limit().unit());
            }
        }
        describe(parameters, demand.ends.getFirst().limit(), sample);
        List<Sample.Standing> standings = demand.ends.stream()
                .map(end -> sample.against(end.relation(), end.limit(), rounding)).toList();
        if (standings.contains(Sample.Standing.OUTSIDE)) {
            return judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
        }
        return standings.contains(Sample.Standing.OPEN)
                ? missing(observation, Code.CENSORED, parameters)
                : judgement(observation, Status.MET, Code.SATISFIED, parameters);
    }

    private void describe(Map<String, String> parameters, Quantity limit, Sample sample) {
        Measurement first = sample.readings().getFirst();
        boolean one = sample.readings().size() == 1;
        boolean exact = sample.readings().stream().allMatch(each -> each instanceof Measurement.Exact);
        if (one) {
            parameters.put("value", first.writtenNumber());
            first.written().ifPresent(written -> parameters.put("unit", Values.unit(written)));
        } else {
            parameters.put("aggregate", sample.aggregate().name());
            parameters.put("replicates", "" + sample.readings().size());
            parameters.put("unit", Values.unit(limit));
            parameters.put("value", exact ? finite(sample.number(limit), limit) : "");
        }
        if (exact && rounding.method() == Rounding.Method.ROUNDED_VALUE) {
            parameters.put("compared",
                    org.stroma.measure.Decimals.write(rounding.reported(sample.number(limit), limit.value())));
        }
    }

    /** The decimal itself where it ends, else with some digits more than the limit has. */
    private static String finite(Ratio number, Quantity limit) {
        return number.toDecimal().map(java.math.BigDecimal::toPlainString).orElseGet(() -> number
                .round(limit.value().scale() + GUARD_DIGITS, java.math.RoundingMode.HALF_EVEN).toPlainString());
    }

    private Judgement codes(Observation observation, java.util.function.Predicate<String> accepted, String limit) {
        Map<String, String> parameters = Map.of("value", Comparisons.written(observation), "limit", limit);
        for (Value value : observation.values()) {
            if (!(value instanceof Value.Code code)) {
                return missing(observation, Code.OTHER_TYPE, Map.of("type", value.type().name()));
            }
            if (!accepted.test(code.code())) {
                return judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
            }
        }
        return judgement(observation, Status.MET, Code.SATISFIED, parameters);
    }

    private Judgement is(Criterion.Is is, Observation observation) {
        Map<String, String> parameters = Map.of("value", Comparisons.written(observation), "limit",
                Values.write(is.expected()));
        Comparisons.Outcome worst = Comparisons.Outcome.INSIDE;
        for (Value value : observation.values()) {
            Comparisons.Outcome outcome = Comparisons.same(value, is.expected());
            worst = worst == Comparisons.Outcome.INSIDE ? outcome : worst;
        }
        return switch (worst) {
            case INSIDE -> judgement(observation, Status.MET, Code.SATISFIED, parameters);
            case OUTSIDE -> judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
            case OPEN -> missing(observation, Code.CENSORED, parameters);
            case UNLIKE ->
                missing(observation, Code.OTHER_TYPE, Map.of("type", observation.values().getFirst().type().name()));
        };
    }

    /** A count of exactly 0 is nothing found; a result below a bound is not: the bound may hide something. */
    private Judgement absent(Observation observation) {
        Map<String, String> parameters = Map.of("value", Comparisons.written(observation));
        boolean open = false;
        for (Value value : observation.values()) {
            if (value instanceof Value.Found found) {
                if (found.presence() == Value.Presence.POSITIVE) {
                    return judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
                }
                open |= found.presence() == Value.Presence.INDETERMINATE;
            } else if (value instanceof Value.Measured measured) {
                switch (measured.measurement()) {
                    case Measurement.Exact exact -> {
                        if (exact.quantity().value().signum() != 0) {
                            return judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
                        }
                    }
                    case Measurement.Above above -> {
                        return judgement(observation, Status.NOT_MET, Code.VIOLATED, parameters);
                    }
                    case Measurement.Below below -> open = true;
                    case Measurement.NotDetected none -> {
                    }
                }
            } else {
                return missing(observation, Code.OTHER_TYPE, Map.of("type", value.type().name()));
            }
        }
        Code why = observation.values().getFirst() instanceof Value.Found ? Code.INDETERMINATE : Code.CENSORED;
        return open
                ? missing(observation, why, parameters)
                : judgement(observation, Status.MET, Code.SATISFIED, parameters);
    }

    private static int weight(Judgement judgement) {
        return switch (judgement.status()) {
            case NOT_MET -> 0;
            case MISSING -> 1;
            case MET, REPORTED, NOT_APPLICABLE -> 2;
        };
    }

    private static Judgement missing(Observation observation, Code code, Map<String, String> parameters) {
        return judgement(observation, Status.MISSING, code, parameters);
    }

    private static Judgement judgement(Observation observation, Status status, Code code,
            Map<String, String> parameters) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("characteristic", observation.characteristic());
        return Judgement.of(status, Reason.of(code, all), List.of(observation.evidence()));
    }
}
