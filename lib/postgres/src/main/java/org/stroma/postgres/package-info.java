/**
 * Starts, attaches to and stops a PostgreSQL server of one's own from its embedded binaries, and copies it while it runs.
 * It knows no schema, creates no database and is no connection pool; it never logs but reports to a {@link PostgresListener}.
 */
@NullMarked
package org.stroma.postgres;

import org.jspecify.annotations.NullMarked;
