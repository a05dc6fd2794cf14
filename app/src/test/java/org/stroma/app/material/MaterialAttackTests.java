package org.stroma.app.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.stroma.app.material.MaterialFixture.part;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Records;
import org.stroma.app.testing.StromaTest;

/** What somebody with the application's own database role tries, past every service. */
@StromaTest
@Import(MaterialFixture.class)
class MaterialAttackTests {
    @Autowired
    private Credentials credentials;
    @Autowired
    private MaterialFixture given;
    @Autowired
    private Cast cast;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Authorship authorship;

    private String tag = "";
    private String material = "";
    private String lot = "";

    @BeforeEach
    void lot() {
        tag = "X" + System.nanoTime() % 1_000_000_000L;
        material = given.material("ENZ-" + tag, "DIGESTIVE_ENZYME", "L3",
                part("recombinant protease", Component.Nature.RECOMBINANT));
        lot = given.receive("L-" + tag, material, 200);
    }

    private void as(String person, String sql) {
        Actor actor = cast.signIn(person);
        String text = sql.replace("$LOT", "(select id from genealogy.unit where code = '" + lot + "')")
                .replace("$MATERIAL", "'" + material + "'");
        Supplier<Object> work = () -> text.startsWith("select")
                ? jdbc.sql(text).query((_, _) -> true).list()
                : jdbc.sql(text).update();
        authorship.write(actor, "an attack in a test", work);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "update genealogy.unit set state = 'RELEASED' where id = $LOT",
            "update genealogy.unit set remaining = 100000 where id = $LOT",
            "insert into genealogy.clearance (unit, gate, decision, outcome, given_at) values ($LOT, 'G3', 1, 'RELEASED', now())",
            "select genealogy.clear($LOT, 'G3', 1, 'RELEASED', null, null)",
            "insert into material.assessment (material, level, origin, process, toxicity, adventitious, review_on, content, entered_by, entered_at) values ($MATERIAL, 'L1', 'xxx', 'xxx', 'xxx', 'xxx', current_date + 1, 'x', 1, now())",
            "update material.audit set audited_on = current_date",
            "delete from material.approval",
            "update material.lot set supplier = 'OTHER' where unit = $LOT",
            "delete from material.stock_count",
            "update material.issue set quantity = 1",
            "update material.notice set assessment = 'fine', assessed_at = now()",
            "update material.recipe set life_hours = 9999",
            "truncate material.epidemic",
            "update material.sampling_step set plus = 0"})
    void hasNoRight(String sql) {
        assertThatThrownBy(() -> as("QA-1", sql)).hasStackTraceContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "OP-1|insert into material.audit (company, audited_on, outcome, entered_by, entered_at) select code, current_date, 'PASSED', 1, now() from material.company limit 1|ST038",
            "SQ-1|insert into material.approval (material, manufacturer, supplier, state, reason, entered_by, entered_at) select $MATERIAL, code, code, 'APPROVED', 'own', 1, now() from material.company limit 1|ST038",
            "SQ-1|insert into material.component (material, name, nature) values ($MATERIAL, 'bovine serum', 'CHEMICAL')|ST088",
            "WH-1|insert into material.issue (batch, unit, quantity, taken_by, given_by, given_at) values ('B-1', $LOT, 1, 1, 2, now())|ST084",
            "WH-1|insert into material.stock_count (unit, booked, counted, entered_by, entered_at) values ($LOT, 5, 5, 1, now())|ST087",
            "WH-1|insert into material.sampling (unit, operation, opened, asked) values ($LOT, 1, 4, 1)|ST082",
            "QA-1|update material.setting set value = 1 where code = 'audit_years'|ST038",
            "QA-1|insert into material.lot (unit, material, manufacturer, supplier, supplier_lot, containers, needed_until, storage_found) select $LOT, $MATERIAL, code, code, 'X', 1, now(), 'ok' from material.company limit 1|ST038",
            "OP-1|select material.assess($MATERIAL, 'L1', 'origin', 'process', 'none', 'none', current_date + 100, '评估', 'Assessment')|ST038",
            "SQ-1|select material.assess($MATERIAL, 'L1', 'origin', 'process', 'none', 'none', current_date - 1, '评估', 'Assessment')|ST089"})
    void isRefusedByTheDatabase(String attack) {
        String[] parts = attack.split("\\|(?=[A-Z$])|\\|(?=insert|update|select)");

        assertThatThrownBy(() -> as(parts[0], parts[1])).isInstanceOf(Refusal.class).extracting("code")
                .isEqualTo(parts[2]);
    }

    @Test
    void anAssessmentPutBeforeOneSignerIsNeverInForce() {
        assertThatThrownBy(() -> as("SQ-1",
                "select people.put_signable('material-assessment', '0', 'application/json', '1', 'forged'::bytea, '评估', 'Assessment', array['SUPPLIER_QUALITY'], array['APPROVED'], array[''])"))
                .rootCause().hasMessageContaining("permission denied");
        Actor quality = cast.signIn("SQ-1");
        long id = given.materials.assess(quality, material, new Materials.NewAssessment("L1", "changed", "changed",
                "changed", "changed", given.today().plusYears(3)));
        Records.put(credentials, quality, "material-assessment", Long.toString(id), "{}",
                Map.of("SUPPLIER_QUALITY", "APPROVED"));
        assertThatThrownBy(() -> given.materials.sign(quality, id,
                cast.entry("SQ-1", "SUPPLIER_QUALITY", given.materials.panel(id)))).extracting("code")
                .isEqualTo("ST018");

        assertThat(given.materials.assessments(material)).filteredOn(Materials.Assessment::inForce)
                .extracting(Materials.Assessment::level).containsExactly("L3");
    }

    @Test
    void oneReviewerCannotSignBothSides() {
        Actor quality = cast.signIn("SQ-1");
        long id = given.materials.assess(quality, material, new Materials.NewAssessment("L3", "known", "known",
                "known", "known", given.today().plusYears(3)));
        given.materials.sign(quality, id, cast.entry("SQ-1", "SUPPLIER_QUALITY", given.materials.panel(id)));

        assertThatThrownBy(
                () -> given.materials.sign(quality, id, cast.entry("SQ-1", "QA", given.materials.panel(id))))
                .extracting("code").isIn("ST015", "ST018");
    }

    @Test
    void whoEntersARowIsWrittenByTheDatabase() {
        as("SQ-1", "insert into material.audit (company, audited_on, outcome, entered_by, entered_at) values ('MK-"
                + material
                + "', current_date - 3, 'PASSED', (select id from people.person where code = 'QA-1'), '2001-01-01')");

        assertThat(jdbc.sql(
                "select p.code from material.audit a join people.person p on p.id = a.entered_by where a.company = :company order by a.id desc limit 1")
                .param("company", "MK-" + material).query(String.class).single()).isEqualTo("SQ-1");
    }
}
