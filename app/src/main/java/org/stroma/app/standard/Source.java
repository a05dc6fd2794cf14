package org.stroma.app.standard;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML file as a tree of nodes with their places, and the problems found in it so far. Nothing is ever constructed
 * from the file: scalars stay the text that was written, so {@code NO} is a country and {@code 1.10} keeps its zero.
 */
final class Source {
    private static final int LARGEST = 1_000_000;
    private static final int DEEPEST = 40;

    private final List<Problem> problems = new ArrayList<>();

    /** Reads a whole file, whose root must be a mapping. */
    static <T> Reading<T> read(byte[] bytes, Function<Mapping, @Nullable T> reader) {
        Source source = new Source();
        Node root = source.compose(bytes).orElse(null);
        T content = root == null ? null : Mapping.read(source, root, "", reader);
        return content == null || !source.problems.isEmpty()
                ? new Reading.Refused<>(source.problems())
                : new Reading.Accepted<>(content);
    }

    /** The root, or empty if the bytes are no YAML that is allowed here; the problems say why. */
    private Optional<Node> compose(byte[] bytes) {
        if (bytes.length > LARGEST) {
            atByte(bytes, LARGEST, Problem.Kind.TOO_LARGE, "" + LARGEST);
            return Optional.empty();
        }
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(read).toString();
            refuseEvents(text);
            Node root = problems.isEmpty() ? yaml().compose(new StringReader(text)) : null;
            if (root == null && problems.isEmpty()) {
                whole(Problem.Kind.EMPTY);
            }
            return Optional.ofNullable(root);
        } catch (CharacterCodingException e) {
            atByte(bytes, read.position(), Problem.Kind.NOT_UTF8);
        } catch (MarkedYAMLException e) {
            at(e.getProblemMark(), "", Problem.Kind.NOT_YAML, String.valueOf(e.getProblem()));
        } catch (ReaderException e) {
            int control = 0;
            while (control < bytes.length && !isControl(bytes[control])) {
                control++;
            }
            atByte(bytes, control, Problem.Kind.NOT_YAML,
                    "U+%04X %s".formatted(e.getCodePoint(), "is not allowed in YAML"));
        } catch (YAMLException e) {
            whole(Problem.Kind.NOT_YAML, String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LARGEST);
        options.setAllowRecursiveKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    /** A control character that YAML does not allow; everything above 0x7E of UTF-8 is taken for text here. */
    private static boolean isControl(byte octet) {
        return octet == 0x7F || (octet >= 0 && octet < 0x20 && octet != '\t' && octet != '\n' && octet != '\r');
    }

    /** Aliases, tags and deep nesting, each with its line, before anything is built of them. */
    private void refuseEvents(String text) {
        int depth = 0;
        for (Event event : yaml().parse(new StringReader(text))) {
            depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
            if (depth > DEEPEST) {
                at(event.getStartMark(), "", Problem.Kind.TOO_DEEP, "" + DEEPEST);
                return;
            }
            if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
                at(event.getStartMark(), "", Problem.Kind.ALIAS);
            }
            String tag = event instanceof ScalarEvent scalar
                    ? scalar.getTag()
                    : event instanceof CollectionStartEvent start ? start.getTag() : null;
            if (tag != null) {
                at(event.getStartMark(), "", Problem.Kind.TAG, tag);
            }
        }
    }

    private void whole(Problem.Kind kind, String... arguments) {
        at(null, "", kind, arguments);
    }

    /** The place of a byte: its line, and its column in bytes. */
    private void atByte(byte[] bytes, int offset, Problem.Kind kind, String... arguments) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(offset, bytes.length); i++) {
            boolean ends = bytes[i] == '\n';
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        problems.add(new Problem(line, column, "", kind, Arrays.asList(arguments)));
    }

    private void at(@Nullable Mark mark, String path, Problem.Kind kind, String... arguments) {
        int line = mark == null ? 0 : mark.getLine() + 1;
        int column = mark == null ? 0 : mark.getColumn() + 1;
        problems.add(new Problem(line, column, path, kind, Arrays.asList(arguments)));
    }

    void add(Node node, String path, Problem.Kind kind, String... arguments) {
        at(node.getStartMark(), path, kind, arguments);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    /** In the order of their places. */
    private List<Problem> problems() {
        return problems.stream()
                .sorted(java.util.Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column)).toList();
    }
}
