package org.stroma.instruments.gating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.xml.stream.XMLStreamReader;

/** One element of a Gating-ML document by local names; what lies in {@code custom_info} is not kept. */
final class Node {

    private final String name;
    private final int line;
    private final Map<String, String> attributes;
    private final List<Node> children = new ArrayList<>(2);
    private String text = "";

    private Node(String name, int line, Map<String, String> attributes) {
        this.name = name;
        this.line = line;
        this.attributes = attributes;
    }

    static Node of(XMLStreamReader reader) {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++)
            attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i).strip());
        return new Node(reader.getLocalName(), reader.getLocation().getLineNumber(), attributes);
    }

    void add(Node child) {
        children.add(child);
    }

    void add(String more) {
        text += more;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    List<Node> children() {
        return children;
    }

    List<Node> children(String local) {
        return children.stream().filter(child -> child.name.equals(local)).toList();
    }

    Optional<Node> child(String local) {
        return children.stream().filter(child -> child.name.equals(local)).findFirst();
    }

    Optional<String> attribute(String local) {
        return Optional.ofNullable(attributes.get(local)).filter(value -> !value.isEmpty());
    }

    /** @throws IllegalArgumentException when absent */
    String required(String local) {
        return attribute(local).orElseThrow(() -> new IllegalArgumentException(name + " without " + local));
    }

    /** @throws IllegalArgumentException when absent or no finite number */
    double number(String local) {
        return number(required(local), local);
    }

    /** @throws IllegalArgumentException when there and no finite number */
    double number(String local, double otherwise) {
        return attribute(local).map(value -> number(value, local)).orElse(otherwise);
    }

    /** The text content as a number. */
    double textNumber() {
        return number(text.strip(), name);
    }

    private static double number(String text, String what) {
        if (text.length() <= 64 && text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?")) {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number))
                return number;
        }
        throw new IllegalArgumentException(what + " is no finite number: " + excerpt(text));
    }

    static String excerpt(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

}
