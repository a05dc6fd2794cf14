package org.stroma.app.cli;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The keys of one level of a YAML file with the lines they stand in; what nobody asked for is refused. */
final class YamlKeys {
    private static final int LONGEST = 65_536;
    private static final int DEEPEST = 8;

    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private final Map<String, YamlKeys> sections = new LinkedHashMap<>();
    private final List<YamlKeys> below = new ArrayList<>();

    private YamlKeys(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw refusal("mapping-unreadable", node, "why", path.isEmpty() ? "key: value" : path + ": key: value");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
                throw refusal("mapping-twice", tuple.getKeyNode(), "key", name(key));
            }
            keys.put(key, tuple.getKeyNode());
        }
    }

    /** Reads a text; aliases, deep nesting and long files are refused. */
    static YamlKeys of(String file, String text) {
        if (text.length() > LONGEST) {
            throw CommandRefusal.of("mapping-unreadable", "where", file, "why", "> 64 kB");
        }
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LONGEST);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                throw CommandRefusal.of("mapping-unreadable", "where", file, "why", "0 B");
            }
            return new YamlKeys(file, "", node);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw CommandRefusal.of("mapping-unreadable", "where",
                    mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1), "why",
                    String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw CommandRefusal.of("mapping-unreadable", "where", file, "why", String.valueOf(e.getMessage()));
        }
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private CommandRefusal refusal(String code, Node at, String... more) {
        Object[] parameters = new Object[more.length + 2];
        parameters[0] = "where";
        parameters[1] = file + ":" + (at.getStartMark().getLine() + 1);
        System.arraycopy(more, 0, parameters, 2, more.length);
        return CommandRefusal.of(code, parameters);
    }

    private Node at(String key) {
        return values.getOrDefault(key, node);
    }

    CommandRefusal missing(String key) {
        return refusal("mapping-missing", node, "key", name(key));
    }

    /** A value that is not allowed. */
    CommandRefusal wrong(String key, String expected) {
        return refusal("mapping-value", at(key), "key", name(key), "value", find(key).orElse(""), "expected", expected);
    }

    Optional<String> find(String key) {
        asked.add(key);
        Node value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof ScalarNode scalar)) {
            throw refusal("mapping-value", value, "key", name(key), "value", "…", "expected", "a text");
        }
        return Optional.of(scalar.getValue());
    }

    String text(String key) {
        return find(key).filter(text -> !text.isBlank()).orElseThrow(() -> missing(key));
    }

    /** The value as the function reads it, which must not be empty. */
    <T> T one(String key, Function<String, Optional<T>> reader, String expected) {
        String text = find(key).orElseThrow(() -> missing(key));
        return reader.apply(text).orElseThrow(() -> wrong(key, expected));
    }

    /** A text or a list of texts; empty when there is none. */
    List<String> texts(String key) {
        asked.add(key);
        Node value = values.get(key);
        if (!(value instanceof SequenceNode list)) {
            return find(key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (!(item instanceof ScalarNode scalar)) {
                throw refusal("mapping-value", item, "key", name(key), "value", "…", "expected", "[a, b]");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }

    Optional<YamlKeys> findSection(String key) {
        asked.add(key);
        if (!values.containsKey(key)) {
            return Optional.empty();
        }
        return Optional.of(sections.computeIfAbsent(key, name -> {
            YamlKeys section = new YamlKeys(file, name(name), at(name));
            below.add(section);
            return section;
        }));
    }

    YamlKeys section(String key) {
        return findSection(key).orElseThrow(() -> missing(key));
    }

    List<YamlKeys> list(String key) {
        asked.add(key);
        if (!(values.get(key) instanceof SequenceNode list)) {
            throw missing(key);
        }
        List<YamlKeys> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(new YamlKeys(file, name(key), item));
        }
        below.addAll(items);
        return items;
    }

    /** Refuses the first key, here and below, that nobody asked for. */
    void requireAllAsked() {
        keys.forEach((key, at) -> {
            if (!asked.contains(key)) {
                throw refusal("mapping-unknown", at, "key", name(key), "known", String.join(", ", asked));
            }
        });
        below.forEach(YamlKeys::requireAllAsked);
    }
}
