package org.stroma.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The graph database in a process of its own: it loads the same genealogy and answers the same questions, one line each. */
final class GraphProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;
    private final long loadMillis;

    private GraphProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.loadMillis = Long.parseLong(after("ready "));
    }

    /** What came back. @param checksum sum of id × (1 + depth) over the nodes */
    record Answer(double millis, long nodes, long edges, long patients, long checksum) {}

    static GraphProcess start(Path folder) throws IOException {
        Path home = Path.of(System.getProperty("stroma.bench", "bench")).resolve("neo4j/target");
        String classPath = home.resolve("classes") + ":" + Files.readString(home.resolve("classpath")).strip();
        return new GraphProcess(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx3g", "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath,
                "org.stroma.bench.neo4j.GraphPeer", folder.toString()).redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    long loadMillis() {
        return loadMillis;
    }

    /** @param direction DOWN or UP */
    Answer ask(String direction, String identifier) throws IOException {
        questions.write(direction + " " + identifier + "\n");
        questions.flush();
        String[] fields = after("").split(" ");
        return new Answer(Long.parseLong(fields[0]) / 1e6, Long.parseLong(fields[1]), Long.parseLong(fields[2]),
                Long.parseLong(fields[3]), Long.parseLong(fields[4]));
    }

    /** The rest of the next line that begins so; the database itself may say something before. */
    private String after(String beginning) throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("the graph database has ended");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
