package org.stroma.postgres;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Checks the page checksums of a relation's file while it is copied, so that a backup never carries silent damage on.
 *
 * <p>Definition: PostgreSQL source, {@code storage/checksum_impl.h}: 32 parallel FNV-1a sums over the 8192 bytes with the checksum
 * field as zero, folded by exclusive or, mixed with the block number, reduced to 1..65535. Pages written since the backup began are
 * not checked: the WAL holds them whole, and they may have been read half-written.
 */
final class PageChecksums {

    static final int PAGE = 8192;
    private static final int BLOCKS_PER_FILE = 131_072;
    private static final int CHECKSUM_AT = 8;
    private static final int UPPER_AT = 14;
    private static final int FNV_PRIME = 16_777_619;
    private static final int LANES = 32;
    private static final int[] OFFSETS = {0x5B1F36E9, 0xB8525960, 0x02AB50AA, 0x1DE66D2A, 0x79FF467A, 0x9BB9F8A3,
            0x217E7CD2, 0x83E13D2C, 0xF8D4474F,
            0xE39EB970, 0x42C6AE16, 0x993216FA, 0x7B093B5D, 0x98DAFF3C, 0xF718902A, 0x0B1C9CDB, 0xE58F764B, 0x187636BC,
            0x5D7B3BB1, 0xE73DE7DE,
            0x92BEC979, 0xCCA6C0B2, 0x304A0979, 0x85AA43D4, 0x783125BB, 0x6CA8EAA2, 0xE407EAC6, 0x4B5CFC3E, 0x9FBF8C76,
            0x15CA20BE, 0xF2CA9FD3,
            0x959BD756};
    private static final Pattern RELATION = Pattern
            .compile("(?:base/[0-9]+|global)/[0-9]+(?:_(?:fsm|vm|init))?(?:\\.([0-9]+))?");

    private final Path file;
    private final boolean relation;
    private final long firstBlock;
    private final long startLsn;
    private final ByteBuffer page = ByteBuffer.allocate(PAGE).order(ByteOrder.nativeOrder());
    private long block;
    private OptionalLong damage = OptionalLong.empty();

    private PageChecksums(Path file, boolean relation, long firstBlock, long startLsn) {
        this.file = file;
        this.relation = relation;
        this.firstBlock = firstBlock;
        this.block = firstBlock;
        this.startLsn = startLsn;
    }

    /**
     * Begins with a file.
     *
     * @param name
     *            within the cluster; tells relations from other files, and the number of the file's first block
     */
    static PageChecksums of(Path file, String name, long startLsn) {
        var matcher = RELATION.matcher(name);
        var relation = matcher.matches();
        var part = relation && matcher.group(1) != null ? Long.parseLong(matcher.group(1)) : 0;
        return new PageChecksums(file, relation, part * BLOCKS_PER_FILE, startLsn);
    }

    /** A stream that passes everything on and looks at each page. */
    OutputStream watching(OutputStream out) {
        return relation ? new Watcher(out) : out;
    }

    /** The number of the first damaged page in the relation. */
    OptionalLong firstDamage() {
        return damage;
    }

    private void take(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset, left = length; left > 0;) {
            var part = Math.min(left, page.remaining());
            page.put(bytes, at, part);
            at += part;
            left -= part;
            if (!page.hasRemaining()) {
                if (damage.isEmpty() && !isGood(page) && !isGood(readAgain())) {
                    damage = OptionalLong.of(block);
                }
                page.clear();
                block++;
            }
        }
    }

    private boolean isGood(ByteBuffer candidate) {
        var isNew = candidate.getShort(UPPER_AT) == 0;
        var lsn = Integer.toUnsignedLong(candidate.getInt(0)) << 32 | Integer.toUnsignedLong(candidate.getInt(4));
        return isNew || Long.compareUnsigned(lsn, startLsn) >= 0
                || checksum(candidate, block) == Short.toUnsignedInt(candidate.getShort(CHECKSUM_AT));
    }

    /** Once more: the server may have been writing it. A file cut short meanwhile counts as a new page. */
    private ByteBuffer readAgain() throws IOException {
        var again = ByteBuffer.allocate(PAGE).order(ByteOrder.nativeOrder());
        Pause.briefly();
        try (var channel = Files.newByteChannel(file)) {
            channel.position((block - firstBlock) * PAGE);
            while (again.hasRemaining() && channel.read(again) >= 0) {
                continue;
            }
        }
        return again;
    }

    /** The checksum a page should carry at a block of its relation. */
    static int checksum(ByteBuffer page, long block) {
        var sums = OFFSETS.clone();
        for (var word = 0; word < PAGE / Integer.BYTES; word++) {
            var value = page.getInt(word * Integer.BYTES);
            mix(sums, word % LANES, word * Integer.BYTES == CHECKSUM_AT ? withoutChecksum(page, value) : value);
        }
        for (var round = 0; round < 2; round++) {
            for (var lane = 0; lane < LANES; lane++) {
                mix(sums, lane, 0);
            }
        }
        var folded = 0;
        for (var sum : sums) {
            folded ^= sum;
        }
        return (int) (Integer.toUnsignedLong(folded ^ (int) block) % 65_535) + 1;
    }

    private static int withoutChecksum(ByteBuffer page, int value) {
        return page.order() == ByteOrder.LITTLE_ENDIAN ? value & 0xFFFF0000 : value & 0x0000FFFF;
    }

    private static void mix(int[] sums, int lane, int value) {
        var mixed = sums[lane] ^ value;
        sums[lane] = mixed * FNV_PRIME ^ mixed >>> 17;
    }

    private final class Watcher extends FilterOutputStream {

        Watcher(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[]{(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            take(bytes, offset, length);
        }
    }
}
