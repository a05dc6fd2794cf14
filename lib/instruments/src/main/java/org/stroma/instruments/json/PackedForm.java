package org.stroma.instruments.json;

/**
 * The bytes of packed objects, written by {@link ObjectEncoder} and read by {@link ObjectDecoder}; they never leave the process.
 * A value is a tag and what belongs to it. Whole numbers are seven bits per byte, the low ones first, the eighth telling that
 * more follow; signed ones alternate 0, -1, 1, -2. A text, and the names of an object, stand in full where they occur
 * first and are referred to by their place from then on.
 */
final class PackedForm {

    /** An element of a list that is Java's null. */
    static final int NOTHING = 0;
    static final int NULL = 1;
    static final int NEGATIVE_ZERO = 2;
    static final int TRUE = 3;
    static final int FALSE = 4;
    /** A new text: its length and its characters as whole numbers. */
    static final int TEXT = 5;
    /** A known text: its place. */
    static final int KNOWN_TEXT = 6;
    /** An identifier: how far its number is from that of the identifier before. */
    static final int IDENTIFIER = 7;
    /** A decimal: signed scale and signed unscaled value. */
    static final int DECIMAL = 8;
    /** A decimal of more than 64 bits: signed scale, length in bytes, and the unscaled value, the high byte first. */
    static final int LONG_DECIMAL = 9;
    /** A list: its length and its elements. */
    static final int LIST = 10;
    /** A list that is packed by itself: its place among those. */
    static final int PACKED_LIST = 11;
    /** An object with names in a new order: their number, the names, the values. */
    static final int OBJECT = 12;
    /** An object whose names occurred: their place, and the values. */
    static final int KNOWN_OBJECT = 13;
    /** From here on the tag itself holds the place of the names, below {@link #SHORT_OBJECTS}. */
    static final int SHORT_OBJECT = 16;
    static final int SHORT_OBJECTS = 32;
    /** From here on the tag itself holds the scale, from 0 and below {@link #SHORT_SCALES}. */
    static final int SHORT_DECIMAL = SHORT_OBJECT + SHORT_OBJECTS;
    static final int SHORT_SCALES = 16;
    /** From here on the tag itself holds the place of the text. */
    static final int SHORT_TEXT = SHORT_DECIMAL + SHORT_SCALES;
    static final int SHORT_TEXTS = 256 - SHORT_TEXT;

    private PackedForm() {}

}
