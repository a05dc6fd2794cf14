package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.PartedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Text;

/** The rows of a whole file, split again from its bytes part by part when they are asked for. */
final class TextRows extends PartedList<Row> {

    /** Bytes of a part, unless its first row is longer. */
    private static final int PART = 1 << 13;

    private final Text text;
    private final char delimiter;
    private final Problems problems;
    /** Where each part begins, in bytes and in lines, and where the last one ends. */
    private int[] places = new int[16];
    private int[] lines = new int[16];

    /**
     * Splits all once.
     *
     * @param limit most cells
     * @throws org.stroma.instruments.Refusal when there are more, or a quote is open at the end
     */
    TextRows(Text text, char delimiter, Problems problems, int limit) {
        this.text = text;
        this.delimiter = delimiter;
        this.problems = problems;
        places[0] = text.start();
        lines[0] = 1;
        int cells = 0;
        while (places[parts()] < text.end())
            cells += next(cells, limit);
    }

    /** Finds the next part: as many bytes as hold whole rows. Answers how many cells it has. */
    private int next(int before, int limit) {
        int from = places[parts()];
        for (int length = PART;; length = 2 * Math.min(length, text.end())) {
            int to = text.cut(from, length);
            CellSplitter splitter = splitter(from, to, parts(), Integer.MAX_VALUE);
            List<Row> rows = new ArrayList<>();
            if (to < text.end() ? !splitter.splitClosed(rows) : !closed(splitter, rows))
                continue;
            if (splitter.cells() > limit - before)
                throw problems.refuse(FileProblem.TOO_LARGE, limit + 1 + "", limit + "");
            add(to, splitter.line(), rows.size());
            return splitter.cells();
        }
    }

    private static boolean closed(CellSplitter splitter, List<Row> rows) {
        splitter.split(rows);
        return true;
    }

    private void add(int place, int line, int rows) {
        addPart(rows);
        if (parts() == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
            lines = Arrays.copyOf(lines, 2 * lines.length);
        }
        places[parts()] = place;
        lines[parts()] = line;
    }

    private CellSplitter splitter(int from, int to, int part, int limit) {
        return new CellSplitter(text.part(from, to), delimiter, lines[part], problems, limit);
    }

    @Override
    protected List<Row> make(int part) {
        List<Row> rows = new ArrayList<>();
        splitter(places[part], places[part + 1], part, Integer.MAX_VALUE).split(rows);
        return rows;
    }

}
