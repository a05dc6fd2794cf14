package org.stroma.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.testing.TestServer;

/** What the ledger refuses to the roles of the application; all on one database, since nothing may happen to it. SR-020. */
class LedgerRefusalTests {
    private static final Credentials CREDENTIALS = TestServer.fresh();

    @Test
    void refusesAChangeWithoutAuthor() {
        assertThatThrownBy(() -> as(DatabaseRole.SYSTEM,
                "insert into people.organisation (code, name_zh, name_en, kind) values ('X-1', 'x', 'x', 'MAKER')"))
                .hasMessageContaining("No author");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", " . ", "-", "x"})
    void refusesAReasonThatIsNone(String reason) {
        assertThatThrownBy(() -> as(DatabaseRole.SYSTEM, "select ledger.enter_system('system:door', '" + reason + "')"))
                .hasMessageContaining("reason");
    }

    @ParameterizedTest
    @ValueSource(strings = {"select ledger.open_tx('QA-1', 'qa-1', 'forged', 'UI')",
            "insert into ledger.tx values (1, '9', 'QA-1', null, 'forged', 'UI', now(), now())",
            "insert into ledger.entry (epoch, xid, tab, row_key, op) values (1, '9', 'people.person', '1', 'I')",
            "update ledger.entry set new = null",
            "delete from ledger.entry", "truncate ledger.entry", "update ledger.block set entries = 0",
            "select ledger.enter_system('system:door', 'because')",
            "select ledger.append_block(9, 1, '1', '2', 0, null, null, null, now())",
            "alter table people.person disable trigger all",
            "select ledger.shift_plant_clock('1 day')", "select * from ledger.entry", "select * from people.session",
            "select password_hash from people.account",
            "insert into people.ceremony (account, person, session, components, origin) values (1, 1, 1, 'PASSWORD', 'x')",
            "insert into people.signature (record_type) values ('x')", "update people.signature set note = 'x'",
            "select people.put_signable('standard-approval', '1', 'application/json', '1', '{}', 'x', 'x', '{OPERATOR,VERIFIER}', '{PERFORMED,VERIFIED}', '{\"\",\"\"}')",
            "select people.void_signable('decision', '1', 'not wanted')",
            "set role stroma_owner",
            "create table people.mine (x int)", "drop trigger ledger_insert on people.person"})
    void refusesTheApplicationRoleWhatItMustNotDo(String attack) {
        assertThatThrownBy(() -> as(DatabaseRole.APP, attack)).isInstanceOf(SQLException.class)
                .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isIn("42501", "ST001", "ST002", "ST004"));
    }

    private static void as(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = CREDENTIALS.dataSource(role).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
