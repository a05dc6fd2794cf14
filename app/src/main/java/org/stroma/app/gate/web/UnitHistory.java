package org.stroma.app.gate.web;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;

/** What happened to a unit field by field, as an actor may see it. */
final class UnitHistory {
    private UnitHistory() {}

    static List<Ledger.Change> of(Ledger ledger, Actor actor, Units.Unit unit) {
        Set<String> untold = new HashSet<>();
        if (!Discretion.namesPatientsTo(actor)) {
            untold.add("subject");
        }
        if (!Discretion.namesDonationsTo(actor)) {
            untold.add("donation");
        }
        return ledger.history("genealogy.unit", Long.toString(unit.id())).stream()
                .map(change -> without(untold, change)).toList();
    }

    private static Ledger.Change without(Set<String> untold, Ledger.Change change) {
        return new Ledger.Change(change.n(), change.table(), change.key(), change.operation(),
                change.fields().stream().filter(field -> !untold.contains(field.name())).toList(), change.author(),
                change.account(), change.reason(), change.origin(), change.plantAt(), change.recordedAt(),
                change.block());
    }
}
