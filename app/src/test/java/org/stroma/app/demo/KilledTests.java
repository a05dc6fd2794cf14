package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of its work leaves a whole record and no server behind. SR-020, SR-033. */
class KilledTests {
    @TempDir
    private Path folder;

    @Test
    void aCampaignKilledInTheMiddleVerifies() throws Exception {
        Path data = folder.resolve("data");
        Process campaign = start("demo", "--data", data.toString(), "--port", "0");
        List<String> said = readUntil(campaign, "stroma: tissue");
        campaign.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        Process verify = start("ledger", "verify", "--data", data.toString());
        String answer = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).last().asString().contains("stroma: tissue");
        assertThat(verify.waitFor()).as(answer).isZero();
        assertThat(answer).contains("intact");
        assertThat(filesNamed(data, "postmaster.pid")).isEmpty();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-Xmx700m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "org.stroma.app.cli.Stroma"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> readUntil(Process process, String line) throws IOException {
        List<String> lines = new ArrayList<>();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String next = reader.readLine();
        while (next != null) {
            lines.add(next);
            if (next.startsWith(line)) {
                return lines;
            }
            next = reader.readLine();
        }
        return lines;
    }

    private static List<Path> filesNamed(Path root, String name) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }
}
