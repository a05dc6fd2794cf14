package org.stroma.app.gate.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
        List<Ledger.Change> all = ledger.history("genealogy.unit", Long.toString(unit.id()));
        return (Discretion.tellsAll(actor) ? all : whileHeld(actor.organisation(), all)).stream()
                .map(change -> without(untold, change)).toList();
    }

    /** Changes from the one by which an organisation took the unit over to the one by which it gave it away. */
    private static List<Ledger.Change> whileHeld(String organisation, List<Ledger.Change> all) {
        List<Ledger.Change> held = new ArrayList<>();
        String holder = "";
        for (Ledger.Change change : all) {
            String before = holder;
            holder = change.fields().stream().filter(field -> field.name().equals("holder")).map(Ledger.Field::after)
                    .filter(Objects::nonNull).findFirst().orElse(before);
            if (holder.equals(organisation) && (before.equals(organisation) || change.operation().equals("I"))) {
                held.add(change);
            } else if (holder.equals(organisation)) {
                held.add(takenOver(change));
            }
        }
        return held;
    }

    /** What the one who took it over wrote; where and how it stood before is not his. */
    private static Ledger.Change takenOver(Ledger.Change change) {
        return new Ledger.Change(change.n(), change.table(), change.key(), change.operation(),
                change.fields().stream().map(field -> new Ledger.Field(field.name(), null, field.after())).toList(),
                change.author(), change.account(), change.reason(), change.origin(), change.plantAt(),
                change.recordedAt(), change.block());
    }

    private static Ledger.Change without(Set<String> untold, Ledger.Change change) {
        return new Ledger.Change(change.n(), change.table(), change.key(), change.operation(),
                change.fields().stream().filter(field -> !untold.contains(field.name())).toList(), change.author(),
                change.account(), change.reason(), change.origin(), change.plantAt(), change.recordedAt(),
                change.block());
    }
}
