package org.stroma.statistics.stability;

import java.util.OptionalDouble;

/** When a confidence bound of the mean leaves the acceptance limits. */
public sealed interface Crossing {
    /** At the given time, more than zero. */
    record At(double time) implements Crossing {}

    /** Not at any time: the bound stays inside. */
    record Never() implements Crossing {}

    /** It is outside at the start already. */
    record AtStart() implements Crossing {}

    /** Not known: the line has no residual degrees of freedom of its own. */
    record Unknown() implements Crossing {}

    /** The time, 0 at the start, infinite when never, -1 when not known: what is not known is the worst. */
    default double orderingTime() {
        return switch (this) {
            case At at -> at.time();
            case Never never -> Double.POSITIVE_INFINITY;
            case AtStart atStart -> 0;
            case Unknown unknown -> -1;
        };
    }

    /** The time of a crossing after the start. */
    default OptionalDouble finite() {
        return this instanceof At at ? OptionalDouble.of(at.time()) : OptionalDouble.empty();
    }
}
