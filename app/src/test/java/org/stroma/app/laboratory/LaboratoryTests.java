package org.stroma.app.laboratory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.batch.Cultures;
import org.stroma.app.batch.SampleOut;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Signing;
import org.stroma.app.quality.Deviations;
import org.stroma.app.standard.Status;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Results with their second pair of eyes, what fails and what becomes of it, samples that leave the house, and daily readings. SR-032. */
@StromaTest
class LaboratoryTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Laboratory laboratory;
    @Autowired
    private Methods methods;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Gates gates;
    @Autowired
    private Units units;
    @Autowired
    private Deviations deviations;
    @Autowired
    private Cast cast;

    private BatchCampaign campaign;
    private String bank = "";
    private String method = "";

    @BeforeEach
    void bankUnderTest() {
        campaign = new BatchCampaign(context);
        bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        method = "M-" + System.nanoTime() % 1_000_000_000L;
        int version = methods.draft(cast.signIn("QCH-1"), method, "复苏后活率", "Viability after thaw", "SOP-1",
                List.of("post_thaw_viability", "mycoplasma"), "VAL-1");
        for (Map.Entry<String, String> signer : List.of(Map.entry("QCH-1", "QC_HEAD"), Map.entry("QA-1", "QA"))) {
            Signing.Panel panel = methods.panel(method, version).orElseThrow();
            methods.sign(cast.signIn(signer.getKey()), method, version,
                    cast.entry(signer.getKey(), signer.getValue(), panel));
        }
    }

    private List<Long> enter(String person, int attempt, String... values) {
        return laboratory.enter(cast.signIn(person), bank,
                List.of(Laboratory.Result.of("post_thaw_viability", method, values).repeated(attempt)));
    }

    private Status viability() {
        return gates.judge("G4", bank).evaluation().verdicts().stream()
                .filter(verdict -> verdict.requirement().equals("G4-02")).findFirst().orElseThrow().status();
    }

    private List<Deviations.Concerning> investigations() {
        return deviations.concerning(bank).stream().filter(each -> each.description().startsWith("OOS")).toList();
    }

    /** Variant G6 (a) on a bank: no rejection in review, no averaging, no better repeat; only an investigation sets it aside. */
    @Test
    void aResultOutOfSpecificationIsInvestigatedAndNeitherRejectedNorAveragedAway() {
        List<Long> failing = enter("AN-1", 1, "61.0");
        assertThatThrownBy(() -> laboratory.review(cast.signIn("QCR-1"), failing, false, "does not look right"))
                .extracting("code").isEqualTo("laboratory.out-of-specification");
        assertThat(investigations()).isEmpty();

        laboratory.review(cast.signIn("QCH-1"), failing, true, null);
        assertThat(viability()).isEqualTo(Status.NOT_MET);
        assertThat(investigations()).singleElement()
                .satisfies(oos -> assertThat(oos.severity() + " " + oos.state()).isEqualTo("MAJOR REPORTED"));
        laboratory.review(cast.signIn("QCR-1"), enter("AN-1", 2, "91.0", "92.0", "93.0"), true, null);
        assertThat(viability()).isEqualTo(Status.NOT_MET);
        assertThatThrownBy(() -> campaign.gates.decide("G4", bank,
                new Gates.Proposal("QUALIFIED", "the repeat passes", "DEV-1"), BatchCampaign.QUALIFIERS))
                .extracting("code").isEqualTo("ST050");

        long entry = failing.getFirst();
        assertThatThrownBy(() -> laboratory.invalidate(cast.signIn("QA-1"), entry, "no event", "we like it better"))
                .extracting("code").isEqualTo("ST092");
        assertThatThrownBy(() -> laboratory.invalidate(cast.signIn("AN-1"), entry, investigations().getFirst().code(),
                "my own mistake")).extracting("code").isEqualTo("ST038");
        assertThatThrownBy(() -> laboratory.invalidate(cast.signIn("QCH-1"), entry, investigations().getFirst().code(),
                "reviewed by myself")).extracting("code").isEqualTo("ST018");
        laboratory.invalidate(cast.signIn("QA-1"), entry, investigations().getFirst().code(),
                "thaw bath at 45 °C, read from its log");
        assertThat(viability()).isEqualTo(Status.MET);
        assertThat(evidence.versions(bank, "post_thaw_viability")).hasSize(2);
    }

    /** The second person is another person, not another account or another role of the same. */
    @Test
    void nobodyReviewsTheResultThatHeEntered() {
        List<Long> own = enter("AN-2", 1, "92.0");
        assertThatThrownBy(() -> laboratory.review(cast.signIn("AN-2"), own, true, null)).extracting("code")
                .isEqualTo("ST018");
        assertThatThrownBy(() -> laboratory.review(cast.signIn("OP-1"), own, true, null)).extracting("code")
                .isEqualTo("ST038");
        assertThat(viability()).isEqualTo(Status.MISSING);
        laboratory.review(cast.signIn("QCR-1"), own, true, null);

        assertThat(viability()).isEqualTo(Status.MET);
    }

    @Test
    void aCorrectionKeepsTheFirstAndIsReviewedAnew() {
        List<Long> written = enter("AN-1", 1, "29.0");
        long corrected = laboratory.correct(cast.signIn("AN-1"), written.getFirst(),
                Laboratory.Result.of("post_thaw_viability", method, "92.0"), "figures transposed, see raw data");

        assertThat(viability()).isEqualTo(Status.MISSING);
        laboratory.review(cast.signIn("QCR-1"), List.of(corrected), true, null);
        assertThat(viability()).isEqualTo(Status.MET);
        assertThat(evidence.versions(bank, "post_thaw_viability")).extracting(Evidence.Item::reason)
                .contains("figures transposed, see raw data");
        assertThatThrownBy(() -> laboratory.correct(cast.signIn("AN-1"), written.getFirst(),
                Laboratory.Result.of("post_thaw_viability", method, "95.0"), "once more")).extracting("code")
                .isEqualTo("ST044");
    }

    @Test
    void aSampleIsSentOutAndItsReportComesBackAsAFile() {
        String sample = campaign.code("MCBQC");
        laboratory.moveSamples(cast.signIn("AN-1"), List.of(sample), "RECEIVED");
        assertThatThrownBy(() -> laboratory.moveSamples(cast.signIn("AN-1"), List.of(sample), "SENT_OUT"))
                .extracting("code").isEqualTo("laboratory.sent-nowhere");
        laboratory.moveSamples(cast.signIn("AN-1"), List.of(sample), "SENT_OUT", "示例外检实验室");
        List<Long> reported = laboratory.enterReport(cast.signIn("AN-1"), bank,
                List.of(Laboratory.Result.of("mycoplasma", method, "NEGATIVE").from("示例外检实验室")),
                new Evidence.RawFile("report.pdf", "application/pdf", "report".getBytes(StandardCharsets.UTF_8)));
        laboratory.moveSamples(cast.signIn("AN-1"), List.of(sample), "TESTED");

        assertThat(units.events(sample)).extracting(event -> event.parameters().get("laboratory"))
                .contains("示例外检实验室");
        Evidence.Item item = evidence.list(bank).stream().filter(each -> each.id() == reported.getFirst()).findFirst()
                .orElseThrow();
        assertThat(item.source()).isEqualTo(Evidence.Source.EXTERNAL);
        assertThat(item.reviewed()).isFalse();
        assertThat(evidence.file(String.valueOf(item.file()))).isPresent();
        assertThatThrownBy(() -> laboratory.moveSamples(cast.signIn("AN-1"), List.of(sample), "IN_TEST"))
                .extracting("code").isEqualTo("ST031");
    }

    /** Growth in a sample of a culture stops everything that comes out of that culture; each day is read once. */
    @Test
    void growthInASampleStopsWhatWasSampled() {
        BatchCampaign other = new BatchCampaign(context);
        String h1 = other.passage(1, 291, other.primary(other.tissue()), "2.0224e7", BatchCampaign.vessels(8, "632"),
                "1.62e8", "rest");
        other.cultures.sample(other.operator(), other.step(388.1, 388.2), new Cultures.Sampling(h1,
                List.of(new SampleOut(other.code("ST"), "sterility", new java.math.BigDecimal("1e6")))));
        laboratory.read(cast.signIn("AN-1"), other.code("ST"), "sterility", 3, false, null);
        assertThatThrownBy(() -> laboratory.read(cast.signIn("AN-2"), other.code("ST"), "sterility", 3, true, null))
                .extracting("code").isEqualTo("ST044");
        assertThat(units.holds(h1)).isEmpty();

        laboratory.read(cast.signIn("AN-1"), other.code("ST"), "sterility", 4, true, "turbid");
        assertThat(units.holds(h1)).filteredOn(Units.Hold::open).extracting(Units.Hold::cause)
                .containsExactly("GROWTH");
        assertThatThrownBy(() -> other.wash(1, 389, h1, "1.4e8")).extracting("code").isEqualTo("ST039");
        assertThatThrownBy(() -> laboratory.read(cast.signIn("QCR-1"), other.code("ST"), "sterility", 5, false, null))
                .extracting("code").isEqualTo("ST038");
    }
}
