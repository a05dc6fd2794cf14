/** Organisations, persons, accounts, roles, qualifications, sign-in and signing. It does not know what is signed. */
@NullMarked
@ApplicationModule(displayName = "people", allowedDependencies = {"database", "ledger"})
package org.stroma.app.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
