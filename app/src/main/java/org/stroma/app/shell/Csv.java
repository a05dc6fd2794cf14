package org.stroma.app.shell;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of RFC 4180 that a spreadsheet reads as text. */
public final class Csv {
    private static final String FORMULA = "=+-@\t\r";

    private Csv() {}

    public static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Quoted; what a spreadsheet would run as a formula is kept as text by an apostrophe before it, but not a plain number. */
    public static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                && !text.matches("-?\\d+(\\.\\d+)?");
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
