package org.stroma.codes.gs1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The application identifiers that GS1 has assigned. */
public final class ApplicationIdentifiers {

    private static final String TABLE = "application-identifiers.tsv";
    private static final int SHORTEST = 2;
    private static final int LONGEST = 4;
    private static final Map<String, ApplicationIdentifier> ALL = load();

    private ApplicationIdentifiers() {}

    public static Optional<ApplicationIdentifier> find(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    /** The identifier that a text contains at a position; no identifier is the start of another one. */
    static Optional<ApplicationIdentifier> findAt(String text, int position) {
        return Stream.iterate(SHORTEST, length -> length <= LONGEST && position + length <= text.length(),
                length -> length + 1).map(length -> ALL.get(text.substring(position, position + length)))
                .flatMap(Stream::ofNullable).findFirst();
    }

    private static Map<String, ApplicationIdentifier> load() {
        try (InputStream table = ApplicationIdentifiers.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("no " + TABLE);
            }
            Map<String, ApplicationIdentifier> all = new HashMap<>();
            new String(table.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).forEach(line -> addLine(line.split("\t"), all));
            return Map.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addLine(String[] columns, Map<String, ApplicationIdentifier> all) {
        String[] range = columns[0].split("-");
        List<ValuePart> parts = Stream.of(columns[2].split(" ")).map(ValuePart::parse).toList();
        List<AiGroup> needs = Stream.of(columns[4].split(" & ")).map(AiGroup::parse)
                .filter(group -> !group.equals(AiGroup.NONE)).toList();
        ApplicationIdentifier.Traits traits = new ApplicationIdentifier.Traits(columns[3].contains("F"),
                columns[3].contains("A"), true, needs, AiGroup.parse(columns[5]), qualifiers(columns[6]));
        String title = "-".equals(columns[1]) ? "" : columns[1];
        int last = Integer.parseInt(range[range.length - 1]);
        for (int number = Integer.parseInt(range[0]); number <= last; number++) {
            String code = ("%0" + range[0].length() + "d").formatted(number);
            all.put(code, new ApplicationIdentifier(code, title, parts, traits));
        }
    }

    private static Optional<List<List<String>>> qualifiers(String column) {
        if ("-".equals(column)) {
            return Optional.empty();
        }
        String sequences = column.substring("key".length()).strip();
        return Optional.of(sequences.isEmpty()
                ? List.of(List.of())
                : Stream.of(sequences.split("\\|")).map(sequence -> List.of(sequence.split(","))).toList());
    }
}
