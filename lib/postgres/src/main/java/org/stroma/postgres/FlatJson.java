package org.stroma.postgres;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The small JSON objects this library writes and reads back: one level, numbers and plain words without quotes or escapes. */
record FlatJson(String text) {

    private static final Pattern PLAIN = Pattern.compile("[^\"\\\\\\p{Cntrl}]*");

    /** In the order of the map. */
    static FlatJson of(Map<String, ?> fields) {
        return new FlatJson(fields.entrySet().stream().map(it -> "  \"" + it.getKey() + "\": " + value(it.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n")));
    }

    private static String value(Object value) {
        var text = value.toString();
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("not plain: " + text);
        }
        return value instanceof Number ? text : "\"" + text + "\"";
    }

    /**
     * The value of a field.
     *
     * @throws IllegalArgumentException
     *             when it is absent
     */
    String get(String field) {
        var matcher = Pattern.compile("\"" + Pattern.quote(field) + "\"\\s*:\\s*(?:\"([^\"]*)\"|(-?[0-9]+))")
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no field " + field);
        }
        return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
}
