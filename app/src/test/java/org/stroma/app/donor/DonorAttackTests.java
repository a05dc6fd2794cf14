package org.stroma.app.donor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Ways round the rules of donors by SQL as the application's role, each refused. */
@StromaTest
class DonorAttackTests {
    @Autowired
    private Cast cast;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private ApplicationContext context;

    private DonorStage.Codes codes;
    private Actor collector;

    @BeforeEach
    void collect() {
        DonorStage stage = DonorStage.of(context);
        codes = stage.collected();
        collector = cast.signIn("COL-1");
    }

    private void attack(Actor actor, String sql) {
        String filled = sql.replace("$DONOR", "(select unit from donor.record where code = '" + codes.donor() + "')")
                .replace("$TISSUE", "(select id from genealogy.unit where code = '" + codes.tissue() + "')")
                .replace("$SAMPLE", "(select id from genealogy.unit where code = '" + codes.maternal() + "')");
        authorship.write(actor, "an attack in a test", () -> jdbc.sql(filled).update());
    }

    @ParameterizedTest
    @ValueSource(strings = {"update donor.record set jurisdiction = 'EU' where unit = $DONOR",
            "delete from donor.record where unit = $DONOR",
            "update donor.consent set manufacture = true where donor = $DONOR",
            "delete from donor.consent where donor = $DONOR", "truncate donor.consent",
            "update donor.sample set crystalloid_ml_1h = 0 where unit = $SAMPLE",
            "delete from donor.sample where unit = $SAMPLE",
            "update donor.donation set clamp_at = now() where donor = $DONOR",
            "delete from donor.donation where donor = $DONOR",
            "update donor.receipt set label_din = 'x' where tissue = $TISSUE",
            "alter table donor.consent disable trigger all", "drop trigger donor_rules on genealogy.input",
            "update genealogy.unit set state = 'ELIGIBLE' where id = $DONOR"})
    void theApplicationsRoleChangesNothing(String sql) {
        assertThatThrownBy(() -> attack(collector, sql)).rootCause().hasMessageMatching(
                "(?s).*(permission denied|must be owner).*");
    }

    @Test
    void aConsentIsNotWrittenByWhoMayNot() {
        assertRefused("QA-1", "ST038", consent("now() - interval '9 days'", "'QA-1'"));
    }

    @Test
    void aConsentIsNotWrittenInAnothersNameOrAheadOfTime() {
        assertRefused("COL-1", "ST060", consent("now() - interval '9 days'", "'DMR-1'"));
        assertRefused("COL-1", "ST060", consent("now() + interval '900 days'", "'COL-1'"));
    }

    private static String consent(String signed, String by) {
        return "insert into donor.consent (donor, version, signed_at, interviewer, donation, testing, manufacture, disclosure, other_products, cross_border, recontact, withdrawal, entered_by, entered_at) "
                + "values ($DONOR, '9', " + signed
                + ", 'COL-1', true, true, true, 'NONE', true, true, true, 'FURTHER_USE', " + by + ", now())";
    }

    @Test
    void aDilutedSampleCannotBeDescribedAgainAsAnother() {
        assertThatThrownBy(() -> attack(collector,
                "insert into donor.sample (unit, donor, purpose, drawn_at) values ($SAMPLE, $DONOR, 'MATERNAL', now())"))
                .isInstanceOf(RuntimeException.class);
        assertRefused("COL-1", "ST061",
                "insert into donor.sample (unit, donor, purpose, drawn_at) values ($TISSUE, $DONOR, 'MATERNAL', now())");
    }

    @Test
    void aRecordDescribesItsOwnUnitOnly() {
        assertRefused("COL-1", "ST061",
                "insert into donor.record (unit, code, jurisdiction, centre, enrolled_at) values ($TISSUE, 'DN-FORGED', 'CN', 'C-01', now())");
    }

    @Test
    void aWithdrawalWithoutItsHoldIsRefused() {
        assertThatThrownBy(() -> authorship.write(collector, "an attack in a test", () -> jdbc
                .sql("select genealogy.perform(jsonb_build_object('type', 'OP-015', 'started_at', ledger.plant_now(), 'ended_at', ledger.plant_now(), 'inputs', jsonb_build_array(jsonb_build_object('code', '"
                        + codes.donor() + "', 'port', 'donor'))))")
                .query((_, _) -> true).list())).isInstanceOf(Refusal.class).extracting("code").isEqualTo("ST062");
    }

    /** The rules of the logger come before the key, so that a receipt that is there already shows them. */
    @Test
    void aReceiptWithoutALoggerOfTheRegisterIsRefused() {
        DonorStage stage = DonorStage.of(context);
        stage.send(codes, stage.ago(java.time.Duration.ofMinutes(1)), null);
        stage.receive(codes, DonorStage.good(), "4.6", "7.1", "5");
        String copy = "insert into donor.receipt (tissue, operation, label_din, label_donor, label_centre, logger, logger_file) "
                + "select tissue, operation, label_din, label_donor, label_centre, %s, %s from donor.receipt where tissue = $TISSUE";

        assertRefused("OP-1", "ST068", copy.formatted("null", "logger_file"));
        assertRefused("OP-1", "ST068", copy.formatted("logger", "null"));
        assertRefused("OP-1", "ST101", copy.formatted("'TL-NOBODY'", "logger_file"));
    }

    private void assertRefused(String person, String code, String sql) {
        Actor actor = cast.signIn(person);
        assertThatThrownBy(() -> attack(actor, sql)).isInstanceOf(Refusal.class).extracting("code").isEqualTo(code);
    }
}
