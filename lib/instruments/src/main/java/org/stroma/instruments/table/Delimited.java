package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Text;
import org.stroma.instruments.value.DecimalSign;

/**
 * A delimited text file (RFC 4180 with any delimiter). A quote opens a quoted cell only at the start of a cell; a doubled
 * quote inside stands for one; a quoted cell may hold line ends.
 *
 * @param rows all rows, blank ones included
 * @param delimiter the delimiter
 * @param decimals the decimal sign its cells show
 */
public record Delimited(List<Row> rows, char delimiter, DecimalSign decimals) {

    private static final char[] CANDIDATES = {'\t', ';', ',', '|'};
    /** How many lines tell the delimiter. */
    private static final int LOOKED_AT = 200;

    public Delimited {
        rows = Rows.kept(rows);
    }

    /** Reads a file with the delimiter its lines show, and reports encoding, delimiter and a decimal comma. */
    public static Delimited of(Content content, Problems problems) {
        return of(content, recogniseDelimiter(content.text()), problems);
    }

    /** Reads a file with a known delimiter, and reports encoding, delimiter and a decimal comma. */
    public static Delimited of(Content content, char delimiter, Problems problems) {
        List<Row> rows = new TextRows(content.text(), delimiter, problems, content.limits().cells());
        problems.note(content.text());
        tell(delimiter, problems);
        return new Delimited(rows, delimiter, decimals(rows.stream().flatMap(row -> row.cells().stream()), problems));
    }

    /** Reports which delimiter was recognised. */
    public static void tell(char delimiter, Problems problems) {
        problems.addOnce(FileProblem.DELIMITER, delimiter == '\t' ? "TAB" : String.valueOf(delimiter));
    }

    /** The decimal sign that some cells show; a comma is reported. */
    public static DecimalSign decimals(Stream<String> cells, Problems problems) {
        DecimalSign sign = DecimalSign.recognise(cells);
        if (sign == DecimalSign.COMMA)
            problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        return sign;
    }

    /**
     * The delimiter that occurs, outside quotes, on most of the first 200 lines; among equals tab, then semicolon, then comma,
     * then bar. Comma when there is none.
     */
    static char recogniseDelimiter(Text text) {
        int end = text.start();
        for (int lines = 0; lines < LOOKED_AT && end < text.end();) {
            int start = end;
            end = text.cut(start, 1);
            lines += text.part(start, end).endsWith("\n") ? 1 : 0;
        }
        return recogniseDelimiter(text.part(text.start(), end));
    }

    private static char recogniseDelimiter(String text) {
        int[] seen = linesWithCandidates(text);
        char best = ',';
        int most = 0;
        for (int i = 0; i < CANDIDATES.length; i++)
            if (seen[i] > most) {
                best = CANDIDATES[i];
                most = seen[i];
            }
        return best;
    }

    /** On how many of the first 200 lines each candidate stands outside quotes. */
    private static int[] linesWithCandidates(String text) {
        int[] seen = new int[CANDIDATES.length];
        int lines = 0;
        int found = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length() && lines < LOOKED_AT; i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (c == '"')
                quoted = !quoted;
            else if (c == '\n') {
                for (int k = 0; k < seen.length; k++)
                    seen[k] += found >> k & 1;
                found = 0;
                quoted = false;
                lines++;
            } else if (!quoted) {
                for (int k = 0; k < seen.length; k++)
                    found |= c == CANDIDATES[k] ? 1 << k : 0;
            }
        }
        return seen;
    }

    /** Splits a text that is part of a file. */
    public static List<Row> rows(String text, char delimiter, Problems problems, int limit) {
        List<Row> rows = new ArrayList<>();
        new CellSplitter(text, delimiter, 1, problems, limit).split(rows);
        return rows;
    }

    /**
     * Splits lines of a file, which are not changed any more.
     *
     * @param line the line of the file where they start, from 1
     */
    public static List<Row> rows(List<String> lines, char delimiter, int line, Problems problems, int limit) {
        return new LineRows(lines, delimiter, line, problems, limit);
    }

    /** Splits one line whose quotes are closed. */
    public static List<String> cells(String line, char delimiter, Problems problems) {
        List<Row> rows = rows(line, delimiter, problems, Integer.MAX_VALUE);
        return rows.isEmpty() ? List.of("") : rows.getFirst().cells();
    }

    /** The stripped first cells of all rows. */
    public Stream<String> firstCells() {
        return rows.stream().map(row -> row.cell(0));
    }

}
