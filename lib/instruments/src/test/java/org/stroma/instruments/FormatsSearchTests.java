package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A search for bytes that a reader fails at, guided by coverage (Jazzer), in every run of the suite. It starts from one number
 * and ends after so many files, so that the same code gives the same answer on every machine; a search that starts elsewhere
 * each time is a command (decision 0038).
 */
class FormatsSearchTests {

    private static final int START = 20261130;
    private static final int FILES = 6_000;

    @TempDir
    Path found;

    @Test
    void noReaderFailsAtBytesFoundByCoverage() throws IOException, InterruptedException {
        Path log = found.resolve("search.log");
        Path seeds = Path.of("src/test/resources/org/stroma/instruments/FormatsFuzzTestsInputs/readsOrRefuses");
        Files.createDirectory(found.resolve("corpus"));

        int exit = new ProcessBuilder(command(seeds)).redirectErrorStream(true).redirectOutput(log.toFile()).start()
                .waitFor();

        String told = Files.readString(log);
        assertThat(exit).as(told).isZero();
        assertThat(told).contains("Done " + FILES + " runs");
    }

    private List<String> command(Path seeds) {
        return List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx700m",
                "-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8", "-Duser.timezone=Asia/Shanghai", "-cp", classPath(),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + FormatsSearch.class.getName(),
                "--instrumentation_includes=org.stroma.instruments.**", "-use_value_profile=1", "-timeout=60",
                "-rss_limit_mb=0", "-seed=" + START, "-runs=" + FILES, "-artifact_prefix=" + found + "/",
                found.resolve("corpus").toString(), seeds.toString());
    }

    /** The fork of Surefire has its path in a manifest, and says it in a property. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

}
