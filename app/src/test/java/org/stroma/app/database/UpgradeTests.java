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
        try (Connection connection = credentials.dataSource(DatabaseRole.SYSTEM).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:door', 'a test of upgrading')");
            statement.execute(sql);
            connection.commit();
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = TestServer.superuser(credentials);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
