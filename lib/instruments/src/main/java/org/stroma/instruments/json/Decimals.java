package org.stroma.instruments.json;

import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.MappedList;

/**
 * A long list of numbers: BigDecimals, {@link JsonObject#NULL} for gaps and {@link JsonObject#NEGATIVE_ZERO}. A number of up to
 * nine digits takes five bytes, where an object takes forty; it is made when it is asked for, with the decimals it had.
 */
public final class Decimals extends AbstractList<Object> implements RandomAccess {

    private static final byte GAP = Byte.MIN_VALUE;
    private static final byte NEGATIVE_ZERO = GAP + 1;
    private static final byte OTHER = GAP + 2;

    private byte[] scales = new byte[16];
    /** The low and the high half of the unscaled numbers; no high halves while all fit into the low ones. */
    private int[] low = new int[16];
    private int @Nullable [] high;
    /** Numbers of more than 64 bits or of unusual scale. */
    private Map<Integer, BigDecimal> others = Map.of();
    private int size;

    /** The same list where every element is a number. */
    public List<BigDecimal> numbers() {
        return MappedList.of(size, index -> (BigDecimal) get(index));
    }

    /** Whether a value can be added. */
    static boolean accepts(@Nullable Object value) {
        return value instanceof BigDecimal || value == JsonObject.NULL || value == JsonObject.NEGATIVE_ZERO;
    }

    @Override
    public boolean add(Object value) {
        if (size == scales.length) {
            int more = size + (size >> 1);
            scales = Arrays.copyOf(scales, more);
            low = Arrays.copyOf(low, more);
            high = high == null ? null : Arrays.copyOf(high, more);
        }
        if (value instanceof BigDecimal number)
            put(number);
        else if (value == JsonObject.NULL || value == JsonObject.NEGATIVE_ZERO)
            scales[size] = value == JsonObject.NULL ? GAP : NEGATIVE_ZERO;
        else
            throw new IllegalArgumentException("no number: " + value);
        size++;
        return true;
    }

    private void put(BigDecimal number) {
        boolean small = number.scale() > OTHER && number.scale() <= Byte.MAX_VALUE
                && (number.precision() <= 18 || number.unscaledValue().bitLength() < Long.SIZE);
        if (!small) {
            if (others.isEmpty())
                others = new HashMap<>();
            others.put(size, number);
            scales[size] = OTHER;
            return;
        }
        long unscaled = number.unscaledValue().longValue();
        scales[size] = (byte) number.scale();
        low[size] = (int) unscaled;
        if (high == null && unscaled != (int) unscaled)
            high = signs();
        if (high != null)
            high[size] = (int) (unscaled >> Integer.SIZE);
    }

    /** The high halves of numbers that fit into the low ones. */
    private int[] signs() {
        int[] signs = new int[low.length];
        for (int i = 0; i < size; i++)
            signs[i] = low[i] >> Integer.SIZE - 1;
        return signs;
    }

    @Override
    public Object get(int index) {
        byte scale = scales[Objects.checkIndex(index, size)];
        return switch (scale) {
            case GAP -> JsonObject.NULL;
            case NEGATIVE_ZERO -> JsonObject.NEGATIVE_ZERO;
            case OTHER -> Objects.requireNonNull(others.get(index));
            default -> BigDecimal.valueOf(unscaled(index), scale);
        };
    }

    private long unscaled(int index) {
        return high == null ? low[index] : (long) high[index] << Integer.SIZE | low[index] & 0xFFFFFFFFL;
    }

    @Override
    public int size() {
        return size;
    }

}
