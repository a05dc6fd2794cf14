package org.stroma.instruments.panel;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of one marker.
 *
 * @param name such as {@code CD73}
 * @param gate id of the gate that holds the positive events
 * @param population id of the gate whose events are the whole, null for the parent of {@code gate} or, without one, all events
 */
public record Marker(String name, String gate, @Nullable String population) {

    /** A marker against the parent of its gate. */
    public static Marker of(String name, String gate) {
        return new Marker(name, gate, null);
    }

    public Optional<String> findPopulation() {
        return Optional.ofNullable(population);
    }

}
