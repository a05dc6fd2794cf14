package org.stroma.codes.gs1;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Bar codes by the symbology identifier that a scanner puts in front of their data (ISO/IEC 15424; GS1 General
 * Specifications, 5.1.3).
 */
public enum Symbology {

    CODE_39("]A0", Content.PLAIN),
    CODE_128("]C0", Content.PLAIN),
    GS1_128("]C1", Content.ELEMENTS),
    /** Two neighbouring Code 128 symbols joined by the scanner as ISBT 128 asks for. */
    ISBT_128_JOINED("]C4", Content.PLAIN),
    DATA_MATRIX("]d1", Content.PLAIN),
    GS1_DATA_MATRIX("]d2", Content.ELEMENTS),
    QR("]Q1", Content.PLAIN),
    GS1_QR("]Q3", Content.ELEMENTS),
    DOT_CODE("]J0", Content.PLAIN),
    GS1_DOT_CODE("]J1", Content.ELEMENTS),
    /** All variants of GS1 DataBar, and composite symbols. */
    GS1_DATA_BAR("]e0", Content.ELEMENTS),
    /** EAN-13, and UPC-A and UPC-E, which scanners send as thirteen digits. */
    EAN_13("]E0", Content.RETAIL),
    EAN_8("]E4", Content.RETAIL),
    PDF_417("]L0", Content.PLAIN),
    AZTEC("]z0", Content.PLAIN);

    /** What the data of a symbol consists of. */
    public enum Content {
        /** Elements with application identifiers. */
        ELEMENTS,
        /** A GTIN of fixed length. */
        RETAIL,
        /** Anything: ISBT 128, a digital link, a serial of one's own, a drug traceability code. */
        PLAIN
    }

    static final int PREFIX_LENGTH = 3;

    private final String prefix;
    private final Content content;

    Symbology(String prefix, Content content) {
        this.prefix = prefix;
        this.content = content;
    }

    /** The symbology identifier, three characters. */
    public String prefix() {
        return prefix;
    }

    public Content content() {
        return content;
    }

    /** The digits of a GTIN in this symbol. */
    int retailLength() {
        return this == EAN_8 ? 8 : 13;
    }

    static Optional<Symbology> find(String scan) {
        return Stream.of(values()).filter(one -> scan.startsWith(one.prefix)).findFirst();
    }
}
