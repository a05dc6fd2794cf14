package org.stroma.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Door;
import org.stroma.app.people.Totp;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Who may change people, tried through the services and around them. SR-002, SR-003, SR-004. */
@StromaTest
class AdministrationTests {
    private static final String WHY = "a reason of the test";
    private static final String ORIGIN = "TEST 127.0.0.1";

    @Autowired
    private Cast cast;
    @Autowired
    private Administration administration;
    @Autowired
    private Accounts accounts;
    @Autowired
    private Door door;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private TransactionTemplate transaction;

    private Accounts.Handover add(Actor administrator, String code, String organisation, String... roles) {
        return administration.addPerson(administrator, new Administration.NewPerson(code, "Person " + code,
                organisation, code.toLowerCase(java.util.Locale.ROOT), List.of(roles)), WHY);
    }

    private Actor session(Accounts.Handover handover) {
        Accounts.Factor factor = handover.factor();
        String code = factor == null ? null : Totp.code(factor.secret(), Instant.now());
        return door.actor(door.signIn(handover.login(), handover.password(), code, ORIGIN), ORIGIN).orElseThrow();
    }

    private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        try {
            work.call();
            return "done";
        } catch (Refusal refusal) {
            return refusal.code();
        } catch (Throwable other) {
            return other.toString();
        }
    }

    /** What the database says to a statement of the application's role in the session of a person. */
    private String attack(Actor as, String statement) {
        try {
            transaction.executeWithoutResult(_ -> {
                jdbc.sql("select people.enter(:token, 'an attack by sql', 'TEST')").param("token", as.token())
                        .query((_, _) -> true).list();
                jdbc.sql(statement).update();
            });
            return "done";
        } catch (DataAccessException refused) {
            return refused.getRootCause() instanceof SQLException sql ? sql.getSQLState() : refused.toString();
        }
    }

    @Test
    void aNewcomerCanWriteNothingBeforeSheChangedHerPassword() {
        Accounts.Handover handover = add(cast.signIn("ADM-1"), "NC-1", "MAKER-1", "QA");
        Actor newcomer = session(handover);

        assertThat(newcomer.mustChange()).isTrue();
        assertThat(attack(newcomer, "select 1")).isEqualTo("ST026");
        assertThat(code(() -> door.prove(newcomer, "nc-1", handover.password(), null))).isEqualTo("ST026");
        accounts.changePassword(newcomer, handover.password(), null, "quite another phrase");
        Actor after = cast.refreshed(newcomer);
        assertThat(after.mustChange()).isFalse();
        assertThat(code(() -> door.signIn("nc-1", handover.password(), null, ORIGIN))).isEqualTo("sign-in.refused");
    }

    @Test
    void aNewPasswordDiffersAndIsLong() {
        Actor person = cast.signIn("SQ-1");

        assertThat(code(() -> accounts.changePassword(person, Cast.PASSWORD, null, Cast.PASSWORD)))
                .isEqualTo("password.same");
        assertThat(code(() -> accounts.changePassword(person, Cast.PASSWORD, null, "short")))
                .isEqualTo("password.weak");
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() {
        Accounts.Handover handover = add(cast.signIn("ADM-1"), "NC-2", "MAKER-1", "OPERATOR");
        Actor one = session(handover);
        Actor other = session(handover);
        accounts.changePassword(one, handover.password(), null, "quite another phrase");

        assertThat(door.actor(one.token(), ORIGIN)).isPresent();
        assertThat(door.actor(other.token(), ORIGIN)).isEmpty();
    }

    @Test
    void nobodyGivesHimselfARoleNotEvenBySql() {
        Actor administrator = cast.signIn("ADM-1");

        assertThat(code(() -> administration.grant(administrator, "ADM-1", "SYSADMIN", null, null, WHY)))
                .isEqualTo("ST023");
        assertThat(attack(administrator,
                "insert into people.assignment (person, role, valid_from) values ((select id from people.person where code = 'ADM-1'), 'SYSADMIN', now())"))
                .isEqualTo("ST023");
        assertThat(attack(administrator, "update people.person set full_name = 'Other' where code = 'ADM-1'"))
                .isEqualTo("ST023");
    }

    @Test
    void separationOfDutiesIsRefusedInWords() {
        Actor administrator = cast.signIn("ADM-1");
        add(administrator, "NC-3", "MAKER-1", "QUALITY_HEAD");

        assertThatThrownBy(() -> administration.grant(administrator, "NC-3", "PRODUCTION_HEAD", null, null, WHY))
                .isInstanceOf(Refusal.class).hasMessageContaining("One person may not hold");
        assertThat(code(() -> administration.grant(administrator, "NC-3", "SYSADMIN", null, null, WHY)))
                .isEqualTo("ST021");
        assertThat(code(() -> administration.grant(administrator, "NC-3", "NURSE", null, null, WHY)))
                .isEqualTo("ST020");
    }

    @Test
    void aPrivilegedRoleNeedsASecondFactorFirst() {
        Actor administrator = cast.signIn("ADM-1");
        Accounts.Handover handover = add(administrator, "NC-4", "MAKER-1", "QA");
        assertThat(code(() -> administration.grant(administrator, "NC-4", "QP_MFG", null, null, WHY)))
                .isEqualTo("ST027");

        Actor person = session(handover);
        accounts.changePassword(person, handover.password(), null, "quite another phrase");
        Actor changed = cast.refreshed(person);
        Accounts.Factor factor = accounts.beginFactor(changed, "quite another phrase", null);
        assertThat(code(() -> accounts.confirmFactor(changed, "12345"))).isEqualTo("factor.wrong-code");
        accounts.confirmFactor(changed, Totp.code(factor.secret(), Instant.now()));
        administration.grant(administrator, "NC-4", "QP_MFG", null, null, WHY);
        assertThat(code(() -> door.signIn("nc-4", "quite another phrase", null, ORIGIN)))
                .isEqualTo("sign-in.refused");
    }

    @Test
    void rolesBeginAndEndWhenTheyAreSaidTo() {
        Actor administrator = cast.signIn("ADM-1");
        Accounts.Handover handover = add(administrator, "NC-5", "MAKER-1", "OPERATOR");
        administration.grant(administrator, "NC-5", "VERIFIER", Instant.now().plusSeconds(86400), null, WHY);
        assertThat(session(handover).roles()).containsExactly("OPERATOR");

        Administration.Person person = administration.get(administrator, "NC-5");
        Administration.Grant operator = administration.grants(person).stream()
                .filter(grant -> grant.role().equals("OPERATOR")).findFirst().orElseThrow();
        administration.endGrant(administrator, "NC-5", operator.id(), WHY);
        assertThat(session(handover).roles()).isEmpty();
        assertThat(code(() -> administration.endGrant(administrator, "NC-5", operator.id(), WHY))).isEqualTo("stale");
        assertThat(code(() -> administration.grant(administrator, "NC-5", "QA", Instant.now(), Instant.EPOCH, WHY)))
                .isEqualTo("people.malformed");
    }

    @Test
    void lockingEndsSessionsAndUnlockingLetsInAgain() {
        Actor administrator = cast.signIn("ADM-1");
        Accounts.Handover handover = add(administrator, "NC-6", "MAKER-1", "OPERATOR");
        Actor person = session(handover);
        accounts.lock(administrator, "NC-6", true, WHY);
        assertThat(door.actor(person.token(), ORIGIN)).isEmpty();
        assertThat(code(() -> session(handover))).isEqualTo("sign-in.refused");
        accounts.lock(administrator, "NC-6", false, WHY);
        assertThat(session(handover).code()).isEqualTo("NC-6");

        accounts.activate(administrator, "NC-6", false, WHY);
        assertThat(code(() -> session(handover))).isEqualTo("sign-in.refused");
        accounts.activate(administrator, "NC-6", true, WHY);
        Accounts.Handover again = accounts.resetPassword(administrator, "NC-6", WHY);
        assertThat(code(() -> session(handover))).isEqualTo("sign-in.refused");
        assertThat(session(again).mustChange()).isTrue();
    }

    @Test
    void whoeverLeftIsOutAtOnceAndAChangeMeanwhileIsSeen() {
        Actor administrator = cast.signIn("ADM-1");
        Actor person = session(add(administrator, "NC-7", "MAKER-1", "OPERATOR"));
        administration.change(administrator, "NC-7", 0, "Person NC-7", false, WHY);

        assertThat(door.actor(person.token(), ORIGIN)).isEmpty();
        assertThat(code(() -> administration.change(administrator, "NC-7", 0, "Other", true, WHY))).isEqualTo("stale");
    }

    @Test
    void aNewSecondFactorReplacesALostOne() {
        Actor administrator = cast.signIn("ADM-1");
        Accounts.Handover handover = add(administrator, "NC-8", "MAKER-1", "QUALITY_HEAD");
        String lost = Totp.code(java.util.Objects.requireNonNull(handover.factor()).secret(), Instant.now());
        Accounts.Factor fresh = accounts.resetFactor(administrator, "NC-8", WHY);

        assertThat(code(() -> door.signIn("nc-8", handover.password(), lost, ORIGIN))).isEqualTo("sign-in.refused");
        assertThat(session(new Accounts.Handover("NC-8", "nc-8", handover.password(), fresh)).strong()).isTrue();
    }

    @Test
    void codesAndNamesAreTakenOnce() {
        Actor administrator = cast.signIn("ADM-1");

        assertThat(code(() -> add(administrator, "QA-1", "MAKER-1", "QA"))).isEqualTo("people.taken");
        assertThat(code(() -> add(administrator, "small", "MAKER-1", "QA"))).isEqualTo("people.malformed");
        assertThat(code(() -> add(administrator, "NC-9", "NO-SUCH", "QA"))).isEqualTo("not-found");
    }

    @Test
    void qualificationsComeFromQualityAssuranceAndNeverFromOneself() {
        LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
        Administration.NewQualification gowning = new Administration.NewQualification("gowning", "3", today,
                today.plusYears(1));

        assertThat(code(() -> administration.qualify(cast.signIn("ADM-1"), "OP-1", gowning))).isEqualTo("forbidden");
        assertThat(code(() -> administration.qualify(cast.signIn("QA-1"), "QA-1", gowning))).isEqualTo("forbidden");
        Actor qa = cast.signIn("QA-1");
        administration.qualify(qa, "OP-1", gowning);
        Administration.Person operator = administration.get(qa, "OP-1");
        Administration.Qualification given = administration.qualifications(operator, today).stream()
                .filter(each -> each.skill().equals("gowning")).findFirst().orElseThrow();
        assertThat(given.inForce()).isTrue();
        assertThat(administration.qualifications(operator, today.plusYears(2)).getFirst().inForce()).isFalse();
        administration.endQualification(qa, "OP-1", given.id(), WHY);
        assertThat(administration.qualifications(operator, today)).noneMatch(
                each -> each.id() == given.id() && each.inForce());
    }

    @Test
    void anAdministratorOfAHospitalSeesAndChangesHisOwnPeopleOnly() {
        Accounts.Handover handover = add(cast.signIn("ADM-1"), "HADM-1", "H-031", "SYSADMIN");
        Actor first = session(handover);
        accounts.changePassword(first, handover.password(), null, "quite another phrase");
        Actor hospital = cast.refreshed(first);

        assertThat(administration.persons(hospital)).extracting(Administration.Person::organisation)
                .containsOnly("H-031");
        assertThat(code(() -> administration.get(hospital, "QA-1"))).isEqualTo("not-found");
        assertThat(code(() -> add(hospital, "NC-10", "MAKER-1", "QA"))).isEqualTo("not-found");
        assertThat(code(() -> accounts.lock(hospital, "QA-1", true, WHY))).isEqualTo("ST022");
        assertThat(add(hospital, "NC-11", "H-031", "NURSE").login()).isEqualTo("nc-11");
        assertThat(attack(hospital,
                "insert into people.organisation (code, name_zh, name_en, kind) values ('H-999', '院', 'H', 'HOSPITAL')"))
                .isEqualTo("ST022");
        assertThat(attack(hospital, "update people.organisation set name_en = 'Mine' where code = 'MAKER-1'"))
                .isEqualTo("ST022");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "OP-1 | insert into people.assignment (person, role, valid_from) select id, 'QA', now() from people.person where code = 'VF-1' | ST022",
            "OP-1 | insert into people.assignment (person, role, valid_from) select id, 'QA', now() from people.person where code = 'OP-1' | ST023",
            "ADM-1 | insert into people.assignment (person, role, valid_from) select id, 'QA', now() from people.person where code = 'VF-1' | ST022",
            "ADM-1 | update people.assignment set role = 'QA' where person = (select id from people.person where code = 'OP-1') | ST024",
            "OP-1 | update people.assignment set ended_at = now() where person = (select id from people.person where code = 'VF-1') | ST022",
            "OP-1 | insert into people.person (code, full_name, organisation) values ('GHOST-1', 'Ghost', 1) | ST022",
            "ADM-1 | update people.person set code = 'GHOST-2' where code = 'OP-1' | ST024",
            "ADM-1 | insert into people.account (person, login, kind, password_hash) select id, 'ghost', 'PERSONAL', 'x' from people.person where code = 'OP-1' | ST025",
            "OP-1 | insert into people.account (person, login, kind, password_hash, must_change) select id, 'ghost', 'PERSONAL', 'x', true from people.person where code = 'OP-1' | ST022",
            "ADM-1 | update people.account set password_hash = 'x' where login = 'op-1' | 42501",
            "ADM-1 | update people.account set active = true where login = 'op-1' | 42501",
            "ADM-1 | update people.account set must_change = false where login = 'op-1' | 42501",
            "AN-1 | insert into people.qualification (person, skill, version, valid_from, valid_until) select id, 's', '1', date '2026-01-01', date '2027-01-01' from people.person where code = 'AN-2' | ST028",
            "QA-1 | insert into people.qualification (person, skill, version, valid_from, valid_until) select id, 's', '1', date '2026-01-01', date '2027-01-01' from people.person where code = 'QA-1' | ST023",
            "QA-1 | insert into people.qualification (person, skill, version, valid_from, valid_until) select id, 's', '1', date '2026-01-01', date '2027-01-01' from people.person where code = 'AN-2' | ST028",
            "ADM-1 | delete from people.assignment | 42501",
            "ADM-1 | update people.role set needs_second_factor = false | 42501"})
    void sqlOfTheApplicationGoesNoFurther(String person, String statement, String state) {
        assertThat(attack(cast.signIn(person), statement)).isEqualTo(state);
    }
}
