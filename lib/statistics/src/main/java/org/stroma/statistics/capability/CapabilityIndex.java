package org.stroma.statistics.capability;

import java.util.List;
import java.util.Optional;

/** A capability index with its intervals, the exact one first where there is one. */
public record CapabilityIndex(String name, double value, List<IndexInterval> intervals) {

    public CapabilityIndex {
        intervals = List.copyOf(intervals);
    }

    /** The interval of a method, if there is one. */
    public Optional<IndexInterval> interval(String method) {
        return intervals.stream().filter(interval -> interval.method().equals(method)).findFirst();
    }
}
