package org.stroma.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.testing.Attack.said;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.stroma.app.database.Credentials;
import org.stroma.app.distribution.Road;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Door;
import org.stroma.app.people.Emergencies;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.TestServer;
import org.stroma.app.testing.Window;

/** Emergency access: two give it to a third, it is marked, it is a deviation, and it lifts nothing. SR-002, SR-004, SR-006. */
@StromaTest
class EmergencyTests {
    private static final String WHY = "warehouse staff unreachable at night";

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Emergencies emergencies;
    @Autowired
    private Administration administration;
    @Autowired
    private Accounts accounts;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Units units;
    @Autowired
    private Ledger ledger;
    @Autowired
    private Door door;
    @Autowired
    private Cast cast;
    @Autowired
    private Credentials credentials;
    @Autowired
    private Attack attack;
    @LocalServerPort
    private int port;

    private Emergencies.Request request(String opener, String second, String person, String role) {
        return new Emergencies.Request(person, role, WHY,
                new Emergencies.Signer(Cast.login(opener), Cast.PASSWORD, cast.code(opener)),
                new Emergencies.Signer(Cast.login(second), Cast.PASSWORD, cast.code(second)));
    }

    private String open(String opener, String second, String person, String role) {
        return emergencies.open(cast.signIn(opener), request(opener, second, person, role));
    }

    /** Somebody of the maker with one role and a session of his own. */
    private Actor newcomer(String role) {
        String code = "EM-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        Accounts.Handover handed = administration.addPerson(cast.signIn("ADM-1"), new Administration.NewPerson(code,
                "Person " + code, "MAKER-1", code.toLowerCase(Locale.ROOT), List.of(role)), "asked for by a test");
        Actor fresh = door.actor(door.signIn(handed.login(), handed.password(), null, "TEST"), "TEST").orElseThrow();
        accounts.changePassword(fresh, handed.password(), null, Cast.PASSWORD);
        return cast.refreshed(fresh);
    }

    @Test
    void whatIsDoneUnderItIsMarkedUntilItEnds() {
        Road road = new Road(context).qualified().ordered(1);
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "LOGISTICS");
        Actor now = cast.refreshed(analyst);
        road.shipments.plan(now, road.now(), new org.stroma.app.distribution.Shipments.Plan(road.shipment(),
                road.code("SO"), "H-031", "CARRIER-1", road.code("DS"), road.code("LOG"),
                new java.math.BigDecimal("24")));

        assertThat(now.roles()).containsExactlyInAnyOrder("ANALYST", "LOGISTICS");
        assertThat(now.emergency()).isNotNull();
        assertThat(units.events(road.shipment()).getFirst().emergency()).isEqualTo(code);
        assertThat(ledger.under(code)).isNotEmpty().allSatisfy(change -> {
            assertThat(change.author()).isEqualTo(analyst.code());
            assertThat(change.origin()).endsWith("@MAKER-1 !" + code);
        });
        emergencies.end(now, code, "the colleague has come");
        Actor after = cast.refreshed(analyst);
        assertThat(after.roles()).containsExactly("ANALYST");
        assertThat(after.emergency()).isNull();
        assertThat(said(() -> emergencies.end(cast.signIn("QA-1"), code, "once more"))).isEqualTo("ST195");
    }

    @Test
    void itIsADeviationThatAThirdClosesWhenItIsOver() {
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "WAREHOUSE");
        Deviations.Deviation deviation = deviations.all().stream().filter(each -> code.equals(each.emergency()))
                .findFirst().orElseThrow();

        assertThat(deviation.severity()).isEqualTo("MAJOR");
        assertThat(deviation.unit()).isNull();
        assertThat(said(() -> deviations.close(cast.signIn("QA-2"), deviation.code(), "nobody on call", "none")))
                .isEqualTo("ST196");
        emergencies.end(cast.signIn("QA-2"), code, "no longer needed");
        assertThat(said(() -> deviations.close(cast.signIn("QA-1"), deviation.code(), "nobody on call", "none")))
                .isEqualTo("ST018");
        assertThat(said(() -> deviations.close(cast.signIn("QH-1"), deviation.code(), "nobody on call", "none")))
                .isEqualTo("ST018");
        deviations.close(cast.signIn("QA-2"), deviation.code(), "nobody on call", "nothing was done under it");
        assertThat(deviations.get(deviation.code()).state()).isEqualTo("CLOSED");
    }

    @ParameterizedTest
    @CsvSource({"QA-1, QA-1, OP-1, WAREHOUSE, ST191", "QA-1, QH-1, QA-1, WAREHOUSE, ST191",
            "QA-1, QA-2, QA-2, WAREHOUSE, ST191", "QA-1, OP-2, OP-1, WAREHOUSE, ST192",
            "PH-1, QCH-1, OP-1, WAREHOUSE, ST192", "QA-1, QH-1, OP-1, SYSADMIN, ST193",
            "QA-1, QH-1, OP-1, INSPECTOR, ST193", "QA-1, QH-1, OP-1, OPERATOR, ST194",
            "QA-1, QH-1, HP-1, NURSE, ST190", "QA-1, DR-1, OP-1, WAREHOUSE, ST190",
            "QA-1, QH-1, OP-1, NURSE, ST020", "QA-1, QH-1, OP-1, QUALITY_HEAD, ST027",
            "QA-1, QH-1, ADM-1, OPERATOR, ST021", "QA-1, QH-1, QP-A, PRODUCTION_HEAD, ST021",
            "OP-1, QA-1, VF-1, WAREHOUSE, forbidden", "ADM-1, QA-1, VF-1, WAREHOUSE, forbidden"})
    void itLiftsNeitherSeparationNorSecondFactors(String opener, String second, String person, String role,
            String expected) {
        assertThat(said(() -> open(opener, second, person, role))).isEqualTo(expected);
    }

    @Test
    void whoHasItGivesNoneAndAWrongPasswordGivesNone() {
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "QA");

        assertThat(said(() -> emergencies.open(cast.refreshed(analyst), new Emergencies.Request("OP-1", "WAREHOUSE",
                WHY, new Emergencies.Signer(analyst.login(), Cast.PASSWORD, null),
                new Emergencies.Signer("qh-1", Cast.PASSWORD, cast.code("QH-1")))))).isEqualTo("ST192");
        assertThat(said(() -> open("QA-1", "QH-1", analyst.code(), "WAREHOUSE"))).isEqualTo("ST194");
        assertThat(said(() -> emergencies.open(cast.signIn("QA-1"), new Emergencies.Request("OP-1", "WAREHOUSE", WHY,
                new Emergencies.Signer("qa-1", Cast.PASSWORD, null),
                new Emergencies.Signer("qh-1", Cast.PASSWORD, null))))).isEqualTo("signing.identity-refused");
        emergencies.end(cast.signIn("QA-1"), code, "done with the test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "insert into people.emergency (code, person, role, reason, opened_by, seconded_by, plant_at, opened_at, until) select 'EA-26-999', 1, 'QA', 'by hand', 2, 3, now(), now(), now() + interval '1 hour' returning 1|42501",
            "update people.emergency set until = until + interval '1 day' returning 1|42501",
            "update people.emergency_policy set minutes = 240 returning 1|42501",
            "insert into people.assignment (person, role, valid_from, valid_until, granted_by, emergency) select e.person, 'QP_MFG', e.opened_at, e.until, e.opened_by, e.id from people.emergency e limit 1 returning 1|ST195 ST027 ST021",
            "insert into people.assignment (person, role, valid_from, valid_until, granted_by, emergency) select e.person, e.role, e.opened_at, e.until, e.opened_by, e.id from people.emergency e limit 1 returning 1|23505 ST195",
            "update people.assignment set valid_until = null where emergency is not null returning 1|ST024",
            "update people.assignment set emergency = null where emergency is not null returning 1|ST024",
            "select people.spend_proof(uuidv7())|42501",
            "select people.break_glass(uuidv7(), uuidv7(), 'OP-1', 'QA', 'no proof at all')|ST011",
            "insert into quality.deviation (code, emergency, class, description, reported_by, reported_at) values ('DEV-26-99999', 'EA-26-001', 'MINOR', 'by hand', 1, now()) returning 1|42501"})
    void sqlOfTheApplicationGoesNoFurther(String statement, String states) {
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "WAREHOUSE");

        assertThat(attack.by(cast.signIn("ADM-1"), statement)).isIn((Object[]) states.split(" "));
        assertThat(attack.by(cast.refreshed(analyst), statement)).isNotEqualTo("done");
        emergencies.end(cast.signIn("QA-1"), code, "done with the test");
    }

    /** As after four hours: the record is moved into the past by the database's owner, who alone can. */
    @Test
    void itEndsByItself() throws SQLException {
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "WAREHOUSE");
        try (Connection superuser = TestServer.superuser(credentials);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'four hours go by in a test')");
            statement.execute("set local session_replication_role = replica");
            statement.execute(
                    "update people.assignment a set valid_from = valid_from - interval '4 hours', valid_until = valid_until - interval '4 hours' from people.emergency e where e.id = a.emergency and e.code = '"
                            + code + "'");
            statement.execute(
                    "update people.emergency set opened_at = opened_at - interval '4 hours', until = until - interval '4 hours' where code = '"
                            + code + "'");
            superuser.commit();
        }
        Actor after = cast.refreshed(analyst);

        assertThat(after.roles()).containsExactly("ANALYST");
        assertThat(after.emergency()).isNull();
        assertThat(attack.by(after, "select ledger.author_of_this_transaction()")).isEqualTo("done");
        assertThat(emergencies.get(cast.signIn("QA-1"), code).inForce()).isFalse();
    }

    /** Whoever neither gives nor ends it finds no form, and what a page of before ends has ended already. */
    @Test
    void wrongPeoplePressNothingAndNobodyEndsItTwice() {
        Actor analyst = newcomer("ANALYST");
        String code = open("QA-1", "QH-1", analyst.code(), "WAREHOUSE");
        try (Window quality = Window.open(port, "zh-CN").signIn(cast, "QA-1");
                Window operator = Window.open(port, "en").signIn(cast, "OP-1")) {
            operator.go("/");
            assertThat(operator.send("/emergencies", Map.of("person", "VF-1", "role", "WAREHOUSE", "reason", WHY,
                    "password", Cast.PASSWORD, "secondLogin", "qa-1", "secondPassword", Cast.PASSWORD)).status())
                    .isEqualTo(403);
            assertThat(operator.send("/emergencies/" + code + "/end", Map.of("reason", "an attack")).status())
                    .isIn(403, 422);
            assertThat(emergencies.get(cast.signIn("QA-1"), code).inForce()).isTrue();
            quality.go("/emergencies/" + code).page().fill("#end-emergency [name=reason]", "已由在岗人员接手");
            emergencies.end(cast.signIn("QA-2"), code, "the colleague has come");
            quality.press("#end-emergency button");

            assertThat(quality.refusal()).contains("且须在生效中");
            assertThat(emergencies.get(cast.signIn("QA-1"), code).endedBy()).isEqualTo("QA-2");
        }
    }

    @Test
    void twoGiveItOnOnePageAndEverybodySeesIt() {
        for (String language : List.of("zh-CN", "en")) {
            Actor analyst = newcomer("ANALYST");
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "QA-1").go("/emergencies");
                window.page().fill("#open-emergency [name=person]", analyst.code());
                window.page().selectOption("#open-emergency [name=role]", "WAREHOUSE");
                window.page().fill("#open-emergency [name=reason]", WHY);
                window.page().fill("#open-emergency [name=password]", Cast.PASSWORD);
                window.page().fill("#open-emergency [name=secondLogin]", "qa-2");
                window.page().fill("#open-emergency [name=secondPassword]", Cast.PASSWORD);
                window.picture("emergency-open-" + language);
                window.page().click("#open-emergency button");
                assertThat(window.page().url()).contains("/emergencies/EA-");
                window.picture("emergency-" + language);
                String code = window.page().url().substring(window.page().url().lastIndexOf('/') + 1);
                window.go("/");
                assertThat(window.page().content()).contains(code);
                window.go("/emergencies/" + code);
                window.page().fill("#end-emergency [name=reason]", "no longer needed");
                window.page().click("#end-emergency button");
                assertThat(window.page().locator("#end-emergency").count()).isZero();
                window.go("/emergencies").picture("emergencies-" + language);
                assertThat(window.page().content()).doesNotContain("⟨");
                assertThat(window.complaints()).isEmpty();
            }
        }
    }
}
