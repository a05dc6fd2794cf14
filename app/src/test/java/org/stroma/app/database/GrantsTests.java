package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stroma.app.testing.TestServer;

/** What each role of the database may do, over every schema, whatever a later migration adds. SR-003, SR-020, SR-071. */
class GrantsTests {
    private static final Credentials CREDENTIALS = TestServer.fresh();
    private static final String OURS = " n.nspname in ("
            + Migrations.modules().stream().map(module -> "'" + module + "'").collect(Collectors.joining(", ")) + ")";
    private static final String OPEN_FUNCTIONS = """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where (p.proacl is null or exists (select from aclexplode(p.proacl) a where a.grantee = 0)) and""" + OURS;
    private static final String UNPINNED = """
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where p.prosecdef and not exists (select from unnest(p.proconfig) c
                   where c ~ '^search_path=.*pg_temp$') and""" + OURS;
    private static final String WRITES = """
            select c.oid::regclass::text || ' ' || string_agg(distinct right_, ' ' order by right_)
              from pg_class c join pg_namespace n on n.oid = c.relnamespace,
                   unnest(array ['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) right_
             where c.relkind in ('r', 'v', 'm', 'p')
               and (has_table_privilege('%1$s', c.oid, right_)
                    or right_ in ('INSERT', 'UPDATE') and has_any_column_privilege('%1$s', c.oid, right_)) and""" + OURS
            + " group by c.oid order by 1";
    private static final String READS = """
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
             where c.relkind in ('r', 'v', 'm', 'p') and c.relname <> 'flyway_history'
               and has_any_column_privilege('%s', c.oid, 'SELECT') and""" + OURS;
    private static final String CALLS = """
            select distinct n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where has_function_privilege('%s', p.oid, 'EXECUTE') and""" + OURS;

    private static List<String> ask(String query) {
        try (Connection superuser = TestServer.superuser(CREDENTIALS);
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void noFunctionIsOpenToEverybody() {
        assertThat(ask(OPEN_FUNCTIONS)).isEmpty();
    }

    @Test
    void everyFunctionThatRunsAsTheOwnerPinsItsPath() {
        assertThat(ask(UNPINNED)).isEmpty();
    }

    /** Rows that were written are never deleted or emptied by the application, but for answers to repeated requests. */
    @Test
    void theApplicationDeletesAndEmptiesNothing() {
        List<String> writes = ask(WRITES.formatted(DatabaseRole.APP.login()));

        assertThat(writes).hasSizeGreaterThan(20);
        assertThat(writes.stream().filter(line -> line.matches(".*(DELETE|TRUNCATE|TRIGGER|REFERENCES).*")))
                .containsExactly("shell.idempotency DELETE INSERT UPDATE");
        assertThat(writes.stream().map(line -> line.replaceAll("\\..*", "")).distinct())
                .containsExactlyInAnyOrder("people", "shell", "material", "donor");
    }

    @ParameterizedTest
    @EnumSource(value = DatabaseRole.class, names = {"READ", "VERIFY", "DONOR_VAULT", "PATIENT_VAULT"})
    void readersAndVaultsWriteNoTable(DatabaseRole role) {
        assertThat(ask(WRITES.formatted(role.login()))).isEmpty();
    }

    @Test
    void identitiesAreReadThroughFunctionsOfTheirVaultOnly() {
        Map<String, List<String>> seen = new TreeMap<>();
        for (DatabaseRole role : List.of(DatabaseRole.APP, DatabaseRole.SYSTEM, DatabaseRole.READ,
                DatabaseRole.DONOR_VAULT, DatabaseRole.PATIENT_VAULT)) {
            seen.put(role.login(), ask(READS.formatted(role.login())).stream().filter(table -> table.contains("vault"))
                    .toList());
        }

        assertThat(seen.values()).allSatisfy(tables -> assertThat(tables).isEmpty());
        assertThat(ask(CALLS.formatted("stroma_donor_vault"))).doesNotContain("patient_vault").contains("donor_vault");
        assertThat(ask(CALLS.formatted("stroma_patient_vault"))).doesNotContain("donor_vault")
                .contains("patient_vault");
        assertThat(ask(CALLS.formatted("stroma_read"))).doesNotContain("donor_vault", "patient_vault");
        assertThat(ask(CALLS.formatted("stroma_app"))).doesNotContain("donor_vault", "patient_vault");
    }

    @ParameterizedTest
    @EnumSource(value = DatabaseRole.class, names = "OWNER", mode = EnumSource.Mode.EXCLUDE)
    void nobodyButTheOwnerMakesTables(DatabaseRole role) {
        assertThat(ask(("select n.nspname from pg_namespace n where has_schema_privilege('%1$s', n.oid, 'CREATE') and n.nspname !~ '^pg_temp' "
                + "union all select 'temporary' where has_database_privilege('%1$s', current_database(), 'TEMP')")
                .formatted(role.login()))).isEmpty();
    }

    /**
     * On a server whose administrator lets everybody have temporary tables, a table of one's own with the ledger's trigger on it would
     * write history of a table that nobody changed.
     */
    @Test
    void theLedgersTriggersCannotBePutOnATableOfOnesOwn() throws SQLException {
        Credentials open = TestServer.fresh();
        try (Connection superuser = TestServer.superuser(open); Statement statement = superuser.createStatement()) {
            statement.execute("grant temporary on database " + superuser.getCatalog() + " to public");
        }
        try (Connection app = open.dataSource(DatabaseRole.APP).getConnection();
                Statement statement = app.createStatement()) {
            statement.execute("create temporary table mine (id int, code text)");

            assertThatThrownBy(() -> statement.execute(
                    "create trigger forged after insert on mine referencing new table as new_rows for each statement execute function ledger.capture_people_person()"))
                    .isInstanceOf(SQLException.class)
                    .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
        }
    }
}
