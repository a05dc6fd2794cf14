/** Samples, test methods, results with their second pair of eyes, and the import of what instruments write. It decides about no lot. */
@NullMarked
@ApplicationModule(displayName = "laboratory", allowedDependencies = {"database", "ledger", "people", "shell", "standard", "genealogy", "evidence", "gate"})
package org.stroma.app.laboratory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
