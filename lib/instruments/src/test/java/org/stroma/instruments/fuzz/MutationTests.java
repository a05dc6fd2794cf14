package org.stroma.instruments.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.instruments.fcs.FcsMaker;
import org.stroma.instruments.fcs.FcsReader;

/** Thousands of damaged files in every run of the suite, the same ones each time, and what they may cost. */
class MutationTests {

    private static final int RUNS = 2_000;
    /** What any reading costs, however small the file: classes, buffers, messages. */
    private static final long FIXED_BYTES = 4L << 20;

    static Stream<Arguments> families() {
        return Stream.of(Arguments.of("fcs", (Consumer<byte[]>) Readers::fcs),
                Arguments.of("gatingml", (Consumer<byte[]>) Readers::gatingMl),
                Arguments.of("recording", (Consumer<byte[]>) Readers::recording),
                Arguments.of("table", (Consumer<byte[]>) Readers::table));
    }

    static byte[] seed(String family) {
        if (family.equals("fcs"))
            return new FcsMaker("FCS3.1").parameters("I", 16, "1024", "FSC-A", "APC-A").set("$P2E", "4,1")
                    .set("$SPILLOVER", "2,FSC-A,APC-A,1,0.1,0,1").supplemental("/A/B/").analysis("/C/D/")
                    .data(20, new byte[80]).make();
        String name = switch (family) {
            case "gatingml" -> "GatingMlFuzzTestsInputs/anyBytesAreReadOrRefused/gates.xml";
            case "recording" -> "RecordingFuzzTestsInputs/anyBytesAreReadOrRefused/run.txt";
            default -> "TableFuzzTestsInputs/anyBytesAreReadOrRefused/trace.csv";
        };
        try (InputStream in = MutationTests.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void damagedFilesAreReadOrRefused(String family, Consumer<byte[]> reader) {
        byte[] sound = seed(family);
        reader.accept(sound);
        Random random = new Random(family.hashCode());
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < RUNS; i++)
                reader.accept(mutate(sound, random));
        });
    }

    private static byte[] mutate(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        int edits = 1 + random.nextInt(6);
        for (int e = 0; e < edits && bytes.length > 1; e++)
            bytes = edit(bytes, random);
        return bytes;
    }

    private static byte[] edit(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
        byte[] interesting = "0123456789-+.,:;/\"<>&\t\n\r\\x*$ \u00ff\u0000"
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = interesting[random.nextInt(interesting.length)];
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                byte[] cut = new byte[bytes.length - length];
                System.arraycopy(bytes, 0, cut, 0, at);
                System.arraycopy(bytes, at + length, cut, at, bytes.length - at - length);
                return cut;
            }
            default -> {
                byte[] twice = new byte[bytes.length + length];
                System.arraycopy(bytes, 0, twice, 0, at + length);
                System.arraycopy(bytes, at, twice, at + length, bytes.length - at);
                return twice;
            }
        }
        return bytes;
    }

    private static long allocated(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void hugeStatementsInSmallFilesCostNothing() {
        FcsMaker huge = new FcsMaker("FCS3.1").parameters("I", 8, "256", "A").data(1, new byte[10_000]);
        for (String[] statement : new String[][]{{"$TOT", "999999999999999999"}, {"$PAR", "2000000000"},
                {"$P1B", "64"}, {"$ENDDATA", "999999999999"}, {"$BEGINSTEXT", "100"}, {"$SPILLOVER", "10000,A"}}) {
            byte[] file = huge.set(statement[0], statement[1]).make();
            Readers.fcs(file);

            assertThat(allocated(() -> Readers.fcs(file))).as(String.join(" ", statement)).isLessThan(FIXED_BYTES);
        }
    }

    @Test
    void readingFcsNeedsNoMemoryForItsEvents() {
        byte[] file = new FcsMaker("FCS3.1").parameters("I", 8, "256", "A", "B").data(4_000_000, new byte[8_000_000])
                .make();

        double[] sum = {0};

        long allocated = allocated(() -> FcsReader.read(file, "large.fcs").first().events().forEachBlock(1_024,
                (first, count, columns) -> sum[0] += columns[1][count - 1]));

        assertThat(sum[0]).isZero();
        assertThat(allocated).isLessThan(FIXED_BYTES);
    }

    @Test
    void aLongTraceNeedsLessThanFourTimesItsSize() {
        StringBuilder text = new StringBuilder("time,temp,h\n");
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int i = 0; i < 100_000; i++)
            text.append(start.plusMinutes(i).toString().replace('T', ' ')).append(",-170.").append(i % 10)
                    .append(",40\n");
        byte[] file = Readers.bytes(text.toString());
        System.gc();
        long before = used();
        var table = org.stroma.instruments.generic.TableReader.read(file, "trace.csv", Readers.mapping());
        System.gc();
        long kept = used() - before;

        assertThat(table.rows()).isEqualTo(100_000);
        assertThat(kept).isLessThan(4L * file.length);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

}
