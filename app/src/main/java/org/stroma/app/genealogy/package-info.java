/** Units, operations, states, quantities, holds and clearances: what exists, what happened to it, and the one door. It judges no quality. */
@NullMarked
@ApplicationModule(displayName = "genealogy", allowedDependencies = {"database", "ledger", "people", "shell"})
package org.stroma.app.genealogy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
