/** The commands of the launcher. They start, read and check; what they act on lives in the other modules. */
@NullMarked
@ApplicationModule(displayName = "cli", allowedDependencies = {"shell", "database", "ledger", "people", "genealogy",
        "demo"})
package org.stroma.app.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
