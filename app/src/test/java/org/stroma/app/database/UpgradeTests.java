package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.stroma.app.ledger.LedgerVerifier;
import org.stroma.app.ledger.Sealer;
import org.stroma.app.ledger.Verification;
import org.stroma.app.testing.TestServer;

/** A populated database takes the next version: its rows change with an author, its history stays whole. SR-033. */
class UpgradeTests {
    private static final String WRITE = """
            insert into people.organisation (code, name_zh, name_en, kind, zone) values
              ('UP-%1$d', '甲', 'One', 'MAKER', 'Asia/Shanghai'), ('UP-%2$d', '乙', 'Two', 'HOSPITAL', 'Asia/Urumqi')""";

    /** As the owner, who alone could write all of it then. */
    private static final String OLDER = WRITE.formatted(1, 2)
            + """
                    ;
                    insert into people.person (code, full_name, organisation) select 'UPP-' || right(code, 1), 'Person ' || code, id from people.organisation;
                    insert into genealogy.operation (type, started_at, ended_at, performed_by, entered_at)
                    select 'OP-231', now(), now(), id, now() from people.person where code = 'UPP-1';
                    insert into genealogy.unit (code, type, port, made_by, state, holder) select 'UP-SH-1', 'SAMPLE', 'sample', id, 'TAKEN', 'UP-1' from genealogy.operation""";

    private final Credentials credentials = TestServer.fresh();

    @Test
    void anUpgradeKeepsHistoryWholeAndLeavesItsOwnTrace() throws Exception {
        write(WRITE.formatted(1, 2));
        new Sealer(credentials.dataSource(DatabaseRole.SYSTEM)).seal();
        Verification before = verify();
        int applied = new Migrations(credentials.dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                ZoneId.of("Asia/Shanghai"), "next").migrate();
        write(WRITE.formatted(3, 4));
        new Sealer(credentials.dataSource(DatabaseRole.SYSTEM)).seal();
        Verification after = verify();

        assertThat(before.breaks()).isEmpty();
        assertThat(applied).isEqualTo(1);
        assertThat(after.breaks()).isEmpty();
        assertThat(after.entries()).isGreaterThan(before.entries());
        assertThat(text("select string_agg(region, ',' order by code) from people.organisation where code like 'UP-%'"))
                .isEqualTo("Asia,Asia,Asia,Asia");
    }

    /** People, units and orders of the time before sites: everybody works, and everything stands, at the main site of its organisation. */
    @Test
    void anUpgradeGivesEveryOrganisationItsMainSite() throws Exception {
        Credentials older = emptied();
        new Migrations(older.dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION, ZoneId.of("Asia/Shanghai"),
                "", "24?").migrate();
        write(older, DatabaseRole.OWNER, OLDER);
        seal(older);
        new Migrations(older.dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION, ZoneId.of("Asia/Shanghai"))
                .migrate();
        seal(older);

        assertThat(text(older,
                "select string_agg(code || ' ' || kind || ' ' || zone, ', ' order by code) from people.site"))
                .isEqualTo("UP-1 MANUFACTURE Asia/Shanghai, UP-2 CLINICAL Asia/Urumqi");
        assertThat(text(older,
                """
                        select string_agg(p.code || ' ' || g.site, ', ' order by p.code) from people.posting g join people.person p on p.id = g.person"""))
                .isEqualTo("UPP-1 UP-1, UPP-2 UP-2");
        assertThat(text(older, "select site from genealogy.unit where code = 'UP-SH-1'")).isEqualTo("UP-1");
        assertThat(new LedgerVerifier(older.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty()).breaks())
                .isEmpty();
    }

    /** The same server with a database in which nothing was ever migrated. */
    private static Credentials emptied() throws SQLException {
        Credentials fresh = TestServer.fresh();
        try (Connection superuser = TestServer.superuser(fresh); Statement statement = superuser.createStatement()) {
            for (String module : Migrations.modules()) {
                statement.execute("drop schema " + module + " cascade");
            }
        }
        return fresh;
    }

    private static void seal(Credentials of) throws Exception {
        new Sealer(of.dataSource(DatabaseRole.SYSTEM)).seal();
    }

    @Test
    void anUpgradeThatIsAppliedAlreadyDoesNothing() {
        Migrations again = new Migrations(credentials.dataSource(DatabaseRole.OWNER), Migrations.Kind.DEMONSTRATION,
                ZoneId.of("Asia/Shanghai"));

        assertThat(again.migrate()).isZero();
        assertThat(Migrations.pending(credentials.dataSource(DatabaseRole.READ))).isFalse();
    }

    private Verification verify() throws SQLException {
        return new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty());
    }

    private void write(String sql) throws SQLException {
        write(credentials, DatabaseRole.SYSTEM, sql);
    }

    private static void write(Credentials to, DatabaseRole as, String sql) throws SQLException {
        try (Connection connection = to.dataSource(as).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:door', 'a test of upgrading')");
            statement.execute(sql);
            connection.commit();
        }
    }

    private String text(String query) throws SQLException {
        return text(credentials, query);
    }

    private static String text(Credentials of, String query) throws SQLException {
        try (Connection connection = TestServer.superuser(of);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
