package org.stroma.instruments.flowjo;

import java.math.BigDecimal;
import java.util.Set;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** Attributes by their names without prefix, since the prefixes of name spaces are a matter of the writer. */
final class Attributes {

    private Attributes() {}

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    static @Nullable String text(XmlElement element, String name) {
        for (String each : element.attributeNames())
            if (local(each).equals(name))
                return element.attribute(each);
        return null;
    }

    /** The text, refusing the file when there is none. */
    static String require(XmlElement element, String name, Problems problems) {
        String text = text(element, name);
        if (text == null || text.isBlank())
            throw problems.refuse(place(element, name, problems), FileProblem.MISSING_FIELD,
                    element.name() + ", " + name);
        return text;
    }

    /** A number, null when absent. A text that is no number refuses the file. */
    static @Nullable BigDecimal number(XmlElement element, String name, Problems problems) {
        String text = text(element, name);
        if (text == null || text.isBlank())
            return null;
        BigDecimal number = Numbers.parse(text, DecimalSign.POINT);
        if (number == null)
            throw problems.refuse(place(element, name, problems), FileProblem.NOT_A_NUMBER, text);
        return number;
    }

    static Place place(XmlElement element, String field, Problems problems) {
        return problems.place(element.line()).withField(field);
    }

    /** Visits the attributes that are not blank and whose names, without prefix, are not among those taken. */
    static void others(XmlElement element, Set<String> taken, BiConsumer<String, String> action) {
        for (String name : element.attributeNames()) {
            String value = String.valueOf(element.attribute(name));
            if (!taken.contains(local(name)) && !value.isBlank())
                action.accept(name, value);
        }
    }

}
