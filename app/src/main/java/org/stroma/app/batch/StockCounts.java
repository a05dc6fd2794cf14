package org.stroma.app.batch;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** Compares what stands in the freezer with what the records say of a lot or bank; it never adds to stock. */
@Service
public class StockCounts {
    private static final Set<String> ON_HAND = Set.of("STORED_QUARANTINE", "AVAILABLE", "RETAINED", "STABILITY");
    private static final String MISSING = "MISSING";

    private final Steps steps;
    private final Units units;
    private final Door door;

    StockCounts(Steps steps, Units units, Door door) {
        this.steps = steps;
        this.units = units;
        this.door = door;
    }

    /** Members of a lot or bank that stand at the site where the count is made. */
    private List<Units.Unit> here(Actor actor, String lot) {
        return units.members(lot).stream().filter(member -> actor.site().equals(member.site())).toList();
    }

    /** @param found codes of containers or vials that were scanned, every one of the lot or bank that is there */
    public record Counting(String lot, List<String> found) {}

    /**
     * What a count would say.
     *
     * @param missing on the books and not scanned
     * @param back scanned, though an earlier count had missed them
     */
    public record Difference(int booked, List<String> missing, List<String> back) {
        public boolean agrees() {
            return missing.isEmpty() && back.isEmpty();
        }
    }

    /** Compares without recording anything; a code that does not belong here, or is not on hand, refuses the count. */
    public Difference compare(Actor actor, Counting counting) {
        Set<String> found = new LinkedHashSet<>(counting.found());
        List<String> missing = new ArrayList<>();
        List<String> back = new ArrayList<>();
        int booked = 0;
        for (Units.Unit member : here(actor, counting.lot())) {
            boolean seen = found.remove(member.code());
            boolean onHand = ON_HAND.contains(member.state());
            if (onHand) {
                booked++;
            }
            if (onHand && !seen) {
                missing.add(member.code());
            } else if (seen && member.state().equals(MISSING)) {
                back.add(member.code());
            } else if (seen && !onHand) {
                throw new Refusal("batch.not-on-hand", Map.of("unit", member.code(), "state", member.state()));
            }
        }
        if (!found.isEmpty()) {
            throw new Refusal("batch.not-on-hand", Map.of("unit", String.join(", ", found), "state", "–"));
        }
        return new Difference(booked, missing, back);
    }

    /**
     * Records a count, QA beside the person who counted. What is missing leaves stock and binds the lot until it is explained; what
     * came back waits in quarantine, for nobody knows where it was.
     */
    public long count(Actor actor, Step step, Counting counting) {
        Units.Unit lot = units.get(counting.lot());
        String port = switch (lot.type()) {
            case "LOT" -> "container";
            case "BANK" -> "vial";
            default -> throw new Refusal("not-found", Map.of("unit", lot.code()));
        };
        Difference difference = compare(actor, counting);
        Operation operation = steps.begin("OP-298", step).parameter("booked", Integer.toString(difference.booked()))
                .parameter("counted", Integer.toString(counting.found().size()))
                .parameter("missing", Integer.toString(difference.missing().size()));
        for (Units.Unit member : here(actor, lot.code())) {
            String to = difference.missing().contains(member.code())
                    ? MISSING
                    : difference.back().contains(member.code()) ? "STORED_QUARANTINE" : member.state();
            if (ON_HAND.contains(member.state()) || difference.back().contains(member.code())) {
                operation.in(port, member.code(), null, to, null);
            }
        }
        return steps.perform(actor, operation, step.verifier(), id -> {
            if (!difference.missing().isEmpty()) {
                door.hold(lot.code(), Door.HoldKind.OBLIGATION, "COUNT", "count " + id,
                        "missing at the count: " + String.join(", ", difference.missing()), "investigation");
            }
        });
    }
}
