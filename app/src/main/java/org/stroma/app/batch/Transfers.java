package org.stroma.app.batch;

import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;

/**
 * Takes over, at one site of an organisation, what stands at another (OP-297). Whoever takes it over works where it goes to; the second
 * person, who gives it out, works where it stands.
 */
@Service
public class Transfers {
    private final Steps steps;
    private final Units units;

    Transfers(Steps steps, Units units) {
        this.steps = steps;
        this.units = units;
    }

    /**
     * What is taken over.
     *
     * @param units containers, bank vials or material lots, whole
     * @param position where they stand from now on
     */
    public record Transfer(List<String> units, String position) {
        public Transfer {
            units = List.copyOf(units);
        }
    }

    /** Records the transfer to the site at which the actor works. */
    public long take(Actor actor, Step step, Transfer transfer) {
        Operation operation = steps.begin("OP-297", step).parameter("position", transfer.position());
        transfer.units().forEach(code -> operation.in(switch (units.get(code).type()) {
            case "CONTAINER" -> "container";
            case "BANK_CONTAINER" -> "vial";
            case "MATERIAL_LOT" -> "lot";
            default -> throw new Refusal("not-found", Map.of("unit", code));
        }, code));
        return steps.perform(actor, operation, step.verifier(), _ -> {});
    }
}
