package org.stroma.measure;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The closed list of units and prefixes, with exact factors (UCUM 2.2, tables 1 to 9). The base scales are m, g, s, K,
 * C and those that UCUM derives but this library keeps apart.
 */
record UnitAtom(Map<String, Integer> scales, Ratio factor, Ratio offset) {
    private static final Map<String, Integer> PREFIXES = Map.of("M", 6, "k", 3, "h", 2, "d", -1, "c", -2, "m", -3,
            "u", -6, "n", -9, "p", -12, "f", -15);
    private static final Map<String, UnitAtom> METRIC = new HashMap<>();
    private static final Map<String, UnitAtom> PLAIN = new HashMap<>();

    static {
        metric("m", "1", Map.of("m", 1));
        metric("g", "1", Map.of("g", 1));
        metric("s", "1", Map.of("s", 1));
        metric("K", "1", Map.of("K", 1));
        metric("mol", "1", Map.of("mol", 1));
        metric("osm", "1", Map.of("osm", 1));
        metric("[iU]", "1", Map.of("[iU]", 1));
        metric("[IU]", "1", Map.of("[iU]", 1));
        metric("L", "0.001", Map.of("m", 3));
        metric("l", "0.001", Map.of("m", 3));
        metric("Hz", "1", Map.of("s", -1));
        metric("N", "1000", Map.of("g", 1, "m", 1, "s", -2));
        metric("Pa", "1000", Map.of("g", 1, "m", -1, "s", -2));
        metric("bar", "1e8", Map.of("g", 1, "m", -1, "s", -2));
        metric("J", "1000", Map.of("g", 1, "m", 2, "s", -2));
        metric("W", "1000", Map.of("g", 1, "m", 2, "s", -3));
        plain("10*", "10", Map.of());
        plain("10^", "10", Map.of());
        plain("%", "1", Map.of("%", 1));
        plain("[ppm]", "1", Map.of("[ppm]", 1));
        plain("[pH]", "1", Map.of("[pH]", 1));
        plain("[CFU]", "1", Map.of("[CFU]", 1));
        plain("[PFU]", "1", Map.of("[PFU]", 1));
        plain("[CCID_50]", "1", Map.of("[CCID_50]", 1));
        plain("min", "60", Map.of("s", 1));
        plain("h", "3600", Map.of("s", 1));
        plain("d", "86400", Map.of("s", 1));
        plain("wk", "604800", Map.of("s", 1));
        plain("mo", "1", Map.of("mo", 1));
        plain("a", "12", Map.of("mo", 1));
        PLAIN.put("U", new UnitAtom(Map.of("mol", 1, "s", -1), ratio("1e-6").dividedBy(Ratio.of(60)), Ratio.of(0)));
        PLAIN.put("Cel", new UnitAtom(Map.of("K", 1), Ratio.ONE, ratio("273.15")));
    }

    UnitAtom {
        scales = Map.copyOf(scales);
    }

    /** Whether the zero of the scale is its own, so that the unit cannot be a part of another. */
    boolean standsAlone() {
        return offset.numerator().signum() != 0;
    }

    /** The unit of that name, with or without a prefix, or null; a whole name wins over prefix and rest. */
    static @Nullable UnitAtom find(String name) {
        UnitAtom plain = PLAIN.get(name);
        if (plain != null) {
            return plain;
        }
        UnitAtom metric = METRIC.get(name);
        if (metric != null) {
            return metric;
        }
        Integer exponent = PREFIXES.get(name.substring(0, 1));
        UnitAtom prefixed = METRIC.get(name.substring(1));
        if (exponent == null || prefixed == null) {
            return null;
        }
        return new UnitAtom(prefixed.scales, prefixed.factor.times(Ratio.of(10).power(exponent)), Ratio.of(0));
    }

    private static void metric(String name, String factor, Map<String, Integer> scales) {
        METRIC.put(name, new UnitAtom(scales, ratio(factor), Ratio.of(0)));
    }

    private static void plain(String name, String factor, Map<String, Integer> scales) {
        PLAIN.put(name, new UnitAtom(scales, ratio(factor), Ratio.of(0)));
    }

    private static Ratio ratio(String decimal) {
        return Ratio.of(new BigDecimal(decimal));
    }
}
