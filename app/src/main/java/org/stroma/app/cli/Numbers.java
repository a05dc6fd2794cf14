package org.stroma.app.cli;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads numbers from cells, with a decimal comma only when that was declared. */
record Numbers(boolean decimalComma) {
    private static final Pattern POINT = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern COMMA = Pattern.compile("[-+]?(\\d+(,\\d*)?|,\\d+)([eE][-+]?\\d+)?");
    private static final Pattern NOT_ZERO = Pattern.compile("^[^eE]*[1-9]");

    /** Fourth powers must stay within the numbers a computer has; no unit of measurement needs more. */
    private static final double LARGEST = 1e60;
    private static final double SMALLEST = 1e-60;
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", ".", "-", "--");

    /** Whether a cell stands for a value that is not there. */
    static boolean missing(String cell) {
        return MISSING.contains(cell.toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether a cell would be read as a number. */
    boolean reads(String cell) {
        return (decimalComma ? COMMA : POINT).matcher(cell).matches();
    }

    /** The number in a cell; empty for a missing one; a refusal for anything else. */
    Optional<Double> find(CsvTable table, CsvTable.Row row, int column) {
        String cell = table.cell(row, column);
        return missing(cell) ? Optional.empty() : Optional.of(parse(table, row, column, cell));
    }

    /** The number in a cell; a refusal when it is missing or no number. */
    double get(CsvTable table, CsvTable.Row row, int column) {
        return find(table, row, column).orElseThrow(() -> table.refusal(row, column, "number-needed"));
    }

    /** Reads text that belongs to a cell. */
    double parse(CsvTable table, CsvTable.Row row, int column, String text) {
        if (decimalComma && COMMA.matcher(text).matches()) {
            return finite(table, row, column, text, text.replace(',', '.'));
        }
        if (!decimalComma && POINT.matcher(text).matches()) {
            return finite(table, row, column, text, text);
        }
        boolean other = (decimalComma ? POINT : COMMA).matcher(text).matches();
        String sign = decimalComma ? "not-a-number-point" : "not-a-number-comma";
        throw table.refusal(row, column, other ? sign : "not-a-number", "text", text);
    }

    private static double finite(CsvTable table, CsvTable.Row row, int column, String text, String plain) {
        double value = Double.parseDouble(plain);
        if (Math.abs(value) > LARGEST) {
            throw table.refusal(row, column, "number-too-large", "text", text);
        }
        if (Math.abs(value) < SMALLEST && NOT_ZERO.matcher(text).find()) {
            throw table.refusal(row, column, "number-too-small", "text", text);
        }
        return value;
    }
}
