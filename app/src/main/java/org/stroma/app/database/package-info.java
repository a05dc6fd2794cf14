/** Where records are kept: Stroma's own PostgreSQL or yours, its roles, its pools and the order of migrations. It knows no table of any module. */
@NullMarked
@ApplicationModule(displayName = "database", allowedDependencies = {})
package org.stroma.app.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
