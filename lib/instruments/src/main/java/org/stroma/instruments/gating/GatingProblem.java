package org.stroma.instruments.gating;

import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Severity;

/** What can be wrong with gates and their application; an error means that at least one gate was not applied. */
public enum GatingProblem implements Problem.Code {

    /** A gate is not as the standard asks; parameters: gate, what. */
    GATE_INVALID(Severity.ERROR),
    /** A transformation is not as the standard asks; parameters: its id, what. */
    TRANSFORMATION_INVALID(Severity.ERROR),
    /** A matrix is not as the standard asks or is singular; parameters: its id, what. */
    MATRIX_INVALID(Severity.ERROR),
    /** Two definitions have one id, the first is kept; parameter: the id. */
    ID_REPEATED(Severity.ERROR),
    /** A gate refers to something that is not there or could not be used; parameters: gate, reference. */
    REFERENCE_UNKNOWN(Severity.ERROR),
    /** Gates refer to each other in a circle; parameter: gate. */
    REFERENCE_CIRCLE(Severity.ERROR),
    /** The file has no such channel; parameters: gate, channel. */
    CHANNEL_UNKNOWN(Severity.ERROR),
    /** The gate asks for the file's own compensation and there is none. */
    FILE_NOT_COMPENSATED(Severity.NOTE),
    /** A channel a matrix says nothing about is used as measured; parameters: gate, channel. */
    CHANNEL_NOT_COMPENSATED(Severity.WARNING),
    /** An element the standard does not know; parameter: its name. */
    ELEMENT_UNKNOWN(Severity.WARNING);

    private final Severity severity;

    GatingProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
