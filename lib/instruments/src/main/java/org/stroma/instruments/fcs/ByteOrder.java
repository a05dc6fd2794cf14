package org.stroma.instruments.fcs;

import java.util.Arrays;
import java.util.Optional;

/**
 * $BYTEORD: the rank of each byte in the order it is written, 1 being the least significant. {@code 1,2,3,4} is little
 * endian, {@code 4,3,2,1} big endian, {@code 3,4,1,2} what a PDP-11 wrote. Values narrower than the list follow the order of
 * the ranks they have; wider ones are defined only for the two plain orders.
 */
final class ByteOrder {

    static final ByteOrder LITTLE = new ByteOrder(new int[]{1, 2, 3, 4});
    static final ByteOrder BIG = new ByteOrder(new int[]{4, 3, 2, 1});

    private static final int WIDEST = 8;

    private final int[] ranks;

    private ByteOrder(int[] ranks) {
        this.ranks = ranks;
    }

    static Optional<ByteOrder> parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > WIDEST)
            return Optional.empty();
        int[] ranks = new int[parts.length];
        boolean[] seen = new boolean[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String digit = parts[i].strip();
            int rank = digit.length() == 1 ? digit.charAt(0) - '0' : 0;
            if (rank < 1 || rank > parts.length || seen[rank - 1])
                return Optional.empty();
            seen[rank - 1] = true;
            ranks[i] = rank;
        }
        return Optional.of(new ByteOrder(ranks));
    }

    boolean isLittle() {
        return isRun(1);
    }

    /** A single byte is taken as little endian. */
    boolean isBig() {
        return ranks.length > 1 && isRun(-1);
    }

    private boolean isRun(int step) {
        for (int i = 1; i < ranks.length; i++)
            if (ranks[i] - ranks[i - 1] != step)
                return false;
        return true;
    }

    /** How far left each written byte of a value of {@code width} bytes is shifted; empty when the order does not say. */
    Optional<int[]> shifts(int width) {
        if (isLittle() || isBig())
            return Optional.of(plain(width));
        if (width > ranks.length)
            return Optional.empty();
        return Optional.of(Arrays.stream(ranks).filter(rank -> rank <= width).map(rank -> (rank - 1) * 8).toArray());
    }

    private int[] plain(int width) {
        int[] shifts = new int[width];
        for (int i = 0; i < width; i++)
            shifts[i] = 8 * (isLittle() ? i : width - 1 - i);
        return shifts;
    }

    @Override
    public String toString() {
        return Arrays.toString(ranks);
    }

}
