package org.stroma.app.ledger;

import java.util.List;
import java.util.Optional;

/**
 * What a verification found.
 *
 * @param blocks how many blocks were recomputed
 * @param entries how many entries they hold
 * @param bytes how many bytes of history were hashed
 * @param rows how many regulated rows were compared with their last image
 * @param unsealed entries younger than the last block; they are compared but not yet sealed
 * @param breaks every broken place, first block first; empty when everything agrees
 */
public record Verification(long blocks, long entries, long bytes, long rows, long unsealed, List<Break> breaks) {

    public Verification {
        breaks = List.copyOf(breaks);
    }

    public boolean intact() {
        return breaks.isEmpty();
    }

    public Optional<Break> first() {
        return breaks.stream().findFirst();
    }

    /**
     * One broken place.
     *
     * @param kind what disagrees
     * @param block the block it is in, or 0 when it is outside of any
     * @param place the table and row, or the transaction, as far as it can be narrowed down
     * @param finding what was expected and what was found
     */
    public record Break(Kind kind, long block, String place, String finding) {}

    /** The kinds of disagreement. */
    public enum Kind {
        /** The entries of a block no longer give its root. */
        BLOCK_CONTENT,
        /** The chain does not link: a block was removed, inserted, reordered or rebuilt. */
        CHAIN,
        /** A block differs from the anchor that was exported. */
        ANCHOR,
        /** A regulated row differs from its last image in the ledger. */
        ROW,
        /** A regulated table is not captured as it should be. */
        CAPTURE
    }
}
