package org.stroma.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.Attack;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Client;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** Results come out of real files of any format, by choice and never by typing. SR-031. SR-023. */
@StromaTest
class InstrumentFileTests {
    @LocalServerPort
    private int port;
    @Autowired
    private ApplicationContext context;
    @Autowired
    private InstrumentFiles files;
    @Autowired
    private Methods methods;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Cast cast;
    @Autowired
    private Attack attack;
    @Autowired
    private JdbcClient jdbc;

    private static Path exports() {
        Path folder = Path.of(System.getProperty("stroma.shared", "../shared")).resolve("data/instruments");
        if (!Files.isDirectory(folder)) {
            System.out.println("SKIPPED: no real exports at " + folder);
        }
        Assumptions.assumeTrue(Files.isDirectory(folder), "no real exports");
        return folder;
    }

    @TestFactory
    Stream<DynamicTest> everyCellCounterOffersViability() {
        return Stream.of("chemometec_nucleoview", "chemometec_nc_view", "beckman_vi_cell_xr", "beckman_vi_cell_blu",
                "revvity_matrix", "roche_cedex_hires").map(family -> DynamicTest.dynamicTest(family, () -> {
                    Path file = first(exports().resolve(family));
                    InstrumentFiles.Opened opened = keep(Files.readAllBytes(file), file.getFileName().toString(),
                            "X-" + family);

                    assertThat(opened.values()).extracting(InstrumentFiles.Measured::name)
                            .anyMatch(name -> name.startsWith("viability"));
                    assertThat(files.open(opened.sha256(), Locale.ENGLISH).values()).isEqualTo(opened.values());
                }));
    }

    private static Path first(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all
                    .filter(each -> !each.toString().endsWith(".json") && !each.toString().contains("_negative")
                            && !each.toString().contains("error") && Files.isRegularFile(each))
                    .sorted().findFirst()
                    .orElseThrow();
        }
    }

    private InstrumentFiles.Opened keep(byte[] bytes, String name, String unit) {
        return files.keep(cast.signIn("AN-1"), unit, new Evidence.RawFile(name, "text/plain", bytes), Locale.ENGLISH);
    }

    @Test
    void whatWasChosenBecomesAResultInTheUnitOfTheStandard() throws IOException {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        method(campaign.code("MV"));
        Path file = first(exports().resolve("beckman_vi_cell_blu"));
        InstrumentFiles.Opened opened = keep(Files.readAllBytes(file), file.getFileName().toString(), bank);
        InstrumentFiles.Measured viability = opened.values().stream()
                .filter(value -> value.name().startsWith("viability"))
                .findFirst().orElseThrow();
        List<Long> taken = files.take(cast.signIn("AN-1"), bank, opened.sha256(),
                Map.of(viability.number(), "post_thaw_viability"));
        Evidence.Item item = evidence.list(bank).stream().filter(each -> taken.contains(each.id())).findFirst()
                .orElseThrow();

        assertThat(item.file()).isEqualTo(opened.sha256());
        assertThat(item.source()).isEqualTo(Evidence.Source.INSTRUMENT);
        assertThat(((Value.Measured) item.values().getFirst()).measurement().written().orElseThrow().value())
                .isEqualByComparingTo(viability.value());
        refusesWhatCannotAnswer(bank, opened);
        for (String language : List.of("zh-CN", "en")) {
            try (Window window = Window.open(port, language)) {
                window.signIn(cast, "AN-1").go("/laboratory/unit/" + bank)
                        .go("/laboratory/unit/" + bank + "/files/" + opened.sha256())
                        .picture("instrument-file-" + language);

                assertThat(window.page().locator("#take tbody tr").count()).isEqualTo(opened.values().size());
                assertThat(window.page().locator("#take select").count()).isPositive();
                assertThat(window.complaints()).isEmpty();
            }
        }
    }

    private void refusesWhatCannotAnswer(String bank, InstrumentFiles.Opened opened) {
        InstrumentFiles.Measured diameter = opened.values().stream().filter(value -> value.unit().equals("µm"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> files.take(cast.signIn("AN-1"), bank, opened.sha256(),
                Map.of(diameter.number(), "post_thaw_viability"))).extracting("code")
                .isEqualTo("laboratory.other-unit");
        assertThatThrownBy(() -> files.take(cast.signIn("OP-1"), bank, opened.sha256(),
                Map.of(1, "post_thaw_viability"))).extracting("code").isEqualTo("forbidden");
        assertThatThrownBy(() -> keep("rubbish".getBytes(StandardCharsets.UTF_8), "x.csv", bank)).extracting("code")
                .isEqualTo("laboratory.file");
        assertThat(refusedFiles(bank)).isEqualTo(1);
        byte[] text = "rubbish".getBytes(StandardCharsets.UTF_8);
        assertThat(Client.of(port, cast.signIn("AN-1").token()).with("Idempotency-Key", "refused-" + bank)
                .post("/api/v1/laboratory/units/" + bank + "/files",
                        Map.of("name", "y.csv", "mediaType", "text/csv", "bytes",
                                java.util.Base64.getEncoder().encodeToString(text)))
                .json().get("code").stringValue()).isEqualTo("laboratory.file");
        assertThat(refusedFiles(bank)).as("a refused request takes nothing back").isEqualTo(2);
        assertThat(attack.by(cast.signIn("OP-1"), "select laboratory.keep_refused_file('" + bank
                + "', 'x', '\\x00', '{NONE}', 'nothing')")).isEqualTo("ST038");
        assertThat(attack.by(cast.signIn("AN-1"), "delete from laboratory.refused_file returning 1"))
                .isEqualTo("42501");
    }

    private int refusedFiles(String unit) {
        return jdbc
                .sql("""
                        select count(*) from laboratory.refused_file f join genealogy.unit u on u.id = f.unit join evidence.file e on e.sha256 = f.file
                         where u.code = :unit and cardinality(f.problems) > 0 and e.bytes = convert_to('rubbish', 'UTF8')""")
                .param("unit", unit).query(Integer.class).single();
    }

    /** A method of viability in force; the second draft of the same characteristics is as good as the first. */
    private void method(String code) {
        int version = methods.draft(cast.signIn("QCH-1"), code, "活率", "Viability", "SOP-1",
                List.of("post_thaw_viability"),
                "VAL-1");
        for (Map.Entry<String, String> signer : List.of(Map.entry("QCH-1", "QC_HEAD"), Map.entry("QA-1", "QA"))) {
            Signing.Panel panel = methods.panel(code, version).orElseThrow();
            methods.sign(cast.signIn(signer.getKey()), code, version,
                    cast.entry(signer.getKey(), signer.getValue(), panel));
        }
    }
}
