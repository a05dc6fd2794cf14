package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one YAML mapping, read strictly: a key that nobody asks for is a problem. Readers return null or a
 * stand-in after noting a problem, so that all problems of a file are found at once.
 */
final class Mapping {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]{0,79}");

    private final Source source;
    private final Node node;
    private final String path;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    private Mapping(Source source, Node node, String path) {
        this.source = source;
        this.node = node;
        this.path = path;
    }

    /** Reads a mapping with {@code reader} and then refuses the keys that it did not ask for. */
    static <T> @Nullable T read(Source source, Node node, String path,
            java.util.function.Function<Mapping, @Nullable T> reader) {
        if (!(node instanceof MappingNode mapping)) {
            source.add(node, path, Problem.Kind.NOT_A_MAPPING);
            return null;
        }
        Mapping self = new Mapping(source, node, path);
        for (NodeTuple tuple : mapping.getValue()) {
            String key = self.scalar(tuple.getKeyNode(), path);
            if (key != null && self.values.putIfAbsent(key, tuple.getValueNode()) != null) {
                source.add(tuple.getKeyNode(), path, Problem.Kind.DUPLICATE_KEY, key);
            } else if (key != null) {
                self.keys.put(key, tuple.getKeyNode());
            }
        }
        T result = reader.apply(self);
        self.keys.forEach((key, keyNode) -> {
            if (!self.asked.contains(key)) {
                source.add(keyNode, path, Problem.Kind.UNKNOWN_KEY, key, String.join(", ", self.asked));
            }
        });
        return result;
    }

    Node node() {
        return node;
    }

    String path() {
        return path;
    }

    Source source() {
        return source;
    }

    boolean has(String key) {
        asked.add(key);
        return values.containsKey(key);
    }

    List<String> keys() {
        return List.copyOf(keys.keySet());
    }

    void problem(Problem.Kind kind, String... arguments) {
        source.add(node, path, kind, arguments);
    }

    void problem(String key, Problem.Kind kind, String... arguments) {
        Node value = values.get(key);
        source.add(value == null ? node : value, path(key), kind, arguments);
    }

    String path(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    @Nullable
    Node find(String key) {
        asked.add(key);
        return values.get(key);
    }

    private @Nullable Node require(String key) {
        Node value = find(key);
        if (value == null) {
            problem(Problem.Kind.MISSING_KEY, key);
        }
        return value;
    }

    @Nullable
    String text(String key) {
        Node value = require(key);
        return value == null ? null : scalar(value, path(key));
    }

    @Nullable
    String findText(String key) {
        return has(key) ? text(key) : null;
    }

    @Nullable
    String code(String key) {
        String text = text(key);
        if (text != null && !CODE.matcher(text).matches()) {
            problem(key, Problem.Kind.NOT_A_CODE, text);
            return null;
        }
        return text;
    }

    boolean flag(String key, boolean otherwise) {
        String text = findText(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, Problem.Kind.NOT_A_FLAG, text);
        }
        return text.equals("true");
    }

    int count(String key, int otherwise) {
        String text = findText(key);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9][0-9]{0,3}")) {
            problem(key, Problem.Kind.NOT_A_COUNT, text);
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /** A value of a closed list, by its word; the fallback if the key is absent or wrong. */
    <T> T choice(String key, Map<String, T> words, T fallback) {
        String text = findText(key);
        T found = text == null ? null : words.get(text);
        if (text != null && found == null) {
            problem(key, Problem.Kind.NOT_ONE_OF, text, String.join(", ", new TreeSet<>(words.keySet())));
        }
        return found == null ? fallback : found;
    }

    <T> @Nullable T mapping(String key, java.util.function.Function<Mapping, @Nullable T> reader) {
        Node value = require(key);
        return value == null ? null : read(source, value, path(key), reader);
    }

    <T> @Nullable T findMapping(String key, java.util.function.Function<Mapping, @Nullable T> reader) {
        return has(key) ? mapping(key, reader) : null;
    }

    /** Items of a list, each read by {@code reader} from its node and path; what could not be read is left out. */
    <T> List<T> list(String key, BiFunction<Node, String, @Nullable T> reader) {
        Node value = require(key);
        List<T> items = new ArrayList<>();
        if (value != null) {
            eachItem(source, value, path(key), (item, itemPath) -> {
                T read = reader.apply(item, itemPath);
                if (read != null) {
                    items.add(read);
                }
            });
        }
        return items;
    }

    static void eachItem(Source source, Node value, String path, java.util.function.BiConsumer<Node, String> consumer) {
        if (!(value instanceof SequenceNode sequence)) {
            source.add(value, path, Problem.Kind.NOT_A_LIST);
            return;
        }
        if (sequence.getValue().isEmpty()) {
            source.add(value, path, Problem.Kind.EMPTY);
        }
        int i = 0;
        for (Node item : sequence.getValue()) {
            consumer.accept(item, path + "[" + i++ + "]");
        }
    }

    List<String> texts(String key) {
        return list(key, this::scalar);
    }

    void ifPresent(String key, Consumer<Node> consumer) {
        Node value = find(key);
        if (value != null) {
            consumer.accept(value);
        }
    }

    /** Both languages. */
    @Nullable
    Texts bilingual(String key) {
        return mapping(key, Mapping::bilingual);
    }

    @Nullable
    Texts findBilingual(String key) {
        return has(key) ? bilingual(key) : null;
    }

    static @Nullable Texts bilingual(Mapping mapping) {
        String zh = mapping.text("zh");
        String en = mapping.text("en");
        return zh == null || en == null ? null : new Texts(zh, en);
    }

    @Nullable
    String scalar(Node value, String at) {
        if (!(value instanceof ScalarNode scalar)) {
            source.add(value, at, Problem.Kind.NOT_TEXT);
            return null;
        }
        if (scalar.getValue().isBlank()) {
            source.add(value, at, Problem.Kind.EMPTY);
            return null;
        }
        return scalar.getValue();
    }
}
