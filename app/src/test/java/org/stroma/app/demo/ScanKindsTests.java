package org.stroma.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.distribution.Labels;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.Client;

/** One scan finds anything of the campaign that the reader may see, and nothing else; what names nothing is told what was looked for. */
class ScanKindsTests {
    private final World world = World.get();

    private Client.Answer scan(String person, String text) {
        return Client.of(world.port(), world.plant.as(person).token()).with("Accept-Language", "en")
                .get("/scan?lang=en&q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private String opens(String person, String text) {
        Client.Answer answer = scan(person, text);
        return answer.status() == 302
                ? answer.header("Location").replaceFirst("^https?://[^/]+", "")
                : answer.status() + " " + answer.response().body();
    }

    private String one(String sql) {
        return world.the(JdbcClient.class).sql(sql).query(String.class).single();
    }

    @ParameterizedTest
    @CsvSource({"QA-1, L26-117, /lots/L26-117", "QA-1, l26-117, /unit/L26-117", "COL-1, DN-7F3K2, /donors/DN-7F3K2",
            "WH-1, CRV-26-02, /materials/lot/CRV-26-02", "WH-1, MED-01, /materials/master/MED-01",
            "LG-1, SH-27-0007, /shipments/SH-27-0007", "HR-1, SH-27-0007, /shipments/SH-27-0007",
            "LG-1, SO-27-0004, /shipments#order-SO-27-0004", "HR-1, SO-27-0004, /shipments#order-SO-27-0004",
            "DR-1, DO-27-A, /clinic/orders/DO-27-A", "DR-1, PT-A, /trace?of=PT-A",
            "LG-1, TL-0042, /shipments/qualifications?code=TL-0042", "QA-1, OP-1, /administration/persons/OP-1",
            "PH-1, UCM-01, /products/UCM-01", "NU-1, donor-cord, /standards/donor-cord",
            "AN-1, M-END, /laboratory/methods"})
    void opensThePageOfWhatIsNamed(String person, String text, String path) {
        assertThat(opens(person, text)).startsWith(path);
    }

    @Test
    void deviationsTissuesAndSuppliersLotsAreFound() {
        String deviation = one("select coalesce(min(code), '') from quality.deviation");
        String tissue = one("select min(code) from genealogy.unit where type = 'TISSUE'");
        String supplierLot = one("select min(supplier_lot) from material.lot");

        assertThat(deviation.isEmpty() ? "/deviations/" : opens("QA-1", deviation))
                .isEqualTo("/deviations/" + deviation);
        assertThat(opens("OP-1", tissue)).isEqualTo("/tissues/" + tissue);
        assertThat(opens("WH-1", supplierLot)).startsWith("/materials/lot/");
        assertThat(opens("WH-1", "(10)" + supplierLot)).startsWith("/materials/lot/");
        assertThat(opens("WH-1", "(01)06901234567892(10)" + supplierLot)).startsWith("/materials/lot/");
    }

    /** The number of a donation as it is printed, as it is typed, and as its ISBT 128 symbol carries it with its flags. */
    @Test
    void aDonationIsFoundHoweverItIsWritten() {
        String din = one("select din from donor.donation order by operation limit 1");
        String tissue = "/tissues/"
                + one("""
                        select t.code from donor.donation d join genealogy.unit t on t.id = d.tissue order by d.operation limit 1""");

        assertThat(opens("OP-1", din)).isEqualTo(tissue);
        assertThat(opens("OP-1", "=" + din + "00")).isEqualTo(tissue);
    }

    @Test
    void aContainerIsFoundByTheDataOfItsLabelWithAndWithoutBrackets() {
        Units units = world.the(Units.class);
        String code = one(
                """
                        select c.code from genealogy.unit c join genealogy.unit l on l.id = c.lot where l.code = 'L26-117' and c.type = 'CONTAINER'
                           and c.holder = 'MAKER-1' order by c.id limit 1""");
        String bracketed = world.the(Labels.class).data(units.get(code)).orElseThrow();
        String symbol = bracketed.replaceFirst("\\(01\\)", "]d201").replace("(17)", "17").replace("(10)", "10")
                .replace("(21)", "\u001d21");

        assertThat(opens("QA-1", bracketed)).isEqualTo("/unit/" + code);
        assertThat(opens("QA-1", symbol)).isEqualTo("/unit/" + code);
    }

    @Test
    void aPositionShowsWhatLiesThere() {
        String position = one(
                """
                        select position from genealogy.unit where position is not null and holder = 'MAKER-1' order by position limit 1""");

        assertThat(scan("WH-1", position).response().body()).contains("id=\"scan-shelves\"", position);
    }

    /** Somebody else's things, and things of another role, are as unknown as what is not there. */
    @ParameterizedTest
    @CsvSource({"NU-2, SH-27-0007", "NU-2, DO-27-A", "NU-2, PT-A", "NU-2, SO-27-0004", "NU-1, DN-7F3K2",
            "NU-1, MED-01", "NU-1, TL-0042", "NU-1, OP-1", "NU-1, LN2-T03", "COL-1, PT-A", "COL-1, SH-27-0007"})
    void whatTheReaderMayNotSeeIsUnknown(String person, String text) {
        assertThat(scan(person, text).response().body()).contains("id=\"scan-none\"");
        assertThat(Client.of(world.port(), world.plant.as(person).token()).get("/api/v1/scan?q=" + text).json())
                .isEmpty();
    }

    @Test
    void whatNamesNothingIsToldWhatWasLookedFor() {
        String plain = scan("QA-1", "NO-SUCH-1").response().body();
        String gs1 = scan("QA-1", "(01)06901234567892(10)NO-LOT(21)77").response().body();
        String broken = scan("QA-1", "(01)06901234567891(10)NO-LOT").response().body();

        assertThat(plain).contains("id=\"scan-tried\"", "text or number", "NO-SUCH-1", "Register of lots");
        assertThat(gs1).contains("GS1 code", "NO-LOT", "77");
        assertThat(broken).contains("cannot be read");
    }
}
