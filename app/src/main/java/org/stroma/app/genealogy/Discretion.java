package org.stroma.app.genealogy;

import java.util.List;
import java.util.Set;
import org.stroma.app.people.Actor;

/**
 * What of a unit not everybody is told: for which patient it is, which his hospital and those who answer for the product know, and which donation it
 * came from, which ends at the plant's gate, and what others did to it, which ends at the door of each organisation: what a hospital has to know of its vials
 * stands on their label.
 */
public final class Discretion {
    private static final String[] ANSWER_FOR_THE_PRODUCT = {"QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH",
            "QP_MAH", "INSPECTOR"};
    private static final Set<String> PLANT = Set.of("MAKER", "MAH");
    private static final Set<String> BEYOND_THE_GATE = Set.of("HOSPITAL", "CARRIER");

    private Discretion() {}

    public static boolean namesPatientsTo(Actor actor) {
        return actor.organisationKind().equals("HOSPITAL") || actor.hasAny(ANSWER_FOR_THE_PRODUCT);
    }

    public static boolean namesDonationsTo(Actor actor) {
        return !BEYOND_THE_GATE.contains(actor.organisationKind());
    }

    /** Whether an actor is told what every organisation did to a unit. */
    public static boolean tellsAll(Actor actor) {
        return PLANT.contains(actor.organisationKind());
    }

    /** Of what happened to a unit, what the actor's own organisation did or verified; the plant is told everything. */
    public static List<Units.Event> told(Actor actor, List<Units.Event> events) {
        String own = actor.organisation();
        return tellsAll(actor)
                ? events
                : events.stream().filter(
                        event -> event.organisation().equals(own) || own.equals(event.secondOrganisation())).toList();
    }

    /** A unit as an actor may know it. */
    public static Units.Unit told(Actor actor, Units.Unit unit) {
        Units.Unit named = unit.subject() == null || namesPatientsTo(actor) ? unit : unit.withoutSubject();
        return named.donation() == null || namesDonationsTo(actor) ? named : named.withoutDonation();
    }
}
