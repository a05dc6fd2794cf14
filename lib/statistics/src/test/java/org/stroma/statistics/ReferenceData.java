package org.stroma.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rows and numbers picked from the shared reference data by place, without a full parse. */
public final class ReferenceData {

    private ReferenceData() {}

    /** Text of a file below {@code data}, or the test is skipped. */
    public static String text(String path) {
        return SharedData.text(path);
    }

    /** Rows of a plain comma-separated file, the heading left out. */
    public static List<String[]> rows(String path) {
        return text(path).lines().skip(1).filter(line -> !line.isBlank()).map(line -> line.split(",", -1)).toList();
    }

    /** The number after a key in a JSON text, searched from a place on. */
    public static double number(String json, String key, int from) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\"\\s*:\\s*(-?[0-9.eE+-]+)").matcher(json);
        if (!matcher.find(from)) {
            throw new IllegalArgumentException("no number " + key);
        }
        return Double.parseDouble(matcher.group(1));
    }

    /** The array of numbers after a key in a JSON text, searched from a place on. */
    public static double[] numbers(String json, String key, int from) {
        Matcher matcher = Pattern.compile("\"" + Pattern.quote(key) + "\"\\s*:\\s*\\[([^\\]]*)\\]").matcher(json);
        if (!matcher.find(from)) {
            throw new IllegalArgumentException("no array " + key);
        }
        List<Double> numbers = new ArrayList<>();
        for (String part : matcher.group(1).split(",")) {
            if (!part.isBlank()) {
                numbers.add(Double.valueOf(part.strip()));
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
