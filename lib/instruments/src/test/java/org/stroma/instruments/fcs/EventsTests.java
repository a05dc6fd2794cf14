package org.stroma.instruments.fcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.instruments.Problem;
import org.stroma.instruments.Refusal;

/** Every data type, width and byte order, written by hand and read back. */
class EventsTests {

    private static final double[] VALUES = {0, 1.5, -2.25, 3e20, Float.MIN_VALUE, 65_504};

    private static FcsFile read(FcsMaker maker) {
        return FcsReader.read(maker.make(), "made.fcs");
    }

    private static List<Problem.Code> codes(FcsFile file) {
        return file.problems().stream().map(Problem::code).toList();
    }

    static Stream<Arguments> floatingPoint() {
        return Stream.of(Arguments.of("F", 32, "1,2,3,4", new int[]{0, 1, 2, 3}),
                Arguments.of("F", 32, "4,3,2,1", new int[]{3, 2, 1, 0}),
                Arguments.of("F", 32, "3,4,1,2", new int[]{2, 3, 0, 1}),
                Arguments.of("F", 32, "2,1,4,3", new int[]{1, 0, 3, 2}),
                Arguments.of("D", 64, "1,2,3,4", new int[]{0, 1, 2, 3, 4, 5, 6, 7}),
                Arguments.of("D", 64, "4,3,2,1", new int[]{7, 6, 5, 4, 3, 2, 1, 0}),
                Arguments.of("D", 64, "1,2,3,4,5,6,7,8", new int[]{0, 1, 2, 3, 4, 5, 6, 7}),
                Arguments.of("D", 64, "7,8,5,6,3,4,1,2", new int[]{6, 7, 4, 5, 2, 3, 0, 1}));
    }

    /** Byte k of each value in the file is byte {@code written[k]} of the value, 0 being the least significant. */
    @ParameterizedTest
    @MethodSource("floatingPoint")
    void readsFloatingPointInEveryOrder(String type, int width, String order, int[] written) {
        ByteBuffer data = ByteBuffer.allocate(VALUES.length * width / 8);
        for (double value : VALUES) {
            long bits = width == 32 ? Float.floatToIntBits((float) value) : Double.doubleToLongBits(value);
            for (int index : written)
                data.put((byte) (bits >>> 8 * index));
        }
        FcsFile file = read(new FcsMaker("FCS3.1").set("$BYTEORD", order).parameters(type, width, "262144", "A", "B")
                .data(VALUES.length / 2, data.array()));

        double[] a = file.first().events().column(0);
        double[] b = file.first().events().column(1);

        assertThat(file.isWhole()).isTrue();
        for (int i = 0; i < VALUES.length; i++)
            assertThat(i % 2 == 0 ? a[i / 2] : b[i / 2]).isEqualTo(width == 32 ? (float) VALUES[i] : VALUES[i]);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"8|1,2,3,4", "8|4,3,2,1", "16|1,2", "16|2,1", "16|1,2,3,4", "16|4,3,2,1",
            "24|1,2,3,4", "24|4,3,2,1", "32|1,2,3,4", "32|4,3,2,1", "40|1,2,3,4", "48|4,3,2,1", "64|1,2,3,4",
            "64|4,3,2,1", "10|1,2,3,4", "10|4,3,2,1", "12|4,3,2,1", "1|1,2,3,4", "63|4,3,2,1", "20|1,2,3,4", "7|2,1"})
    void readsIntegersOfEveryWidth(int width, String order) {
        boolean big = order.startsWith("4") || order.startsWith("2");
        Random random = new Random(width);
        List<BigInteger> values = IntStream.range(0, 3 * 50).mapToObj(i -> new BigInteger(width, random)).toList();
        String range = BigInteger.TWO.pow(width).toString();

        FcsFile file = read(new FcsMaker("FCS3.0").set("$BYTEORD", order).parameters("I", width, range, "A", "B", "C")
                .data(50, packed(values, width, big)));

        assertThat(codes(file)).isEmpty();
        for (int i = 0; i < values.size(); i++)
            assertThat(file.first().events().value(i / 3, i % 3)).isEqualTo(values.get(i).doubleValue());
    }

    /** Packs values into one stream of bits, most significant first when big, least significant first otherwise. */
    private static byte[] packed(List<BigInteger> values, int width, boolean big) {
        byte[] bytes = new byte[(values.size() * width + 7) / 8];
        int at = 0;
        for (BigInteger value : values) {
            for (int k = 0; k < width; k++, at++) {
                boolean bit = value.testBit(big || width % 8 == 0 ? width - 1 - k : k);
                int place = big || width % 8 == 0 ? 7 - at % 8 : at % 8;
                if (bit)
                    bytes[at / 8] |= (byte) (1 << place);
            }
        }
        return big || width % 8 != 0 ? bytes : reversed(bytes, width / 8);
    }

    private static byte[] reversed(byte[] bytes, int width) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++)
            reversed[i] = bytes[i / width * width + width - 1 - i % width];
        return reversed;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3,4,1,2|32|0x03040102", "2,1,4,3|32|0x02010403", "3,4,1,2|16|0x0102",
            "4,3,2,1|32|0x04030201", "3,4,1,2|8|0x01"})
    void readsIntegersInMixedOrder(String order, int width, String written) {
        // the value 0x04030201 has the byte of rank r equal to r, so the bytes in the file are the ranks themselves
        byte[] bytes = new BigInteger(written.substring(2), 16).toByteArray();
        FcsFile file = read(new FcsMaker("FCS2.0").set("$BYTEORD", order)
                .parameters("I", width, BigInteger.TWO.pow(width).toString(), "A").data(1, bytes));

        assertThat((long) file.first().events().value(0, 0)).isEqualTo(0x04030201L & (1L << width) - 1);
    }

    @Test
    void anOrderThatSaysNothingOfWiderValuesIsRefused() {
        assertThatThrownBy(() -> read(new FcsMaker("FCS2.0").set("$BYTEORD", "3,4,1,2")
                .parameters("I", 64, "1024", "A").data(1, new byte[8]))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> read(new FcsMaker("FCS2.0").set("$BYTEORD", "1,1,2,2")
                .parameters("I", 32, "1024", "A").data(1, new byte[4]))).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1023", "1000, 1023", "1025, 2047", "65536, 65535", "262144, 65535", "1, 0"})
    void bitsAboveTheRangeAreMasked(String range, int kept) {
        FcsFile file = read(new FcsMaker("FCS3.1").parameters("I", 16, range, "A").data(1, new byte[]{-1, -1}));

        assertThat(file.first().events().value(0, 0)).isEqualTo(kept);
        assertThat(((Events.Fixed) file.first().events()).rawInteger(0, 0)).isEqualTo(65_535);
    }

    @Test
    void readsParametersOfDifferentWidths() {
        FcsMaker maker = new FcsMaker("FCS3.0").set("$DATATYPE", "I").set("$PAR", "3").parameter(1, "A", "16", "65536")
                .parameter(2, "B", "8", "256").parameter(3, "C", "32", "2147483648");
        ByteBuffer data = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= 2; i++)
            data.putShort((short) (-i)).put((byte) i).putInt(1_000_000 * i);

        FcsDataSet set = read(maker.data(2, data.array())).first();

        assertThat(set.events().column(0)).containsExactly(65_535, 65_534);
        assertThat(set.events().column(1)).containsExactly(1, 2);
        assertThat(set.events().column(2)).containsExactly(1_000_000, 2_000_000);
    }

    @Test
    void readsMixedDataTypesOfVersion32() {
        FcsMaker maker = new FcsMaker("FCS3.2").without("$MODE").set("$DATATYPE", "F").set("$PAR", "3")
                .parameter(1, "A", "32", "1024").parameter(2, "B", "16", "1024").parameter(3, "C", "64", "1024")
                .set("$P2DATATYPE", "I").set("$P3DATATYPE", "D");
        ByteBuffer data = ByteBuffer.allocate(14).order(ByteOrder.LITTLE_ENDIAN).putFloat(1.5f).putShort((short) 700)
                .putDouble(Math.PI);

        FcsFile file = read(maker.data(1, data.array()));

        assertThat(codes(file)).isEmpty();
        assertThat(IntStream.range(0, 3).mapToDouble(p -> file.first().events().value(0, p)).toArray())
                .containsExactly(1.5, 700, Math.PI);
    }

    @Test
    void readsAsciiOfFixedWidth() {
        FcsFile file = read(new FcsMaker("FCS3.0").parameters("A", 4, "1024", "A", "B").data(2,
                "  12 345000700x1".getBytes(StandardCharsets.US_ASCII)));

        assertThat(file.first().events().column(0)).containsExactly(12, 7);
        assertThat(file.first().events().column(1)).containsExactly(345, Double.NaN);
        assertThat(codes(file)).containsExactly(FcsProblem.ASCII_NOT_A_NUMBER);
    }

    @Test
    void readsDelimitedAscii() {
        StringBuilder text = new StringBuilder("\r\n");
        List<Double> expected = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            int a = random.nextInt(100_000);
            expected.add((double) a);
            text.append(a).append(i % 3 == 0 ? "," : "\t ").append(i).append("\r\n");
        }
        FcsMaker maker = new FcsMaker("FCS3.0").without("$BYTEORD").set("$DATATYPE", "A").set("$PAR", "2")
                .parameter(1, "A", "*", "100000").parameter(2, "B", "*", "1024");

        FcsFile file = read(maker.data(300, text.toString().getBytes(StandardCharsets.US_ASCII)));

        assertThat(codes(file)).isEmpty();
        assertThat(file.first().events().column(0)).containsExactly(expected.toArray(Double[]::new));
        assertThat(file.first().events().value(299, 1)).isEqualTo(299);
        double[] part = new double[70];
        file.first().events().read(1, 190, 70, part);
        assertThat(part[0]).isEqualTo(190);
        assertThat(part[69]).isEqualTo(259);
    }

    @Test
    void blocksVisitEveryEventOnce() {
        byte[] data = new byte[2 * 2_500];
        for (int i = 0; i < 2_500; i++)
            data[2 * i + 1] = (byte) (i & 3);
        FcsDataSet set = read(new FcsMaker("FCS3.1").set("$BYTEORD", "4,3,2,1").parameters("I", 16, "1024", "A")
                .data(2_500, data)).first();
        double[] sum = {0, 0};

        set.events().forEachBlock(1_024, (first, count, columns) -> {
            sum[1] += count;
            for (int i = 0; i < count; i++)
                sum[0] += columns[0][i];
        });

        assertThat(sum).containsExactly(3_750, 2_500);
    }

    @Test
    void readingBeyondTheEventsIsRefused() {
        Events events = read(new FcsMaker("FCS3.1").parameters("I", 8, "256", "A").data(2, new byte[2])).first()
                .events();

        assertThatThrownBy(() -> events.value(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> events.value(-1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

}
