package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format must do with its own small export, whole, cut and damaged. */
class EachFormatTests {

    static Stream<Source> fixtures() {
        return Fixtures.all().stream();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void readsItsExport(Source source) {
        Result result = Foreseen.of(Instruments.read(source));

        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        Result.Accepted accepted = (Result.Accepted) result;
        assertThat(accepted.format().about().id()).isEqualTo(Fixtures.format(source));
        assertThat(JsonReader.read(accepted.document().json().toString())).isInstanceOf(Map.class);
        assertThat(accepted.document().tables(Locale.CHINESE)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void isRecognisedByOneFormatWhateverItsName(Source source) {
        Content content = new Content(Source.of(source.bytes(), "anything.bin"));

        List<Format> found = Instruments.formats().stream().filter(format -> format.recognise(content)).toList();

        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void isReadBehindBlankLines(Source source) {
        if (new Content(source).kind() != Content.Kind.TEXT)
            return;
        String text = Text.decode(source, Limits.STANDARD).string();

        Result result = Instruments.read(("\r\n\n" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                source.name());

        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        assertThat(measurements(result)).isEqualTo(measurements(Foreseen.of(Instruments.read(source))));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void givesTheSameDocumentTwice(Source source) {
        String first = ((Result.Accepted) Foreseen.of(Instruments.read(source))).document().json().toString();

        assertThat(((Result.Accepted) Foreseen.of(Instruments.read(source))).document().json().toString())
                .isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    @Timeout(60)
    void readsOrRefusesEveryBeginning(Source source) {
        for (int length = 0; length < source.size(); length += source.size() > 2000 ? 7 : 1)
            check(Foreseen.of(Instruments.read(source.bytes(0, length), source.name())));
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    @Timeout(60)
    void readsOrRefusesDamagedBytes(Source source) {
        Random random = new Random(20260301);
        for (int round = 0; round < 400; round++) {
            byte[] bytes = source.bytes();
            for (int i = random.nextInt(4); i >= 0; i--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            check(Foreseen.of(Instruments.read(bytes, source.name())));
        }
    }

    private static void check(Result result) {
        if (result instanceof Result.Accepted accepted)
            assertThat(JsonReader.read(accepted.document().json().toString())).isInstanceOf(Map.class);
        else
            assertThat(result.problems()).anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
    }

    static Stream<String> tablesOfSamples() {
        return Stream.of("nc-view.csv", "vi-cell-blu.csv", "cedex-hires.csv", "qubit-4.csv");
    }

    @ParameterizedTest
    @MethodSource("tablesOfSamples")
    void losesNoRow(String name) {
        Source source = Fixtures.get(name);
        String text = Text.decode(source, Limits.STANDARD).string();
        String lastRow = text.lines().filter(line -> !line.isBlank()).toList().getLast();
        String longer = text + (lastRow + "\n").repeat(500);

        Result result = Foreseen.of(Instruments.read(longer.getBytes(java.nio.charset.StandardCharsets.UTF_8), name));

        assertThat(measurements(result)).isEqualTo(longer.lines().filter(line -> !line.isBlank()).count() - 1);
    }

    private static long measurements(Result result) {
        Object json = JsonReader.read(((Result.Accepted) result).document().json().toString());
        return count(json, "measurement identifier");
    }

    private static long count(Object value, String member) {
        if (value instanceof List<?> list)
            return list.stream().mapToLong(item -> count(item, member)).sum();
        if (value instanceof Map<?, ?> map)
            return (map.containsKey(member) ? 1 : 0)
                    + map.values().stream().filter(v -> v != null).mapToLong(v -> count(v, member)).sum();
        return 0;
    }

}
