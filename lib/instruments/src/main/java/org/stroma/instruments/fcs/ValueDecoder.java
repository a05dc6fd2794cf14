package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Reads the values of one parameter out of the DATA segment. Each kind has its own plain loop, because the loops decide how
 * fast a file is read.
 */
sealed interface ValueDecoder {

    /**
     * Reads {@code count} values.
     *
     * @param data the DATA segment
     * @param event the first event
     * @param into where they go, from index 0
     */
    void decode(MemorySegment data, long event, int count, double[] into);

    /** One integer value with all its bits, unsigned; only of integer parameters. */
    default long bits(MemorySegment data, long event) {
        throw new IllegalStateException("no integer parameter");
    }

    /**
     * Where the values of a parameter lie.
     *
     * @param offset of the first, in bytes
     * @param stride from one event to the next, in bytes
     */
    record Place(long offset, long stride) {

        long of(long event) {
            return offset + event * stride;
        }
    }

    ValueLayout.OfFloat FLOAT_LE = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfFloat FLOAT_BE = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    ValueLayout.OfDouble DOUBLE_LE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfDouble DOUBLE_BE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    ValueLayout.OfShort SHORT_LE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfShort SHORT_BE = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    ValueLayout.OfInt INT_LE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    ValueLayout.OfInt INT_BE = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    record FloatLittle(Place place) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(FLOAT_LE, at);
        }
    }

    record FloatBig(Place place) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(FLOAT_BE, at);
        }
    }

    record DoubleLittle(Place place) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(DOUBLE_LE, at);
        }
    }

    record DoubleBig(Place place) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(DOUBLE_BE, at);
        }
    }

    record Unsigned8(Place place, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            int kept = (int) mask;
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(ValueLayout.JAVA_BYTE, at) & kept;
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return data.get(ValueLayout.JAVA_BYTE, place.of(event)) & 0xFF;
        }
    }

    record ShortLittle(Place place, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            int kept = (int) mask;
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(SHORT_LE, at) & kept;
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return data.get(SHORT_LE, place.of(event)) & 0xFFFF;
        }
    }

    record ShortBig(Place place, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            int kept = (int) mask;
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(SHORT_BE, at) & kept;
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return data.get(SHORT_BE, place.of(event)) & 0xFFFF;
        }
    }

    record IntLittle(Place place, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(INT_LE, at) & mask;
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return data.get(INT_LE, place.of(event)) & 0xFFFF_FFFFL;
        }
    }

    record IntBig(Place place, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            long at = place.of(event);
            for (int i = 0; i < count; i++, at += place.stride)
                into[i] = data.get(INT_BE, at) & mask;
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return data.get(INT_BE, place.of(event)) & 0xFFFF_FFFFL;
        }
    }

    /** Integers of any whole number of bytes in any order. */
    record Bytes(Place place, int[] shifts, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            for (int i = 0; i < count; i++)
                into[i] = unsigned(bits(data, event + i) & mask);
        }

        @Override
        public long bits(MemorySegment data, long event) {
            return gather(data, place.of(event), shifts);
        }
    }

    /** IEEE values whose bytes are written in an order of their own. */
    record Shuffled(Place place, int[] shifts) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            boolean single = shifts.length == Float.BYTES;
            for (int i = 0; i < count; i++) {
                long bits = gather(data, place.of(event + i), shifts);
                into[i] = single ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
            }
        }
    }

    /**
     * Integers that share bytes with their neighbours: a stream of bits from the first byte on, most significant bit first for
     * big-endian files and least significant first for little-endian ones. Offset and stride are in bits.
     */
    record Bits(long offset, long stride, int width, boolean big, long mask) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            for (int i = 0; i < count; i++)
                into[i] = unsigned(bits(data, event + i) & mask);
        }

        @Override
        public long bits(MemorySegment data, long event) {
            long from = offset + event * stride;
            long value = 0;
            int done = 0;
            while (done < width) {
                long bit = from + done;
                int inByte = (int) (bit & 7);
                int taken = Math.min(8 - inByte, width - done);
                int raw = data.get(ValueLayout.JAVA_BYTE, bit >>> 3) & 0xFF;
                int part = (big ? raw >>> 8 - inByte - taken : raw >>> inByte) & (1 << taken) - 1;
                value = big ? value << taken | part : value | (long) part << done;
                done += taken;
            }
            return value;
        }
    }

    /** Decimal text in fields of fixed width; NaN where the field is no number. */
    record Digits(Place place, int width) implements ValueDecoder {

        @Override
        public void decode(MemorySegment data, long event, int count, double[] into) {
            for (int i = 0; i < count; i++)
                into[i] = AsciiNumbers.parse(data, place.of(event + i), width);
        }
    }

    private static long gather(MemorySegment data, long at, int[] shifts) {
        long bits = 0;
        for (int k = 0; k < shifts.length; k++)
            bits |= (data.get(ValueLayout.JAVA_BYTE, at + k) & 0xFFL) << shifts[k];
        return bits;
    }

    /** An unsigned 64-bit integer, rounded to the nearest double above 2^53. */
    private static double unsigned(long bits) {
        if (bits >= 0)
            return bits;
        return ((bits >>> 1) | (bits & 1)) * 2.0;
    }

}
