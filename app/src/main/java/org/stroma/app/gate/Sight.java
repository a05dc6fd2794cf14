package org.stroma.app.gate;

import java.util.Set;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Which units an actor sees. */
public final class Sight {
    /** What a collection centre has to do with; what becomes of its tissue is the maker's. */
    private static final Set<String> AT_COLLECTION = Set.of("DONOR_RECORD", "TISSUE", "SAMPLE");

    private Sight() {}

    /**
     * Makers and holders of the authorisation see every unit; a collection centre the donors, tissues and samples that it registered and
     * collected itself, wherever they are now; everybody else what he holds, and donors' records never.
     */
    public static boolean sees(Actor actor, Units.Unit unit) {
        return sees(actor, unit.type(), onlyMade(actor) ? unit.origin() : unit.holder());
    }

    /** The same for a unit of which only type and holder are known: less, where more would depend on who made it. */
    public static boolean sees(Actor actor, String type, String holder) {
        return seesType(actor, type) && (!onlyHeld(actor, type) || holder.equals(actor.organisation()));
    }

    /** Whether he sees any unit of a type. */
    public static boolean seesType(Actor actor, String type) {
        return switch (actor.organisationKind()) {
            case "MAKER", "MAH" -> true;
            case "COLLECTION" -> AT_COLLECTION.contains(type);
            default -> !type.equals("DONOR_RECORD");
        };
    }

    /** Whether he sees only those units of a type that his own organisation holds. */
    public static boolean onlyHeld(Actor actor, String type) {
        return switch (actor.organisationKind()) {
            case "MAKER", "MAH" -> false;
            default -> true;
        };
    }

    /** Whether it is what his own organisation made that he sees, whoever holds it now. */
    public static boolean onlyMade(Actor actor) {
        return actor.organisationKind().equals("COLLECTION");
    }
}
