package org.stroma.instruments.unicorn;

import org.stroma.instruments.Problem;
import org.stroma.instruments.Problem.Severity;

/** What can be wrong with a result of UNICORN. The sentences lie in the bundle of this name. */
public enum UnicornProblem implements Problem.Code {

    /** The volumes of a curve do not increase, so that neither they nor its values can be trusted; parameter: curve. */
    VOLUMES_NOT_ASCENDING(Severity.WARNING),
    /** A curve has points that are no numbers; parameters: curve, how many. */
    POINTS_WITHOUT_NUMBER(Severity.WARNING),
    /** A curve that no measurement of the model holds; parameter: curve. */
    CURVE_LEFT_OUT(Severity.WARNING);

    private final Severity severity;

    UnicornProblem(Severity severity) {
        this.severity = severity;
    }

    @Override
    public Severity severity() {
        return severity;
    }

}
