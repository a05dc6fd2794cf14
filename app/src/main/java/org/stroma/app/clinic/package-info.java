/** What hospitals do: orders for coded patients, doses, thaw and its window, checks at the bedside, use, outcome, discard. It keeps no identity. */
@NullMarked
@ApplicationModule(displayName = "clinic", allowedDependencies = {"database", "ledger", "people", "vault", "shell",
        "standard", "product", "genealogy", "evidence", "gate", "batch", "quality", "distribution"})
package org.stroma.app.clinic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
