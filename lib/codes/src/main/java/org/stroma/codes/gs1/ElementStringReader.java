package org.stroma.codes.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** Cuts the data of a symbol into elements; after an identifier it does not know it goes on at the next separator. */
final class ElementStringReader {

    private final String data;
    private final List<ElementString.Element> elements = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    ElementStringReader(String data) {
        this.data = data;
    }

    Reading<ElementString> read() {
        int at = afterSeparator(0);
        if (at == data.length()) {
            return Reading.refused(Problem.at(Gs1Reason.EMPTY, at, 0));
        }
        while (at < data.length()) {
            at = afterSeparator(element(at));
        }
        return Reading.of(problems, () -> new ElementString(elements));
    }

    /** Reads the element at a position and returns where it ends. */
    private int element(int at) {
        int separator = data.indexOf(ElementString.SEPARATOR, at);
        int end = separator < 0 ? data.length() : separator;
        Optional<ApplicationIdentifier> found = ApplicationIdentifiers.findAt(data, at);
        if (found.isEmpty()) {
            String start = data.substring(at, Math.min(end, at + 4));
            problems.add(Problem.at(Gs1Reason.UNKNOWN_IDENTIFIER, at, start.length(), start));
            return end;
        }
        ApplicationIdentifier identifier = found.get();
        int from = at + identifier.code().length();
        int to = identifier.predefinedLength() ? Math.min(end, from + identifier.length()) : end;
        String value = data.substring(from, to);
        identifier.check(value).forEach(problem -> problems.add(problem.shifted(from)));
        elements.add(new ElementString.Element(identifier, value));
        return to;
    }

    private int afterSeparator(int at) {
        return at < data.length() && data.charAt(at) == ElementString.SEPARATOR ? at + 1 : at;
    }
}
