package org.stroma.codes.gs1;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * GS1 data as pairs of application identifier and value, in the order of the symbol; at least one, each value checked.
 *
 * <p>Whether the identifiers go together is a question of its own ({@link #associationProblems()}), because it must be
 * put to all symbols of one item at once.
 */
public record ElementString(List<Element> elements) {

    /** The separator as scanners send it for the function character FNC1. */
    public static final char SEPARATOR = '\u001d';

    /** One pair. */
    public record Element(ApplicationIdentifier identifier, String value) {

        public String code() {
            return identifier.code();
        }
    }

    /** Identifiers that GS1 has not assigned: their values can be told apart only where brackets mark them. */
    public enum UnknownIdentifiers {
        REFUSE,
        PERMIT
    }

    public ElementString {
        elements = List.copyOf(elements);
        if (elements.isEmpty()) {
            throw new IllegalArgumentException("no elements");
        }
    }

    /**
     * Reads the data of a symbol: identifiers and values run together, {@link #SEPARATOR} behind values of variable
     * length, allowed in front, behind and where it is not needed. A symbology identifier is not part of it; see
     * {@link ScanData}.
     */
    public static Reading<ElementString> parse(String data) {
        return new ElementStringReader(data).read();
    }

    /** Reads the form printed for people: {@code (01)09521234567899(10)L26-117}; a bracket in a value is {@code \(}. */
    public static Reading<ElementString> parseBracketed(String text) {
        return parseBracketed(text, UnknownIdentifiers.REFUSE);
    }

    public static Reading<ElementString> parseBracketed(String text, UnknownIdentifiers unknown) {
        return new BracketedReader(text, unknown).read();
    }

    /** The value of the first element with this identifier. */
    public Optional<String> find(String code) {
        return elements.stream().filter(element -> element.code().equals(code)).map(Element::value).findFirst();
    }

    /**
     * A date element as a day; day 00 is the last day of its month.
     *
     * @param code an identifier whose value is YYMMDD, such as 17
     * @param referenceYear the year of reading, from which the century follows ({@link Gs1Date})
     */
    public Optional<LocalDate> findDate(String code, int referenceYear) {
        return find(code).map(value -> Gs1Date.resolve(value, referenceYear));
    }

    /** The data for a symbol, without symbology identifier and without a leading separator. */
    public String data() {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            data.append(element.code()).append(element.value());
            if (i < elements.size() - 1 && !element.identifier().predefinedLength()) {
                data.append(SEPARATOR);
            }
        }
        return data.toString();
    }

    /** The form printed for people; {@link #parseBracketed(String)} reads it back. */
    public String bracketed() {
        return elements.stream().map(element -> "(" + element.code() + ")" + element.value().replace("(", "\\("))
                .collect(Collectors.joining());
    }

    /**
     * Identifiers that exclude each other, miss a companion or repeat with another value. Positions are indices of
     * elements here, not of characters.
     */
    public List<Problem> associationProblems() {
        return Associations.check(this);
    }
}
