package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
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
    public Delimited {
        rows = List.copyOf(rows);
    }

    /** Reads a file with the delimiter its lines show, and reports encoding, delimiter and a decimal comma. */
    public static Delimited of(Content content, Problems problems) {
        return of(content, recogniseDelimiter(content.text().string()), problems);
    }

    /** Reads a file with a known delimiter, and reports encoding, delimiter and a decimal comma. */
    public static Delimited of(Content content, char delimiter, Problems problems) {
        List<Row> rows = rows(content.text().string(), delimiter, problems, content.limits().cells());
        DecimalSign sign = DecimalSign.recognise(rows.stream().flatMap(row -> row.cells().stream()));
        problems.note(content.text());
        problems.addOnce(FileProblem.DELIMITER, delimiter == '\t' ? "TAB" : String.valueOf(delimiter));
        if (sign == DecimalSign.COMMA)
            problems.addOnce(FileProblem.DECIMAL_SIGN, ",");
        return new Delimited(rows, delimiter, sign);
    }

    /**
     * The delimiter that occurs, outside quotes, on most of the first 200 lines; among equals tab, then semicolon, then comma,
     * then bar. Comma when there is none.
     */
    public static char recogniseDelimiter(String text) {
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
        for (int i = 0; i <= text.length() && lines < 200; i++) {
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
        return new Splitter(text, delimiter, problems, limit).split();
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

    private static final class Splitter {

        private final String text;
        private final char delimiter;
        private final Problems problems;
        private final int limit;
        private final List<Row> rows = new ArrayList<>();
        private int[] starts = new int[64];
        private int at;
        private int line = 1;
        private int count;

        Splitter(String text, char delimiter, Problems problems, int limit) {
            this.text = text;
            this.delimiter = delimiter;
            this.problems = problems;
            this.limit = limit;
        }

        List<Row> split() {
            while (at < text.length())
                row();
            return rows;
        }

        private void row() {
            int first = line;
            int length = 0;
            List<String> quoted = null;
            boolean more = true;
            while (more) {
                start(length);
                if (at < text.length() && text.charAt(at) == '"') {
                    if (quoted == null)
                        quoted = new ArrayList<>(new SlicedCells(text, starts, length + 1));
                    quoted.add(quoted());
                } else {
                    skipCell();
                    if (quoted != null)
                        quoted.add(text.substring(starts[length], at));
                }
                length++;
                if (++count > limit)
                    throw problems.refuse(FileProblem.TOO_LARGE, count + "", limit + "");
                more = at < text.length() && text.charAt(at) == delimiter;
                at += more ? 1 : 0;
            }
            start(length);
            starts[length]++;
            lineEnd();
            rows.add(new Row(first, quoted == null ? new SlicedCells(text, starts, length + 1) : quoted));
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

        private String quoted() {
            int opened = line;
            StringBuilder cell = new StringBuilder();
            at++;
            while (true) {
                if (at >= text.length())
                    throw problems.refuse(problems.place(opened), FileProblem.CORRUPT, "\"");
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

}
