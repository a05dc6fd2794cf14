package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/** Splits a text, or a part of one that begins where a row does, into rows of cells. */
final class CellSplitter {

    private final String text;
    private final char delimiter;
    private final Problems problems;
    private final int limit;
    private int[] starts = new int[64];
    private int at;
    private int line;
    private int cells;
    /** The line on which the quote stands that is open at the end; 0 when there is none. */
    private int opened;

    /**
     * @param line the line of the file where the text starts
     * @param limit most cells
     */
    CellSplitter(String text, char delimiter, int line, Problems problems, int limit) {
        this.text = text;
        this.delimiter = delimiter;
        this.line = line;
        this.problems = problems;
        this.limit = limit;
    }

    /** Adds all rows; a quote that is open at the end refuses the file. */
    void split(List<Row> rows) {
        if (!splitClosed(rows))
            throw problems.refuse(problems.place(opened), FileProblem.CORRUPT, "\"");
    }

    /** Adds all rows; false when a quote is open at the end, where the row that misses its end is not added. */
    boolean splitClosed(List<Row> rows) {
        while (at < text.length()) {
            Row row = row();
            if (row == null)
                return false;
            rows.add(row);
        }
        return true;
    }

    /** The line behind what was split. */
    int line() {
        return line;
    }

    /** How many cells were split. */
    int cells() {
        return cells;
    }

    private @Nullable Row row() {
        int first = line;
        int length = 0;
        List<String> quoted = null;
        boolean more = true;
        while (more) {
            start(length);
            if (at < text.length() && text.charAt(at) == '"') {
                if (quoted == null)
                    quoted = new ArrayList<>(new SlicedCells(text, starts, length + 1));
                String cell = quoted();
                if (cell == null)
                    return null;
                quoted.add(cell);
            } else {
                skipCell();
                if (quoted != null)
                    quoted.add(text.substring(starts[length], at));
            }
            length++;
            if (++cells > limit)
                throw problems.refuse(FileProblem.TOO_LARGE, cells + "", limit + "");
            more = at < text.length() && text.charAt(at) == delimiter;
            at += more ? 1 : 0;
        }
        start(length);
        starts[length]++;
        lineEnd();
        return new Row(first, quoted == null ? new SlicedCells(text, starts, length + 1) : quoted);
    }

    /** Notes that a cell starts here. */
    private void start(int cell) {
        if (cell == starts.length)
            starts = Arrays.copyOf(starts, 2 * cell);
        starts[cell] = at;
    }

    private void lineEnd() {
        if (at >= text.length())
            return;
        char c = text.charAt(at++);
        if (c == '\r' && at < text.length() && text.charAt(at) == '\n')
            at++;
        line++;
    }

    private void skipCell() {
        while (at < text.length() && !endsCell(text.charAt(at)))
            at++;
    }

    private boolean endsCell(char c) {
        return c == delimiter || c == '\n' || c == '\r';
    }

    /** The cell that a quote opens here, null when it is open at the end of the text. */
    private @Nullable String quoted() {
        opened = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (true) {
            if (at >= text.length())
                return null;
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
                line += c == '\n' ? 1 : 0;
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        while (at < text.length() && !endsCell(text.charAt(at)))
            cell.append(text.charAt(at++));
        return cell.toString();
    }

}
