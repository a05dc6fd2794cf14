package org.stroma.app.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Makes the login roles of a cluster and an empty database that the owner owns; needs a superuser. */
public final class Roles {
    private static final String ROLE = "select from pg_roles where rolname = ?";

    /** As long as the connection lasts. The first number is Stroma's; 1 seals blocks, 2 migrates, 4 keeps changes of clocks. */
    private static final String ALONE = "select pg_advisory_lock(78231, 3)";

    private Roles() {}

    /** Waits until nobody else makes roles on this server; holds until the connection is closed. */
    static void alone(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute(ALONE);
        }
    }

    /** Creates or updates every role with the given passwords. */
    public static void ensure(Connection superuser, Map<DatabaseRole, String> passwords) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            String verb = exists(superuser, ROLE, role.login())
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

    /** Whether the cluster has one of the roles already. */
    static boolean anyExists(Connection connection) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            if (exists(connection, ROLE, role.login())) {
                return true;
            }
        }
        return false;
    }

    /** Creates the database when it is absent; strangers may neither connect to it nor make tables of their own in it. */
    public static void ensureDatabase(Connection superuser, String name) throws SQLException {
        String owner = DatabaseRole.OWNER.login();
        try (Statement statement = superuser.createStatement()) {
            if (!exists(superuser, "select from pg_database where datname = ?", name)) {
                statement.execute(
                        "create database %s owner %s template template0 encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'"
                                .formatted(name, owner));
            }
            statement.execute("revoke all on database %s from public".formatted(name));
            statement.execute("grant create on database %s to %s".formatted(name, owner));
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
