package org.stroma.app.laboratory.web;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Worklist;

/** Lots and banks under test, for the analysts who enter their results. */
@Component
class TestWork implements Worklist {
    private static final int LOOKED_AT = 50;

    private final Units units;

    TestWork(Units units) {
        this.units = units;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        return actor.has("ANALYST")
                ? Stream.of("LOT", "BANK")
                        .flatMap(type -> units.list(type, "UNDER_TEST", actor.organisation(), LOOKED_AT).stream())
                        .map(unit -> new Item("work.enter-results", List.of(unit.code()), unit.code(),
                                "/laboratory/unit/" + unit.code(), Urgency.OPEN, null))
                        .toList()
                : List.of();
    }
}
