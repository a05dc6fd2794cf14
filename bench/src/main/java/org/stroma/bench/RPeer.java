package org.stroma.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.stroma.statistics.potency.Observation;
import org.stroma.statistics.stability.StabilityPoint;

/** The same work done by R, where it is installed: the scripts below {@code bench/src/main/r} say what R computes. */
final class RPeer {
    private RPeer() {}

    /** What R took. */
    sealed interface Outcome {
        /** Time of R's own clock around the work, without start and reading. */
        record Measured(String version, double milliseconds) implements Outcome {}

        /** There is no R. */
        record Absent() implements Outcome {}
    }

    static Outcome shelfLife() {
        StringBuilder text = new StringBuilder("attribute,lot,time,value\n");
        List<List<StabilityPoint>> attributes = Samples.attributes();
        for (int a = 0; a < attributes.size(); a++) {
            for (StabilityPoint point : attributes.get(a)) {
                text.append(a).append(',').append(point.batch()).append(',').append(point.time()).append(',')
                        .append(Samples.value(point)).append('\n');
            }
        }
        return run("shelf-life.R", text);
    }

    static Outcome potency() {
        StringBuilder text = new StringBuilder("assay,preparation,dose,response\n");
        List<List<Observation>> assays = Samples.lineAssays();
        for (int a = 0; a < assays.size(); a++) {
            for (Observation observation : assays.get(a)) {
                text.append(a).append(',').append(observation.preparation()).append(',').append(observation.dose())
                        .append(',').append(observation.response()).append('\n');
            }
        }
        return run("potency.R", text);
    }

    private static Outcome run(String script, CharSequence data) {
        Path home = Path.of(System.getProperty("stroma.bench", "bench"));
        try {
            Path file = Files.createTempFile("stroma-bench", ".csv");
            try {
                Files.writeString(file, data);
                Process process = new ProcessBuilder("Rscript", "--vanilla",
                        home.resolve("src/main/r").resolve(script).toString(), file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(script + " failed");
                }
                String[] parts = said.split("\t", 2);
                return new Outcome.Measured(parts[0], 1000 * Double.parseDouble(parts[1].toLowerCase(Locale.ROOT)));
            } finally {
                Files.delete(file);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (IOException failure) {
            if (String.valueOf(failure.getMessage()).contains("Rscript")) {
                return new Outcome.Absent();
            }
            throw new UncheckedIOException(failure);
        }
    }
}
