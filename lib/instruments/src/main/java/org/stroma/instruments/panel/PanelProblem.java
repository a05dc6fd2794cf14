package org.stroma.instruments.panel;

import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Severity;

/** What can be wrong with a measured marker. */
public enum PanelProblem implements Problem.Code {

    /** The gate of a marker or of its population is not there or could not be applied; parameters: marker, gate. */
    GATE_NOT_APPLIED(Severity.ERROR),
    /** No event is in the population, so there is no percentage; parameters: marker, population. */
    POPULATION_EMPTY(Severity.WARNING),
    /** A marker is asked for twice; parameter: marker. */
    MARKER_REPEATED(Severity.ERROR),
    /** The channels of the gate are labelled, and none with the marker's name; parameters: marker, labels. */
    STAIN_DIFFERS(Severity.WARNING);

    private final Severity severity;

    PanelProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
