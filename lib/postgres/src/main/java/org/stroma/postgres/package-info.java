/** Starts, attaches to and stops a PostgreSQL server of one's own from its embedded binaries; it knows no schema. */
@NullMarked
package org.stroma.postgres;

import org.jspecify.annotations.NullMarked;
