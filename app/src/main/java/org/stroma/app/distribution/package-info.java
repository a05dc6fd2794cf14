/** Shipments and their cold chain: who may carry, what was ordered, packing by scan, hand-over, loggers, receipt and return; recalls. It keeps no patient. */
@NullMarked
@ApplicationModule(displayName = "distribution", allowedDependencies = {"database", "ledger", "people", "shell",
        "standard", "product", "genealogy", "evidence", "gate", "donor", "batch", "quality"})
package org.stroma.app.distribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
