package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.PartedList;
import org.stroma.instruments.Problems;

/** The rows of some lines of a file, split again part by part when they are asked for. */
final class LineRows extends PartedList<Row> {

    /** Lines of a part, unless its last row has more. */
    private static final int PART = 64;

    private final List<String> lines;
    private final char delimiter;
    private final int line;
    private final Problems problems;
    private int[] starts = new int[16];

    /**
     * Splits all once.
     *
     * @param lines which are not changed any more
     * @param line the line of the file where they start
     * @param limit most cells
     */
    LineRows(List<String> lines, char delimiter, int line, Problems problems, int limit) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.line = line;
        this.problems = problems;
        int cells = 0;
        while (starts[parts()] < lines.size())
            cells += next(cells, limit);
    }

    private int next(int before, int limit) {
        int from = starts[parts()];
        for (int to = Math.min(lines.size(), from + PART);; to = Math.min(lines.size(), to + PART)) {
            CellSplitter splitter = splitter(from, to);
            List<Row> rows = new ArrayList<>();
            if (to == lines.size())
                splitter.split(rows);
            else if (!splitter.splitClosed(rows))
                continue;
            if (splitter.cells() > limit - before)
                throw problems.refuse(FileProblem.TOO_LARGE, limit + 1 + "", limit + "");
            addPart(rows.size());
            if (parts() == starts.length)
                starts = Arrays.copyOf(starts, 2 * starts.length);
            starts[parts()] = to;
            return splitter.cells();
        }
    }

    /** Lines end as they do in the file, so that no row is lost where the last one is blank. */
    private CellSplitter splitter(int from, int to) {
        String text = String.join("\n", lines.subList(from, to)) + (to < lines.size() ? "\n" : "");
        return new CellSplitter(text, delimiter, line + from, problems, Integer.MAX_VALUE);
    }

    @Override
    protected List<Row> make(int part) {
        List<Row> rows = new ArrayList<>();
        splitter(starts[part], starts[part + 1]).split(rows);
        return rows;
    }

}
