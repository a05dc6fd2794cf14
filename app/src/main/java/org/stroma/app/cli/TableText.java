package org.stroma.app.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.stroma.instruments.Document.Table;

/** Prints a table in columns of equal width; a Chinese character takes two places. */
final class TableText {
    private TableText() {}

    static void print(Table table, PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(table.header());
        rows.addAll(table.rows());
        int[] widths = new int[table.header().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        out.println(table.title());
        for (List<String> row : rows) {
            out.println(line(row, widths));
        }
        out.println();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(row.get(i).replace('\n', ' ')).append(" ".repeat(widths[i] - width(row.get(i)) + 2));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePoints().map(c -> Character.isIdeographic(c) || c >= 0xFF00 && c < 0xFF61 ? 2 : 1).sum();
    }
}
