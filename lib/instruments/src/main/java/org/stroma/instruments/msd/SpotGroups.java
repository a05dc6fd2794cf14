package org.stroma.instruments.msd;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Spots divided by the parts of a key, one after the other: all of the first part stand together, in the order in which its
 * values occur first, within them all of the second, and so on.
 */
final class SpotGroups {

    /** What is to be done with a group. */
    interface Action {

        /** A group is the spots at these places of the order. */
        void accept(int from, int to);

    }

    /** The spots, group after group. */
    private final int[] order;
    /** The places of the order where groups start. */
    private final BitSet starts = new BitSet();

    /**
     * @param order the spots in their order, which is kept and changed
     * @param parts the number of a part of the key of a spot, from 0
     */
    SpotGroups(int[] order, List<IntUnaryOperator> parts) {
        this.order = order;
        if (order.length > 0)
            starts.set(0);
        int[] divided = new int[order.length];
        for (IntUnaryOperator part : parts) {
            int[] ordinals = new int[1 + Arrays.stream(order).map(part).max().orElse(0)];
            forEach((from, to) -> divide(part, from, to, ordinals, divided));
        }
    }

    /** Divides one group in place by a stable counting sort. */
    private void divide(IntUnaryOperator part, int from, int to, int[] ordinals, int[] divided) {
        int count = 0;
        for (int i = from; i < to; i++)
            if (ordinals[part.applyAsInt(order[i])] == 0)
                ordinals[part.applyAsInt(order[i])] = ++count;
        if (count > 1) {
            int[] ends = new int[count + 1];
            for (int i = from; i < to; i++)
                ends[ordinals[part.applyAsInt(order[i])]]++;
            ends[0] = from;
            for (int i = 1; i <= count; i++)
                ends[i] += ends[i - 1];
            int[] next = ends.clone();
            for (int i = from; i < to; i++)
                divided[next[ordinals[part.applyAsInt(order[i])] - 1]++] = order[i];
        }
        for (int i = from; i < to; i++)
            ordinals[part.applyAsInt(order[i])] = 0;
        if (count > 1) {
            System.arraycopy(divided, from, order, from, to - from);
            markStarts(part, from, to);
        }
    }

    private void markStarts(IntUnaryOperator part, int from, int to) {
        for (int i = from + 1; i < to; i++)
            if (part.applyAsInt(order[i]) != part.applyAsInt(order[i - 1]))
                starts.set(i);
    }

    /** Visits the groups in their order. */
    void forEach(Action action) {
        for (int from = starts.nextSetBit(0); from >= 0;) {
            int next = starts.nextSetBit(from + 1);
            action.accept(from, next < 0 ? order.length : next);
            from = next;
        }
    }

    /** The spot at a place of the order. */
    int spot(int place) {
        return order[place];
    }

    /** All spots, group after group. */
    int[] order() {
        return order.clone();
    }

}
