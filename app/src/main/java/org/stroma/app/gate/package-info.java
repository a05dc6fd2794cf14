/** Verdicts with their snapshots, decisions with their signatures, and the page on which both are made. It knows no particular process. */
@NullMarked
@ApplicationModule(displayName = "gate", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "genealogy", "evidence"})
package org.stroma.app.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
