package org.stroma.app.gate.web;

import org.stroma.app.database.Refusal;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Who may see a gate's page and propose at it. */
final class GateVisibility {
    private GateVisibility() {}

    /** Hospitals and carriers see what they hold; donors' records are never theirs. */
    static void check(Actor actor, Units.Unit unit) {
        boolean outside = actor.organisationKind().equals("HOSPITAL") || actor.organisationKind().equals("CARRIER");
        if (outside && !unit.holder().equals(actor.organisation())) {
            throw new Refusal("not-found");
        }
    }

    /** Whoever signs an outcome may propose it, and nobody else. */
    static void mayPropose(Actor actor, Gates.Judged judged, String outcome) {
        check(actor, judged.unit());
        boolean signs = judged.outcomes().stream().filter(each -> each.code().equals(outcome))
                .flatMap(each -> each.signers().stream()).anyMatch(actor::has);
        if (!signs) {
            throw new Refusal("forbidden");
        }
    }
}
