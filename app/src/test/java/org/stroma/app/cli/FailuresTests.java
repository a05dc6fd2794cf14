package org.stroma.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a command cannot do is said in one line with exit code 2; 1 is for checks that failed. */
class FailuresTests {
    @TempDir
    private Path folder;

    static Stream<List<String>> impossible() {
        return Stream.of(List.of("ledger", "verify"), List.of("ledger", "anchor"), List.of("trace", "L26-117"),
                List.of("backup", "copy"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void nothingIsReadFromOrMadeInAFolderWithoutData(List<String> command) {
        Path nothing = folder.resolve("nothing");
        List<String> all = Stream.concat(command.stream(), Stream.of("--data", nothing.toString())).toList();
        Invocation asked = Invocation.of(all.toArray(String[]::new));

        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err().strip()).startsWith("stroma: There is no data in " + nothing).doesNotContain("\n");
        assertThat(nothing).doesNotExist();
    }

    @Test
    void anAnchorThatIsNotThereIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("data/pg"));
        Invocation asked = Invocation.of("ledger", "verify", "--data", folder.resolve("data").toString(), "--anchor",
                folder.resolve("anchor").toString(), "--lang", "zh-CN");

        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err().strip())
                .isEqualTo("stroma: " + folder.resolve("anchor") + "：文件不存在，请检查路径。 [file-missing]");
    }

    @Test
    void figuresWithoutACheckAreRefused() {
        assertThat(Invocation.of("demo", "--json", "--data", folder.toString()).err()).contains("--check");
    }

    @Test
    void whatNobodyForesawHasNoSentence() {
        assertThat(Failures.sentence(new IllegalStateException("a slip"), Locale.ENGLISH)).isEmpty();
    }
}
