package org.stroma.app.gate.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.stroma.app.standard.Requirement;

/** Under which topic a gate page shows a requirement; where {@code gate/topics.properties} does not say, under "other". */
final class Topics {
    private static final String FILE = "/gate/topics.properties";
    private static final String OTHER = "other";
    private static final List<Topic> ALL = read();

    /** A topic with the codes of its characteristics, some ending in a star. */
    private record Topic(String key, List<String> codes) {
        boolean holds(String characteristic) {
            return codes.stream().anyMatch(code -> code.endsWith("*")
                    ? characteristic.startsWith(code.substring(0, code.length() - 1))
                    : characteristic.equals(code));
        }
    }

    private Topics() {}

    /** The key of a requirement's topic. */
    static String of(Requirement requirement) {
        return requirement.criterion().characteristics().stream().findFirst()
                .flatMap(first -> ALL.stream().filter(topic -> topic.holds(first)).findFirst()).map(Topic::key)
                .orElse(OTHER);
    }

    /** Things by their topic, topics in the order of the file, things in their own. */
    static <T> Map<String, List<T>> group(List<T> things, Function<T, String> topicOf) {
        Map<String, List<T>> grouped = new LinkedHashMap<>();
        ALL.forEach(topic -> grouped.put(topic.key(), new ArrayList<>()));
        things.forEach(each -> Objects.requireNonNull(grouped.get(topicOf.apply(each))).add(each));
        grouped.values().removeIf(List::isEmpty);
        return grouped;
    }

    /** The keys of all topics, in order. */
    static List<String> keys() {
        return ALL.stream().map(Topic::key).toList();
    }

    private static List<Topic> read() {
        Properties file = new Properties();
        try (InputStream in = Objects.requireNonNull(Topics.class.getResourceAsStream(FILE), FILE)) {
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return codes(file, "topics").stream().map(key -> new Topic(key, codes(file, key))).toList();
    }

    private static List<String> codes(Properties file, String key) {
        return Arrays.stream(file.getProperty(key, "").split(",")).map(String::strip).filter(code -> !code.isEmpty())
                .toList();
    }
}
