package org.stroma.app.distribution.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Worklist;

/** What was seen and read of a shipment, and waits for the hospital's second person. */
@Component
class ShipmentReviews implements Worklist {
    private final Evidence evidence;

    ShipmentReviews(Evidence evidence) {
        this.evidence = evidence;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        if (!actor.hasAny("HOSP_CHECKER", "HOSP_RECEIVER")) {
            return List.of();
        }
        return evidence.waitingFor(actor).stream().filter(each -> each.type().equals("SHIPMENT"))
                .map(each -> new Item("worklist.review-shipment", List.of(String.valueOf(each.entries())), each.unit(),
                        "/shipments/" + each.unit(), Urgency.OPEN, null))
                .toList();
    }
}
