package org.stroma.app.release.web;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Worklist;

/** Lots under test that the head of production hands over to review once results and papers are there. */
@Component
class SubmissionWork implements Worklist {
    private static final int LOOKED_AT = 50;

    private final Units units;

    SubmissionWork(Units units) {
        this.units = units;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        return actor.has("PRODUCTION_HEAD")
                ? units.list("LOT", "UNDER_TEST", actor.organisation(), LOOKED_AT).stream()
                        .map(lot -> new Item("work.submit-lot", List.of(lot.code()), lot.code(),
                                "/release/" + lot.code(), Urgency.WAITING, null))
                        .toList()
                : List.of();
    }
}
