package org.stroma.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/** What the ledger catches, refuses and proves. SR-020, SR-021. */
class LedgerTests {
    private Credentials credentials = TestServer.fresh();
    private Sealer sealer = new Sealer(credentials.dataSource(DatabaseRole.SYSTEM));

    @BeforeEach
    void writeSomething() throws Exception {
        asSystem(
                "insert into people.organisation (code, name_zh, name_en, kind) values ('ORG-1', '一', 'One', 'MAKER'), ('ORG-2', '二', 'Two', 'HOSPITAL')");
        sealer.seal();
        asSystem(
                "insert into people.person (code, full_name, organisation) select 'P-' || n, 'Person ' || n, 1 from generate_series(1, 20) n");
        sealer.seal();
        asSystem(
                "insert into people.organisation (code, name_zh, name_en, kind) values ('ORG-3', '三', 'Three', 'CARRIER')");
        sealer.seal();
    }

    @Test
    void intactHistoryVerifies() throws SQLException {
        Verification found = verify();

        assertThat(found.breaks()).isEmpty();
        assertThat(found.blocks()).isGreaterThanOrEqualTo(3);
        assertThat(found.rows()).isGreaterThan(50);
    }

    @Test
    void keepsSecretsOutOfHistory() throws SQLException {
        asSystem(
                "insert into people.account (person, login, kind, password_hash, second_factor) values (1, 'p-1', 'PERSONAL', 'argon-hash', 'TOTPSECRET')");

        assertThat(text("select string_agg(new::text, ' ') from ledger.entry where tab = 'people.account'"))
                .contains("p-1")
                .doesNotContain("argon-hash").doesNotContain("TOTPSECRET");
    }

    static Stream<String> tamperings() {
        return Stream.of(
                "alter table ledger.entry disable trigger all; update ledger.entry set new = (new::jsonb || '{\"name_en\": \"Other\"}')::json where tab = 'people.organisation' and row_key = '2'",
                "alter table ledger.entry disable trigger all; delete from ledger.entry where tab = 'people.organisation' and row_key = '2'",
                "alter table ledger.entry disable trigger all; delete from ledger.entry where n = (select min(n) from ledger.entry)",
                "alter table ledger.entry disable trigger all; update ledger.entry set row_key = '9' where tab = 'people.person' and row_key = '8'",
                "alter table ledger.entry disable trigger all; update ledger.entry set op = 'U' where tab = 'people.person' and row_key = '8'",
                "insert into ledger.entry (epoch, xid, tab, row_key, op, new) select epoch, xid, 'people.person', '99', 'I', '{}' from ledger.tx order by xid limit 1",
                "alter table ledger.tx disable trigger all; update ledger.tx set author = 'SOMEBODY' where xid = (select max(xid) from ledger.tx)",
                "alter table ledger.tx disable trigger all; update ledger.tx set reason = 'another reason' where xid = (select min(xid) from ledger.tx)",
                "alter table ledger.tx disable trigger all; update ledger.tx set recorded_at = recorded_at - interval '1 day' where xid = (select max(xid) from ledger.tx)",
                "alter table ledger.tx disable trigger all; update ledger.tx set plant_at = plant_at - interval '1 day' where xid = (select max(xid) from ledger.tx)",
                "alter table ledger.tx disable trigger all; delete from ledger.tx where xid = (select max(xid) from ledger.tx)",
                "alter table ledger.tx disable trigger all; update ledger.tx set origin = 'API' where xid = (select max(xid) from ledger.tx)",
                "alter table ledger.block disable trigger all; update ledger.block set root = sha256('x') where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set prev = sha256('x') where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set hash = sha256('x') where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set entries = entries + 1 where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set sealed_at = sealed_at - interval '1 day' where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set lo = '0' where n = 2",
                "alter table ledger.block disable trigger all; delete from ledger.block where n = 2",
                "alter table ledger.block disable trigger all; update ledger.block set n = 100 + n where n in (1, 2)",
                "alter table ledger.epoch disable trigger all; update ledger.epoch set kind = 'production'",
                "alter table people.person disable trigger all; update people.person set full_name = 'Somebody Else' where id = 3; alter table people.person enable trigger all",
                "alter table people.person disable trigger all; update people.person set full_name = 'Somebody Else' where id = 3; alter table people.person enable always trigger ledger_insert",
                "alter table people.person disable trigger all; delete from people.person where id = 3",
                "alter table people.person disable trigger all; insert into people.person (code, full_name, organisation) values ('GHOST', 'Ghost', 1)",
                "alter table people.role disable trigger all; update people.role set needs_second_factor = false",
                "alter table people.forbidden_pair disable trigger all; delete from people.forbidden_pair",
                "drop trigger ledger_update on people.person",
                "alter table people.person disable trigger ledger_insert",
                "alter table people.organisation enable replica trigger ledger_delete",
                "delete from ledger.watched where tab = 'people.person'",
                "alter table people.organisation disable trigger all; update people.organisation set active = false",
                "alter table people.person disable trigger all; update people.person set organisation = 2 where id = 5",
                "alter table people.person rename to persona");
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void findsTamperingByTheOwner(String tampering) throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute(tampering);
        }

        assertThat(verify().intact()).isFalse();
    }

    @Test
    void capturesEvenWhereOrdinaryTriggersAreSwitchedOff() throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            assertThatThrownBy(() -> statement
                    .execute("set session_replication_role = replica; update people.organisation set active = false"))
                    .hasMessageContaining("No author");
        }
    }

    @Test
    void namesTheFirstBrokenPlace() throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "alter table people.person disable trigger all; update people.person set full_name = 'Other' where id = 3; "
                            + "alter table people.person enable always trigger ledger_insert; alter table people.person enable always trigger ledger_update; "
                            + "alter table people.person enable always trigger ledger_delete; alter table people.person enable always trigger ledger_truncate");
        }

        assertThat(verify().first().orElseThrow().place()).isEqualTo("people.person 3");
        assertThat(verify().first().orElseThrow().finding()).contains("full_name");
    }

    @Test
    void aLargeTableIsComparedInSharesAndEveryShareIsSeen() throws SQLException {
        asSystem(
                "insert into people.person (code, full_name, organisation) select 'M-' || n, 'Somebody with quite a long name ' || n, 1 from generate_series(1, 60000) n");
        assertThat(text("select pg_relation_size('people.person') > 4 * 1024 * 1024")).isEqualTo("t");
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table people.person disable trigger all;"
                    + "update people.person set full_name = 'Somebody Else' where code in ('M-1', 'M-2', 'M-3', 'M-4', 'M-5', 'M-6', 'M-7', 'M-8');"
                    + "alter table people.person enable always trigger ledger_insert; alter table people.person enable always trigger ledger_update;"
                    + "alter table people.person enable always trigger ledger_delete; alter table people.person enable always trigger ledger_truncate");
        }

        Verification found = new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY), 3)
                .verify(Optional.empty());

        assertThat(found.breaks()).hasSize(8).allMatch(broken -> broken.finding().equals("differs in full_name"));
        assertThat(found.rows()).isEqualTo(verify().rows());
    }

    @Test
    void aChangedKeyOfSeveralColumnsEndsTheHistoryOfTheOldOne() throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("begin; select ledger.enter_system('system:migrate', 'a pair for this test');"
                    + "insert into people.forbidden_pair values ('INSPECTOR', 'NURSE', 'POST', 'a test'); commit");
            statement.execute("begin; select ledger.enter_system('system:migrate', 'a key is corrected');"
                    + "update people.forbidden_pair set role_b = 'PHYSICIAN' where (role_a, role_b) = ('INSPECTOR', 'NURSE'); commit");
        }

        assertThat(verify().breaks()).isEmpty();
        assertThat(text(
                "select string_agg(row_key || ' ' || op::text, ', ' order by n) from ledger.entry where tab = 'people.forbidden_pair' and row_key like 'INSPECTOR/%'"))
                .contains("INSPECTOR/NURSE/POST I", "INSPECTOR/NURSE/POST U", "INSPECTOR/PHYSICIAN/POST U");
    }

    @Test
    void anAnchorProvesAgainstARebuiltChain() throws Exception {
        Anchor anchor = new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).anchor().orElseThrow();
        rebuildEverything();

        assertThat(verify().intact()).isTrue();
        Verification againstAnchor = new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY))
                .verify(Optional.of(anchor));

        assertThat(againstAnchor.first().orElseThrow().kind()).isEqualTo(Verification.Kind.ANCHOR);
    }

    /** An owner who edits a row, its history, and rebuilds all blocks: consistent in itself, and found by the anchor only. */
    private void rebuildEverything() throws Exception {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute(
                    "set session_replication_role = replica; alter table people.person disable trigger all; alter table ledger.entry disable trigger all;"
                            + "alter table ledger.block disable trigger all; update people.person set full_name = 'Other' where id = 3;"
                            + "update ledger.entry set new = (new::jsonb || '{\"full_name\": \"Other\"}')::json where tab = 'people.person' and row_key = '3';"
                            + "delete from ledger.block; alter table ledger.entry enable always trigger append_only; alter table ledger.block enable always trigger append_only;"
                            + "alter table people.person enable always trigger ledger_insert; alter table people.person enable always trigger ledger_update;"
                            + "alter table people.person enable always trigger ledger_delete; alter table people.person enable always trigger ledger_truncate");
        }
        sealer.seal();
    }

    @Test
    void sealsNothingTwice() throws Exception {
        assertThat(sealer.seal()).isEmpty();
    }

    @Test
    void aBlockWaitsForOlderTransactionsStillRunning() throws Exception {
        try (Connection slow = credentials.dataSource(DatabaseRole.SYSTEM).getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'slow work')");
            statement.execute(
                    "insert into people.organisation (code, name_zh, name_en, kind) values ('SLOW', '慢', 'Slow', 'MAKER')");
            asSystem(
                    "insert into people.organisation (code, name_zh, name_en, kind) values ('FAST', '快', 'Fast', 'MAKER')");
            sealer.seal();
            slow.commit();
        }
        sealer.seal();

        assertThat(verify().intact()).isTrue();
        assertThat(verify().unsealed()).isZero();
    }

    /** A transaction that began first may write last: what counts is the order in which a row was written. */
    @Test
    void theLastImageIsTheOneThatWasWrittenLast() throws Exception {
        try (Connection early = TestServer.superuser(credentials); Statement statement = early.createStatement()) {
            early.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'began first')");
            asOwner("update people.organisation set name_en = 'Written first' where code = 'ORG-2'");
            statement.execute("update people.organisation set name_en = 'Written last' where code = 'ORG-2'");
            early.commit();
        }

        assertThat(verify().breaks()).isEmpty();
    }

    /** A row that was changed past its triggers is found even after it was changed again as it should be. */
    @Test
    void aLaterChangeDoesNotCoverAnEarlierOnePastTheLedger() throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("alter table people.organisation disable trigger ledger_update;"
                    + "update people.organisation set kind = 'CARRIER' where code = 'ORG-2';"
                    + "alter table people.organisation enable always trigger ledger_update");
        }
        asOwner("update people.organisation set name_en = 'Two again' where code = 'ORG-2'");

        Verification.Break found = verify().first().orElseThrow();
        assertThat(found.place()).isEqualTo("people.organisation 2");
        assertThat(found.finding()).contains("kind").contains("without the ledger");
    }

    private Verification verify() throws SQLException {
        return new LedgerVerifier(credentials.dataSource(DatabaseRole.VERIFY)).verify(Optional.empty());
    }

    private void asSystem(String sql) throws SQLException {
        write(credentials.dataSource(DatabaseRole.SYSTEM).getConnection(), sql);
    }

    private void asOwner(String sql) throws SQLException {
        write(TestServer.superuser(credentials), sql);
    }

    private static void write(Connection opened, String sql) throws SQLException {
        try (Connection connection = opened; Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'a test writes')");
            statement.execute(sql);
            connection.commit();
        }
    }

    private String text(String query) throws SQLException {
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
