package org.stroma.instruments.panel;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * One marker measured.
 *
 * @param marker its name
 * @param gate the gate of positive events
 * @param population the gate of the whole, null for all events
 * @param channels channels the gate looks at, by $PnN or fluorochrome
 * @param stains their labels ($PnS) where they have some
 * @param positive events in both gate and population
 * @param events events in the population
 */
public record MarkerResult(String marker, String gate, @Nullable String population, List<String> channels,
        List<String> stains, long positive, long events) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public MarkerResult {
        channels = List.copyOf(channels);
        stains = List.copyOf(stains);
        if (positive < 0 || positive > events)
            throw new IllegalArgumentException(positive + " positive of " + events);
    }

    /** Per cent positive to 16 digits, not rounded to any specification; empty without events. */
    public Optional<BigDecimal> percent() {
        return events == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(positive).multiply(HUNDRED).divide(BigDecimal.valueOf(events),
                        MathContext.DECIMAL64));
    }

    public JsonObject json() {
        return new JsonObject().put("marker", marker).put("gate", gate).put("population", population)
                .put("channels", channels).put("stains", stains).put("positive", positive).put("events", events)
                .put("percent", percent().orElse(null));
    }

}
