package org.stroma.instruments.logger;

import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Severity;

/** What can be wrong with a recording against time. */
public enum LoggerProblem implements Problem.Code {

    /** Nothing states the time zone of the clock: no instant of this file may be judged. */
    ZONE_UNDECLARED(Severity.WARNING),
    /** The file states a zone, but its clock was set by the user; parameter: the zone as printed. */
    CLOCK_SET_BY_USER(Severity.WARNING),
    /** The recording interval is not declared; parameter: the most frequent step. */
    INTERVAL_INFERRED(Severity.NOTE),
    /** No row for longer than one and a half intervals; parameters: from, to, length. */
    GAP(Severity.WARNING),
    /** Rows that hold no value; parameter: how many in a row. */
    NO_VALUE(Severity.WARNING),
    /** The same time as the row before; parameter: line of that row. */
    DUPLICATE_TIME(Severity.WARNING),
    /** Earlier than the row before; parameter: line of that row. */
    BACKWARD_TIME(Severity.WARNING),
    /** A local time that occurs twice when summer time ends; parameters: time, zone. */
    TIME_HAPPENS_TWICE(Severity.WARNING),
    /** A local time that summer time skips; parameters: time, zone. */
    TIME_DOES_NOT_EXIST(Severity.WARNING),
    /** Text that is no time of the declared form, so that its row has no place; parameter: text. */
    NOT_A_TIME(Severity.ERROR),
    /** Text that is no number of the declared form; parameter: text. */
    NOT_A_VALUE(Severity.WARNING),
    /** The file's own summary differs from what its rows give; parameters: what, stated, computed. */
    SUMMARY_DIFFERS(Severity.WARNING),
    /** The file carries no signature, so its end may be missing. */
    NOT_SIGNED(Severity.WARNING),
    /** The file carries a signature that this reader does not verify. */
    SIGNATURE_NOT_VERIFIED(Severity.NOTE),
    /** A line that is neither an entry nor a row; parameter: its text. */
    STRAY_LINE(Severity.ERROR);

    private final Severity severity;

    LoggerProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
