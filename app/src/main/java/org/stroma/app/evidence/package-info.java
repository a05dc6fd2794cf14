/** What was observed about units: results, documents, declarations, files; corrections keep the original. It judges nothing. */
@NullMarked
@ApplicationModule(displayName = "evidence", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "genealogy"})
package org.stroma.app.evidence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
