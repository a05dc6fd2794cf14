/** Identities of donors and of patients, apart from everything else and from each other, and the check that no free text carries one. It knows no process. */
@NullMarked
@ApplicationModule(displayName = "vault", allowedDependencies = {"database", "ledger", "people"})
package org.stroma.app.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
