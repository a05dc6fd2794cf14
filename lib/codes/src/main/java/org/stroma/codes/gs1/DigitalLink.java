package org.stroma.codes.gs1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * GS1 data written as a web address (GS1 Digital Link Standard: URI Syntax 1.6).
 *
 * @param stem scheme, host and any path in front of the primary key, without a closing solidus
 * @param data the elements: primary key, qualifiers, attributes; parameters that are not GS1 data are left out
 */
public record DigitalLink(String stem, ElementString data) {

    /** The stem of the canonical form. */
    public static final String CANONICAL_STEM = "https://id.gs1.org";

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public DigitalLink {
        if (!data.elements().getFirst().identifier().primaryKey()) {
            throw new IllegalArgumentException("a digital link begins with a primary key");
        }
    }

    public static Reading<DigitalLink> parse(String uri) {
        return parse(uri, DigitalLinkRules.STRICT);
    }

    public static Reading<DigitalLink> parse(String uri, DigitalLinkRules rules) {
        return new DigitalLinkReader(uri, rules).read();
    }

    /** Whether a text begins like a web address, so that reading it as a link makes sense. */
    static boolean looksLikeOne(String text) {
        return Stream.of("https://", "http://", "HTTPS://", "HTTP://").anyMatch(text::startsWith);
    }

    /**
     * Makes a link of elements in any order. The first primary key leads; of its qualifiers the order that takes up most
     * of them goes into the path; everything else becomes an attribute, predefined lengths first. Equal repeats fall
     * together.
     *
     * @return refused if there is no primary key, if an element may not be an attribute, or if the elements contradict
     *     each other; positions are indices of elements
     */
    public static Reading<DigitalLink> of(String stem, ElementString data) {
        Map<String, ElementString.Element> byCode = new LinkedHashMap<>();
        data.elements().forEach(element -> byCode.putIfAbsent(element.code(), element));
        List<Problem> problems = new ArrayList<>();
        data.associationProblems().stream().filter(one -> one.reason() == Gs1Reason.REPEATED_WITH_OTHER_VALUE)
                .forEach(problems::add);
        Optional<ElementString.Element> key = byCode.values().stream()
                .filter(element -> element.identifier().primaryKey()).findFirst();
        if (key.isEmpty()) {
            return Reading.refused(Problem.at(Gs1Reason.NO_PRIMARY_KEY, 0, 0));
        }
        List<ElementString.Element> path = path(key.get(), byCode);
        List<ElementString.Element> attributes = byCode.values().stream().filter(element -> !path.contains(element))
                .sorted(Comparator.comparing(element -> !element.identifier().predefinedLength())).toList();
        for (ElementString.Element element : attributes) {
            if (!element.identifier().attribute()) {
                int index = data.elements().indexOf(element);
                problems.add(Problem.at(Gs1Reason.NOT_AN_ATTRIBUTE, index, 1, element.code()));
            }
        }
        return Reading.of(problems, () -> new DigitalLink(stem,
                new ElementString(Stream.concat(path.stream(), attributes.stream()).toList())));
    }

    private static List<ElementString.Element> path(ElementString.Element key,
            Map<String, ElementString.Element> byCode) {
        List<String> qualifiers = key.identifier().qualifiers().stream()
                .map(order -> order.stream().filter(byCode::containsKey).toList())
                .max(Comparator.comparingInt(List::size)).orElse(List.of());
        List<ElementString.Element> path = new ArrayList<>(List.of(key));
        qualifiers.forEach(code -> path.add(byCode.get(code)));
        return path;
    }

    /** The address. What a path or query cannot hold is percent-encoded. */
    public String uri() {
        Set<String> qualifiers = data.elements().getFirst().identifier().qualifiers().stream().flatMap(List::stream)
                .collect(Collectors.toSet());
        StringBuilder path = new StringBuilder(stem);
        List<String> query = new ArrayList<>();
        for (ElementString.Element element : data.elements()) {
            String value = encode(element.value());
            if (element == data.elements().getFirst() || qualifiers.contains(element.code())) {
                path.append('/').append(element.code()).append('/').append(value);
            } else {
                query.add(element.code() + "=" + value);
            }
        }
        return query.isEmpty() ? path.toString() : path + "?" + String.join("&", query);
    }

    /** The same data under {@link #CANONICAL_STEM}. */
    public DigitalLink canonical() {
        return new DigitalLink(CANONICAL_STEM, data);
    }

    private static String encode(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = UNRESERVED.indexOf(one) >= 0;
            encoded.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one & 0xff));
        }
        return encoded.toString();
    }
}
