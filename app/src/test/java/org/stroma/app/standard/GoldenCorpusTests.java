package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Evaluations whose bytes no release may change. Each folder holds a standard, frozen as canonical JSON, and cases: facts,
 * the snapshot, the verdict and its sentences. A new case is written once by running with {@code -Dstroma.golden.write=true};
 * a file that is there is never written again.
 */
class GoldenCorpusTests {
    private static final Path ROOT = Path.of(System.getProperty("stroma.root", "."),
            "app/src/test/resources/standard/golden");
    private static final boolean WRITE = Boolean.getBoolean("stroma.golden.write");

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.endsWith("facts.yaml")).map(Path::getParent).sorted().toList().stream();
        }
    }

    @Test
    void thereAreThirtyCasesOrMore() throws IOException {
        assertThat(cases().count()).isGreaterThanOrEqualTo(30);
    }

    @Test
    void everyKindOfCriterionAndReasonIsInTheCorpus() throws IOException {
        StringBuilder verdicts = new StringBuilder();
        StringBuilder standards = new StringBuilder();
        for (Path folder : cases().toList()) {
            verdicts.append(text(folder.resolve("verdict.json")));
            standards.append(text(folder.getParent().resolve("standard.json")));
        }

        for (Reason.Code code : Reason.Code.values()) {
            assertThat(verdicts).contains("\"reason\":\"" + code + "\"");
        }
        assertThat(standards).contains(List.of("\"at_least\"", "\"at_most\"", "\"greater_than\"", "\"less_than\"",
                "\"between\"", "\"one_of\"", "\"none_of\"", "\"is\"", "\"same_as\"", "\"absent\"", "\"document\"",
                "\"within\"", "\"before\"", "\"after\"", "\"replicates\"", "\"report\"", "\"all_of\"", "\"any_of\"",
                "\"sufficient\"", "\"if_observed\"", "\"decision\"", "\"cases\"", "\"when\""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutByteForByteAsItAlwaysDid(Path folder) {
        Standard standard = frozenStandard(folder.getParent());
        Facts facts = FactsFile.read(bytes(folder.resolve("facts.yaml"))).orThrow().facts();

        Evaluation evaluation = standard.evaluate(facts);

        assertFrozen(folder.resolve("snapshot.json"), evaluation.snapshotBytes());
        assertFrozen(folder.resolve("verdict.json"), evaluation.verdictBytes());
        assertFrozen(folder.resolve("sentences.txt"), sentences(standard, evaluation));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isDoneAgainFromItsSnapshotWithTheSameBytes(Path folder) {
        byte[] snapshot = bytes(folder.resolve("snapshot.json"));

        Evaluation again = frozenStandard(folder.getParent()).evaluate(FactsReader.read(snapshot));

        assertThat(again.snapshotBytes()).isEqualTo(snapshot);
        assertThat(again.verdictBytes()).isEqualTo(bytes(folder.resolve("verdict.json")));
    }

    private static Standard frozenStandard(Path folder) {
        Path frozen = folder.resolve("standard.json");
        if (WRITE && Files.notExists(frozen)) {
            assertFrozen(frozen, new StandardReader(Standards.library()).read(bytes(folder.resolve("standard.yaml")))
                    .orThrow().toBytes());
        }
        Library none = new Library(new TreeMap<>(), new TreeMap<>());
        byte[] bytes = bytes(frozen);
        Standard standard = new StandardReader(none).read(bytes).orThrow();

        assertThat(standard.toBytes()).isEqualTo(bytes);

        return standard;
    }

    private static byte[] sentences(Standard standard, Evaluation evaluation) {
        StringBuilder said = new StringBuilder();
        for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Sentences sentences = new Sentences(standard, locale);
            said.append(sentences.overall(evaluation.overall())).append('\n');
            for (Verdict verdict : evaluation.verdicts()) {
                Requirement requirement = standard.findRequirement(verdict.requirement()).orElseThrow();
                said.append(requirement.code()).append(" | ").append(sentences.criterion(requirement.criterion()))
                        .append(" | ").append(sentences.status(verdict.status())).append(" | ")
                        .append(sentences.reason(verdict.judgement())).append('\n');
            }
        }
        return said.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void assertFrozen(Path file, byte[] actual) {
        try {
            if (WRITE && Files.notExists(file)) {
                Files.write(file, actual);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(text(file));
    }

    private static String text(Path file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
