package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.people.Authorship;
import org.stroma.app.release.AuditTrailReviews;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.Window;

/** What the review of a lot's audit trail always holds, and that nothing else stands for its signature. SR-022, SR-023. */
class AuditTrailReviewTests {
    private static final String EVIDENCE = """
            select evidence.record(jsonb_build_object('unit', cast(:lot as text), 'characteristic', 'audit_trail_review', 'kind', 'DOCUMENT', 'content', cast('[{"document": "VALID"}]' as jsonb),
                'taken_at', ledger.plant_now(), 'source', 'MANUAL', 'file', encode(evidence.keep_file('list.json', 'application/json', convert_to(cast(:file as text), 'UTF8')), 'hex')))""";
    private static final String PUT = "select release.put_audit_trail_review(:lot, 'nothing remarkable', :shown)";
    private static final String REVIEWS = "select count(*) from release.audit_trail_review";
    private static final String CHANGED = """
            begin; select ledger.enter_system('system:migrate', 'a row that comes and goes');
            insert into release.configuration values ('test.nothing'); delete from release.configuration where tab = 'test.nothing'; commit""";

    private static final String NOT_RELEASED = """
            select ledger.enter_system('system:migrate', 'a release that is taken away');
            update genealogy.clearance c set ended_at = now() from genealogy.unit u where u.id = c.unit and u.code = '%s' and c.gate = 'G6b'"""
            .formatted(CultureAct.LOT);
    private static final String SINCE = """
            select l.kind from genealogy.unit u cross join lateral release.lines_since_review(u.id) l where u.code = '%s'"""
            .formatted(CultureAct.LOT);

    private final World world = World.get();
    private final AuditTrailReviews reviews = world.the(AuditTrailReviews.class);
    private final JdbcClient jdbc = world.the(JdbcClient.class);

    private List<AuditTrailReviews.Line> always(String kind) {
        return reviews.of(CultureAct.LOT).lines(true).stream().filter(line -> line.kind().equals(kind)).toList();
    }

    private long failed(String person) {
        return always("failed sign-in").stream().filter(line -> person.equals(line.who()))
                .mapToLong(AuditTrailReviews.Line::times).sum();
    }

    private void as(String person, Runnable attack) {
        world.the(Authorship.class).write(world.plant.as(person), "an attack", () -> {
            attack.run();
            return true;
        });
    }

    @Test
    void holdsFailedSignInsChangesOfConfigurationAndClocksAndDeletions() throws SQLException {
        long before = failed("WH-3");
        Client.of(world.port(), null).post("/api/v1/sessions", Map.of("login", "wh-3", "password", "not it"));
        Client.of(world.port(), null).post("/api/v1/sessions", Map.of("login", "a-password-in-the-wrong-field",
                "password", "not it"));
        try (Connection superuser = world.superuser(); Statement statement = superuser.createStatement()) {
            statement.execute(CHANGED);
        }

        assertThat(failed("WH-3")).isEqualTo(before + 1);
        assertThat(always("failed sign-in")).anyMatch(line -> line.who() == null)
                .noneMatch(line -> line.toString().contains("a-password"));
        assertThat(always("configuration")).anyMatch(line -> "release.configuration".equals(line.what()));
        assertThat(always("deletion")).anyMatch(line -> "release.configuration".equals(line.what()));
        assertThat(always("clock")).anyMatch(line -> "PLANT".equals(line.what()) && line.times() > 10);
        assertThat(reviews.of(CultureAct.LOT).since()).as("the lot is released").isEmpty();
        assertThat(sinceTheReviewIfItWereNotReleased()).contains("deletion").doesNotContain("failed sign-in",
                "configuration");
        assertThat(world.written()).isPositive();
    }

    private List<String> sinceTheReviewIfItWereNotReleased() throws SQLException {
        try (Connection superuser = world.superuser(); Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute(NOT_RELEASED);
            List<String> kinds = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(SINCE)) {
                while (row.next()) {
                    kinds.add(row.getString(1));
                }
            }
            superuser.rollback();
            return kinds;
        }
    }

    @Test
    void whatWasSignedIsTheListWithEveryLineAndIsTheDocumentOfTheRelease() {
        String signed = jdbc.sql(
                """
                        select convert_from(s.content, 'UTF8') from release.audit_trail_review r join people.signable s on s.record_type = 'audit-trail-review' and s.record_id = r.id::text
                          join people.signature g on (g.record_type, g.record_id, g.revision) = (s.record_type, s.record_id, s.revision)
                          join people.person p on p.id = g.person and p.code = 'QA-2' and g.meaning = 'REVIEWED'
                          join evidence.observation o on o.characteristic = 'audit_trail_review' and o.file = s.sha256 where r.state = 'SIGNED' limit 1""")
                .query(String.class).single();

        assertThat(signed).contains("\"lot\": \"" + CultureAct.LOT + "\"", "\"kind\": \"clock\"", "\"always\": true",
                "\"kind\": \"hold\"");
    }

    @Test
    void nothingStandsForASignedListByPlainSql() {
        long before = jdbc.sql(REVIEWS).query(Long.class).single();
        assertThatThrownBy(() -> as("QA-2", () -> jdbc.sql(EVIDENCE).param("lot", CultureAct.LOT)
                .param("file", "{\"lines\": []}").query(Long.class).single())).extracting("code").isEqualTo("ST221");
        assertThatThrownBy(() -> as("QA-2", () -> jdbc.sql(PUT).param("lot", CultureAct.LOT).param("shown", "00")
                .query(Long.class).single())).extracting("code").isEqualTo("ST220");
        assertThatThrownBy(() -> as("OP-1", () -> jdbc.sql(PUT).param("lot", CultureAct.LOT)
                .param("shown", reviews.of(CultureAct.LOT).sha256()).query(Long.class).single())).extracting("code")
                .isEqualTo("ST038");
        for (String write : List.of(
                "insert into release.audit_trail_review (lot, conclusion, list_sha256, lines, state, put_by, put_at, completed_at) select id, 'fine', '', 0, 'SIGNED', 1, now(), now() from genealogy.unit where type = 'LOT' limit 1",
                "update release.audit_trail_review set state = 'SIGNED'", "delete from release.configuration",
                "insert into ledger.clock_change (clock, before, after) values ('PLANT', '', '')")) {
            assertThatThrownBy(() -> as("QA-2", () -> jdbc.sql(write).update())).as(write)
                    .hasStackTraceContaining("permission denied");
        }

        assertThat(jdbc.sql(REVIEWS).query(Long.class).single()).isEqualTo(before);
    }

    @Test
    void isReadInWordsOfBothLanguages() {
        for (String language : List.of("zh-CN", "en")) {
            try (Window window = world.window(language, "QA-1")) {
                window.go("/release/" + CultureAct.LOT).picture("audit-trail-review-" + language);

                assertThat(window.page().locator("#exceptions tbody tr").count()).isGreaterThan(2);
                assertThat(window.page().textContent("#exceptions"))
                        .contains(language.equals("en") ? "plant time" : "工厂时间").doesNotContain("⟨", "PLANT", "WRONG_");
            }
        }
    }
}
