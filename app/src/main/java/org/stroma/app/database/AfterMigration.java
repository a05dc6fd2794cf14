package org.stroma.app.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reference data that a module keeps in files and the database reads as rows: loaded by the owner after every migration,
 * in the order of {@link #place()}. Implementations are found through {@link java.util.ServiceLoader}.
 */
public interface AfterMigration {
    /** Lower places run first. */
    int place();

    /** Brings the rows in line with the files, within one transaction that already has an author. */
    void run(Connection owner) throws SQLException;
}
