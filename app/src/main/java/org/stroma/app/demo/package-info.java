/** The worked campaign, performed through the services that pages and programs use; no rule of the plant lives here. */
@NullMarked
@ApplicationModule(displayName = "demo", allowedDependencies = {"database", "ledger", "people", "shell", "vault",
        "standard",
        "product", "genealogy", "evidence", "gate", "material", "donor", "batch", "bank", "laboratory", "quality",
        "release",
        "distribution", "clinic"})
package org.stroma.app.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
