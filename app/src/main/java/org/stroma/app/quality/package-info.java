/** Quality events: for now the deviation that a conditional acceptance needs, with its conclusion on lots. Investigation in depth comes later. */
@NullMarked
@ApplicationModule(displayName = "quality", allowedDependencies = {"database", "ledger", "people", "shell", "genealogy"})
package org.stroma.app.quality;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
