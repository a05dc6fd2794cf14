package org.stroma.codes.isbt128;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.stroma.codes.Problem;
import org.stroma.codes.Reading;

/**
 * One or more data structures in a row, as a symbol carries them: a single one, two concatenated bar codes, or a
 * compound message, which announces how many follow (ST-001 2.4.23, 10).
 */
public record IsbtMessage(List<Segment> segments) {

    private static final int SYMBOLOGY_LENGTH = 3;

    /** One data structure and its content, without data identifier. */
    public record Segment(DataStructure structure, String content) {

        public Segment {
            boolean fits = structure.lengthAt(content, 0).filter(length -> length == content.length()).isPresent();
            if (!fits || structure.check(content).isPresent()) {
                throw new IllegalArgumentException("not a content of data structure " + structure.number());
            }
        }

        /** Identifier and content. */
        public String data() {
            return structure.identifier() + content;
        }
    }

    public IsbtMessage {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("no segments");
        }
    }

    /** Reads the data of a symbol; a symbology identifier such as {@code ]C0} in front of it is passed over. */
    public static Reading<IsbtMessage> parse(String scan) {
        int start = scan.matches("(?s)][A-Za-z][0-9A-Za-z].*") ? SYMBOLOGY_LENGTH : 0;
        if (start == scan.length()) {
            return Reading.refused(Problem.at(IsbtReason.EMPTY, start, 0));
        }
        List<Segment> segments = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        int at = start;
        while (at < scan.length() && problems.isEmpty()) {
            at = segment(scan, at, segments, problems);
        }
        if (problems.isEmpty()) {
            countProblem(segments).ifPresent(problem -> problems.add(problem.shifted(start)));
        }
        return Reading.of(problems, () -> new IsbtMessage(segments));
    }

    private static int segment(String scan, int at, List<Segment> segments, List<Problem> problems) {
        Optional<DataStructure> found = DataStructure.findAt(scan, at);
        if (found.isEmpty()) {
            String identifier = scan.substring(at, Math.min(at + 2, scan.length()));
            boolean national = identifier.matches("&[a-z;!]");
            problems.add(Problem.at(national ? IsbtReason.NATIONAL_STRUCTURE : IsbtReason.DATA_IDENTIFIER, at,
                    identifier.length(), identifier));
            return scan.length();
        }
        DataStructure structure = found.get();
        int from = at + structure.identifier().length();
        int length = structure.lengthAt(scan, from).orElse(Integer.MAX_VALUE);
        if (length > scan.length() - from) {
            problems.add(Problem.at(IsbtReason.TRUNCATED, at, scan.length() - at, structure.number()));
            return scan.length();
        }
        String content = scan.substring(from, from + length);
        structure.check(content).ifPresentOrElse(problem -> problems.add(problem.shifted(from)),
                () -> segments.add(new Segment(structure, content)));
        return from + length;
    }

    private static Optional<Problem> countProblem(List<Segment> segments) {
        Segment first = segments.getFirst();
        if (first.structure() != DataStructure.COMPOUND_MESSAGE) {
            return Optional.empty();
        }
        int announced = Integer.parseInt(first.content().substring(0, 2));
        int present = segments.size() - 1;
        return announced == present
                ? Optional.empty()
                : Optional.of(Problem.at(IsbtReason.COMPOUND_COUNT, first.structure().identifier().length(), 2,
                        Integer.toString(announced), Integer.toString(present)));
    }

    /** An undefined compound message of these segments, none of which is compound itself. */
    public static IsbtMessage compound(List<Segment> segments) {
        if (segments.size() > 99 || segments.stream()
                .anyMatch(segment -> segment.structure() == DataStructure.COMPOUND_MESSAGE)) {
            throw new IllegalArgumentException("not a compound message");
        }
        List<Segment> all = new ArrayList<>();
        all.add(new Segment(DataStructure.COMPOUND_MESSAGE, "%02d000".formatted(segments.size())));
        all.addAll(segments);
        return new IsbtMessage(all);
    }

    /** The content of the first segment with this structure. */
    public Optional<String> find(DataStructure structure) {
        return segments.stream().filter(segment -> segment.structure() == structure).map(Segment::content).findFirst();
    }

    public Optional<LabelledDonation> donation() {
        return find(DataStructure.DONATION).map(content -> LabelledDonation.parse(content).orThrow());
    }

    public Optional<ProductCode> product() {
        return find(DataStructure.PRODUCT_CODE).map(content -> ProductCode.parse(content).orThrow());
    }

    public Optional<ChainOfIdentity> chainOfIdentity() {
        return find(DataStructure.CHAIN_OF_IDENTITY).map(content -> ChainOfIdentity.parse(content).orThrow());
    }

    /** The last day of use, from a date or a date and time. */
    public Optional<LocalDate> expiryDay() {
        return find(DataStructure.EXPIRATION_DATE).map(content -> IsbtDate.parseDay(content).orThrow())
                .or(() -> find(DataStructure.EXPIRATION_TIME)
                        .map(content -> IsbtDate.parseTime(content).orThrow().toLocalDate()));
    }

    /** The data for a symbol. */
    public String data() {
        return segments.stream().map(Segment::data).collect(Collectors.joining());
    }
}
