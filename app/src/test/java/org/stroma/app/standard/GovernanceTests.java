package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.DatabaseRole;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.People;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.StandardRegister.Standing;
import org.stroma.app.standard.StandardRegister.Version;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** How a standard comes into force and leaves it, and what nobody can do to it. SR-034. */
@StromaTest
class GovernanceTests {
    @Autowired
    private Cast cast;
    @Autowired
    private StandardRegister register;
    @Autowired
    private StandardShelf shelf;
    @Autowired
    private Signing signing;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Credentials credentials;
    @Autowired
    private People people;

    private String code = "";

    @BeforeEach
    void chooseACode() {
        code = "gov-" + Long.toString(System.nanoTime(), 36);
    }

    private byte[] file(String version, String limit) {
        return """
                standard: %s
                version: "%s"
                name: {zh: 治理, en: Governed}
                characteristics:
                  - {code: age, name: {zh: 年龄, en: age}, type: quantity, unit: a}
                requirements:
                  - {code: Q-1, name: {zh: 年龄, en: Age}, severity: B, tag: D, cites: [HOUSE], criterion: {at_most: {of: age, limit: %s a}}}
                """
                .formatted(code, version, limit).getBytes(StandardCharsets.UTF_8);
    }

    private long draft(String person, String role, String version, String limit) {
        Actor actor = cast.signIn(person);
        Reading<Long> reading = register.draft(actor, file(version, limit), "a new limit of age", role);
        return ((Reading.Accepted<Long>) reading).content();
    }

    private void sign(String type, long id, String person, String role) {
        Actor actor = cast.signIn(person);
        register.sign(actor, type, id, cast.entry(person, role, register.panel(type, id).orElseThrow()));
    }

    private long drafted(String version, String limit) {
        long id = draft("PS-1", "PROCESS_SCIENTIST", version, limit);
        sign(StandardRegister.DRAFT, id, "PS-1", "PROCESS_SCIENTIST");
        return id;
    }

    private long propose(long... versions) {
        return register.propose(cast.signIn("QA-1"), java.util.Arrays.stream(versions).boxed().toList(),
                clock.instant(), "approval in a test");
    }

    private void approve(long approval) {
        sign(StandardRegister.APPROVAL, approval, "QA-1", "QA");
        sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD");
    }

    private Version version(String wanted) {
        return register.versions(code).stream().filter(each -> each.version().equals(wanted)).findFirst().orElseThrow();
    }

    @Test
    void theShippedStandardsAreInForceOnceTwoPeopleApprovedThem() {
        Standard standard = shelf.effective("donor-cord+donor-markers-cn", clock.instant());

        assertThat(standard.code()).isEqualTo("donor-cord+donor-markers-cn");
        assertThat(standard.requirements()).hasSizeGreaterThan(25);
        assertThatThrownBy(() -> shelf.effective("donor-cord", Instant.parse("2020-01-01T00:00:00Z")))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("standard.none-effective");
    }

    @Test
    void aDraftIsNotInForce() {
        drafted("1", "35");

        assertThat(version("1").standing()).isEqualTo(Standing.DRAFT);
        assertThatThrownBy(() -> shelf.effective(code, clock.instant())).extracting("code")
                .isEqualTo("standard.none-effective");
    }

    @Test
    void aNewVersionSupersedesTheOldOneAndBothCanBeRead() {
        approve(propose(drafted("1", "35")));
        Instant between = clock.instant();
        approve(propose(drafted("2", "40")));

        assertThat(version("1").standing()).isEqualTo(Standing.SUPERSEDED);
        assertThat(version("2").standing()).isEqualTo(Standing.EFFECTIVE);
        assertThat(shelf.effective(code, clock.instant()).version()).isEqualTo("2");
        assertThat(shelf.effective(code, between).version()).isEqualTo("1");
        assertThat(shelf.version(code, "1").digest()).isEqualTo(version("1").digest());
        assertThat(Differences.between(shelf.version(code, "1"), shelf.version(code, "2"), Locale.ENGLISH))
                .containsExactly(new Differences.Line(Differences.Kind.CHANGED, "Q-1", "criterion",
                        "age at most 35 years", "age at most 40 years"));
    }

    /** Domain brief 5.4: the author of master data does not approve it, whoever put it before the approvers. */
    @Test
    void whoDraftedAStandardDoesNotApproveIt() {
        long draft = draft("QA-1", "QA", "1", "35");
        sign(StandardRegister.DRAFT, draft, "QA-1", "QA");
        long approval = register.propose(cast.signIn("QA-2"), List.of(draft), clock.instant(), "approval in a test");

        assertThatThrownBy(() -> sign(StandardRegister.APPROVAL, approval, "QA-1", "QA")).extracting("code")
                .isEqualTo("ST129");
        // Past the register, as any caller of the signing service could: the database says the same.
        assertThatThrownBy(() -> signing.sign(cast.signIn("QA-1"), StandardRegister.APPROVAL, Long.toString(approval),
                cast.entry("QA-1", "QA", register.panel(StandardRegister.APPROVAL, approval).orElseThrow())))
                .extracting("code").isEqualTo("ST129");
        sign(StandardRegister.APPROVAL, approval, "QA-2", "QA");
        sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD");
        assertThat(version("1").standing()).isEqualTo(Standing.EFFECTIVE);
    }

    /** The last signature is refused in the same words as the first. */
    @Test
    void aQualityHeadWhoDraftedAStandardIsToldSo() {
        int head = people.find("QH-1").orElseThrow().id();
        people.assign(cast.signIn("ADM-1"), head, "PROCESS_SCIENTIST", Instant.now().minusSeconds(60), null,
                "drafts and approves in a test");
        try {
            long draft = draft("QH-1", "PROCESS_SCIENTIST", "1", "35");
            sign(StandardRegister.DRAFT, draft, "QH-1", "PROCESS_SCIENTIST");
            long approval = propose(draft);
            sign(StandardRegister.APPROVAL, approval, "QA-1", "QA");

            assertThatThrownBy(() -> sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD"))
                    .extracting("code").isEqualTo("ST129");
            assertThat(version("1").standing()).isEqualTo(Standing.PROPOSED);
        } finally {
            people.endRole(cast.signIn("ADM-1"), head, "PROCESS_SCIENTIST", "the test is over");
        }
    }

    @Test
    void aVersionApprovedForLaterIsNotInForceYet() {
        long approval = register.propose(cast.signIn("QA-1"), List.of(drafted("1", "35")),
                clock.instant().plus(Duration.ofDays(30)), "in a month");
        approve(approval);

        assertThat(version("1").standing()).isEqualTo(Standing.COMING);
        assertThatThrownBy(() -> shelf.effective(code, clock.instant())).extracting("code")
                .isEqualTo("standard.none-effective");
        assertThat(shelf.effective(code, clock.instant().plus(Duration.ofDays(31))).version()).isEqualTo("1");
    }

    @Test
    void oneSignatureIsNotEnough() {
        long approval = propose(drafted("1", "35"));
        sign(StandardRegister.APPROVAL, approval, "QA-1", "QA");

        assertThat(version("1").standing()).isEqualTo(Standing.PROPOSED);
    }

    @Test
    void nobodyApprovesWhatHeDrafted() {
        long id = draft("QA-1", "QA", "1", "35");
        sign(StandardRegister.DRAFT, id, "QA-1", "QA");
        long approval = register.propose(cast.signIn("QA-2"), List.of(id), clock.instant(), "approval in a test");

        assertThatThrownBy(() -> sign(StandardRegister.APPROVAL, approval, "QA-1", "QA")).extracting("code")
                .isEqualTo("ST129");

        sign(StandardRegister.APPROVAL, approval, "QA-2", "QA");
        sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD");

        assertThat(version("1").standing()).isEqualTo(Standing.EFFECTIVE);
    }

    @Test
    void aDraftIsSignedByItsDrafterBeforeItIsProposed() {
        long id = draft("QA-1", "QA", "1", "35");

        assertThatThrownBy(() -> sign(StandardRegister.DRAFT, id, "QA-2", "QA")).extracting("code")
                .isEqualTo("ST129");
        assertThatThrownBy(() -> propose(id)).extracting("code").isEqualTo("ST125");
    }

    @Test
    void aMalformedFileChangesNothing() {
        int before = register.list().size();
        byte[] bad = new String(file("1", "35"), StandardCharsets.UTF_8).replace("severity: B", "severity: X")
                .getBytes(StandardCharsets.UTF_8);

        Reading<Long> reading = register.draft(cast.signIn("QA-1"), bad, "a bad file", "QA");

        assertThat(reading).isInstanceOfSatisfying(Reading.Refused.class,
                refused -> assertThat(refused.problems()).hasSize(1));
        assertThat(register.list()).hasSize(before);
    }

    @Test
    void aVersionIsNeverUsedTwice() {
        drafted("1", "35");

        assertThatThrownBy(() -> draft("PS-1", "PROCESS_SCIENTIST", "1", "36")).extracting("code").isEqualTo("ST122");
    }

    @Test
    void whoMayNotDraftOrProposeIsRefused() {
        assertThatThrownBy(() -> register.draft(cast.signIn("OP-1"), file("1", "35"), "not his work", "QA"))
                .extracting("code").isEqualTo("forbidden");
        long id = drafted("1", "35");
        assertThatThrownBy(() -> register.propose(cast.signIn("PS-1"), List.of(id), clock.instant(), "not his work"))
                .extracting("code").isEqualTo("forbidden");
    }

    @Test
    void nothingComesIntoForceInThePast() {
        long id = drafted("1", "35");

        assertThatThrownBy(() -> authorship.write(cast.signIn("QA-1"), "back-dating",
                () -> jdbc.sql("select standard.propose(array[:id]::bigint[], timestamptz '2026-01-01', 'back-dating')")
                        .param("id", id).query(Long.class).single()))
                .extracting("code").isEqualTo("ST126");
    }

    @Test
    void aWithdrawnApprovalLeavesTheDraftAndVoidsTheSignature() {
        long id = drafted("1", "35");
        long approval = propose(id);
        sign(StandardRegister.APPROVAL, approval, "QA-1", "QA");
        register.withdrawApproval(cast.signIn("QH-1"), approval, "the limit is wrong");

        assertThat(version("1").standing()).isEqualTo(Standing.DRAFT);
        assertThatThrownBy(() -> sign(StandardRegister.APPROVAL, approval, "QH-1", "QUALITY_HEAD"))
                .extracting("code").isEqualTo("ST013");
    }

    @Test
    void aWithdrawnDraftCannotBeProposed() {
        long id = drafted("1", "35");
        register.withdrawDraft(cast.signIn("QA-1"), id, "superseded before it began");

        assertThat(version("1").standing()).isEqualTo(Standing.WITHDRAWN);
        assertThatThrownBy(() -> propose(id)).extracting("code").isEqualTo("ST124");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "insert into standard.version (code, version, name_zh, name_en, source, content, drafted_at, note) values ('x', '1', '甲', 'x', '', '', now(), 'forged')",
            "update standard.version set state = 'APPROVED', effective_from = now() where code = 'donor-cord'",
            "delete from standard.version", "truncate standard.approval_item", "delete from standard.approver",
            "update standard.approval set state = 'SIGNED'",
            "insert into standard.approval_item select 1, id from standard.version",
            "select standard.complete(1)"})
    void theApplicationsRoleCannotGoRoundTheApproval(String attack) throws SQLException {
        try (Connection connection = credentials.dataSource(DatabaseRole.APP).getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(attack)).isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update standard.version set content = 'x' where code = 'donor-cord'",
            "update standard.version set version = '9' where code = 'donor-cord'",
            "delete from standard.version where code = 'donor-cord'"})
    void evenTheOwnerCannotChangeAnApprovedVersion(String attack) throws SQLException {
        try (Connection connection = credentials.dataSource(DatabaseRole.OWNER).getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'an attack in a test')");

            assertThatThrownBy(() -> statement.execute(attack)).isInstanceOf(SQLException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "ST120");
        }
    }
}
