/**
 * Clauses, standards, requirements and their criteria, and the pure evaluation of a standard over facts. It knows neither
 * unit nor evidence: callers hand in observations and keep the bytes that come back.
 */
@NullMarked
@ApplicationModule(displayName = "standard", allowedDependencies = {"database", "ledger", "people", "shell"})
package org.stroma.app.standard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
