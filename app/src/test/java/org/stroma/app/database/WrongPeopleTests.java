package org.stroma.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.donor.DonorStage;
import org.stroma.app.gate.Gates;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.People;
import org.stroma.app.standard.StandardRegister;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.QuickPasswords;
import org.stroma.app.testing.StromaTest;
import tools.jackson.databind.json.JsonMapper;

/**
 * People who are signed in, and whose role or organisation is another one: what they try by SQL as the application's role, round every service. SR-006.
 */
@StromaTest
class WrongPeopleTests {
    private static final String OTHER_CENTRE = "COL-C2";

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Cast cast;
    @Autowired
    private People people;
    @Autowired
    private org.stroma.app.people.Door door;
    @Autowired
    private StandardRegister register;
    @Autowired
    private Gates gates;
    @Autowired
    private JsonMapper json;
    @Autowired
    private PlantClock clock;
    @Autowired
    private ApplicationContext context;

    private DonorStage.Codes codes;

    @BeforeEach
    void aDonorWithHerCord() {
        codes = DonorStage.of(context).collected();
        if (people.persons().stream().noneMatch(person -> person.code().equals(OTHER_CENTRE))) {
            QuickPasswords.apply(context, Cast.PASSWORD);
            people.install("system:demo", "another centre", List.of(new People.Organisation("C-09", "采集机构九",
                    "Another centre", "COLLECTION", "Asia/Shanghai")),
                    List.of(new People.Newcomer(OTHER_CENTRE, "测试 C2", "C-09", "col-c2", Cast.PASSWORD, null,
                            List.of("COLLECTOR", "DONOR_MEDICAL_REVIEWER"), false)));
        }
    }

    private Actor actor(String person) {
        return person.equals(OTHER_CENTRE)
                ? door.actor(door.signIn("col-c2", Cast.PASSWORD, null, "TEST 127.0.0.1"), "TEST 127.0.0.1")
                        .orElseThrow()
                : cast.signIn(person);
    }

    private void does(String person, String sql) {
        authorship.write(actor(person), "an attack in a test",
                () -> jdbc.sql(filled(sql)).query((_, _) -> true).list());
    }

    private String filled(String sql) {
        return sql.replace("$DONOR", codes.donor()).replace("$SAMPLE", codes.maternal())
                .replace("$TISSUE", codes.tissue());
    }

    private void refused(String person, String code, String sql) {
        assertThatThrownBy(() -> does(person, sql)).as("%s: %s", person, sql).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo(code);
    }

    private static String evidence(String unit, String characteristic, String kind, String content) {
        return """
                select evidence.record(jsonb_build_object('unit', '%s', 'characteristic', '%s', 'kind', '%s', 'content', '[%s]'::jsonb, 'source',
                    case '%3$s' when 'DERIVED' then 'SYSTEM' else 'MANUAL' end, 'formula', case '%3$s' when 'DERIVED' then 'made-up/1' end,
                    'formula_inputs', '["nothing"]'::jsonb, 'taken_at', ledger.plant_now()))"""
                .formatted(unit, characteristic, kind, content);
    }

    /** A nurse enters a result of the laboratory, an operator a marker, the laboratory a consent, another centre anything. */
    @ParameterizedTest
    @CsvSource({"NU-1, $SAMPLE, hiv_ab, RESULT, ST038", "OP-1, $SAMPLE, hiv_ab, RESULT, ST038",
            "QA-1, $DONOR, hiv_ab, RESULT, ST038", "AN-1, $DONOR, consent_donation, DECLARATION, ST038",
            "AN-1, $DONOR, malignancy, DECLARATION, ST038", "AN-1, $TISSUE, newborn_mass, RESULT, ST038",
            "COL-1, $TISSUE, seal_intact, DECLARATION, ST038", "INS-1, $TISSUE, leak, DECLARATION, ST038",
            "ADM-1, $TISSUE, leak, DECLARATION, ST038", "CD-1, $TISSUE, leak, DECLARATION, ST038",
            "COL-C2, $DONOR, malignancy, DECLARATION, ST045", "COL-C2, $SAMPLE, hiv_ab, RESULT, ST045",
            "COL-C2, $TISSUE, newborn_mass, RESULT, ST045"})
    void evidenceIsEnteredByWhoMay(String person, String unit, String characteristic, String kind, String code) {
        refused(person, code, evidence(unit, characteristic, kind, "{\"flag\": true}"));
    }

    /** What is said to be computed comes with a proposal or an operation: nobody else says so. */
    @ParameterizedTest
    @CsvSource({"NU-1, ST038", "AN-1, ST038", "WH-1, ST038", "COL-1, ST038", "QP-A, ST038", "COL-C2, ST045"})
    void aValueThatClaimsToBeComputedIsNotTaken(String person, String code) {
        refused(person, code, evidence("$DONOR", "donor_eligibility", "DERIVED", "{\"code\": \"ELIGIBLE\"}"));
    }

    @ParameterizedTest
    @CsvSource({"HC-1, ST038", "AN-1, ST038", "OP-1, ST038", "SQ-1, ST038", "INS-1, ST038", "QAM-1, ST038",
            "COL-C2, ST045"})
    void evidenceIsReviewedByWhoMay(String person, String code) {
        does("AN-1", evidence("$SAMPLE", "hiv_ab", "RESULT", "{\"found\": \"NEGATIVE\"}"));

        refused(person, code,
                """
                        select evidence.review_all(array(select o.id from evidence.observation o join genealogy.unit u on u.id = o.unit
                            where u.code = '$SAMPLE' and o.characteristic = 'hiv_ab'), 'ACCEPTED', null)""");
    }

    /** The very proposal that the application would make, in the hands of somebody who does not sign there. */
    @ParameterizedTest
    @ValueSource(strings = {"OP-1", "NU-1", "AN-1", "PH-1", "QP-A", "INS-1", "ADM-1", "COL-1"})
    void aDecisionIsProposedBySigners(String person) {
        gates.propose(cast.signIn("DMR-1"), "G1", codes.donor(), new Gates.Proposal("INELIGIBLE", null, null));
        Gates.Judged judged = gates.judge("G1", codes.donor());
        Map<String, Object> proposal = new LinkedHashMap<>();
        proposal.putAll(Map.of("unit", codes.donor(), "gate", "G1", "outcome", "INELIGIBLE", "standard",
                judged.standard().code(), "standard_version", judged.standard().version(), "standard_digest",
                judged.standard().digest(), "as_of", clock.instant().toString(), "overall",
                judged.evaluation().overall().name(), "units", judged.question().units()));
        proposal.put("evidence", judged.evaluation().verdicts().stream().flatMap(each -> each.evidence().stream())
                .filter(id -> id.matches("\\d+")).distinct().toList());

        assertThatThrownBy(() -> authorship.write(cast.signIn(person), "an attack in a test", () -> jdbc
                .sql("select gate.propose(cast(:p as jsonb), :s, :v)").param("p", json.writeValueAsString(proposal))
                .param("s", judged.evaluation().snapshotBytes()).param("v", judged.evaluation().verdictBytes())
                .query(Long.class).single())).isInstanceOf(Refusal.class).extracting("code").isEqualTo("ST038");
    }

    @ParameterizedTest
    @CsvSource({"OP-1, ST038", "NU-1, ST038", "QP-A, ST038", "INS-1, ST038", "COL-C2, ST029"})
    void aProposalIsTakenBackBySigners(String person, String code) {
        long id = gates.propose(cast.signIn("DMR-1"), "G1", codes.donor(),
                new Gates.Proposal("INELIGIBLE", null, null));

        refused(person, code, "select gate.withdraw(%d, 'nobody asked me')".formatted(id));
        assertThat(gates.decision(id).state()).isEqualTo("OPEN");
        does("QA-1", "select gate.withdraw(%d, 'proposed too early')".formatted(id));
    }

    @ParameterizedTest
    @CsvSource({"NU-1, MANUAL, ST038", "OP-1, MANUAL, ST038", "INS-1, CPP, ST038", "ADM-1, CPP, ST038",
            "NU-1, DEVIATION, ST045", "HR-1, CPP, ST045", "CD-1, DEVIATION, ST045", "COL-C2, CONSENT, ST045"})
    void aHoldIsPlacedByWhoHasToDoWithTheUnit(String person, String cause, String code) {
        refused(person, code, "select genealogy.place_hold('$TISSUE', 'STOP', '%s', 'X-1', 'because', null)"
                .formatted(cause));
    }

    @ParameterizedTest
    @CsvSource({"INS-1, ST038", "ADM-1, ST038", "NU-1, ST045", "CD-1, ST045", "COL-C2, ST045"})
    void aDeviationIsReportedByWhoHasToDoWithTheUnit(String person, String code) {
        refused(person, code, "select quality.report('$TISSUE', 'MINOR', 'label written twice', false)");
    }

    @ParameterizedTest
    @CsvSource({"NU-1, ST038", "OP-1, ST038", "COL-1, ST038", "INS-1, ST038", "QH-1, ST038"})
    void aStandardIsDraftedByWhoMay(String person, String code) {
        refused(person, code, """
                select standard.draft('forged', '1', '伪造', 'Forged', 'x'::bytea, '{}'::bytea, 'a forged one', 'QA')""");
    }

    @Test
    void aDraftIsSignedInARoleThatDrafts() {
        refused("QA-2", "ST038",
                """
                        select standard.draft('forged', '2', '伪造', 'Forged', 'x'::bytea, '{}'::bytea, 'a forged one', 'QA_REVIEWER')""");
    }

    @Test
    void anApprovalOfStandardsIsProposedAndTakenBackByWhoMay() {
        long draft = authorship.write(cast.signIn("QA-1"), "a draft", () -> jdbc.sql("""
                select standard.draft('attack-' || :n, '1', '草案', 'Draft', 'x'::bytea, '{}'::bytea, 'a draft', 'QA')""")
                .param("n", Long.toString(System.nanoTime())).query(Long.class).single());
        refused("OP-1", "ST038", "select standard.withdraw_draft(%d, 'away with it')".formatted(draft));
        register.sign(cast.signIn("QA-1"), StandardRegister.DRAFT, draft,
                cast.entry("QA-1", "QA", register.panel(StandardRegister.DRAFT, draft).orElseThrow()));
        String propose = "select standard.propose(array[%d]::bigint[], ledger.plant_now() + interval '1 day', 'in force')"
                .formatted(draft);
        for (String person : List.of("OP-1", "AN-1", "PS-1", "NU-1", "INS-1")) {
            refused(person, "ST038", propose);
        }

        does("QH-1", propose);
        long approval = register.openApprovals().getLast().id();
        refused("PS-1", "ST038", "select standard.withdraw_approval(%d, 'away with it')".formatted(approval));
        does("QA-1", "select standard.withdraw_approval(%d, 'proposed too early')".formatted(approval));
        does("QA-1", "select standard.withdraw_draft(%d, 'drafted in a test')".formatted(draft));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OP-1", "QA-1", "NU-1", "INS-1"})
    void aProductIsPutBeforeItsSignersByWhoMay(String person) {
        try (java.sql.Connection owner = context.getBean(Credentials.class).dataSource(DatabaseRole.OWNER)
                .getConnection(); java.sql.Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("select ledger.enter_system('system:migrate', 'a draft for a test')");
            statement.execute(
                    """
                            insert into product.version (code, version, content, state)
                            select code, '77', jsonb_set(content, '{version}', '"77"'), 'DRAFT' from product.version where code = 'UCM-01' and state = 'EFFECTIVE'
                            on conflict do nothing""");
            owner.commit();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }

        refused(person, "ST038", "select product.put_for_approval('UCM-01', '77')");
    }

    /** What was done is described by who did it: not by another of the same role, and not by another centre. */
    @Test
    void anActIsDescribedByWhoPerformedIt() {
        String consent = "insert into donor.consent (donor, version, signed_at, interviewer, donation, testing, manufacture, disclosure, other_products, cross_border, recontact, withdrawal, entered_by, entered_at) "
                + "values ((select unit from donor.record where code = '$DONOR'), '9', ledger.plant_now() - interval '9 days', 'X', true, true, true, 'NONE', true, true, true, 'FURTHER_USE', 'COL-C2', now()) returning id";
        refused(OTHER_CENTRE, "ST045", consent);
        String copies = "insert into donor.%1$s select %2$s from donor.%1$s where %3$s returning 1";
        refused("AN-1", "ST038", copies.formatted("sample", "*",
                "unit = (select id from genealogy.unit where code = '$SAMPLE')"));
        refused("AN-1", "ST038", copies.formatted("donation", "*",
                "donor = (select unit from donor.record where code = '$DONOR')"));
    }

    @Test
    void aFileIsKeptByWhoDoesBusiness() {
        byte[] bytes = "a file".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> authorship.write(cast.signIn("INS-1"), "an attack in a test", () -> jdbc
                .sql("select evidence.keep_file('f', 'text/plain', :b)").param("b", bytes).query(byte[].class)
                .single()))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("ST038");
    }
}
