package org.stroma.app.batch;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Operation.Made;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/** What is done to cells between harvest and use without changing them: put together, shared out, discarded. */
@Service
public class Harvests {
    private final Steps steps;

    Harvests(Steps steps) {
        this.steps = steps;
    }

    /** Harvests of one donation put together. */
    public record Pooling(List<String> harvests, String pool) {}

    /** A part of a harvest, which is a unit of its own from now on. */
    public record Part(String code, BigDecimal viableCells) {}

    /** A harvest shared out; the parts must add up to what it holds. */
    public record Splitting(String harvest, List<Part> parts) {}

    /** Cells that go no further, with the reason. */
    public record Discard(String unit, String reason) {}

    /** Puts harvests together; the pool carries their highest passage and doublings, and all their cells. */
    public long pool(Actor actor, Step step, Pooling pooling) {
        Operation operation = steps.begin("OP-131", step);
        BigDecimal cells = BigDecimal.ZERO;
        for (String code : pooling.harvests()) {
            Units.Unit harvest = steps.taking(code, step);
            operation.in("harvest", code);
            cells = cells.add(remaining(harvest));
        }
        operation.out(Made.of("harvest", "HARVEST", pooling.pool()).at(step.place())
                .with(new Operation.Amount(cells, "{cells}", "viable")));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Shares a harvest out: the part that is kept, frozen or seeded elsewhere stands for itself. */
    public long split(Actor actor, Step step, Splitting splitting) {
        Units.Unit harvest = steps.taking(splitting.harvest(), step);
        Operation operation = steps.begin("OP-132", step).in("harvest", harvest.code());
        splitting.parts().forEach(part -> operation.out(Made.of("harvest", "HARVEST", part.code()).at(step.place())
                .with(new Operation.Amount(part.viableCells(), "{cells}", "viable"))));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    /** Discards all that is left of a harvest, a concentrate or a bulk. */
    public long discard(Actor actor, Step step, Discard discard) {
        Units.Unit unit = steps.taking(discard.unit(), step);
        String port = switch (unit.type()) {
            case "HARVEST" -> "harvest";
            case "WASHED" -> "washed";
            case "BULK" -> "bulk";
            default -> throw new Refusal("batch.not-discarded-here", Map.of("unit", unit.code()));
        };
        Operation operation = steps.begin("OP-136", step).in(port, unit.code()).parameter("reason", discard.reason());
        BigDecimal rest = remaining(unit);
        if (rest.signum() > 0) {
            operation.fate(unit.code(), Operation.Fate.DISCARD, rest, discard.reason());
        }
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }

    private static BigDecimal remaining(Units.Unit unit) {
        return unit.remaining() == null ? BigDecimal.ZERO : unit.remaining();
    }
}
