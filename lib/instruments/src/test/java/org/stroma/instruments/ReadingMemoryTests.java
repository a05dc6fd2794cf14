package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.stroma.instruments.json.JsonWriter;

/**
 * Reading a file, its bytes included, and writing its document takes at most four times the file and 16 MB: a virtual machine with that heap
 * and the serial collector reads grown exports of all families.
 */
class ReadingMemoryTests {

    private static final int SIZE = 2_000_000;
    private static final int FIXED = 16 << 20;

    @TempDir
    Path folder;

    @Test
    void readsWithinFourTimesTheFile() throws IOException, InterruptedException {
        for (String name : Grown.names())
            write(name);
        Path printed = folder.resolve("printed");
        Process reading = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx" + (4L * SIZE + FIXED), "-cp", System.getProperty("java.class.path"),
                Reading.class.getName(), folder.toString())
                .redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        int left = reading.waitFor();
        List<String> lines = Files.readAllLines(printed);

        lines.forEach(System.out::println);
        assertThat(left).as(lines.toString()).isZero();
        assertThat(lines).filteredOn(line -> line.startsWith("read ")).hasSameSizeAs(Grown.names());
        assertThat(lines).noneMatch(line -> line.startsWith("failed "));
    }

    private void write(String name) throws IOException {
        byte[] bytes = Grown.of(name, SIZE).bytes();
        assertThat(bytes.length).as(name).isGreaterThan(SIZE / 2).isLessThan(SIZE + SIZE / 10);
        Files.write(folder.resolve(name), bytes);
    }

    /** What the other virtual machine does. */
    static final class Reading {

        private Reading() {}

        public static void main(String[] arguments) throws IOException {
            List<Path> files;
            try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
                files = all.filter(file -> !file.endsWith("printed")).sorted().toList();
            }
            for (Path file : files)
                try {
                    System.out.println(read(file) + " " + file.getFileName());
                } catch (OutOfMemoryError tooMuch) {
                    System.out.println("failed for want of memory: " + file.getFileName());
                }
        }

        private static String read(Path file) throws IOException {
            Result result = Instruments.read(
                    Source.of(ByteBuffer.wrap(Files.readAllBytes(file)), file.getFileName().toString()));
            if (!(result instanceof Result.Accepted accepted))
                return "failed " + result.problems();
            JsonWriter.write(accepted.document().json(), new Nowhere());
            return "read";
        }

    }

    /** Takes characters and keeps none. */
    private static final class Nowhere implements Appendable {

        @Override
        public Appendable append(CharSequence text) {
            return this;
        }

        @Override
        public Appendable append(CharSequence text, int start, int end) {
            return this;
        }

        @Override
        public Appendable append(char character) {
            return this;
        }

    }

}
