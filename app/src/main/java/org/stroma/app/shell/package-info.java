/** What every page shares: layout, language, scan box, worklist, problem details. It holds no business page. */
@NullMarked
@ApplicationModule(displayName = "shell", allowedDependencies = {"database", "ledger", "people"})
package org.stroma.app.shell;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
