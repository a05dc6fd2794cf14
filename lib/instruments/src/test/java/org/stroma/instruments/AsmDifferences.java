package org.stroma.instruments;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What two ASM documents differ in. Members that tell of the converter or of the place of the file are set aside.
 * Generated identifiers must match one to one. Numbers are equal by value up to one part in 10^12, the rounding of binary
 * arithmetic in the reference.
 */
final class AsmDifferences {

    private static final Set<String> ASIDE = Set.of("ASM converter name", "ASM converter version", "UNC path");
    private static final Set<String> IDENTIFIERS = Set.of("measurement identifier", "calculated data identifier",
            "data source identifier", "processed data identifier", "device control identifier",
            "population identifier", "parent population identifier", "feature identifier", "statistics identifier",
            "data region identifier", "parent data region identifier", "measurement document identifier",
            "injection identifier");
    private static final BigDecimal TOLERANCE = new BigDecimal("1e-12");

    private static final Pattern EMBEDDED = Pattern.compile("[A-Z0-9_]+_TEST_ID_[0-9]+$");

    private final List<String> found = new ArrayList<>();
    private final Map<String, String> ours = new HashMap<>();
    private final Map<String, String> theirs = new HashMap<>();

    private AsmDifferences() {}

    static List<String> between(@Nullable Object actual, @Nullable Object expected) {
        AsmDifferences differences = new AsmDifferences();
        differences.compare("", "", actual, expected);
        return differences.found;
    }

    private void compare(String path, String name, @Nullable Object actual, @Nullable Object expected) {
        if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other)
            maps(path, other, map);
        else if (expected instanceof List<?> list && actual instanceof List<?> other)
            lists(path, name, other, list);
        else if (expected instanceof BigDecimal a && actual instanceof BigDecimal b)
            numbers(path, b, a);
        else if (IDENTIFIERS.contains(name) && expected instanceof String a && actual instanceof String b)
            identifiers(path, b, a);
        else if (expected instanceof String a && actual instanceof String b && EMBEDDED.matcher(a).find())
            embedded(path, b, a);
        else if (name.equals("file name") && expected instanceof String a && actual instanceof String b
                && b.equals(a.substring(a.lastIndexOf('/') + 1)))
            return;
        else if (expected == null ? actual != null : !expected.equals(actual))
            found.add(path + ": expected " + shown(expected) + " but was " + shown(actual));
    }

    private void maps(String path, Map<?, ?> actual, Map<?, ?> expected) {
        Set<Object> names = new LinkedHashSet<>(expected.keySet());
        names.addAll(actual.keySet());
        for (Object key : names) {
            String name = (String) key;
            if (ASIDE.contains(name))
                continue;
            if (!actual.containsKey(name))
                found.add(path + "/" + name + ": missing, expected " + shown(expected.get(name)));
            else if (!expected.containsKey(name))
                found.add(path + "/" + name + ": not expected, was " + shown(actual.get(name)));
            else
                compare(path + "/" + name, name, actual.get(name), expected.get(name));
        }
    }

    private void lists(String path, String name, List<?> actual, List<?> expected) {
        if (actual.size() != expected.size())
            found.add(path + ": expected " + expected.size() + " items but was " + actual.size());
        for (int i = 0; i < Math.min(actual.size(), expected.size()); i++)
            compare(path + "[" + i + "]", name, actual.get(i), expected.get(i));
    }

    private void numbers(String path, BigDecimal actual, BigDecimal expected) {
        BigDecimal difference = actual.subtract(expected).abs();
        if (difference.signum() != 0 && difference
                .compareTo(expected.abs().multiply(TOLERANCE, MathContext.DECIMAL64)) > 0)
            found.add(path + ": expected " + expected + " but was " + actual);
    }

    private void identifiers(String path, String actual, String expected) {
        String known = ours.putIfAbsent(actual, expected);
        String other = theirs.putIfAbsent(expected, actual);
        if (known != null && !known.equals(expected) || other != null && !other.equals(actual))
            found.add(path + ": identifier " + expected + " was matched otherwise before");
    }

    /** A text that ends with an identifier of the published document. */
    private void embedded(String path, String actual, String expected) {
        Matcher m = EMBEDDED.matcher(expected);
        String before = m.find() ? expected.substring(0, m.start()) : "";
        if (!actual.startsWith(before))
            found.add(path + ": expected " + expected + " but was " + actual);
        else
            identifiers(path, actual.substring(before.length()), m.group());
    }

    private static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 160 ? text.substring(0, 160) + "..." : text;
    }

}
