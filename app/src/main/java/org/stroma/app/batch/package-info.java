/** Cultivation and filling: what is done from accepted tissue to the frozen lot, with its parameters and clocks. It judges no release. */
@NullMarked
@ApplicationModule(displayName = "batch", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "product", "genealogy", "evidence", "gate"})
package org.stroma.app.batch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
