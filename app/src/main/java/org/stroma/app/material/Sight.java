package org.stroma.app.material;

import java.util.Map;
import java.util.Set;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Who may see materials: the maker what it holds itself, the holder of the authorisation all of it, nobody else. */
final class Sight {
    private static final Set<String> KINDS = Set.of("MATERIAL_LOT", "SOLUTION");

    private Sight() {}

    static boolean sees(Actor actor, Units.Unit unit) {
        return KINDS.contains(unit.type()) && (actor.organisationKind().equals("MAH")
                || (actor.organisationKind().equals("MAKER") && unit.holder().equals(actor.organisation())));
    }

    static Units.Unit seen(Actor actor, Units.Unit unit) {
        if (!sees(actor, unit)) {
            throw new Refusal("not-found", Map.of("unit", unit.code()));
        }
        return unit;
    }
}
