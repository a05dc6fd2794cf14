package org.stroma.app.database;

import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How to reach one database, as each of its roles.
 *
 * @param url the JDBC URL of the database
 * @param passwords the password of each role that this process may act as; the owner's is absent where it has no business
 */
public record Credentials(String url, Map<DatabaseRole, String> passwords) {

    public Credentials {
        passwords = Map.copyOf(passwords);
    }

    /** The password of a role; refuses a role that this process was given none for. */
    public String password(DatabaseRole role) {
        String password = passwords.get(role);
        if (password == null) {
            throw new Refusal("database.no-password", Map.of("role", role.login(), "variable",
                    "STROMA_DB_" + role.name() + "_PASSWORD"));
        }
        return password;
    }

    /** An unpooled source of connections as one role. */
    public DataSource dataSource(DatabaseRole role) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(role.login());
        source.setPassword(password(role));
        source.setApplicationName("stroma");
        return source;
    }

    @Override
    public String toString() {
        return "Credentials[" + url + ", " + passwords.keySet() + "]";
    }
}
