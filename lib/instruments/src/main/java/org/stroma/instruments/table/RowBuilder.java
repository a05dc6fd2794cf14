package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/** Collects the cells of a sheet row by row; gaps are filled with empty cells, which count towards the limits. */
final class RowBuilder {

    private static final int COLUMNS = 16_384;

    private final Content content;
    private final PackedRows rows = new PackedRows();
    private List<String> cells = new ArrayList<>();
    private int filled;
    private int count;
    private int line;

    RowBuilder(Content content) {
        this.content = content;
    }

    void start(int number) {
        if (number <= line)
            throw Problems.refusal(content.source(), FileProblem.CORRUPT, "row " + number);
        line = number;
        cells = new ArrayList<>();
    }

    void cell(int column, String text) {
        if (column >= COLUMNS || column < cells.size())
            throw Problems.refusal(content.source(), FileProblem.CORRUPT, "column " + (column + 1));
        filled += column - cells.size();
        count++;
        if (filled > 1_000_000 || count > content.limits().cells())
            throw Problems.refusal(content.source(), FileProblem.TOO_LARGE, (filled + count) + "",
                    content.limits().cells() + "");
        while (cells.size() < column)
            cells.add("");
        cells.add(text);
    }

    int line() {
        return line;
    }

    int nextColumn() {
        return cells.size();
    }

    int nextLine() {
        return line + 1;
    }

    void end() {
        if (!cells.isEmpty())
            rows.add(new Row(line, cells));
    }

    List<Row> rows() {
        return rows.finish();
    }

}
