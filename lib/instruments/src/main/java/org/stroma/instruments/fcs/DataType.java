package org.stroma.instruments.fcs;

import java.util.Arrays;
import java.util.Optional;

/** How the values of a parameter are written ($DATATYPE, $PnDATATYPE). */
public enum DataType {
    /** Decimal text. */
    ASCII('A'),
    /** Unsigned binary integers of any width. */
    INTEGER('I'),
    /** IEEE 754 single precision. */
    FLOAT('F'),
    /** IEEE 754 double precision. */
    DOUBLE('D');

    private final char letter;

    DataType(char letter) {
        this.letter = letter;
    }

    public char letter() {
        return letter;
    }

    static Optional<DataType> of(String text) {
        return Arrays.stream(values())
                .filter(t -> text.length() == 1 && t.letter == Character.toUpperCase(text.charAt(0)))
                .findFirst();
    }

}
