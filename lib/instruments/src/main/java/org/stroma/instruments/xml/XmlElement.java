package org.stroma.instruments.xml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/**
 * One XML element with its attributes, child elements and text. Children of a large element are packed and made again each time
 * they are asked for, so that they are equal in all they tell but not the same.
 */
public final class XmlElement {

    /** What an element takes beside its characters, in characters. */
    private static final int FRAME = 64;

    private final String prefix;
    private final String name;
    private final int line;
    /** Names and values by turns. */
    private final String[] attributes;
    private final XmlChildren children = new XmlChildren();
    private String text = "";

    XmlElement(String prefix, String name, int line, String[] attributes) {
        this.prefix = prefix;
        this.name = name;
        this.line = line;
        this.attributes = attributes;
    }

    static XmlElement of(XMLStreamReader reader) {
        String prefix = reader.getPrefix() == null ? "" : reader.getPrefix();
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String before = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            attributes.put((before == null || before.isEmpty() ? local : before + ":" + local).intern(),
                    reader.getAttributeValue(i));
        }
        String[] all = attributes.entrySet().stream().flatMap(each -> Stream.of(each.getKey(), each.getValue()))
                .toArray(String[]::new);
        return new XmlElement(prefix.intern(), reader.getLocalName().intern(),
                Math.max(0, reader.getLocation().getLineNumber()), all);
    }

    /** Adds a child that has ended. */
    void add(XmlElement child) {
        children.add(child);
    }

    void add(String more) {
        text = text.isEmpty() ? more : text + more;
    }

    /** Nothing is added any more. */
    void end() {
        children.end();
    }

    /** Whether any children, or children of theirs, are packed. */
    boolean isPacked() {
        return children.isPacked();
    }

    /** How much it takes while it is not packed, in characters. */
    int weight() {
        int weight = FRAME + text.length() + children.weight();
        for (String part : attributes)
            weight += part.length();
        return weight;
    }

    String prefix() {
        return prefix;
    }

    /** The names and values of the attributes by turns, which must not be changed. */
    String[] namesAndValues() {
        return attributes;
    }

    /** The name without its prefix. */
    public String name() {
        return name;
    }

    /** The name as written, with its prefix if any. */
    public String qualifiedName() {
        return prefix.isEmpty() ? name : prefix + ":" + name;
    }

    /** The line its start tag ends on, from 1. */
    public int line() {
        return line;
    }

    /** All text directly inside, stripped. */
    public String text() {
        return text.strip();
    }

    /** All text directly inside as it stands, blanks at its ends included. */
    public String printed() {
        return text;
    }

    /** An attribute by its name as written, prefix included; null when absent. */
    public @Nullable String attribute(String name) {
        for (int i = 0; i < attributes.length; i += 2)
            if (attributes[i].equals(name))
                return attributes[i + 1];
        return null;
    }

    /** All attributes. */
    public Map<String, String> attributes() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2)
            all.put(attributes[i], attributes[i + 1]);
        return Map.copyOf(all);
    }

    /** All attribute names in file order. */
    public List<String> attributeNames() {
        return IntStream.range(0, attributes.length / 2).mapToObj(i -> attributes[2 * i]).toList();
    }

    /** All child elements in file order. */
    public List<XmlElement> children() {
        return children.all();
    }

    /** The child elements of a name without prefix, in file order. */
    public List<XmlElement> children(String name) {
        return children.named(name);
    }

    /** The first child element of a name without prefix. */
    public Optional<XmlElement> child(String name) {
        for (XmlElement child : children.all())
            if (child.name.equals(name))
                return Optional.of(child);
        return Optional.empty();
    }

    /** The text of the first child element of a name, null when there is no such child or its text is blank. */
    public @Nullable String childText(String name) {
        return child(name).map(XmlElement::text).filter(found -> !found.isEmpty()).orElse(null);
    }

    /** This element and all below it, parents before children. */
    public Stream<XmlElement> all() {
        return Stream.concat(Stream.of(this), children.all().stream().flatMap(XmlElement::all));
    }

}
