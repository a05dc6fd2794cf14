package org.stroma.app.batch;

import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Refusal;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Proof;
import org.stroma.app.product.Product;
import org.stroma.app.product.Products;

/** What every step of making does alike: its operation with materials, the second person, and holds for what is out of range. */
@Component
public class Steps {
    private final Door door;
    private final org.stroma.app.people.Door people;
    private final Authorship authorship;
    private final Units units;
    private final Products products;

    Steps(Door door, org.stroma.app.people.Door people, Authorship authorship, Units units, Products products) {
        this.door = door;
        this.people = people;
        this.authorship = authorship;
        this.units = units;
        this.products = products;
    }

    /** The operation of a step with the materials and solutions it takes. */
    public Operation begin(String type, Step step) {
        Operation operation = Operation.of(type, step.start(), step.end()).place(step.place()).note(step.note())
                .lateBecause(step.lateReason());
        for (Step.Use use : step.uses()) {
            Units.Unit taken = units.get(use.code());
            operation.in(taken.type().equals("SOLUTION") ? "solution" : "material", use.code(), use.quantity());
        }
        return operation;
    }

    /** A unit that a step takes; refused when the step would end before the unit was made. */
    public Units.Unit taking(String code, Step step) {
        Units.Unit unit = units.get(code);
        if (step.end().isBefore(unit.madeAt())) {
            throw new Refusal("batch.before-parent", Map.of("unit", code, "made", unit.madeAt().toString()));
        }
        return unit;
    }

    /** The product that a unit becomes; refused when it belongs to none. */
    public Product productOf(Units.Unit unit) {
        String product = unit.product();
        if (product == null) {
            throw new Refusal("batch.no-product", Map.of("unit", unit.code()));
        }
        return products.get(product);
    }

    /** Goes through the door; {@code also} runs in the same transaction with the number of the operation. */
    public long perform(Actor actor, Operation operation, Door.@Nullable Verifier verifier, LongConsumer also) {
        Proof proof = verifier == null
                ? null
                : people.prove(actor, verifier.login(), verifier.password(), verifier.code());
        return authorship.write(actor, "operation " + operation.type(), () -> {
            long id = door.record(operation, proof);
            also.accept(id);
            return id;
        });
    }

    /**
     * Holds a unit for everything of a step that lies outside of what is proven, and binds its release to everything that is not
     * normal; each such hold is a deviation. Within the caller's transaction.
     */
    public void holdFor(Checks checks, String unit, long operation) {
        checks.unusual().forEach((code, reason) -> door.hold(unit, Door.HoldKind.OBLIGATION, "NOR",
                code + "@" + operation, reason, "deviation"));
        checks.outside().forEach((code, reason) -> door.hold(unit, Door.HoldKind.STOP, "CPP", code + "@" + operation,
                reason, "deviation"));
    }
}
