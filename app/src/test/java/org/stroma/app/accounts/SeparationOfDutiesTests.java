package org.stroma.app.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.app.testing.Attack.said;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.SystemWork;
import org.stroma.app.distribution.Road;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.gate.Gates;
import org.stroma.app.laboratory.Methods;
import org.stroma.app.material.Materials;
import org.stroma.app.database.Credentials;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Door;
import org.stroma.app.people.People;
import org.stroma.app.people.Signing;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Records;
import org.stroma.app.testing.StromaTest;

/** Each rule of separation of duties (domain brief 5.4) that concerns accounts, posts and records of this step; by person, not by account. SR-003, SR-006. */
@StromaTest
class SeparationOfDutiesTests {
    private static final String WHY = "asked for by a test";

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Administration administration;
    @Autowired
    private Accounts accounts;
    @Autowired
    private Door door;
    @Autowired
    private People people;
    @Autowired
    private Signing signing;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Methods methods;
    @Autowired
    private Materials materials;
    @Autowired
    private Gates gates;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Cast cast;
    @Autowired
    private Credentials credentials;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    @SystemWork
    private JdbcClient system;

    private String newcomer(Actor administrator, String role, String organisation) {
        String code = "SD-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        administration.addPerson(administrator, new Administration.NewPerson(code, "Person " + code, organisation,
                code.toLowerCase(Locale.ROOT), List.of(role)), WHY);
        return code;
    }

    @Test
    void noPersonHoldsTwoPostsThatExcludeEachOther() {
        Actor administrator = cast.signIn("ADM-1");
        List<String> checked = new ArrayList<>();
        for (Map<String, Object> pair : jdbc
                .sql("""
                        select f.role_a, f.role_b, (select o.code from people.organisation o join people.role a on a.code = f.role_a join people.role b on b.code = f.role_b
                                                     where o.kind = any (a.kinds) and o.kind = any (b.kinds) order by o.code limit 1) as place
                          from people.forbidden_pair f where f.scope = 'POST'""")
                .query().listOfRows()) {
            // Whose second factor came with the first post is asked about nothing but the posts.
            List<String> roles = new ArrayList<>(List.of(pair.get("role_a").toString(), pair.get("role_b").toString()));
            Object place = pair.get("place");
            if (place == null) {
                continue;
            }
            for (int turn = 0; turn < 2; turn++) {
                String person = newcomer(administrator, roles.getFirst(), place.toString());
                assertThat(said(() -> administration.grant(administrator, person, roles.getLast(), null, null, WHY)))
                        .as(roles + " at " + place).isIn("ST021", "ST027");
                assertThat(held(person)).containsExactly(roles.getFirst());
                roles.add(roles.removeFirst());
            }
            checked.add(roles.toString());
        }

        assertThat(checked).hasSizeGreaterThanOrEqualTo(2);
    }

    private List<String> held(String person) {
        return jdbc
                .sql("""
                        select a.role from people.assignment a join people.person p on p.id = a.person where p.code = :person and a.ended_at is null""")
                .param("person", person).query(String.class).list();
    }

    /** Roles that no organisation has both of cannot meet in one person either: everybody belongs to one organisation. */
    @Test
    void vaultsHaveCustodiansOfDifferentOrganisations() {
        Actor administrator = cast.signIn("ADM-1");
        String donors = newcomer(administrator, "DONOR_VAULT_CUSTODIAN", "C-01");
        String patients = newcomer(administrator, "PATIENT_VAULT_CUSTODIAN", "H-031");

        assertThat(said(() -> administration.grant(administrator, donors, "PATIENT_VAULT_CUSTODIAN", null, null, WHY)))
                .isEqualTo("ST020");
        assertThat(said(() -> administration.grant(administrator, patients, "DONOR_VAULT_CUSTODIAN", null, null, WHY)))
                .isEqualTo("ST020");
    }

    @Test
    void administratorsHoldNoRoleThatSignsOrWritesAnything() {
        Actor administrator = cast.signIn("ADM-1");
        String second = newcomer(administrator, "SYSADMIN", "MAKER-1");
        List<String> business = people.roles().stream().map(People.Role::code)
                .filter(role -> !role.equals("SYSADMIN") && administration.rolesOf("MAKER").contains(role)).toList();

        assertThat(business).hasSizeGreaterThan(15).allSatisfy(role -> assertThat(
                said(() -> administration.grant(administrator, second, role, null, null, WHY))).as(role)
                .isEqualTo("ST021"));
        assertThat(held(second)).containsExactly("SYSADMIN");
    }

    @Test
    void whoMayHoldBothPostsMay() {
        Actor administrator = cast.signIn("ADM-1");
        String person = newcomer(administrator, "QUALITY_HEAD", "MAKER-1");
        administration.grant(administrator, person, "QP_MFG", null, null, WHY);

        assertThat(held(person)).containsExactlyInAnyOrder("QUALITY_HEAD", "QP_MFG");
    }

    @Test
    void onePersonWithTwoAccountsSignsOnce() {
        String login = "op-2-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        authorship.asSystem("system:door", "a second account of the same person", () -> system.sql("""
                insert into people.account (person, login, password_hash)
                select person, :login, password_hash from people.account where login = 'op-2'""")
                .param("login", login).update());
        String id = "SD-" + System.nanoTime();
        Actor operator = cast.signIn("OP-2");
        Map<String, String> signers = new LinkedHashMap<>();
        signers.put("OPERATOR", "PERFORMED");
        signers.put("VERIFIER", "VERIFIED");
        Records.put(credentials, operator, "test", id, "{}", signers);
        Signing.Panel panel = signing.sign(operator, "test", id,
                cast.entry("OP-2", "OPERATOR", signing.panel("test", id).orElseThrow()));
        Signing.Entry other = new Signing.Entry(login, Cast.PASSWORD, null, "VERIFIER", panel.revision(),
                panel.sha256(), "verified with another account", null);

        assertThatThrownBy(() -> signing.sign(operator, "test", id, other)).extracting("code").isEqualTo("ST018");
    }

    @Test
    void whoDraftedAMethodDoesNotApproveIt() {
        String code = "SD-M-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        String author = "SD-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        Accounts.Handover handed = administration.addPerson(cast.signIn("ADM-1"),
                new Administration.NewPerson(author, "Person " + author, "MAKER-1", author.toLowerCase(Locale.ROOT),
                        List.of("ANALYST", "QA")),
                WHY);
        Actor drafting = door.actor(door.signIn(handed.login(), handed.password(), null, "TEST"), "TEST").orElseThrow();
        accounts.changePassword(drafting, handed.password(), null, Cast.PASSWORD + "-mine");
        methods.draft(drafting, code, "方法", "Method", "SOP-1", List.of("viability"), null);
        Signing.Panel panel = signing.sign(cast.signIn("QCH-1"), "method", code + "/1",
                cast.entry("QCH-1", "QC_HEAD", signing.panel("method", code + "/1").orElseThrow()));
        Signing.Entry own = new Signing.Entry(handed.login(), Cast.PASSWORD + "-mine", null, "QA", panel.revision(),
                panel.sha256(), "approved by its author", null);

        assertThatThrownBy(() -> signing.sign(drafting, "method", code + "/1", own)).extracting("code")
                .isEqualTo("ST230");
        assertThat(signing.sign(drafting, "method", code + "/1", cast.entry("QA-1", "QA", panel)).complete()).isTrue();
    }

    /** A session of somebody new, whose password is his own already. */
    private Actor session(String role, String organisation) {
        Actor administrator = cast.signIn("ADM-1");
        String code = "SD-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        Accounts.Handover handed = administration.addPerson(administrator, new Administration.NewPerson(code,
                "Person " + code, organisation, code.toLowerCase(Locale.ROOT), List.of(role)), WHY);
        Actor fresh = door.actor(door.signIn(handed.login(), handed.password(), null, "TEST"), "TEST").orElseThrow();
        accounts.changePassword(fresh, handed.password(), null, Cast.PASSWORD);
        return door.actor(fresh.token(), "TEST").orElseThrow();
    }

    private Signing.Entry entry(Actor signer, String role, Signing.Panel panel) {
        return new Signing.Entry(signer.login(), Cast.PASSWORD, null, role, panel.revision(), panel.sha256(),
                "signed in a test", null);
    }

    @Test
    void whoAssessedAMaterialDoesNotApproveTheAssessment() {
        String code = "SD-" + Long.toString(System.nanoTime(), Character.MAX_RADIX).toUpperCase(Locale.ROOT);
        Actor quality = cast.signIn("QA-1");
        materials.create(cast.signIn("SQ-1"),
                new Materials.Material(code, "物料", "Material", "DIGESTIVE_ENZYME", "mL", "2-8 °C",
                        BigDecimal.ONE, List.of()));
        long id = materials.assess(quality, code, new Materials.NewAssessment("L1", "origin known", "moulded",
                "not toxic", "none", LocalDate.now(ZoneOffset.UTC).plusYears(1)));
        materials.sign(cast.signIn("SQ-1"), id, cast.entry("SQ-1", "SUPPLIER_QUALITY", materials.panel(id)));

        assertThat(said(() -> materials.sign(quality, id, cast.entry("QA-1", "QA", materials.panel(id)))))
                .isEqualTo("ST018");
        materials.sign(cast.signIn("QA-2"), id, cast.entry("QA-2", "QA", materials.panel(id)));
    }

    /** The same role at another centre, and at another maker, is another role. */
    @Test
    void aRoleEndsAtItsOrganisation() {
        String donor = DonorStage.of(context).eligible().donor();
        Actor other = session("DONOR_MEDICAL_REVIEWER", "C-02");
        long decision = gates.propose(cast.signIn("DMR-1"), "G1", donor, new Gates.Proposal("ELIGIBLE", null, null));
        Signing.Panel panel = signing.panel("decision", Long.toString(decision)).orElseThrow();

        assertThat(said(() -> signing.sign(other, "decision", Long.toString(decision),
                entry(other, "DONOR_MEDICAL_REVIEWER", panel)))).isEqualTo("ST029");
        assertThat(gates.waitingFor(other)).extracting(Gates.Decision::unit).doesNotContain(donor);
        String maker = "MK-" + Long.toString(System.nanoTime() % 1_000_000_000, Character.MAX_RADIX)
                .toUpperCase(Locale.ROOT);
        administration.addOrganisation(cast.signIn("ADM-1"), new Administration.Organisation(maker, "另一企业",
                "Another maker", "MAKER", "Asia/Shanghai", true), WHY);
        Actor stranger = session("QA", maker);
        String vial = new Road(context).lot.available(1).getFirst();
        long hold = authorship.write(cast.signIn("QA-1"), "a hold of a test", () -> jdbc
                .sql("select genealogy.place_hold(:unit, 'STOP', 'MANUAL', 'SD', 'a hold of a test')")
                .param("unit", vial).query(Long.class).single());

        assertThat(said(() -> authorship.write(stranger, "lifted from elsewhere", () -> jdbc
                .sql("select genealogy.close_hold(:id, 'lifted from elsewhere')").param("id", hold)
                .query((_, _) -> true).list()))).isEqualTo("ST029");
        authorship.write(cast.signIn("QA-1"), "lifted by its own", () -> jdbc
                .sql("select genealogy.close_hold(:id, 'lifted by its own')").param("id", hold)
                .query((_, _) -> true).list());
    }

    @Test
    void whoReportedADeviationDoesNotCloseIt() {
        String donor = DonorStage.of(context).eligible().donor();
        Actor qa = cast.signIn("QA-1");
        String code = deviations.report(qa, donor, Deviations.Severity.MINOR, "form filled with blue ink", false);

        assertThat(said(() -> deviations.close(qa, code, "wrong pen at the desk", "none on the donor")))
                .isEqualTo("ST018");
        assertThat(said(() -> deviations.close(cast.signIn("QA-2"), code, "wrong pen at the desk", "none")))
                .isEqualTo("ST090");
    }
}
