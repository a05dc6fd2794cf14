package org.stroma.app.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The statements that a request asks of the database, as PostgreSQL counts them (pg_stat_statements). The sealer, which works
 * beside it, belongs to nobody's page; a session's sign of life and the shift of the plant's clock are asked for once in a
 * while, whatever is shown.
 */
public final class Statements {
    private static final String CALLS = """
            select s.query, s.calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
             where s.dbid = (select oid from pg_database where datname = current_database()) and s.toplevel and s.query not like '%people.touch(%'
               and s.query not like '%from ledger.plant_clock'
               and (r.rolname = 'stroma_app' or r.rolname = 'stroma_system' and s.query like '%people.%')""";

    private Statements() {}

    /** What came back, and what was asked for it. */
    public record Counted(Client.Answer answer, List<String> statements) {}

    /** Counts what one request asks; the caller sees to it that nobody else asks meanwhile. */
    public static Counted of(Connection superuser, Supplier<Client.Answer> request) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
            Client.Answer answer = request.get();
            List<String> statements = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(CALLS)) {
                while (row.next()) {
                    for (long i = 0; i < row.getLong(2); i++) {
                        statements.add(row.getString(1).strip());
                    }
                }
            }
            return new Counted(answer, statements);
        }
    }
}
