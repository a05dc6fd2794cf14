package org.stroma.app.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.stroma.app.testing.Statements;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;

/** The page of a gate asks the database the same number of questions, however much there is to judge. */
@StromaTest
class GateStatementsTests {
    private static final int MOST = 8;
    private static final String LOT = """
            insert into genealogy.operation (type, started_at, ended_at, performed_by, entered_at) values ('OP-095', now(), now(), 1, now());
            insert into genealogy.unit (code, type, port, made_by, state, holder)
            select '%1$s-P' || n, 'PASSAGE_CULTURE', 'culture', (select max(id) from genealogy.operation), 'HARVESTED', 'MAKER-1' from generate_series(1, %2$d) n;
            insert into genealogy.hold (unit, kind, cause, reference, reason, placed_by, placed_at)
            select id, case when id %% 2 = 0 then 'STOP' else 'OBLIGATION' end, 'MANUAL', 'STAGED', 'staged by a test', 'QA-1', now()
              from genealogy.unit where code like '%1$s-P%%';
            insert into genealogy.operation (type, started_at, ended_at, performed_by, entered_at) values ('OP-160', now(), now(), 1, now());
            insert into genealogy.input (operation, unit, port, from_state, to_state)
            select (select max(id) from genealogy.operation), id, 'culture', 'READY', 'HARVESTED' from genealogy.unit where code like '%1$s-P%%';
            insert into genealogy.unit (code, type, port, made_by, product, state, holder)
            select '%1$s', 'LOT', 'lot', max(id), '%1$s', 'UNDER_REVIEW', 'MAKER-1' from genealogy.operation;
            insert into genealogy.unit (code, type, port, made_by, lot, state, holder)
            select '%1$s-' || n, 'CONTAINER', 'container', l.made_by, l.id, 'STORED_QUARANTINE', 'MAKER-1' from genealogy.unit l, generate_series(1, %3$d) n where l.code = '%1$s'""";
    private static final String OBSERVE = """
            insert into evidence.observation (unit, characteristic, kind, attempt, content, taken_at, source, entered_by, entered_at)
            select u.id, 'c' || (n %% %2$d), 'RESULT', 1 + n / %2$d, '[{"flag": true}]', now(), 'MANUAL', 1, now()
              from genealogy.unit u cross join generate_series(0, %3$d - 1) n where u.code = '%1$s'""";

    @Autowired
    private Cast cast;
    @Autowired
    private Gates gates;
    @Autowired
    private Credentials credentials;
    @LocalServerPort
    private int port;

    /** How much there is of everything that a page might ask for one by one. */
    private record Extent(String lot, int requirements, int observations, int holds, int containers) {}

    @Test
    void aGatePageAsksAConstantNumberOfQuestions() throws SQLException {
        Extent small = new Extent("SMALL", 6, 20, 1, 2);
        Extent large = new Extent("LARGE", 60, 2000, 120, 600);
        stage(small);
        stage(large);
        Actor actor = cast.signIn("QP-A");

        List<String> few = statements(actor, small);
        List<String> many = statements(actor, large);

        assertThat(many).as("statements of the large page").hasSameSizeAs(few);
        assertThat(many).hasSizeLessThanOrEqualTo(MOST);
    }

    @Test
    void aProposalThatWaitsAsksNoMore() throws SQLException {
        Extent waiting = new Extent("WAITING", 6, 20, 3, 5);
        stage(waiting);
        Actor actor = cast.signIn("QP-A");
        List<String> before = statements(actor, waiting);
        gates.propose(actor, "G6a", waiting.lot(), new Gates.Proposal("RETURN_TO_REVIEW", "staged", null));

        List<String> after = statements(actor, waiting);

        assertThat(after).hasSameSizeAs(before).hasSizeLessThanOrEqualTo(MOST);
        assertThat(gates.judge("G6a", waiting.lot()).panel()).isNotNull();
    }

    private List<String> statements(Actor actor, Extent extent) throws SQLException {
        Client client = Client.of(port, actor.token());
        client.get("/gate/G6a/" + extent.lot()); // reads the standard's content, which is kept by its digest
        try (Connection superuser = TestServer.superuser(credentials)) {
            Statements.Counted counted = Statements.of(superuser, () -> client.get("/gate/G6a/" + extent.lot()));

            assertThat(counted.answer().status()).isEqualTo(200);
            String page = counted.answer().response().body();
            assertThat(page.split("data-requirement=", -1)).hasSize(extent.requirements() + 1);
            assertThat(page.split("staged by a test", -1)).hasSizeGreaterThan(extent.holds());
            return counted.statements();
        }
    }

    /** A lot of a product with a standard of so many requirements, below so many holds, put there past the door. */
    private void stage(Extent extent) throws SQLException {
        String lot = extent.lot();
        int half = extent.requirements() / 2;
        try (Connection owner = credentials.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'stage of a test')");
            standard(owner, lot.toLowerCase(Locale.ROOT) + "-release", 0, half);
            standard(owner, lot.toLowerCase(Locale.ROOT) + "-batch", half, extent.requirements());
            statement.execute(LOT.formatted(lot, extent.holds(), extent.containers()));
            statement.execute(OBSERVE.formatted(lot, extent.requirements(), extent.observations()));
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
