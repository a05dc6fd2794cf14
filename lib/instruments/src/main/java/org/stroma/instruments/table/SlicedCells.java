package org.stroma.instruments.table;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/**
 * The cells of a row without quotes as parts of the text they stand in; a cell is made when it is asked for. A table of
 * short cells takes about its own size this way, where a text for each cell would take ten times as much.
 */
final class SlicedCells extends AbstractList<String> implements RandomAccess {

    private final String text;
    /** Where each cell starts, and one more than where the last one ends. */
    private final int[] starts;

    SlicedCells(String text, int[] starts, int length) {
        this.text = text;
        this.starts = Arrays.copyOf(starts, length);
    }

    @Override
    public String get(int index) {
        return text.substring(starts[index], starts[index + 1] - 1);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }

}
