package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.stroma.app.standard.Criterion.Aggregate;
import org.stroma.app.standard.Criterion.Relation;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;
import org.stroma.measure.Ratio;
import org.stroma.measure.Rounding;

/** One or more readings that are held against a limit as one value, exactly. All are on the scale of the limit. */
record Sample(List<Measurement> readings, Aggregate aggregate) {

    /** How a sample stands to a limit. */
    enum Standing {
        INSIDE, OUTSIDE,
        /** Censored: it may be on either side. */
        OPEN
    }

    /** On which side of a number the value lies. */
    private enum Side {
        AT, BELOW, ABOVE, UNKNOWN
    }

    private record Place(Side side, Ratio number, boolean inclusive) {}

    static Sample of(Measurement reading) {
        return new Sample(List.of(reading), Aggregate.EACH);
    }

    Standing against(Relation relation, Quantity limit, Rounding rounding) {
        Place place = place(limit);
        if (place.side == Side.UNKNOWN) {
            return Standing.OPEN;
        }
        int order = rounding.compared(place.number, limit.value()).compareTo(Ratio.of(limit.value()));
        boolean apart = !place.inclusive && rounding.method() == Rounding.Method.FULL_VALUE;
        return switch (place.side) {
            case AT -> holds(relation, order) ? Standing.INSIDE : Standing.OUTSIDE;
            case BELOW -> below(relation, order, apart);
            case ABOVE -> below(mirrored(relation), -order, apart);
            case UNKNOWN -> Standing.OPEN;
        };
    }

    /** The exact number in the unit of the limit, for readings that are all exact. */
    Ratio number(Quantity limit) {
        return place(limit).number;
    }

    private Place place(Quantity limit) {
        if (readings.size() > 1 && readings.stream().anyMatch(each -> !(each instanceof Measurement.Exact))) {
            return new Place(Side.UNKNOWN, Ratio.of(0), false);
        }
        if (readings.size() > 1) {
            return new Place(Side.AT, aggregated(limit), true);
        }
        return switch (readings.getFirst()) {
            case Measurement.Exact exact -> new Place(Side.AT, exact.quantity().ratioIn(limit.unit()), true);
            case Measurement.Below below -> new Place(Side.BELOW, in(below.bound(), limit), below.inclusive());
            case Measurement.Above above -> new Place(Side.ABOVE, in(above.bound(), limit), above.inclusive());
            case Measurement.NotDetected none -> none.written()
                    .map(bound -> new Place(Side.BELOW, in(bound, limit), false))
                    .orElse(new Place(Side.UNKNOWN, Ratio.of(0), false));
        };
    }

    private static Ratio in(Quantity bound, Quantity limit) {
        return bound.ratioIn(limit.unit());
    }

    private Ratio aggregated(Quantity limit) {
        List<Ratio> numbers = new ArrayList<>();
        readings.forEach(reading -> reading.written().ifPresent(each -> numbers.add(in(each, limit))));
        if (aggregate == Aggregate.MEDIAN) {
            Collections.sort(numbers);
            int middle = numbers.size() / 2;
            return numbers.size() % 2 == 1
                    ? numbers.get(middle)
                    : numbers.get(middle - 1).plus(numbers.get(middle)).dividedBy(Ratio.of(2));
        }
        return numbers.stream().reduce(Ratio.of(0), Ratio::plus).dividedBy(Ratio.of(numbers.size()));
    }

    /** For a value that lies below a number; {@code apart} if it cannot reach that number. */
    private static Standing below(Relation relation, int order, boolean apart) {
        boolean under = order < 0 || (order == 0 && apart);
        return switch (relation) {
            case AT_MOST -> order <= 0 ? Standing.INSIDE : Standing.OPEN;
            case LESS_THAN -> under ? Standing.INSIDE : Standing.OPEN;
            case AT_LEAST -> under ? Standing.OUTSIDE : Standing.OPEN;
            case GREATER_THAN -> order <= 0 ? Standing.OUTSIDE : Standing.OPEN;
        };
    }

    private static Relation mirrored(Relation relation) {
        return switch (relation) {
            case AT_MOST -> Relation.AT_LEAST;
            case AT_LEAST -> Relation.AT_MOST;
            case LESS_THAN -> Relation.GREATER_THAN;
            case GREATER_THAN -> Relation.LESS_THAN;
        };
    }

    private static boolean holds(Relation relation, int order) {
        return switch (relation) {
            case AT_LEAST -> order >= 0;
            case AT_MOST -> order <= 0;
            case GREATER_THAN -> order > 0;
            case LESS_THAN -> order < 0;
        };
    }
}
