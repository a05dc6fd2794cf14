package org.stroma.app.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes the login roles of a cluster and an empty database that the owner owns; needs a superuser. */
public final class Roles {
    private Roles() {}

    /** Creates or updates every role with the given passwords. */
    public static void ensure(Connection superuser, Map<DatabaseRole, String> passwords) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            String verb = exists(superuser, "select from pg_roles where rolname = ?", role.login())
                    ? "alter"
                    : "create";
            try (Statement statement = superuser.createStatement()) {
                statement.execute("%s role %s login nosuperuser nocreatedb nocreaterole noreplication password '%s'"
                        .formatted(verb, role.login(), passwords.get(role)));
                statement.execute(
                        "alter role %s set idle_in_transaction_session_timeout = '60s'".formatted(role.login()));
            }
        }
    }

    /** Creates the database when it is absent; strangers may not connect to it. */
    public static void ensureDatabase(Connection superuser, String name) throws SQLException {
        if (exists(superuser, "select from pg_database where datname = ?", name)) {
            return;
        }
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create database %s owner %s".formatted(name, DatabaseRole.OWNER.login()));
            statement.execute("revoke all on database %s from public".formatted(name));
            for (DatabaseRole role : DatabaseRole.values()) {
                statement.execute("grant connect on database %s to %s".formatted(name, role.login()));
            }
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
