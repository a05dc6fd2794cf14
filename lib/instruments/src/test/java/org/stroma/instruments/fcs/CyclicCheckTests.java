package org.stroma.instruments.fcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.instruments.Problem;

class CyclicCheckTests {

    private static byte[] checked(byte[] set, String check) {
        byte[] all = Arrays.copyOf(set, set.length + 8);
        System.arraycopy(check.getBytes(StandardCharsets.US_ASCII), 0, all, set.length, 8);
        return all;
    }

    private static List<Problem> checkOf(byte[] bytes) {
        return FcsReader.read(bytes, "own.fcs").problems().stream()
                .filter(problem -> problem.code() == FcsProblem.CHECK_DIFFERS).toList();
    }

    private static byte[] sound() {
        return new FcsMaker("FCS3.1").parameters("I", 16, "1024", "FSC-H", "SSC-H").data(3, new byte[12])
                .analysis("/A/1/").make();
    }

    /** The numbers that FCS 3.2 and Numerical Recipes give. */
    @Test
    void computesTheCheckOfTheStandard() {
        byte[] text = "CatMouse987654321".getBytes(StandardCharsets.US_ASCII);

        assertThat(CyclicCheck.of(MemorySegment.ofArray(text))).isEqualTo(49805);
        assertThat(CyclicCheck.of(MemorySegment.ofArray("123456789".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(0x2189);
        assertThat(CyclicCheck.of(MemorySegment.ofArray(new byte[0]))).isZero();
    }

    /** Bytes beyond those summed side by side, one and many, against the definition bit by bit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16_383, 16_384, 16_385, 70_001, 1 << 20, (3 << 20) + 17})
    void sumsPartsAsOne(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        int sum = 0;
        for (byte each : bytes) {
            sum ^= each & 0xFF;
            for (int bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? sum >>> 1 ^ 0x8408 : sum >>> 1;
        }

        assertThat(CyclicCheck.of(MemorySegment.ofArray(bytes))).isEqualTo(sum);
    }

    @Test
    void tellsACheckThatIsNotThatOfTheBytes() {
        byte[] sound = sound();
        int check = CyclicCheck.of(MemorySegment.ofArray(sound));
        byte[] damaged = checked(sound, "%08d".formatted(check));
        damaged[sound.length - 20] ^= 1;

        assertThat(checkOf(checked(sound, "%08d".formatted(check)))).isEmpty();
        assertThat(checkOf(checked(sound, "%8d".formatted(check)))).isEmpty();
        assertThat(checkOf(damaged)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
            assertThat(problem.parameters().getFirst()).isEqualTo(Integer.toString(check));
            assertThat(problem.parameters().getLast()).isNotEqualTo(Integer.toString(check));
        });
        assertThat(checkOf(checked(sound, "99999999"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "        ", "FCS3.1  ", "0000C28D"})
    void takesNoCheckForOne(String none) {
        assertThat(checkOf(checked(sound(), none))).isEmpty();
    }

    @Test
    void checksEachDataSetFromItsOwnBegin() {
        byte[] second = sound();
        byte[] last = checked(second, "%08d".formatted(CyclicCheck.of(MemorySegment.ofArray(second))));
        FcsMaker first = new FcsMaker("FCS3.1").parameters("I", 16, "1024", "FSC-H", "SSC-H").data(3, new byte[12]);
        int length = first.set("$NEXTDATA", "00000000").make().length;
        byte[] set = first.set("$NEXTDATA", "%08d".formatted(length + 8)).make();
        byte[] before = checked(set, "%08d".formatted(CyclicCheck.of(MemorySegment.ofArray(set))));
        byte[] both = Arrays.copyOf(before, before.length + last.length);
        System.arraycopy(last, 0, both, before.length, last.length);

        assertThat(FcsReader.read(both, "own.fcs").dataSets()).hasSize(2);
        assertThat(checkOf(both)).isEmpty();
        both[before.length - 10] ^= 1;
        assertThat(checkOf(both)).hasSize(1);
    }

}
