/** Donors of cords and their tissue: consent, screening, samples, markers, eligibility, collection and receipt. It knows codes, never who a donor is. */
@NullMarked
@ApplicationModule(displayName = "donor", allowedDependencies = {"database", "ledger", "people", "vault", "shell",
        "standard", "product", "genealogy", "evidence", "gate"})
package org.stroma.app.donor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
