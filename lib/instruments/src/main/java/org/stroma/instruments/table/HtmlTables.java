package org.stroma.instruments.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/**
 * The tables of an HTML page, as some software writes them under the name of a spreadsheet. Only {@code table}, {@code tr},
 * {@code td} and {@code th} count; other tags are skipped, comments, scripts and styles with their content; missing end tags
 * are supplied. One pass, no scripts, no references followed.
 */
public final class HtmlTables {

    /** Characters from the ampersand to the semicolon. */
    private static final int LONGEST_ENTITY = 11;
    private static final Map<String, String> ENTITIES = Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos",
            "'", "nbsp", "\u00A0", "micro", "\u00B5", "deg", "\u00B0");

    private final String text;
    private final Problems problems;
    private final int limit;
    private final PackedRows rows = new PackedRows();
    private List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean inCell;
    private boolean inRow;
    private int count;
    private int line = 1;
    private int rowLine = 1;
    private int counted;

    private HtmlTables(String text, Problems problems, int limit) {
        this.text = text;
        this.problems = problems;
        this.limit = limit;
    }

    /** The rows of all tables in their order; a row's line is where its tag stands. */
    public static List<Row> rows(Content content, Problems problems) {
        problems.note(content.text());
        return new HtmlTables(content.text().string(), problems, content.limits().cells()).read();
    }

    private List<Row> read() {
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            int end = open < 0 ? text.length() : open;
            if (inCell)
                cell.append(decode(text.substring(at, end)));
            if (open < 0)
                break;
            at = tag(open);
        }
        endRow();
        return rows.finish();
    }

    private int tag(int open) {
        if (text.startsWith("<!--", open)) {
            int close = text.indexOf("-->", open);
            return close < 0 ? text.length() : close + 3;
        }
        int close = text.indexOf('>', open);
        if (close < 0)
            return text.length();
        String name = name(open + 1, close);
        countLines(open);
        switch (name) {
            case "table", "/table" -> endRow();
            case "tr" -> startRow();
            case "/tr" -> endRow();
            case "td", "th" -> startCell();
            case "/td", "/th" -> endCell();
            case "script", "style" -> {
                int end = text.indexOf("</" + name, close);
                return end < 0 ? text.length() : end;
            }
            default -> {
                // Other tags do not shape a table.
            }
        }
        return close + 1;
    }

    private String name(int from, int to) {
        int end = from;
        while (end < to && (text.charAt(end) == '/' && end == from || Character.isLetterOrDigit(text.charAt(end))))
            end++;
        return end - from > 12 ? "" : text.substring(from, end).toLowerCase(Locale.ROOT);
    }

    private void countLines(int to) {
        for (; counted < to; counted++)
            line += text.charAt(counted) == '\n' ? 1 : 0;
    }

    private void startRow() {
        endRow();
        inRow = true;
        rowLine = line;
    }

    private void startCell() {
        endCell();
        if (!inRow)
            startRow();
        inCell = true;
        if (++count > limit)
            throw problems.refuse(FileProblem.TOO_LARGE, count + "", limit + "");
    }

    private void endCell() {
        if (inCell)
            cells.add(cell.toString().replace('\u00A0', ' ').strip());
        cell.setLength(0);
        inCell = false;
    }

    private void endRow() {
        endCell();
        if (inRow && !cells.isEmpty())
            rows.add(new Row(rowLine, cells));
        cells = new ArrayList<>();
        inRow = false;
    }

    private static String decode(String raw) {
        if (raw.indexOf('&') < 0)
            return raw;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int end = c == '&' ? raw.indexOf(';', i, Math.min(raw.length(), i + LONGEST_ENTITY)) : -1;
            String entity = end > i ? entity(raw.substring(i + 1, end)) : "";
            if (entity.isEmpty()) {
                plain.append(c);
                continue;
            }
            plain.append(entity);
            i = end;
        }
        return plain.toString();
    }

    private static String entity(String name) {
        if (!name.startsWith("#"))
            return ENTITIES.getOrDefault(name, "");
        boolean hex = name.length() > 1 && Character.toLowerCase(name.charAt(1)) == 'x';
        try {
            int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

}
