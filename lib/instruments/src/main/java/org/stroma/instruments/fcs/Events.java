package org.stroma.instruments.fcs;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The events of a data set, read from its bytes when they are asked for: nothing is kept in memory but the bytes themselves,
 * and every read starts from them. Values are channel numbers as stored (integers after the bit mask); see
 * {@link Parameter#amplifier()} for scale values. Thread-safe.
 */
public sealed interface Events {

    /** Number of events that are present. */
    long count();

    /** Number of parameters. */
    int width();

    /**
     * Reads values of one parameter.
     *
     * @param parameter index from 0
     * @param first first event
     * @param count how many
     * @param into where they go, from index 0
     */
    void read(int parameter, long first, int count, double[] into);

    /**
     * All values of one parameter.
     *
     * @throws IllegalStateException with more events than an array holds
     */
    default double[] column(int parameter) {
        if (count() > Integer.MAX_VALUE - 8)
            throw new IllegalStateException("more events than an array holds: read them in blocks");
        double[] column = new double[(int) count()];
        read(parameter, 0, column.length, column);
        return column;
    }

    /** One value. */
    default double value(long event, int parameter) {
        double[] one = new double[1];
        read(parameter, event, 1, one);
        return one[0];
    }

    /** Visits all events in blocks; columns are reused from block to block. */
    default void forEachBlock(int size, Block visitor) {
        double[][] columns = new double[width()][size];
        for (long first = 0; first < count(); first += size) {
            int now = (int) Math.min(size, count() - first);
            for (int p = 0; p < columns.length; p++)
                read(p, first, now, columns[p]);
            visitor.visit(first, now, columns);
        }
    }

    /** Receives events in blocks. */
    interface Block {

        /**
         * One block.
         *
         * @param first number of its first event
         * @param count events in it
         * @param columns values by parameter; only the first {@code count} of each are meant
         */
        void visit(long first, int count, double[][] columns);
    }

    /**
     * Events of fixed width.
     *
     * @param data the DATA segment
     * @param count events
     * @param decoders one per parameter
     */
    record Fixed(MemorySegment data, long count, List<ValueDecoder> decoders) implements Events {

        public Fixed {
            decoders = List.copyOf(decoders);
        }

        @Override
        public int width() {
            return decoders.size();
        }

        @Override
        public void read(int parameter, long first, int many, double[] into) {
            check(this, first, many);
            decoders.get(parameter).decode(data, first, many, into);
        }

        /** An integer value before the bit mask, unsigned. */
        public long rawInteger(long event, int parameter) {
            check(this, event, 1);
            return decoders.get(parameter).bits(data, event);
        }
    }

    /**
     * Delimited ASCII events, of which every 64th is known by its position.
     *
     * @param data the DATA segment
     * @param count events
     * @param width parameters
     * @param marks position of events 0, 64, 128 and so on
     */
    record Delimited(MemorySegment data, long count, int width, long[] marks) implements Events {

        static final int STEP = 64;

        @Override
        public void read(int parameter, long first, int many, double[] into) {
            check(this, first, many);
            long event = first / STEP * STEP;
            long at = many == 0 ? 0 : marks[(int) (first / STEP)];
            while (event < first + many) {
                for (int p = 0; p < width; p++) {
                    long from = AsciiNumbers.nextValue(data, at);
                    at = AsciiNumbers.endOfValue(data, from);
                    if (p == parameter && event >= first)
                        into[(int) (event - first)] = AsciiNumbers.value(data, from, at);
                }
                event++;
            }
        }
    }

    private static void check(Events events, long first, int many) {
        if (first < 0 || many < 0 || first > events.count() - many)
            throw new IndexOutOfBoundsException("events " + first + " to " + (first + many) + " of " + events.count());
    }

}
