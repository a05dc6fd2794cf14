package org.stroma.app.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** A version of a product comes in as a file, is read whole or not at all, and is approved by two who did not import it. SR-034. */
@StromaTest
class ProductImportTests {
    @Autowired
    private Products products;
    @Autowired
    private Signing signing;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Cast cast;

    /** The file of the shipped product under another code, with one text in the place of another. */
    static byte[] file(String code, String from, String to) {
        try (InputStream in = ProductImportTests.class.getResourceAsStream("/products/ucm-01.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("product: UCM-01",
                    "product: " + code);
            assertThat(text).contains(from);
            return text.replaceFirst(java.util.regex.Pattern.quote(from),
                    java.util.regex.Matcher.quoteReplacement(to)).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sign(String person, String role, String record) {
        Actor actor = cast.signIn(person);
        signing.sign(actor, Products.RECORD, record,
                cast.entry(person, role, signing.panel(Products.RECORD, record).orElseThrow()));
    }

    @Test
    void anImportedVersionComesIntoForceWhenTwoOthersHaveSignedIt() {
        Product drafted = products.draft(cast.signIn("PS-1"), file("IMP-01", "passage: 5", "passage: 4"),
                "passage limited to four");
        assertThat(products.versions("IMP-01")).singleElement().extracting(Products.Version::state)
                .isEqualTo("DRAFT");
        assertThatThrownBy(() -> products.get("IMP-01")).extracting("code").isEqualTo("product.none-effective");

        String record = "IMP-01/" + drafted.version();
        products.putForApproval(cast.signIn("PS-1"), "IMP-01", drafted.version());
        sign("PH-1", "PRODUCTION_HEAD", record);
        sign("QH-1", "QUALITY_HEAD", record);

        assertThat(products.get("IMP-01").limits().passage()).isEqualTo(4);
        // What has come into force stands in the way of policies of the others; it is followed by nothing here.
        assertThat(jdbc.sql("select note from product.draft where code = 'IMP-01'").query(String.class).single())
                .isEqualTo("passage limited to four");
    }

    @Test
    void whoImportedItDoesNotApproveIt() {
        Product drafted = products.draft(cast.signIn("PH-1"), file("IMP-02", "passage: 5", "passage: 4"),
                "imported by the production head");
        products.putForApproval(cast.signIn("PH-1"), "IMP-02", drafted.version());

        assertThatThrownBy(() -> sign("PH-1", "PRODUCTION_HEAD", "IMP-02/" + drafted.version())).extracting("code")
                .isEqualTo("ST018");
    }

    @Test
    void aVersionThatIsThereIsNotImportedAgain() {
        products.draft(cast.signIn("PS-1"), file("IMP-03", "passage: 5", "passage: 4"), "first");

        assertThatThrownBy(() -> products.draft(cast.signIn("PS-1"), file("IMP-03", "passage: 5", "passage: 3"),
                "second")).extracting("code").isEqualTo("ST070");
    }

    /** Each mistake is named by its place, and nothing is kept. */
    @ParameterizedTest
    @CsvSource({"passage: 5, passage: many, limits.passage", "passage: 5, passages: 5, limits",
            "tissue: UC, tissue: XX, route", "regime: TWO_TIER, regime: ONE_TIER, ''",
            "'gtin: \"09521234567899\"', '', gtin", "passage: 5, 'passage: {', ':'",
            "tissue: UC, 'tissue: BM', route"})
    void aFileWithAMistakeIsRefusedAtItsPlace(String from, String to, String place) {
        long before = products.list().size();

        assertThatThrownBy(() -> products.draft(cast.signIn("PS-1"), file("IMP-09", from, to), "a mistake"))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("product.file");
                    assertThat(String.valueOf(refusal.details().get("where"))).contains(place);
                });
        assertThat(products.list()).hasSize((int) before);
    }

    /** Rubbish, a bomb of aliases, a tag that would build an object, and too much. */
    @Test
    void whatIsNoFileOfAProductIsRefused() {
        String bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                + "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
        for (String text : new String[]{"", "%PDF-1.7 \u0001\u0002", "just words", "- a\n- b", bomb, "a: &a\n  b: *a\n",
                "product: !!java.net.URL [\"http://127.0.0.1/\"]", "x: ".repeat(40) + "y",
                "a: " + "b".repeat(1 << 20)}) {
            assertThatThrownBy(() -> products.draft(cast.signIn("PS-1"), text.getBytes(StandardCharsets.UTF_8),
                    "rubbish")).as(text.length() > 40 ? text.substring(0, 40) : text).isInstanceOf(Refusal.class)
                    .extracting("code").isEqualTo("product.file");
        }
    }

    /** By SQL as the application's role: another role, an approved version by itself, a change of what was imported. */
    @Test
    void theDatabaseTakesNoDraftFromOthersAndChangesNone() {
        products.draft(cast.signIn("PS-1"), file("IMP-04", "passage: 5", "passage: 4"), "to be attacked");
        for (String person : new String[]{"OP-1", "QA-1", "NU-1", "INS-1"}) {
            assertThatThrownBy(() -> authorship.write(cast.signIn(person), "an attack in a test", () -> jdbc
                    .sql("""
                            select product.draft('x'::bytea, (select content || '{"version": "88"}' from product.version where code = 'IMP-04'), 'forged')""")
                    .query((_, _) -> true).list())).as(person).extracting("code").isEqualTo("ST038");
        }
        for (String sql : new String[]{"update product.draft set note = 'other'", "delete from product.draft",
                "insert into product.version (code, version, content, state) select code, '89', content, 'EFFECTIVE' from product.version",
                "update product.version set state = 'EFFECTIVE' where code = 'IMP-04'"}) {
            assertThatThrownBy(() -> authorship.write(cast.signIn("PS-1"), "an attack in a test",
                    () -> jdbc.sql(sql).update())).rootCause().hasMessageContaining("permission denied");
        }
    }
}
