package org.stroma.app.cli;

import java.io.PrintWriter;
import java.util.List;
import org.stroma.instruments.Document.Table;

/** Prints a table in columns of equal width; a Chinese character takes two places. */
final class TableText {
    private TableText() {}

    static void print(Table table, PrintWriter out) {
        // Twice over the rows: of a large table a row is made when it is asked for, and all of them are never held.
        int[] widths = new int[table.header().size()];
        widen(widths, table.header());
        for (List<String> row : table.rows()) {
            widen(widths, row);
        }
        out.println(table.title());
        out.println(line(table.header(), widths));
        for (List<String> row : table.rows()) {
            out.println(line(row, widths));
        }
        out.println();
    }

    private static void widen(int[] widths, List<String> row) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(row.get(i)));
        }
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
