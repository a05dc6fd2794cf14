package org.stroma.codes.gs1;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** Reads elements whose identifiers stand in brackets. */
final class BracketedReader {

    private static final String ESCAPED_BRACKET = "\\(";

    private final String text;
    private final ElementString.UnknownIdentifiers unknown;
    private final List<ElementString.Element> elements = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    BracketedReader(String text, ElementString.UnknownIdentifiers unknown) {
        this.text = text;
        this.unknown = unknown;
    }

    Reading<ElementString> read() {
        if (text.isEmpty()) {
            return Reading.refused(Problem.at(Gs1Reason.EMPTY, 0, 0));
        }
        if (text.charAt(0) != '(') {
            return Reading.refused(Problem.at(Gs1Reason.BRACKET_EXPECTED, 0, 1));
        }
        int at = 0;
        while (at < text.length()) {
            int closing = text.indexOf(')', at);
            if (closing < 0) {
                problems.add(Problem.at(Gs1Reason.BRACKET_UNCLOSED, at, text.length() - at));
                break;
            }
            int end = nextBracket(closing + 1);
            element(at + 1, closing, end);
            at = end;
        }
        return Reading.of(problems, () -> new ElementString(elements));
    }

    private int nextBracket(int from) {
        int at = text.indexOf('(', from);
        while (at > 0 && text.charAt(at - 1) == '\\') {
            at = text.indexOf('(', at + 1);
        }
        return at < 0 ? text.length() : at;
    }

    private void element(int from, int closing, int end) {
        String code = text.substring(from, closing);
        Optional<ApplicationIdentifier> found = ApplicationIdentifiers.find(code)
                .or(() -> unknown == ElementString.UnknownIdentifiers.PERMIT && code.matches("[0-9]{2,4}")
                        ? Optional.of(ApplicationIdentifier.unknown(code))
                        : Optional.empty());
        if (found.isEmpty()) {
            problems.add(Problem.at(Gs1Reason.UNKNOWN_IDENTIFIER, from, code.length(), code));
            return;
        }
        String value = text.substring(closing + 1, end).replace(ESCAPED_BRACKET, "(");
        found.get().check(value).forEach(problem -> problems.add(problem.shifted(closing + 1)));
        elements.add(new ElementString.Element(found.get(), value));
    }
}
