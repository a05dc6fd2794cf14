package org.stroma.instruments.gating;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.Text;
import org.stroma.instruments.fcs.Unmixing;
import org.stroma.instruments.xml.Xml;

/**
 * Reads Gating-ML 2.0 (Spidlen et al. 2015, doi:10.1002/cyto.a.22690). Documents with a document type or entities are
 * refused; what is not as the standard asks becomes a problem and is left out, with all that depends on it.
 */
public final class GatingMlReader {

    private static final String NAMESPACES = "http://www.isac-net.org/std/Gating-ML/v2.0/";
    private static final Pattern ENCODING = Pattern
            .compile("<\\?xml[^>]{0,100}encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)");
    private static final int MOST_GATES = 5_000;

    private final Problems problems;
    private final Map<String, Scale> scales = new LinkedHashMap<>();
    private final Map<String, Ratio> ratios = new LinkedHashMap<>();
    private final Map<String, Unmixing> matrices = new LinkedHashMap<>();
    private final Map<String, Gate> gates = new LinkedHashMap<>();

    private GatingMlReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * Reads a document.
     *
     * @throws org.stroma.instruments.Refusal when it is no readable Gating-ML 2.0
     */
    public static GatingDefinition read(Source source, Problems problems) {
        checkEncoding(source, problems);
        Tree tree = new Tree(problems);
        Xml.scan(new ByteArrayInputStream(source.bytes()), source, Limits.STANDARD, tree);
        Node root = tree.root;
        if (root == null || !root.name().equals("Gating-ML"))
            throw problems.refuse(FileProblem.UNSUPPORTED, "Gating-ML 2.0");
        GatingMlReader reader = new GatingMlReader(problems);
        root.children().forEach(reader::definition);
        return new GatingDefinition(reader.scales, reader.ratios, reader.matrices, reader.gates);
    }

    /** The parser of the platform prints to standard error when it meets bytes that are not of the declared encoding. */
    private static void checkEncoding(Source source, Problems problems) {
        Text text = new Content(source).text();
        if (text.charset().equals(StandardCharsets.UTF_8) || text.marked())
            return;
        Matcher declared = ENCODING.matcher(text.string());
        if (!declared.lookingAt() || declared.group(1).equalsIgnoreCase(StandardCharsets.UTF_8.name()))
            throw problems.refuse(FileProblem.CORRUPT, StandardCharsets.UTF_8.name());
    }

    /** Reads bytes; the name is told in problems. */
    public static GatingDefinition read(byte[] bytes, String name, Problems problems) {
        return read(Source.of(bytes, name), problems);
    }

    /** Keeps the elements of the standard's namespaces, drops custom_info with all it holds and names others that it drops. */
    private static final class Tree implements Xml.Handler {

        private final Deque<Node> open = new ArrayDeque<>();
        private final Problems problems;
        private @Nullable Node root;
        private int dropped;

        Tree(Problems problems) {
            this.problems = problems;
        }

        @Override
        public void start(XMLStreamReader reader) {
            String namespace = reader.getNamespaceURI();
            boolean known = namespace != null && namespace.startsWith(NAMESPACES);
            if (dropped == 0 && !known && !open.isEmpty())
                problems.add(problems.place(Math.max(0, reader.getLocation().getLineNumber())),
                        GatingProblem.ELEMENT_UNKNOWN, reader.getLocalName());
            if (dropped > 0 || !known || reader.getLocalName().equals("custom_info")) {
                dropped++;
                return;
            }
            Node node = Node.of(reader);
            if (open.isEmpty())
                root = root == null ? node : root;
            else
                open.getFirst().add(node);
            open.push(node);
        }

        @Override
        public void text(String text) {
            if (dropped == 0 && !open.isEmpty())
                open.getFirst().add(text);
        }

        @Override
        public void end(String name) {
            if (dropped > 0)
                dropped--;
            else
                open.pop();
        }
    }

    private void definition(Node node) {
        switch (node.name()) {
            case "transformation" -> transformation(node);
            case "spectrumMatrix" -> matrix(node);
            case "RectangleGate", "PolygonGate", "EllipsoidGate", "QuadrantGate", "BooleanGate" -> gate(node);
            default -> problems.add(place(node), GatingProblem.ELEMENT_UNKNOWN, node.name());
        }
    }

    private Place place(Node node) {
        return new Place(problems.place().file(), Math.max(0, node.line()), 0, node.attribute("id").orElse(""));
    }

    private void transformation(Node node) {
        String id = node.attribute("id").orElse("");
        try {
            if (scales.containsKey(node.required("id")) || ratios.containsKey(id)) {
                problems.add(place(node), GatingProblem.ID_REPEATED, id);
                return;
            }
            if (node.children().size() > 1)
                throw new IllegalArgumentException("more than one function");
            Node body = node.children().stream().findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("without a function"));
            double lowest = node.number("boundMin", Double.NEGATIVE_INFINITY);
            double highest = node.number("boundMax", Double.POSITIVE_INFINITY);
            if (body.name().equals("fratio"))
                ratios.put(id, TransformationReader.ratio(id, body, lowest, highest));
            else
                scales.put(id, new Scale(id, TransformationReader.curve(body), lowest, highest));
        } catch (IllegalArgumentException invalid) {
            problems.add(place(node), GatingProblem.TRANSFORMATION_INVALID, id, message(invalid));
        }
    }

    private void matrix(Node node) {
        String id = node.attribute("id").orElse("");
        try {
            if (matrices.containsKey(node.required("id")))
                problems.add(place(node), GatingProblem.ID_REPEATED, id);
            else
                matrices.put(id, TransformationReader.matrix(node));
        } catch (IllegalArgumentException invalid) {
            problems.add(place(node), GatingProblem.MATRIX_INVALID, id, message(invalid));
        }
    }

    private void gate(Node node) {
        String id = node.attribute("id").orElse("");
        try {
            node.required("id");
            for (Gate gate : GateReader.gates(node))
                put(node, gate);
        } catch (IllegalArgumentException invalid) {
            problems.add(place(node), GatingProblem.GATE_INVALID, id, message(invalid));
        }
    }

    private void put(Node node, Gate gate) {
        if (gates.size() >= MOST_GATES)
            throw problems.refuse(FileProblem.UNSUPPORTED, "gates > " + MOST_GATES);
        if (gates.putIfAbsent(gate.id(), gate) != null)
            problems.add(place(node), GatingProblem.ID_REPEATED, gate.id());
    }

    private static String message(IllegalArgumentException invalid) {
        String message = invalid.getMessage();
        return message == null ? "-" : message;
    }

}
