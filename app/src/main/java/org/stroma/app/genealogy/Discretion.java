package org.stroma.app.genealogy;

import java.util.Set;
import org.stroma.app.people.Actor;

/**
 * What of a unit not everybody is told: for which patient it is, which his hospital and those who answer for the product know, and which donation it
 * came from, which ends at the plant's gate.
 */
public final class Discretion {
    private static final String[] ANSWER_FOR_THE_PRODUCT = {"QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH",
            "QP_MAH", "INSPECTOR"};
    private static final Set<String> BEYOND_THE_GATE = Set.of("HOSPITAL", "CARRIER");

    private Discretion() {}

    public static boolean namesPatientsTo(Actor actor) {
        return actor.organisationKind().equals("HOSPITAL") || actor.hasAny(ANSWER_FOR_THE_PRODUCT);
    }

    public static boolean namesDonationsTo(Actor actor) {
        return !BEYOND_THE_GATE.contains(actor.organisationKind());
    }

    /** A unit as an actor may know it. */
    public static Units.Unit told(Actor actor, Units.Unit unit) {
        Units.Unit named = unit.subject() == null || namesPatientsTo(actor) ? unit : unit.withoutSubject();
        return named.donation() == null || namesDonationsTo(actor) ? named : named.withoutDonation();
    }
}
