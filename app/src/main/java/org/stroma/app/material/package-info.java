/** Materials, their lots and the solutions made of them: sources, evidence of Table 3, gate G3, stock. It moves nothing by itself: quantities change through the door. */
@NullMarked
@ApplicationModule(displayName = "material", allowedDependencies = {"database", "ledger", "people", "shell", "standard",
        "genealogy", "evidence", "gate"})
package org.stroma.app.material;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
