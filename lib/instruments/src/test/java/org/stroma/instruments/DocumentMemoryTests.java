package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a document of a large file holds after reading is at most four times the file. */
class DocumentMemoryTests {

    private static final int SIZE = 500_000;

    private static List<String> grown() {
        return Grown.names();
    }

    /** Bytes in use. The serial collector moves everything together at every fourth collection only. */
    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static Result.Accepted read(Source source) {
        Result result = Instruments.read(source);
        assertThat(result).as(result.problems().toString()).isInstanceOf(Result.Accepted.class);
        return (Result.Accepted) result;
    }

    @ParameterizedTest
    @MethodSource("grown")
    void holdsAtMostFourTimesItsFile(String name) {
        // what classes and patterns take once is no part of a document
        read(Grown.of(name, 20_000));
        Source source = Grown.of(name, SIZE);
        Result.@Nullable Accepted accepted = read(source);
        long with = used();
        Reference.reachabilityFence(accepted);
        accepted = null;
        long held = with - used();
        Reference.reachabilityFence(source);

        System.out.printf("%s of %.1f MB: its document holds %.1f times that%n", name, source.size() / 1e6,
                held / (double) source.size());
        assertThat(held).isPositive().isLessThan(4L * source.size());
    }

}
