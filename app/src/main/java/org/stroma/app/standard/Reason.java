package org.stroma.app.standard;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Why a criterion came out as it did.
 *
 * @param code stable; its sentence is a template of the standard
 * @param parameters what fills the template: codes, numbers as written, units
 */
public record Reason(Code code, SortedMap<String, String> parameters) {

    public Reason {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    static Reason of(Code code, Map<String, String> parameters) {
        return new Reason(code, new TreeMap<>(parameters));
    }

    /** Every reason there is. */
    public enum Code {
        /** The value satisfies the limit. */
        SATISFIED,
        /** The value does not satisfy the limit. */
        VIOLATED,
        /** The value is there and nothing is asked of it. */
        REPORTED,
        /** All parts are met, or the part that fails or lacks is named among the parts. */
        PARTS,
        /** No observation at all. */
        NO_EVIDENCE,
        /** Every observation was invalidated. */
        ONLY_INVALIDATED,
        /** Not reviewed yet. */
        UNREVIEWED,
        /** By a method that is not validated, or by none that is named. */
        METHOD_NOT_VALIDATED,
        /** By a method that this requirement does not accept, or by none that is named. */
        METHOD_NOT_ACCEPTED,
        /** What was observed is defined otherwise than what is limited. */
        OTHER_DEFINITION,
        /** Not computed by the formula and version asked for. */
        OTHER_FORMULA,
        /** Another type of value than the characteristic takes. */
        OTHER_TYPE,
        /** In a unit of measure that has no common scale with the limit. */
        OTHER_UNIT,
        /** A code that is none of the choices. */
        UNKNOWN_CODE,
        /** A size that cannot be. */
        IMPLAUSIBLE,
        /** Censored, and the limit lies where the value may be. */
        CENSORED,
        /** Neither found nor not found. */
        INDETERMINATE,
        /** Fewer replicates than asked for. */
        TOO_FEW_REPLICATES,
        /** The times are not known well enough to say. */
        TIME_NOT_PRECISE,
        /** The document is not checked yet. */
        DOCUMENT_PENDING,
        /** The document was in force once. */
        DOCUMENT_EXPIRED,
        /** A condition for the evidence to be of use is not met. */
        INSUFFICIENT,
        /** The condition for the requirement to apply cannot be decided. */
        APPLICABILITY_UNKNOWN,
        /** A signed decision says that it is not required. */
        DECIDED_NOT_REQUIRED,
        /** Nobody has decided and signed whether it is required. */
        UNDECIDED,
        /** The decision was in force once. */
        DECISION_EXPIRED,
        /** Decisions in force, or records that choose the case, contradict each other. */
        DECISIONS_DISAGREE,
        /** The condition for it to apply is not met. */
        CONDITION_NOT_MET,
        /** It applies only to a test that was done, and it was not. */
        NOT_OBSERVED,
        /** The table of the standard does not ask for it in this case. */
        NOT_IN_THIS_CASE
    }
}
