package org.stroma.app.gate.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.gate.Sight;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** What the pages of a unit show about its dispositions: what is due, what waits for signatures, what may be proposed, what was decided. */
@Component("dispositionCards")
class DispositionCards {
    private final Dispositions dispositions;
    private final Units units;
    private final PlantClock clock;

    DispositionCards(Dispositions dispositions, Units units, PlantClock clock) {
        this.units = units;
        this.dispositions = dispositions;
        this.clock = clock;
    }

    /**
     * Everything a page needs.
     *
     * @param revision of the unit as it was shown
     * @param urgency OVERDUE, TODAY or OPEN where living cells wait for a decision
     * @param open the one that waits for signatures, with its panel
     * @param mine whether the reader is one of its signers
     * @param offers what the reader may propose
     */
    public record Card(String unit, int revision, Dispositions.@Nullable Due due, String urgency,
            Dispositions.@Nullable Disposition open, Signing.@Nullable Panel panel, boolean mine,
            List<Dispositions.Offer> offers, List<Dispositions.Disposition> past) {
        public boolean isEmpty() {
            return due == null && open == null && offers.isEmpty() && past.isEmpty();
        }

        public boolean asksClass() {
            return offers.stream().anyMatch(Dispositions.Offer::asksClass);
        }
    }

    /** The card of a unit for a reader; people of other organisations are not asked. */
    public Card of(String unit, Actor actor) {
        if (!Sight.seesType(actor, "DONOR_RECORD") || actor.organisationKind().equals("COLLECTION")) {
            return new Card(unit, 0, null, "", null, null, false, List.of(), List.of());
        }
        List<Dispositions.Disposition> all = dispositions.list(unit);
        Optional<Signing.Panel> panel = dispositions.panel(unit);
        Dispositions.Due due = dispositions.dueOf(unit).orElse(null);
        return new Card(unit, units.get(unit).revision(), due, due == null ? "" : urgency(due, clock.instant()),
                all.stream().filter(each -> each.state().equals("OPEN")).findFirst().orElse(null),
                panel.orElse(null),
                panel.stream().flatMap(each -> each.slots().stream()).anyMatch(slot -> actor.has(slot.role())),
                dispositions.offered(unit).stream()
                        .filter(offer -> offer.signers().stream().anyMatch(actor::has)).toList(),
                all.stream().filter(each -> !each.state().equals("OPEN")).toList());
    }

    /** How urgent a decision on living cells is, in the words of the worklist. */
    static String urgency(Dispositions.Due due, Instant now) {
        if (due.at().isBefore(now)) {
            return "OVERDUE";
        }
        return due.warnAt().isBefore(now) ? "TODAY" : "OPEN";
    }
}
