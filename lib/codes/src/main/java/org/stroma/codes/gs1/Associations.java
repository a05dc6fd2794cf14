package org.stroma.codes.gs1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.stroma.codes.Problem;

/** Rules about application identifiers on one item (GS1 General Specifications, 4.13 and 4.14). */
final class Associations {

    /** Keys whose serial part may be absent, with the number of characters in front of it. */
    private static final Map<String, Integer> OPTIONAL_SERIAL = Map.of("253", 13, "255", 13, "8003", 14);
    private static final String DIGITAL_SIGNATURE = "8030";

    private final List<ElementString.Element> elements;
    private final Set<String> codes = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private Associations(ElementString data) {
        this.elements = data.elements();
        elements.forEach(element -> codes.add(element.code()));
    }

    static List<Problem> check(ElementString data) {
        Associations associations = new Associations(data);
        associations.repeats();
        associations.exclusions();
        associations.companions();
        associations.serials();
        return List.copyOf(associations.problems);
    }

    private void repeats() {
        Map<String, String> first = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            ElementString.Element element = elements.get(i);
            String before = first.putIfAbsent(element.code(), element.value());
            if (before != null && !before.equals(element.value())) {
                problems.add(Problem.at(Gs1Reason.REPEATED_WITH_OTHER_VALUE, i, 1, element.code()));
            }
        }
    }

    private void exclusions() {
        for (int i = 0; i < elements.size(); i++) {
            ElementString.Element element = elements.get(i);
            AiGroup excluded = element.identifier().excludes();
            for (String other : codes) {
                if (!other.equals(element.code()) && excluded.metBy(Set.of(other))) {
                    problems.add(Problem.at(Gs1Reason.EXCLUDED, i, 1, element.code(), other));
                }
            }
        }
    }

    private void companions() {
        for (int i = 0; i < elements.size(); i++) {
            ElementString.Element element = elements.get(i);
            for (AiGroup group : element.identifier().needs()) {
                if (!group.metBy(codes)) {
                    problems.add(Problem.at(Gs1Reason.COMPANION_MISSING, i, 1, element.code(), group.toString()));
                }
            }
        }
    }

    private void serials() {
        if (!codes.contains(DIGITAL_SIGNATURE)) {
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            ElementString.Element element = elements.get(i);
            int unserialised = OPTIONAL_SERIAL.getOrDefault(element.code(), 0);
            if (unserialised > 0 && element.value().length() <= unserialised) {
                problems.add(Problem.at(Gs1Reason.SERIAL_MISSING, i, 1, element.code()));
            }
        }
    }
}
