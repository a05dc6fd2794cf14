package org.stroma.instruments.qpcr;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One target amplified in one well, with the numbers the software printed of it.
 *
 * @param identifier of its measurement document
 * @param sample the sample's name
 * @param target the target's name
 * @param standard whether it belongs to the standard curve
 * @param values by their names in the file; absent when the file has no number
 */
public record Reaction(String identifier, String sample, String target, boolean standard,
        Map<String, BigDecimal> values) {

    public Reaction {
        values = new HashMap<>(values);
    }

    /** A number by its name, null when the file has none. */
    public @Nullable BigDecimal value(String name) {
        return values.get(name);
    }

}
