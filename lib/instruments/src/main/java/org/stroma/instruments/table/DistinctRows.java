package org.stroma.instruments.table;

import java.util.List;

/** Finds rows that repeat others in their first cells; it holds a hash of each and compares the rows themselves where two are equal. */
public final class DistinctRows {

    private final List<Row> rows;
    private final int width;
    /** By slot one more than the place of a row, 0 when it is free, and the hash of that row. */
    private int[] slots = new int[64];
    private int[] hashes = new int[64];
    private int size;

    /**
     * @param rows the rows
     * @param width how many cells tell rows apart
     */
    public DistinctRows(List<Row> rows, int width) {
        this.rows = rows;
        this.width = width;
    }

    private List<String> cells(int place) {
        List<String> cells = rows.get(place).cells();
        return cells.subList(0, Math.min(cells.size(), width));
    }

    /** Adds the row at a place; false when an equal one was added before. */
    public boolean add(int place) {
        List<String> cells = cells(place);
        int hash = cells.hashCode();
        int slot = spread(hash);
        for (; slots[slot] != 0; slot = slot + 1 & slots.length - 1)
            if (hashes[slot] == hash && cells(slots[slot] - 1).equals(cells))
                return false;
        put(slot, place + 1, hash);
        if (3 * ++size > 2 * slots.length)
            grow();
        return true;
    }

    private int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & slots.length - 1;
    }

    private void put(int slot, int value, int hash) {
        slots[slot] = value;
        hashes[slot] = hash;
    }

    private void grow() {
        int[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new int[2 * oldSlots.length];
        hashes = new int[slots.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] == 0)
                continue;
            int slot = spread(oldHashes[i]);
            while (slots[slot] != 0)
                slot = slot + 1 & slots.length - 1;
            put(slot, oldSlots[i], oldHashes[i]);
        }
    }

}
