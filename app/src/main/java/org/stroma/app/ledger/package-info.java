/** The append-only history of every regulated row: written by the database, sealed in blocks, verified by anyone. It knows no business rule. */
@NullMarked
@ApplicationModule(displayName = "ledger", allowedDependencies = {"database"})
package org.stroma.app.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
