package org.stroma.app.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Reading;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.standard.Standards;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Times of recalls and calendars are drafted, approved by two and in force from a moment; recalls are counted by them and by nothing else. */
@StromaTest
class RecallRulesTests {
    private static final String NOTICE = "select (distribution.rules_of('1', :at)).notice_days";
    private static final String LATER = "select to_char(distribution.working_days_later(cast(:from as timestamptz), :days, 'Asia/Shanghai') at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI')";

    @Autowired
    private StandardRegister register;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Cast cast;
    @Autowired
    private Attack attack;
    @Autowired
    private PlantClock clock;
    @LocalServerPort
    private int port;

    private static String file(String name) {
        return new String(Standards.bytes(name), StandardCharsets.UTF_8);
    }

    private long drafted(String yaml) {
        Actor author = cast.signIn("PS-1");
        Reading<Long> read = register.draft(author, yaml.getBytes(StandardCharsets.UTF_8), "asked for by a test",
                "PROCESS_SCIENTIST");
        long draft = read.orThrow();
        sign("PS-1", "PROCESS_SCIENTIST", StandardRegister.DRAFT, draft);
        return draft;
    }

    private void sign(String person, String role, String record, long id) {
        register.sign(cast.signIn(person), record, id,
                cast.entry(person, role, register.panel(record, id).orElseThrow()));
    }

    private String proposes(String yaml) {
        long draft = drafted(yaml);
        return said(() -> register.propose(cast.signIn("QA-1"), List.of(draft), clock.instant(), "a test"));
    }

    private void approved(String yaml, Instant from) {
        long approval = register.propose(cast.signIn("QA-1"), List.of(drafted(yaml)), from, "a test");
        sign("QA-1", "QA", StandardRegister.APPROVAL, approval);
        sign("QH-1", "QUALITY_HEAD", StandardRegister.APPROVAL, approval);
    }

    private int notice(Instant at) {
        return jdbc.sql(NOTICE).param("at", java.sql.Timestamp.from(at)).query(Integer.class).single();
    }

    private String later(String from, int days) {
        return jdbc.sql(LATER).param("from", from).param("days", days).query(String.class).single();
    }

    private static String version(String yaml, String version) {
        return yaml.replace("version: CN-2022", "version: " + version);
    }

    @Test
    void aNewVersionCountsFromItsMomentAndNotBefore() {
        Instant from = clock.instant().plus(Duration.ofDays(400));
        String yaml = version(file("recall-rules.yaml"), "CN-TEST-1").replaceFirst("limit: \"1 d\"", "limit: \"2 d\"");
        approved(yaml, from);

        assertThat(notice(clock.instant())).isEqualTo(1);
        assertThat(notice(from.minusSeconds(1))).isEqualTo(1);
        assertThat(notice(from)).isEqualTo(2);
        for (String language : List.of("zh-CN", "en")) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "QA-1").go("/standards/recall-rules?version=CN-TEST-1")
                        .picture("recall-rules-" + language);
                assertThat(window.page().textContent("main"))
                        .contains(language.equals("en") ? "at most 2" : "不高于 2 天", "R1-NOTICE").doesNotContain("⟨");
                window.go("/standards/calendar-cn-2026").picture("calendar-" + language);
                assertThat(window.page().textContent("main")).contains("WORKED-2026-10-10").doesNotContain("⟨");
            }
        }
    }

    @Test
    void whatIsNotCountedAsItReadsIsNotProposed() {
        String rules = file("recall-rules.yaml");

        assertThat(proposes(version(rules, "CN-TEST-2").replaceFirst("\"1 d\"", "\"1.5 d\""))).isEqualTo("ST211");
        assertThat(proposes(version(rules, "CN-TEST-3").replaceFirst("\"1 d\"", "\"24 h\""))).isEqualTo("ST211");
        assertThat(proposes(version(rules, "CN-TEST-4").replaceFirst("code: CLASS-1}}}", "code: CLASS-2}}}")))
                .isEqualTo("ST211");
        assertThat(proposes(version(rules, "CN-TEST-5").replaceFirst("code: R1-NOTICE", "code: R1-OTHER")))
                .isEqualTo("ST211");
        assertThat(proposes(version(rules, "cn test".replace(' ', '-')))).isEqualTo("ST211");
        String calendar = file("calendar-cn-2026.yaml").replace("version: \"1\"", "version: \"T\"");
        assertThat(proposes(calendar.replaceFirst("OFF-2026-01-01", "OFF-2027-01-01"))).isEqualTo("ST212");
        assertThat(proposes(calendar.replace("version: \"T\"", "version: \"T2\"").replaceFirst("OFF-2026-01-02",
                "WORKED-2026-01-02"))).isEqualTo("ST212");
    }

    /** The week of 1 October 2026 is off, and the Saturday after it is worked. */
    @ParameterizedTest
    @CsvSource({"2026-09-30T10:00+08, 5, 2026-10-13 23:59", "2026-12-25T10:00+08, 5, 2027-01-01 23:59",
            "2026-02-13T10:00+08, 1, 2026-02-14 23:59", "2026-02-14T10:00+08, 1, 2026-02-24 23:59",
            "2029-09-28T10:00+08, 5, 2029-10-05 23:59"})
    void workingDaysKnowHolidaysAndDaysWorkedInstead(String from, int days, String expected) {
        assertThat(later(from, days)).isEqualTo(expected);
    }

    @Test
    void aCalendarCountsWhenItIsApprovedAndAYearWithoutOneIsSaid() {
        String years = "select array_to_string(distribution.years_without_calendar('2030-12-01', '2031-01-10', 'Asia/Shanghai'), ' ')";
        assertThat(later("2031-01-01T10:00+08", 1)).isEqualTo("2031-01-02 23:59");
        assertThat(jdbc.sql(years).query(String.class).single()).isEqualTo("2030 2031");
        String head = file("calendar-cn-2026.yaml").replace("calendar-cn-2026", "calendar-cn-2031");
        String day = head.substring(head.indexOf("  - code: OFF-2026-01-01"), head.indexOf("  - code: OFF-2026-01-02"));
        approved(head.substring(0, head.indexOf("  - code: OFF-2026-01-01")) + day.replace("2026-01-01", "2031-01-02"),
                clock.instant());

        assertThat(later("2031-01-01T10:00+08", 1)).isEqualTo("2031-01-03 23:59");
        assertThat(jdbc.sql(years).query(String.class).single()).isEqualTo("2030");
    }

    @Test
    void nothingIsCountedByThatNobodyApproved() {
        for (String statement : List.of(
                "insert into distribution.calendar_day values (1, '2026-12-02', false, '假', 'off') returning 1",
                "update distribution.calendar_day set works = false returning 1",
                "delete from distribution.recall_rule returning 1",
                "insert into distribution.recall_rule select 'CN-EVIL', class, effective_from, 99, 99, 99, 99, 1, 1, 99, 'x' from distribution.recall_rule returning 1",
                "update standard.version set state = 'APPROVED', effective_from = now() where code = 'recall-rules' returning 1",
                "select distribution.check_counted_by(v) from standard.version v")) {
            assertThat(attack.by(cast.signIn("QA-1"), statement)).as(statement).isEqualTo("42501");
        }
        String yaml = version(file("recall-rules.yaml"), "CN-TEST-9");
        long approval = register.propose(cast.signIn("QA-1"), List.of(drafted(yaml)),
                clock.instant().plus(Duration.ofDays(500)), "half approved");
        sign("QA-1", "QA", StandardRegister.APPROVAL, approval);
        assertThat(jdbc.sql("select count(*) from distribution.recall_rule where version = 'CN-TEST-9'")
                .query(Integer.class).single()).isZero();
        register.withdrawApproval(cast.signIn("QA-1"), approval, "not after all");
    }
}
