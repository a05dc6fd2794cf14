package org.stroma.instruments.unicorn;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** Reads values of XML elements, and keeps what nobody reads as custom information. */
final class Elements {

    private static final Pattern MARKUP = Pattern.compile("(?s).*<[^>]+>.*</[^>]+>.*");

    private Elements() {}

    /** The number of a child element, null when there is none. */
    static @Nullable BigDecimal number(XmlElement element, String child) {
        return Numbers.parse(element.childText(child), DecimalSign.POINT);
    }

    /** The element at the end of a path of names. */
    static Optional<XmlElement> path(@Nullable XmlElement element, String... names) {
        Optional<XmlElement> found = Optional.ofNullable(element);
        for (String name : names)
            found = found.flatMap(one -> one.child(name));
        return found;
    }

    /**
     * Puts attributes and simple child elements into the custom information of a document. An element with children of its
     * own, or whose text is a document, is none.
     *
     * @param read names that stand elsewhere
     */
    static void rest(JsonObject document, XmlElement element, Set<String> read) {
        for (String name : element.attributeNames())
            if (!read.contains(name) && name.indexOf(':') < 0)
                AsmBuilder.custom(document, name, element.attribute(name));
        for (XmlElement child : element.children()) {
            String text = child.text();
            boolean simple = child.children().isEmpty() && !text.isEmpty() && !isMarkup(text);
            boolean first = element.child(child.name()).orElseThrow() == child;
            if (simple && first && !read.contains(child.name()))
                AsmBuilder.custom(document, child.name(), text);
        }
    }

    private static boolean isMarkup(String text) {
        return text.startsWith("<") && text.endsWith(">") || MARKUP.matcher(text).matches();
    }

}
