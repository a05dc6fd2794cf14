package org.stroma.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.stroma.instruments.Instruments;
import org.stroma.instruments.Result;

/**
 * Every real file of an instrument family, from its bytes to measurements, recognition included. The limit beside it decodes the
 * same bytes to text and counts their lines.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FormatBenchmark {
    /** Folder of the family below {@code data/instruments} of the shared data. */
    @Param("")
    String family = "";

    private record File(String name, byte[] bytes) {}

    private List<File> files = List.of();

    /** Where the shared data are: the property {@code stroma.shared}. */
    static Path shared() {
        return Path.of(System.getProperty("stroma.shared", "../shared")).resolve("data/instruments");
    }

    /** Families with at least one file that is read. */
    static List<String> families() throws IOException {
        if (!Files.isDirectory(shared())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(shared())) {
            return folders.filter(Files::isDirectory).map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.startsWith("_")).sorted().filter(name -> !readable(name).isEmpty()).toList();
        }
    }

    /** Bytes of the files of a family that are read. */
    static long size(String family) {
        return readable(family).stream().mapToLong(file -> file.bytes().length).sum();
    }

    private static List<File> readable(String family) {
        List<File> found = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(shared().resolve(family))) {
            for (Path path : tree.filter(Files::isRegularFile).filter(p -> !p.toString().endsWith(".json")).sorted()
                    .toList()) {
                File file = new File(path.getFileName().toString(), Files.readAllBytes(path));
                if (Instruments.read(file.bytes(), file.name()) instanceof Result.Accepted) {
                    found.add(file);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found;
    }

    /** Takes the files into memory. */
    @Setup
    public void load() {
        files = readable(family);
    }

    /** Recognises and reads each file. */
    @Benchmark
    public void read(Blackhole sink) {
        for (File file : files) {
            sink.consume(Instruments.read(file.bytes(), file.name()));
        }
    }

    /** Decodes each file and counts its lines. */
    @Benchmark
    public void lines(Blackhole sink) {
        for (File file : files) {
            sink.consume(new String(file.bytes(), StandardCharsets.ISO_8859_1).lines().count());
        }
    }
}
