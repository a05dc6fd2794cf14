/** Pages and resources on which people keep their own account and administrators keep everybody else's. The rules are those of people. */
@NullMarked
@ApplicationModule(displayName = "accounts", allowedDependencies = {"database", "ledger", "people", "shell"})
package org.stroma.app.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
