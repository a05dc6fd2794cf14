package org.stroma.statistics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files of the shared reference data; a test that needs an absent one is skipped and says so. */
public final class ReferenceData {

    private ReferenceData() {}

    /** Text of a file below {@code data}, or the test is skipped. */
    public static String text(String path) {
        Path file = Path.of(System.getProperty("stroma.shared", "../shared"), "data", path);
        if (!Files.isReadable(file)) {
            System.out.println("Skipped: reference file " + file + " is not here");
        }
        assumeTrue(Files.isReadable(file), () -> "reference file " + file + " is not here");
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
