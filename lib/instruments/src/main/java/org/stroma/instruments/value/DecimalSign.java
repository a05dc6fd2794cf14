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

    private static final String MARKS = " \u00A0\u202F\u2009'\u2019";
    private static final String TAIL = "([eE][-+]?[0-9]+)?%?";
    private static final Pattern WITH_POINT = Pattern
            .compile("[-+]?([0-9]*|[0-9]{1,3}([," + MARKS + "][0-9]{3})+)\\.[0-9]+" + TAIL);
    /** Digits that begin with zero are not grouped. */
    private static final Pattern WITH_COMMA = Pattern
            .compile("[-+]?([0-9]*,([0-9]{1,2}|[0-9]{4,})|0?,[0-9]{3}|[0-9]{1,3}([." + MARKS
                    + "][0-9]{3})+,[0-9]+)" + TAIL);
    /** One point that may group digits. */
    private static final Pattern UNSURE = Pattern.compile("[-+]?[1-9][0-9]{0,2}\\.[0-9]{3}%?");

    private static final class Seen {

        private boolean point;
        private boolean comma;
        private boolean unsure;

        void look(String cell) {
            if (!point && cell.indexOf('.') >= 0 && WITH_POINT.matcher(cell).matches()) {
                unsure = true;
                point = !UNSURE.matcher(cell).matches();
            }
            comma |= !comma && cell.indexOf(',') >= 0 && WITH_COMMA.matcher(cell).matches();
        }

    }

    /**
     * Looks at every cell. A file that shows both counts as {@link #POINT}, since a comma then groups digits or belongs to
     * text; one sign between a digit from 1 to 9 and exactly three digits tells nothing, unless points are all there is.
     */
    public static DecimalSign recognise(Stream<String> cells) {
        Seen seen = new Seen();
        cells.filter(cell -> cell.length() < 40).map(String::strip).filter(DecimalSign::mayBeNumber)
                .forEach(seen::look);
        if (seen.point || seen.unsure && !seen.comma)
            return POINT;
        return seen.comma ? COMMA : UNKNOWN;
    }

    private static boolean mayBeNumber(String cell) {
        if (cell.isEmpty())
            return false;
        char first = cell.charAt(0);
        return first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.' || first == ',';
    }

}
