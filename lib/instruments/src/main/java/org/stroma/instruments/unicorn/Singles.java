package org.stroma.instruments.unicorn;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.stroma.instruments.MappedList;
import org.stroma.instruments.Source;

/**
 * An array of numbers of single precision as UNICORN writes it: little-endian between the 47 first and the 48 last bytes, which
 * belong to the serialised object around it.
 */
final class Singles {

    private static final int BEFORE = 47;
    private static final int BEHIND = 48;

    private Singles() {}

    static List<Double> read(Source source) {
        ByteBuffer bytes = source.buffer().order(ByteOrder.LITTLE_ENDIAN);
        int length = Math.max(0, bytes.limit() - BEHIND - BEFORE + Float.BYTES - 1) / Float.BYTES;
        return MappedList.of(length, index -> (double) bytes.getFloat(BEFORE + Float.BYTES * index));
    }

    /** Whether no number is below the one before it, and all are finite. */
    static boolean ascend(List<Double> numbers) {
        double last = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            if (!(number >= last) || Double.isInfinite(number))
                return false;
            last = number;
        }
        return true;
    }

}
