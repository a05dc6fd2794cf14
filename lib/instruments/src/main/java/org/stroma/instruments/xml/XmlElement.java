package org.stroma.instruments.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/** One XML element with its attributes, child elements and text. */
public final class XmlElement {

    private final String prefix;
    private final String name;
    private final int line;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private String text = "";

    private XmlElement(String prefix, String name, int line) {
        this.prefix = prefix;
        this.name = name;
        this.line = line;
    }

    static XmlElement of(XMLStreamReader reader) {
        String prefix = reader.getPrefix() == null ? "" : reader.getPrefix();
        XmlElement element = new XmlElement(prefix.intern(), reader.getLocalName().intern(),
                Math.max(0, reader.getLocation().getLineNumber()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String before = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            element.attributes.put((before == null || before.isEmpty() ? local : before + ":" + local).intern(),
                    reader.getAttributeValue(i));
        }
        return element;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void add(String more) {
        text = text.isEmpty() ? more : text + more;
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
        return attributes.get(name);
    }

    /** All attributes in file order. */
    public Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /** All attribute names in file order. */
    public List<String> attributeNames() {
        return List.copyOf(attributes.keySet());
    }

    /** All child elements in file order. */
    public List<XmlElement> children() {
        return List.copyOf(children);
    }

    /** The child elements of a name without prefix, in file order. */
    public List<XmlElement> children(String name) {
        return children.stream().filter(child -> child.name.equals(name)).toList();
    }

    /** The first child element of a name without prefix. */
    public Optional<XmlElement> child(String name) {
        return children.stream().filter(child -> child.name.equals(name)).findFirst();
    }

    /** The text of the first child element of a name, null when there is no such child or its text is blank. */
    public @Nullable String childText(String name) {
        return child(name).map(XmlElement::text).filter(found -> !found.isEmpty()).orElse(null);
    }

    /** This element and all below it, parents before children. */
    public Stream<XmlElement> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlElement::all));
    }

}
