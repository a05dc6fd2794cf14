/** The lot's disposition: what the two releases need beside the specification, the audit-trail review, and the certificates. */
@NullMarked
@ApplicationModule(displayName = "release", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "product", "genealogy", "evidence", "gate", "donor", "batch", "bank", "laboratory",
        "quality"})
package org.stroma.app.release;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
