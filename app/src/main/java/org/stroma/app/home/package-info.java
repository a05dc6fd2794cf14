/** The first page after sign-in: each role's worklist, gathered from the modules. It decides nothing itself. */
@NullMarked
@ApplicationModule(displayName = "home", allowedDependencies = {"database", "shell", "people", "ledger"})
package org.stroma.app.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
