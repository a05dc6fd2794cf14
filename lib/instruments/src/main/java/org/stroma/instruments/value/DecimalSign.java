package org.stroma.instruments.value;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sign between whole and decimal digits in one file, recognised from its numbers. */
public enum DecimalSign {

    /** Numbers such as 1.5 occur and none such as 1,5. */
    POINT,
    /** Numbers such as 1,5 occur and none such as 1.5. */
    COMMA,
    /** No number of the file tells. */
    UNKNOWN;

    private static final Pattern WITH_POINT = Pattern.compile("[-+]?[0-9]*\\.[0-9]+([eE][-+]?[0-9]+)?%?");
    private static final Pattern WITH_COMMA = Pattern.compile("[-+]?[0-9]*,([0-9]{1,2}|[0-9]{4,})([eE][-+]?[0-9]+)?%?");

    /**
     * Looks at every cell. A file that shows both counts as {@link #POINT}, since a comma then groups digits or belongs to
     * text; a comma followed by exactly three digits tells nothing.
     */
    public static DecimalSign recognise(Stream<String> cells) {
        boolean[] seen = new boolean[2];
        cells.filter(cell -> cell.length() < 40).map(String::strip).filter(DecimalSign::mayBeNumber).forEach(cell -> {
            seen[0] |= !seen[0] && cell.indexOf('.') >= 0 && WITH_POINT.matcher(cell).matches();
            seen[1] |= !seen[1] && cell.indexOf(',') >= 0 && WITH_COMMA.matcher(cell).matches();
        });
        if (seen[0])
            return POINT;
        return seen[1] ? COMMA : UNKNOWN;
    }

    private static boolean mayBeNumber(String cell) {
        if (cell.isEmpty())
            return false;
        char first = cell.charAt(0);
        return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.' || first == ',';
    }

}
