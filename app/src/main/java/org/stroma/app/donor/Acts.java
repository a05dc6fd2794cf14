package org.stroma.app.donor;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Proof;

/** Records an operation and what belongs to it in one transaction. */
@Component("donorActs")
class Acts {
    private final Door door;
    private final org.stroma.app.people.Door people;
    private final Authorship authorship;

    Acts(Door door, org.stroma.app.people.Door people, Authorship authorship) {
        this.door = door;
        this.people = people;
        this.authorship = authorship;
    }

    /** Performs the operation; {@code also} gets its number, within the transaction. */
    long perform(Actor actor, Operation operation, @Nullable Late late, LongConsumer also) {
        Door.Verifier verifier = Late.verifier(late);
        Proof proof = verifier == null
                ? null
                : people.prove(actor, verifier.login(), verifier.password(), verifier.code());
        return authorship.write(actor, "operation " + operation.type(), () -> {
            long id = door.record(Late.explain(operation, late), proof);
            also.accept(id);
            return id;
        });
    }
}
