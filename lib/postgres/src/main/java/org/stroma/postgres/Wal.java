package org.stroma.postgres;

import java.util.Locale;

/** Positions in the write-ahead log and the names of its segment files (PostgreSQL source, {@code access/xlog_internal.h}). */
final class Wal {

    private Wal() {}

    /** The number behind the printed form {@code high/low}, both hexadecimal, 32 bits each. */
    static long position(String lsn) {
        var slash = lsn.indexOf('/');
        return Long.parseLong(lsn.substring(0, slash), 16) << 32 | Long.parseLong(lsn.substring(slash + 1), 16);
    }

    /**
     * The name of the segment after another on the same timeline. A name is three groups of eight hexadecimal digits: timeline, upper
     * half of the position, and number of the segment within 4 GiB.
     *
     * @param segmentSize
     *            in bytes, a power of two
     */
    static String next(String segment, long segmentSize) {
        var perGroup = (1L << 32) / segmentSize;
        var number = Long.parseLong(segment.substring(8, 16), 16) * perGroup + Long.parseLong(segment.substring(16), 16)
                + 1;
        return String.format(Locale.ROOT, "%s%08X%08X", segment.substring(0, 8), number / perGroup, number % perGroup);
    }
}
