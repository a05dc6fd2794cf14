package org.stroma.app.donor;

import org.jspecify.annotations.Nullable;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;

/**
 * Why something is entered later than the house allows, and who verifies it; needed when it ended more than half an hour ago.
 *
 * @param verifier the second person, proving who he is on the same tablet
 */
public record Late(String reason, Door.Verifier verifier) {

    static Operation explain(Operation operation, @Nullable Late late) {
        return late == null ? operation : operation.lateBecause(late.reason());
    }

    static Door.@Nullable Verifier verifier(@Nullable Late late) {
        return late == null ? null : late.verifier();
    }
}
