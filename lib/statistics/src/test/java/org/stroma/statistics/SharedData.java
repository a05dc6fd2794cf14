package org.stroma.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the shared reference data; a test that needs them is skipped, and says so, where they are absent. */
public final class SharedData {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SharedData() {}

    public static Path path(String relative) {
        String root = System.getProperty("stroma.shared", "../shared");
        Path path = Path.of(root, "data", relative);
        Supplier<String> message = () -> {
            String text = "skipped: reference data " + relative + " is not here";
            System.out.println(text);
            return text;
        };
        Assumptions.assumeTrue(Files.exists(path), message);
        return path;
    }

    public static String text(String relative) {
        try {
            return Files.readString(path(relative), StandardCharsets.ISO_8859_1).replace("ï»¿", "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static JsonNode json(String relative) {
        return JSON.readTree(text(relative));
    }

    /** Columns of a plain comma-separated file by name. */
    public static Map<String, List<String>> csv(String relative) {
        List<String> lines = text(relative).lines().filter(line -> !line.isBlank()).toList();
        String[] names = lines.getFirst().split(",");
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name.strip(), new ArrayList<>());
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int j = 0; j < names.length; j++) {
                columns.get(names[j].strip()).add(cells[j].strip());
            }
        }
        return columns;
    }

    public static double[] numbers(List<String> cells) {
        return cells.stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** Log relative error: the number of correct decimal digits, at most 15 (StRD's own measure). */
    public static double digits(double computed, double certified) {
        double error = certified == 0 ? Math.abs(computed) : Math.abs(computed - certified) / Math.abs(certified);
        return error == 0 ? 15 : Math.min(15, -Math.log10(error));
    }

    public static void assertDigits(String what, double computed, double certified, double least) {
        assertThat(digits(computed, certified)).as("digits of %s: %s against %s", what, computed, certified)
                .isGreaterThanOrEqualTo(least);
    }

    /** Agreement with a printed figure to its last printed digit (half a unit, plus the rounding of a double). */
    public static void assertPrinted(String what, double computed, String printed) {
        java.math.BigDecimal figure = new java.math.BigDecimal(printed);
        double half = 0.5 * Math.pow(10, -figure.scale()) * (1 + 1e-6);
        assertThat(computed).as(what).isCloseTo(figure.doubleValue(), org.assertj.core.data.Offset.offset(half));
    }
}
