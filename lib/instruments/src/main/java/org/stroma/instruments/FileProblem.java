package org.stroma.instruments;

import org.stroma.instruments.Problem.Severity;

/** What can be wrong with, or worth telling about, a file of any format. The sentences lie in the bundle of this name. */
public enum FileProblem implements Problem.Code {

    /** No format recognises the content. */
    NOT_RECOGNISED(Severity.ERROR),
    /** More than one format recognises the content; parameter: their ids. */
    SEVERAL_FORMATS(Severity.ERROR),
    /** The format is known and its reader failed at something nobody foresaw; parameters: the format, what happened. */
    READER_FAILED(Severity.ERROR),
    /** No byte in the file, or no data in it. */
    EMPTY_FILE(Severity.ERROR),
    /** Parameters: size, limit. */
    TOO_LARGE(Severity.ERROR),
    TOO_MANY_FIELDS(Severity.ERROR),
    TOO_MANY_COUNTS(Severity.ERROR),
    /** Not decodable as text in an encoding we recognise. */
    NOT_TEXT(Severity.ERROR),
    /** Parameter: encoding. */
    ENCODING(Severity.NOTE),
    /** The bytes fit another encoding nearly as well; parameters: the encoding taken, the other. */
    ENCODING_UNSURE(Severity.WARNING),
    /** Parameter: delimiter. */
    DELIMITER(Severity.NOTE),
    /** Parameter: decimal sign. */
    DECIMAL_SIGN(Severity.NOTE),
    /** A number whose comma may group or separate decimals; parameters: text, how it was read. */
    AMBIGUOUS_NUMBER(Severity.WARNING),
    /** Day and month cannot be told apart; parameters: text, how it was read. */
    DATE_ORDER_ASSUMED(Severity.WARNING),
    DATE_ORDER_RECOGNISED(Severity.NOTE),
    DATE_ORDER_AS_PUBLISHED(Severity.WARNING),
    DATE_AGAINST_ORDER(Severity.ERROR),
    /** No time zone in the file; parameter: the zone written instead. */
    TIME_ZONE_NOT_DECLARED(Severity.WARNING),
    /** The zone is named by letters that several zones share; parameters: the letters, the offset written. */
    TIME_ZONE_AMBIGUOUS(Severity.WARNING),
    /** No time of measurement in the file; parameter: the instant written instead. */
    TIME_NOT_DECLARED(Severity.WARNING),
    /** The file has the day but not the time of day; parameter: the time written instead. */
    TIME_OF_DAY_NOT_DECLARED(Severity.WARNING),
    /** Parameter: section. */
    MISSING_SECTION(Severity.ERROR),
    /** Parameter: field. */
    MISSING_FIELD(Severity.ERROR),
    /** Parameter: column. */
    MISSING_COLUMN(Severity.ERROR),
    /** Parameter: field. */
    MISSING_VALUE(Severity.WARNING),
    /** Parameter: text. */
    NOT_A_NUMBER(Severity.WARNING),
    /** Parameter: text. */
    NOT_A_DATE(Severity.ERROR),
    /** The value is bounded, masked or outside the range, and has no number of its own; parameter: text. */
    CENSORED(Severity.NOTE),
    /** A value that is no number where the result needs one; parameters: field, text. */
    VALUE_NOT_USED(Severity.WARNING),
    /** What the document says in place of what the file says; parameters: field, printed, written. */
    WRITTEN_OTHERWISE(Severity.WARNING),
    /** Parameter: text of the line. */
    UNEXPECTED_LINE(Severity.ERROR),
    /** Parameters: cells found, cells expected. */
    ROW_LENGTH(Severity.ERROR),
    /** A row that ends before its neighbours do; parameters: cells found, cells of the neighbours. */
    ROW_SHORT(Severity.WARNING),
    /**
     * Rows of a sheet that end before its header, and of which nobody can say whether their last cells were blank; parameters:
     * how many, of how many rows, cells of the header, which rows with how many cells.
     */
    ROWS_END_EARLY(Severity.NOTE),
    /** A name without a value; parameter: field. */
    NO_VALUE(Severity.NOTE),
    /** A value without a unit; parameters: field, the unit that is taken. */
    UNIT_NOT_DECLARED(Severity.WARNING),
    /** Something has fewer values than its like; parameters: what, how many, how many others have. */
    FEWER_VALUES(Severity.WARNING),
    /** A table of wells that fills no plate; parameter: how many wells. */
    PLATE_INCOMPLETE(Severity.WARNING),
    /** A row that holds no measurement; parameter: why. */
    ROW_LEFT_OUT(Severity.WARNING),
    /** A whole part of the file that the model has no place for; parameter: what. */
    SECTION_LEFT_OUT(Severity.WARNING),
    /** Parameter: column. */
    DUPLICATE_COLUMN(Severity.WARNING),
    /** A way of measuring or layout this reader does not know; parameter: what. */
    UNSUPPORTED(Severity.ERROR),
    /** Two statements of the file exclude each other; parameter: what. */
    CONTRADICTION(Severity.ERROR),
    /** A cell computes its value; parameter: sheet. */
    FORMULA_CELL(Severity.ERROR),
    /** Cells compute their values and the last results are read; parameter: how many. */
    FORMULA_RESULT(Severity.WARNING),
    /** A cell holds a spreadsheet error; parameter: text. */
    CELL_ERROR(Severity.WARNING),
    /** Not a readable workbook, archive or document; parameter: what. */
    CORRUPT(Severity.ERROR),
    /** Unpacks to far more than it is; parameter: entry. */
    UNPACKS_TOO_LARGE(Severity.ERROR),
    /** Declares a document type or entities. */
    XML_DECLARES_TYPE(Severity.ERROR),
    /** Parameter: limit. */
    NESTED_TOO_DEEP(Severity.ERROR),
    /** More problems than are listed; parameter: how many more. */
    MORE_PROBLEMS(Severity.WARNING);

    private final Severity severity;

    FileProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
