package org.stroma.app.gate.web;

import java.util.List;
import java.util.Map;
import org.stroma.app.database.Refusal;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Sight;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Who may see a gate's page and propose at it. */
final class GateVisibility {
    private GateVisibility() {}

    /** Whoever does not see a unit is told that there is none. */
    static void check(Actor actor, Units.Unit unit) {
        if (!sees(actor, unit)) {
            throw new Refusal("not-found", Map.of("unit", unit.code()));
        }
    }

    /** As {@link Sight} says. */
    static boolean sees(Actor actor, Units.Unit unit) {
        return Sight.sees(actor, unit);
    }

    /**
     * Holds of the unit and of what it descends from. Of a unit that the reader does not see he learns that there is a hold,
     * and neither on what nor why: a hospital must not use the container and must not meet the donor.
     */
    static List<Units.Hold> holds(Actor actor, Units.Standing standing) {
        return standing.holds().stream()
                .map(hold -> hold.unit().equals(standing.unit().code())
                        || Sight.sees(actor, hold.unitType(), hold.unitHolder()) ? hold : unnamed(hold))
                .toList();
    }

    private static Units.Hold unnamed(Units.Hold hold) {
        return new Units.Hold(hold.id(), hold.kind(), "UPSTREAM", "", "", null, "", hold.placedAt(), "", "", "",
                hold.closedAt(), null);
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
