package org.stroma.app.gate.web;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** Dispositions that wait for a signature, lots that stand suspended, and living cells under a hold on which somebody has to decide. */
@Component
class DispositionWorklist implements Worklist {
    private final Dispositions dispositions;
    private final Units units;
    private final Words words;
    private final PlantClock clock;

    DispositionWorklist(Dispositions dispositions, Units units, Words words, PlantClock clock) {
        this.dispositions = dispositions;
        this.units = units;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        List<Item> items = new ArrayList<>();
        if (actor.hasAny("QA", "QUALITY_HEAD", "QP_MFG", "QP_MAH", "PRODUCTION_HEAD")) {
            dispositions.waitingFor(actor).forEach(each -> items.add(new Item("worklist.sign-disposition",
                    List.of(words.either(each.nameZh(), each.nameEn())), each.unit(), "/unit/" + each.unit(),
                    Urgency.OPEN, null)));
        }
        if (actor.hasAny("QUALITY_HEAD", "QP_MFG", "QP_MAH")) {
            units.list("LOT", "SUSPENDED", null, 50).forEach(lot -> items.add(new Item("worklist.suspended",
                    List.of(lot.code()), lot.code(), "/release/" + lot.code(), Urgency.OPEN, null)));
        }
        if (actor.hasAny("QA", "PRODUCTION_HEAD")) {
            dispositions.due().forEach(due -> items.add(new Item(
                    due.terminated() ? "worklist.cells-to-end" : "worklist.cells-under-hold", List.of(due.unit()),
                    due.unit(), "/unit/" + due.unit(),
                    Urgency.valueOf(DispositionCards.urgency(due, clock.instant())), due.at())));
        }
        return items;
    }
}
