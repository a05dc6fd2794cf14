/** Cell banks: filled and frozen, tested, qualified, kept and withdrawn from by two. What is thawed is no longer its business. */
@NullMarked
@ApplicationModule(displayName = "bank", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "product", "genealogy", "evidence", "gate", "donor", "batch"})
package org.stroma.app.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
