package org.stroma.instruments.fcs;

import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Severity;

/** What can be wrong with a flow cytometry file. */
public enum FcsProblem implements Problem.Code {

    /** A field of the HEADER is no number; parameters: field, text. */
    HEADER_FIELD(Severity.ERROR),
    /** A segment lies outside the file; parameters: segment, begin, end. */
    SEGMENT_OUTSIDE(Severity.ERROR),
    /** HEADER and TEXT place the DATA segment differently; parameters: header, text, the one whose size fits. */
    DATA_PLACED_TWICE(Severity.ERROR),
    /** HEADER and TEXT agree where DATA begins and not where it ends; parameters: header, text. */
    DATA_END_DIFFERS(Severity.WARNING),
    /** The DATA segment holds fewer events than stated; parameters: stated, present. */
    EVENTS_MISSING(Severity.ERROR),
    /** The DATA segment is longer than its events; parameters: bytes of events, bytes of the segment. */
    DATA_LONGER(Severity.WARNING),
    /** The number of events is not stated; parameter: as many as fit. */
    EVENTS_NOT_STATED(Severity.WARNING),
    /** A required keyword is absent; parameters: keyword, what is taken instead. */
    KEYWORD_MISSING(Severity.WARNING),
    /** A keyword has a value that cannot be used; parameters: keyword, value. */
    KEYWORD_INVALID(Severity.WARNING),
    /** A keyword that the events cannot be read without is absent or unusable; parameters: keyword, value. */
    KEYWORD_NEEDED(Severity.ERROR),
    /** A keyword occurs twice with different values, the first is kept; parameters: keyword, kept, other. */
    KEYWORD_REPEATED(Severity.WARNING),
    /** The TEXT segment has empty values, which the standard does not allow. */
    EMPTY_VALUES(Severity.WARNING),
    /** The TEXT segment ends with a keyword without value; parameter: keyword. */
    KEYWORD_WITHOUT_VALUE(Severity.WARNING),
    /** Not list mode; parameter: mode. */
    NOT_LIST_MODE(Severity.ERROR),
    /** $NEXTDATA leads to no further data set; parameter: offset. */
    NEXT_DATA_SET_LOST(Severity.ERROR),
    /** $NEXTDATA points to the end of the file; parameter: offset. */
    NEXT_DATA_SET_AT_END(Severity.WARNING),
    /** $NEXTDATA counts from the file's begin instead of the data set's; parameter: offset. */
    NEXT_DATA_SET_ABSOLUTE(Severity.WARNING),
    /** A logarithmic amplifier with offset 0 is read with offset 1, as FCS 3.1 asks; parameter: parameter name. */
    AMPLIFIER_OFFSET_ZERO(Severity.NOTE),
    /** Floating-point data with a logarithmic $PnE, which the standard forbids: not applied; parameter: parameter name. */
    AMPLIFIER_OF_FLOAT(Severity.WARNING),
    /** Two parameters have one name; parameter: name. */
    NAME_REPEATED(Severity.WARNING),
    /** Values that are no numbers in ASCII data; parameter: how many. */
    ASCII_NOT_A_NUMBER(Severity.WARNING),
    /** Bytes after the last segment that nothing declares; parameter: how many. */
    TRAILING_BYTES(Severity.NOTE),
    /** The check behind the last segment is not that of the bytes; parameters: stated, computed. */
    CHECK_DIFFERS(Severity.WARNING);

    private final Severity severity;

    FcsProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
