package org.stroma.codes.gs1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/** Reads a digital link. Positions of problems point into the address as given, at the encoded value. */
final class DigitalLinkReader {

    private static final String URI_CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
            + "-._~:/?#[]@!$&'()*+,;=%";
    private static final String NOT_IN_HOST = "/?#!$&'()*+,;=%";
    private static final String GTIN = "01";

    /** A part of the address and where it begins. */
    private record Segment(String text, int at) {}

    private final String uri;
    private final DigitalLinkRules rules;
    private final List<ElementString.Element> path = new ArrayList<>();
    private final List<ElementString.Element> attributes = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    DigitalLinkReader(String uri, DigitalLinkRules rules) {
        this.uri = uri;
        this.rules = rules;
    }

    Reading<DigitalLink> read() {
        Optional<Problem> wrong = wrongCharacter();
        if (wrong.isPresent()) {
            return Reading.refused(wrong.get());
        }
        if (!DigitalLink.looksLikeOne(uri)) {
            return Reading.refused(Problem.at(Gs1Reason.URI_SCHEME, 0, Math.min(uri.length(), 8)));
        }
        int host = uri.indexOf("://") + 3;
        int slash = endOfHost(host);
        if (slash == uri.length() || uri.charAt(slash) != '/' || slash == host) {
            return Reading.refused(Problem.at(Gs1Reason.URI_HOST, host, slash - host));
        }
        int fragment = indexOrEnd('#', uri.length());
        int query = indexOrEnd('?', fragment);
        Optional<String> stem = readPath(slash, query);
        if (stem.isEmpty()) {
            return Reading.refused(Problem.at(Gs1Reason.NO_PRIMARY_KEY, slash, query - slash));
        }
        readQuery(Math.min(query + 1, fragment), fragment);
        checkAttributes();
        return Reading.of(problems, () -> new DigitalLink(stem.get(), all()));
    }

    private Optional<Problem> wrongCharacter() {
        for (int i = 0; i < uri.length(); i++) {
            if (URI_CHARACTERS.indexOf(uri.charAt(i)) < 0) {
                return Optional.of(Problem.at(Gs1Reason.URI_CHARACTER, i, 1, uri.substring(i, i + 1)));
            }
        }
        return Optional.empty();
    }

    private int endOfHost(int start) {
        int end = start;
        while (end < uri.length() && NOT_IN_HOST.indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private int indexOrEnd(char character, int end) {
        int index = uri.indexOf(character);
        return index < 0 || index > end ? end : index;
    }

    private ElementString all() {
        List<ElementString.Element> all = new ArrayList<>(path);
        all.addAll(attributes);
        return new ElementString(all);
    }

    /** Finds the primary key nearest to the end of the path; returns the stem in front of it. */
    private Optional<String> readPath(int from, int to) {
        List<Segment> segments = segments(from + 1, to, '/');
        for (int i = segments.size() - 2; i >= 0; i -= 2) {
            Optional<ApplicationIdentifier> identifier = ApplicationIdentifiers.find(segments.get(i).text());
            if (identifier.isEmpty()) {
                return Optional.empty();
            }
            if (identifier.get().primaryKey()) {
                addPath(segments.subList(i, segments.size()), identifier.get());
                return Optional.of(uri.substring(0, segments.get(i).at() - 1));
            }
        }
        return Optional.empty();
    }

    private void addPath(List<Segment> pairs, ApplicationIdentifier key) {
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            Segment value = pairs.get(i + 1);
            codes.add(pairs.get(i).text());
            // Every one of them was looked up on the way to the primary key.
            ApplicationIdentifiers.find(pairs.get(i).text())
                    .ifPresent(identifier -> path.add(element(identifier, value)));
        }
        List<String> qualifiers = codes.subList(1, codes.size());
        if (!qualifiers.isEmpty() && !inOrder(key, qualifiers)) {
            Segment first = pairs.get(2);
            problems.add(Problem.at(Gs1Reason.QUALIFIERS, first.at(), first.text().length(), key.code(),
                    String.join(", ", qualifiers)));
        }
    }

    /** Whether the qualifiers are some of those of one order of the key, in that order. */
    private static boolean inOrder(ApplicationIdentifier key, List<String> qualifiers) {
        return key.qualifiers().stream()
                .anyMatch(order -> order.stream().filter(qualifiers::contains).toList().equals(qualifiers));
    }

    private void readQuery(int from, int to) {
        for (Segment parameter : segments(from, to, '&')) {
            int equals = parameter.text().indexOf('=');
            String name = equals < 0 ? "" : parameter.text().substring(0, equals);
            if (!name.matches("[0-9]+")) {
                continue; // not GS1 data: the standard leaves such parameters to others
            }
            Segment value = new Segment(parameter.text().substring(equals + 1), parameter.at() + equals + 1);
            Optional<ApplicationIdentifier> identifier = ApplicationIdentifiers.find(name).or(
                    () -> rules.unknownAttributes()
                            ? Optional.of(ApplicationIdentifier.unknown(name))
                            : Optional.empty());
            identifier.ifPresentOrElse(one -> attribute(one, parameter, value),
                    () -> problems.add(Problem.at(Gs1Reason.UNKNOWN_IDENTIFIER, parameter.at(), name.length(), name)));
        }
    }

    private void attribute(ApplicationIdentifier identifier, Segment parameter, Segment value) {
        boolean again = path.stream().anyMatch(element -> element.code().equals(identifier.code()))
                || attributes.stream().anyMatch(element -> element.code().equals(identifier.code()));
        if (again) {
            problems.add(Problem.at(Gs1Reason.DUPLICATE, parameter.at(), identifier.code().length(),
                    identifier.code()));
        }
        if (identifier.known() && !identifier.attribute()) {
            problems.add(Problem.at(Gs1Reason.NOT_AN_ATTRIBUTE, parameter.at(), identifier.code().length(),
                    identifier.code()));
        }
        Segment plain = new Segment(value.text().replace("+", "%20"), value.at());
        attributes.add(element(identifier, plain));
    }

    /** An attribute that could take a place among the qualifiers must stand there. */
    private void checkAttributes() {
        ApplicationIdentifier key = path.getFirst().identifier();
        List<String> present = path.stream().skip(1).map(ElementString.Element::code).toList();
        for (ElementString.Element attribute : attributes) {
            boolean fits = key.qualifiers().stream()
                    .anyMatch(order -> order.contains(attribute.code()) && order.containsAll(present));
            if (fits) {
                problems.add(Problem.at(Gs1Reason.BELONGS_IN_PATH, uri.indexOf('?'), 1, attribute.code()));
            }
        }
    }

    private ElementString.Element element(ApplicationIdentifier identifier, Segment encoded) {
        String value = decode(encoded.text());
        if (rules.zeroSuppressedGtin() && identifier.code().equals(GTIN) && Gtin.zeroSuppressed(value)) {
            value = Gtin.padded(value);
        }
        for (Problem problem : identifier.check(value)) {
            problems.add(new Problem(problem.reason(), encoded.at(), encoded.text().length(), problem.arguments()));
        }
        return new ElementString.Element(identifier, value);
    }

    private static String decode(String text) {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        int at = 0;
        while (at < text.length()) {
            boolean encoded = text.substring(at, Math.min(at + 3, text.length())).matches("%[0-9A-Fa-f]{2}");
            int value = encoded ? Integer.parseInt(text.substring(at + 1, at + 3), 16) : text.charAt(at);
            bytes[length] = (byte) value;
            length++;
            at += encoded ? 3 : 1;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private List<Segment> segments(int from, int to, char separator) {
        List<Segment> segments = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || uri.charAt(i) == separator) {
                segments.add(new Segment(uri.substring(start, i), start));
                start = i + 1;
            }
        }
        return segments;
    }
}
