package org.stroma.app.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardReader;
import org.stroma.app.standard.Standards;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;

/** The page of a gate asks the database the same number of questions, however much there is to judge. */
@StromaTest
class GateStatementsTests {
    /**
     * Statements of the request as PostgreSQL counted them; the sealer, which works beside it, belongs to nobody's page; a
     * session's sign of life and the shift of the plant's clock are asked for once in a while, whatever is shown.
     */
    private static final String CALLS = """
            select s.query, s.calls from pg_stat_statements s join pg_roles r on r.oid = s.userid
             where s.dbid = (select oid from pg_database where datname = current_database()) and s.toplevel and s.query not like '%people.touch(%'
               and s.query not like '%from ledger.plant_clock'
               and (r.rolname = 'stroma_app' or r.rolname = 'stroma_system' and s.query like '%people.%')""";
    private static final String OBSERVE = """
            insert into evidence.observation (unit, characteristic, kind, attempt, content, taken_at, source, entered_by, entered_at)
            select u.id, 'c' || (n %% %2$d), 'RESULT', 1 + n / %2$d, '[{"flag": true}]', now(), 'MANUAL', 1, now()
              from genealogy.unit u cross join generate_series(0, %3$d - 1) n where u.code = '%1$s'""";

    @Autowired
    private Cast cast;
    @Autowired
    private Credentials credentials;
    @LocalServerPort
    private int port;

    @Test
    void aGatePageAsksAConstantNumberOfQuestions() throws SQLException {
        stage("SMALL", 6, 20);
        stage("LARGE", 60, 2000);
        Actor actor = cast.signIn("QP-A");

        List<String> small = statements(actor, "SMALL", 6);
        List<String> large = statements(actor, "LARGE", 60);

        assertThat(large).as("statements of the large page").hasSameSizeAs(small);
        assertThat(large).hasSizeLessThanOrEqualTo(20);
    }

    private List<String> statements(Actor actor, String lot, int requirements) throws SQLException {
        Client client = Client.of(port, actor.token());
        client.get("/gate/G6a/" + lot); // reads the standard's content, which is kept by its digest
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
            Client.Answer page = client.get("/gate/G6a/" + lot);

            assertThat(page.status()).isEqualTo(200);
            assertThat(page.response().body().split("data-requirement=", -1)).hasSize(requirements + 1);
            List<String> statements = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(CALLS)) {
                while (row.next()) {
                    for (long i = 0; i < row.getLong(2); i++) {
                        statements.add(row.getString(1).strip());
                    }
                }
            }
            return statements;
        }
    }

    /** A lot of a product with a standard of so many requirements and so much evidence, put there past the door. */
    private void stage(String lot, int requirements, int observations) throws SQLException {
        try (Connection owner = credentials.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'stage of a test')");
            standard(owner, lot.toLowerCase(Locale.ROOT) + "-release", 0, requirements / 2);
            standard(owner, lot.toLowerCase(Locale.ROOT) + "-batch", requirements / 2, requirements);
            statement.execute(
                    """
                            insert into genealogy.operation (type, started_at, ended_at, performed_by, entered_at) values ('OP-160', now(), now(), 1, now());
                            insert into genealogy.unit (code, type, port, made_by, product, state, holder)
                            select '%1$s', 'LOT', 'lot', max(id), '%1$s', 'UNDER_REVIEW', 'MAKER-1' from genealogy.operation"""
                            .formatted(lot));
            statement.execute(OBSERVE.formatted(lot, requirements, observations));
            owner.commit();
        }
    }

    private static void standard(Connection owner, String code, int from, int until) throws SQLException {
        StringBuilder yaml = new StringBuilder("""
                standard: %s
                version: "1"
                name: {zh: 多项要求, en: Many requirements}
                characteristics:
                """.formatted(code));
        for (int i = from; i < until; i++) {
            yaml.append("  - {code: c%1$d, name: {zh: 项目%1$d, en: item %1$d}, type: flag}\n".formatted(i));
        }
        yaml.append("requirements:\n");
        for (int i = from; i < until; i++) {
            yaml.append(
                    """
                              - {code: R-%1$d, name: {zh: 要求%1$d, en: Requirement %1$d}, severity: B, tag: D, cites: [HOUSE], criterion: {is: {of: c%1$d, flag: true}}}
                            """
                            .formatted(i));
        }
        byte[] source = yaml.toString().getBytes(StandardCharsets.UTF_8);
        Standard standard = new StandardReader(Standards.library()).read(source).orThrow();
        try (PreparedStatement insert = owner.prepareStatement(
                """
                        insert into standard.version (code, version, name_zh, name_en, source, content, state, effective_from, drafted_at, note)
                        values (?, '1', '多项要求', 'Many requirements', ?, ?, 'APPROVED', now() - interval '10 years', now(), 'staged')""")) {
            insert.setString(1, code);
            insert.setBytes(2, source);
            insert.setBytes(3, standard.toBytes());
            insert.executeUpdate();
        }
    }
}
