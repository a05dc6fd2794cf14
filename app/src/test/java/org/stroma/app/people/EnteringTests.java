package org.stroma.app.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/** A session says who enters by it; whatever changes about that person is said by the session from then on. SR-001, SR-002. */
class EnteringTests {
    private static final String SIGN_IN = "insert into people.session (token_digest, account, strong, origin) select sha256('%s'), id, true, 'T' from people.account where login = 'anna'";

    private final Credentials credentials = TestServer.fresh();

    @BeforeEach
    void signIn() throws SQLException {
        change("""
                insert into people.organisation (code, name_zh, name_en, kind, zone) values ('M-1', '企业', 'Maker', 'MAKER', 'Asia/Shanghai');
                insert into people.person (code, full_name, organisation) select 'P-' || n, 'Person ' || n, (select id from people.organisation where code = 'M-1') from generate_series(1, 4) n;
                insert into people.account (person, login, kind, password_hash) select id, case code when 'P-1' then 'anna' else lower(code) end, 'PERSONAL', 'x' from people.person""");
        system(SIGN_IN.formatted("token"));
    }

    @Test
    void aTransactionBearsItsPersonAndSite() throws SQLException {
        assertThat(enter("token")).isEqualTo("P-1 anna TEST @M-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "update people.account set active = false where login = 'anna' | ST010",
            "update people.person set active = false where code = 'P-1' | ST010",
            "update people.account set must_change = true where login = 'anna' | ST026",
            "update people.session set ended_at = clock_timestamp(), end_cause = 'LOGOUT' | ST010",
            "update people.session set seen_at = seen_at - interval '11 minutes' | ST010"})
    void whoMayNoLongerWriteDoesNot(String sql, String code) throws SQLException {
        change(sql);

        assertThatThrownBy(() -> enter("token")).isInstanceOfSatisfying(PSQLException.class,
                refused -> assertThat(refused.getSQLState()).isEqualTo(code));
    }

    @Test
    void whoIsActiveAgainWritesAgain() throws SQLException {
        change("update people.account set active = false where login = 'anna'");
        change("update people.account set active = true where login = 'anna'");

        assertThat(enter("token")).startsWith("P-1 ");
    }

    @Test
    void aPostingThatEndedIsNotInTheOrigin() throws SQLException {
        change("update people.posting set ended_at = clock_timestamp() where person = (select id from people.person where code = 'P-1')");

        assertThat(enter("token")).isEqualTo("P-1 anna TEST");
    }

    @Test
    void anEmergencyIsInTheOriginAsLongAsItLasts() throws SQLException {
        change("""
                insert into people.emergency (code, person, role, reason, opened_by, seconded_by, plant_at, opened_at, until)
                select 'EA-26-001', p.id, 'OPERATOR', 'nobody else', 2, 3, now(), now(), clock_timestamp() + interval '2 hours' from people.person p where p.code = 'P-1'""");
        String during = enter("token");
        change("update people.emergency set ended_at = clock_timestamp(), ended_by = 2, end_reason = 'over'");

        assertThat(during).isEqualTo("P-1 anna TEST @M-1 !EA-26-001");
        assertThat(enter("token")).isEqualTo("P-1 anna TEST @M-1");
    }

    /** The door's role writes sessions, but not whom they belong to. */
    @ParameterizedTest
    @ValueSource(strings = {"code = 'P-2'", "login = 'p-2', person = 2", "works_at = 'M-2'", "must_change = true",
            "emergency = 'EA-26-009', emergency_until = 'infinity'"})
    void noSessionIsDescribedByHand(String set) throws SQLException {
        system("update people.session set " + set);

        assertThat(enter("token")).isEqualTo("P-1 anna TEST @M-1");
    }

    /** Who signs in while his account is being closed waits, and is then told. */
    @ParameterizedTest
    @ValueSource(strings = {"update people.account set active = false where login = 'anna'",
            "update people.person set active = false where code = 'P-1'"})
    void aSignInAtTheSameMomentSeesTheChange(String sql) throws Exception {
        try (Connection owner = TestServer.superuser(credentials);
                Statement statement = owner.createStatement();
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'an account is closed'); " + sql);
            Future<?> signIn = other.submit(() -> {
                system(SIGN_IN.formatted("second"));
                return null;
            });
            assertThatThrownBy(() -> signIn.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            owner.commit();
            signIn.get(30, TimeUnit.SECONDS);
        }

        assertThatThrownBy(() -> enter("second")).isInstanceOfSatisfying(PSQLException.class,
                refused -> assertThat(refused.getSQLState()).isEqualTo("ST010"));
    }

    private String enter(String token) throws SQLException {
        try (Connection app = credentials.dataSource(DatabaseRole.APP).getConnection();
                Statement statement = app.createStatement()) {
            app.setAutoCommit(false);
            statement.execute("select people.enter('" + token + "', 'a test writes', 'TEST')");
            try (Connection owner = TestServer.superuser(credentials); Statement read = owner.createStatement()) {
                app.commit();
                try (ResultSet row = read.executeQuery(
                        "select author || ' ' || account || ' ' || origin from ledger.tx order by recorded_at desc limit 1")) {
                    row.next();
                    return row.getString(1);
                }
            }
        }
    }

    private void system(String sql) throws SQLException {
        try (Connection system = credentials.dataSource(DatabaseRole.SYSTEM).getConnection();
                Statement statement = system.createStatement()) {
            statement.execute(sql);
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection owner = TestServer.superuser(credentials); Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:demo', 'a test changes people')");
            statement.execute(sql);
            owner.commit();
        }
    }
}
