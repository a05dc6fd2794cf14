package org.stroma.instruments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A reader that fails, wherever it does, is a refusal with its name, never a trace of calls. */
class UnforeseenTests {

    private record Failing(Supplier<Boolean> recognition, Supplier<Document> reading) implements Format {

        @Override
        public About about() {
            return new About("failing", "Failing", "失败", "nothing", List.of(), "own");
        }

        @Override
        public boolean recognise(Content content) {
            return recognition.get();
        }

        @Override
        public Document read(Content content, Problems problems) {
            return reading.get();
        }

    }

    private static <T> T indexed() {
        throw new IndexOutOfBoundsException("7 of 3");
    }

    private static <T> T endless() {
        return endless();
    }

    static Stream<Format> formats() {
        return Stream.of(new Failing(() -> true, UnforeseenTests::indexed),
                new Failing(() -> true, UnforeseenTests::endless),
                new Failing(UnforeseenTests::indexed, () -> null),
                new Failing(UnforeseenTests::endless, () -> null));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void namesTheReader(Format format) {
        Result result = Instruments.read(Source.of(new byte[]{1}, "own"), List.of(format), Limits.STANDARD);

        assertThat(result).isInstanceOf(Result.Refused.class);
        assertThat(result.problems().getLast().code()).isEqualTo(FileProblem.READER_FAILED);
        assertThat(result.problems().getLast().parameters().getFirst()).isEqualTo("failing");
    }

}
