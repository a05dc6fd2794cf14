/** What is made: routes, limits, policies, presentation and labels of a product as approved, versioned data. It knows no unit and no step. */
@NullMarked
@ApplicationModule(displayName = "product", allowedDependencies = {"database", "ledger", "people", "shell", "standard"})
package org.stroma.app.product;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
