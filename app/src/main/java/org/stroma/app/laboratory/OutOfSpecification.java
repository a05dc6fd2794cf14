package org.stroma.app.laboratory;

import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Facts;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Status;

/**
 * Finds results that fail their specification, each judged by itself: no later or better result changes what it says (domain brief
 * §7, OOS). What is found binds the release of its unit until the investigation is concluded.
 */
@Component
class OutOfSpecification {
    static final String CAUSE = "OOS";

    private final Door door;
    private final PlantClock clock;

    OutOfSpecification(Door door, PlantClock clock) {
        this.door = door;
        this.clock = clock;
    }

    /** Of some entries of a unit those that fail, however they were reviewed. */
    List<Evidence.Item> among(Gates.Judged judged, Collection<Long> entries) {
        return judged.items().stream().filter(item -> entries.contains(item.id()))
                .filter(item -> item.kind() == Evidence.Kind.RESULT && !item.invalidated())
                .filter(item -> fails(judged, item)).toList();
    }

    private boolean fails(Gates.Judged judged, Evidence.Item item) {
        Observation told = Evidence.observation(item, clock.getZone());
        Observation alone = new Observation(told.characteristic(), told.values(), told.evidence(), told.method(),
                told.derivation(), told.definition(),
                new Observation.Standing(true, told.standing().attempt(), false), told.takenAt());
        Evaluation evaluation = judged.standard()
                .evaluate(new Facts(clock.instant().atZone(clock.getZone()).toOffsetDateTime(), List.of(alone)));
        return evaluation.verdicts().stream().anyMatch(verdict -> verdict.status() == Status.NOT_MET
                && verdict.evidence().contains(alone.evidence()));
    }

    /** Opens the first phase of the investigation, within the caller's transaction. */
    void open(Evidence.Item item) {
        door.hold(item.unit(), Door.HoldKind.OBLIGATION, CAUSE, item.characteristic() + " #" + item.id(),
                "OOS, laboratory phase I: " + item.characteristic() + ", attempt " + item.attempt(),
                "OOS investigation");
    }
}
