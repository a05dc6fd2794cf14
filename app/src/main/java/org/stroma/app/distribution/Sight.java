package org.stroma.app.distribution;

import org.stroma.app.people.Actor;

/** Who sees what of deliveries: the maker and the holder everything, hospitals and carriers what goes to, from or with them. */
final class Sight {
    private Sight() {}

    static boolean plant(Actor actor) {
        return actor.organisationKind().equals("MAKER") || actor.organisationKind().equals("MAH");
    }

    static boolean hospital(Actor actor) {
        return actor.organisationKind().equals("HOSPITAL");
    }

    /** Whether a shipment goes from or to the site to which the actor's work is bound. */
    static boolean atHisSite(Actor actor, Shipments.Shipment shipment) {
        String site = actor.boundTo();
        return site == null || site.equals(shipment.fromSite()) || site.equals(shipment.toSite());
    }

    static boolean sees(Actor actor, Shipments.Shipment shipment) {
        return plant(actor)
                || hospital(actor) && (shipment.destination().equals(actor.organisation())
                        || shipment.origin().equals(actor.organisation()))
                || actor.organisationKind().equals("CARRIER")
                        && shipment.carrier().code().equals(actor.organisation());
    }
}
