package org.stroma.app.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stroma.app.standard.Evaluation.Overall.FAIL;
import static org.stroma.app.standard.Evaluation.Overall.MISSING;
import static org.stroma.app.standard.Evaluation.Overall.PASS;
import static org.stroma.app.standard.Evaluation.Overall.PASS_WITH_CONDITIONS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;

/** One cord to three patients: the facts of the worked campaign against the standards, and what goes wrong with them. */
class CampaignTests {
    private static final Path FOLDER = Path.of(System.getProperty("stroma.root", "."),
            "app/src/test/resources/standard/campaign");
    private static final List<Standard> STANDARDS = Standards.list();

    static Stream<String> facts() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void passesAsItHappened(String name) {
        Evaluation evaluation = standardOf(name).evaluate(read(name));

        assertThat(evaluation.open()).as("%s", evaluation.open()).isEmpty();
        assertThat(evaluation.overall()).isEqualTo(PASS);
    }

    @Test
    void aNewbornOfExactlyThreeKilogramsFails() {
        expect("donor-cord", "G1-06b", FAIL, measured("newborn_mass", "3.000", "kg"));
    }

    @Test
    void aGestationOfFortyTwoWeeksAndADayFails() {
        expect("donor-cord", "G1-03a", FAIL,
                Observation.of("gestation", new Value.Gestation(GestationalAge.parse("42w1d")), "V").reviewed());
    }

    @Test
    void aMotherOfThirtySixFails() {
        expect("donor-cord", "G1-02", FAIL, measured("maternal_age", "36", "a"));
    }

    @Test
    void aConsentSignedAfterTheFirstSampleFails() {
        expect("donor-cord", "G1-01a", FAIL, at("consent_signed_at", "2026-03-02T08:06:00+08:00"));
    }

    @Test
    void aHaemodilutedSampleIsMissingNotFailed() {
        expect("donor-markers-cn", "G1-08b", MISSING, flag("haemodiluted", true).withDerivation("haemodilution/1",
                List.of("HD-1")));
    }

    @Test
    void aReactiveCoreAntibodyFailsInChinaAndAsksForARiskAssessmentInTheUnion() {
        Observation reactive = found("anti_hbc", Value.Presence.POSITIVE);
        expect("donor-markers-cn", "G1-07-HBV", FAIL, reactive);

        Facts facts = with(read("donor-markers-cn"), reactive);
        Verdict european = verdict(standardOf("donor-markers-eu").evaluate(facts), "G1-07-HBV");

        assertThat(european.status()).isEqualTo(Status.MISSING);
    }

    @Test
    void pendingMarkersLeaveTheDonorMissing() {
        Facts pending = without(read("donor-markers-cn"), "hiv_nat");

        assertThat(standardOf("donor-markers-cn").evaluate(pending).overall()).isEqualTo(MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"47,XY,+20[2]/46,XY[18]"})
    void aClonalGainFailsTheBank(String iscn) {
        expect("bank-mcb", "T4-10", FAIL, karyotype(iscn, "MALE", true, false, 20));
    }

    @Test
    void aSingleAbnormalCellAsksForFiftyMetaphases() {
        expect("bank-mcb", "T4-10", MISSING, karyotype("45,X,-Y[1]/46,XY[19]", "MALE", false, true, 20));
        expect("bank-mcb", "T4-10", PASS, karyotype("45,X,-Y[1]/46,XY[49]", "MALE", false, true, 50));
    }

    @Test
    void aKaryotypeOfTheOtherSexFailsTheBank() {
        expect("bank-mcb", "T4-10", FAIL, karyotype("46,XX[20]", "FEMALE", false, false, 20));
    }

    @Test
    void anUndecidedConditionalTestLeavesTheBankMissing() {
        Facts undecided = without(read("bank-wcb"), "other_virus_decision");

        Evaluation evaluation = standardOf("bank-wcb").evaluate(undecided);

        assertThat(evaluation.overall()).isEqualTo(MISSING);
        assertThat(verdict(evaluation, "T4-09").reason().code()).isEqualTo(Reason.Code.UNDECIDED);
    }

    @Test
    void aWarmAndLateTissueIsAcceptedOnlyWithConditions() {
        Facts facts = with(with(read("tissue-acceptance"),
                measured("logger_max", "12.4", "Cel").withDerivation("logger-summary/1", List.of("LOG-1"))),
                at("received_at", "2026-03-03T10:52:00+08:00"));

        Evaluation evaluation = standardOf("tissue-acceptance").evaluate(facts);

        assertThat(evaluation.overall()).isEqualTo(PASS_WITH_CONDITIONS);
        assertThat(evaluation.open()).extracting(Verdict::requirement).containsExactly("G2-03", "G2-04b");
    }

    @Test
    void aTissueAfterFiftyTwoHoursOrWithABrokenSealIsRefused() {
        expect("tissue-acceptance", "G2-02", FAIL, at("received_at", "2026-03-04T12:52:00+08:00"));
        expect("tissue-acceptance", "G2-05", FAIL, flag("seal_intact", false));
    }

    @Test
    void plateletLysateWithoutAdventitiousTestStaysInQuarantine() {
        Facts facts = without(read("material-hpl-26-03"), "adventitious_test");

        assertThat(standardOf("material-hpl-26-03").evaluate(facts).overall()).isEqualTo(MISSING);
    }

    @Test
    void aMicrocarrierCoatedWithGelatinNeedsAStatementOnTse() {
        Facts facts = with(with(read("material-dms-26-04"),
                Observation.of("material_class", new Value.Code("MICROCARRIER"), "V").reviewed()),
                flag("animal_derived", true));

        Verdict tse = verdict(standardOf("material-dms-26-04").evaluate(facts), "G3-09");

        assertThat(tse.status()).isEqualTo(Status.MISSING);
        assertThat(tse.reason().code()).isEqualTo(Reason.Code.NO_EVIDENCE);
    }

    @Test
    void aMeanViabilityOfSeventyEightPointSixFailsAndALaterPassDoesNotMendIt() {
        Observation low = viability("78.2", "78.9", "78.6");
        expect("ucm01-release", "R-02", FAIL, low);

        Facts both = new Facts(read("ucm01-release").asOf(), Stream.concat(
                with(read("ucm01-release"), low).observations().stream(),
                Stream.of(viability("90", "91", "92").withStanding(new Observation.Standing(true, 2, false))))
                .toList());

        assertThat(verdict(standardOf("ucm01-release").evaluate(both), "R-02").status()).isEqualTo(Status.NOT_MET);
    }

    @Test
    void anIneligibleDonorBlocksTheRelease() {
        expect("ucm01-batch", "G6-16", FAIL,
                Observation.of("donor_eligibility", new Value.Code("INELIGIBLE"), "V").reviewed());
    }

    @Test
    void anOpenObligationLeavesTheReleaseMissing() {
        expect("ucm01-batch", "G6-17", MISSING,
                flag("obligations_open", true).withDerivation("obligations/1", List.of("G-1")));
    }

    @Test
    void aShipmentAtMinusOneHundredAndEighteenIsRefused() {
        expect("shipment-receipt", "G8b-02a", FAIL,
                measured("logger_max", "-118", "Cel").withDerivation("logger-summary/1", List.of("LOG-1")));
    }

    @Test
    void anInfusionThatWouldEndAfterTheWindowIsRefused() {
        expect("ucm01-use", "G9-04b", FAIL,
                measured("planned_window", "131", "min").withDerivation("use-window/1", List.of("U-1")));
    }

    @Test
    void aTenfoldOrderIsRefused() {
        expect("ucm01-use", "G9-08", FAIL,
                measured("dose_ratio", "1051", "%").withDerivation("dose-ratio/1", List.of("U-1")));
    }

    @Test
    void aThawTheDayAfterExpiryIsRefusedAndOnTheDayItIsNot() {
        Facts use = read("ucm01-use");
        Standard standard = standardOf("ucm01-use");
        Facts lastDay = new Facts(java.time.OffsetDateTime.parse("2028-11-16T23:00:00+08:00"), use.observations());
        Facts dayAfter = new Facts(java.time.OffsetDateTime.parse("2028-11-17T00:00:00+08:00"), use.observations());

        assertThat(verdict(standard.evaluate(lastDay), "G9-02c").status()).isEqualTo(Status.MET);
        assertThat(verdict(standard.evaluate(dayAfter), "G9-02c").status()).isEqualTo(Status.NOT_MET);
    }

    private static void expect(String name, String requirement, Evaluation.Overall overall, Observation changed) {
        Evaluation evaluation = standardOf(name).evaluate(with(read(name), changed));

        assertThat(evaluation.overall()).as("%s", evaluation.open()).isEqualTo(overall);
        assertThat(verdict(evaluation, requirement).status()).isEqualTo(switch (overall) {
            case FAIL -> Status.NOT_MET;
            case MISSING -> Status.MISSING;
            case PASS, PASS_WITH_CONDITIONS -> Status.MET;
        });
    }

    private static Standard standardOf(String name) {
        String code = name.startsWith("material-") ? "material-release"
                : name.equals("bank-mcb") || name.equals("bank-wcb") ? "bank-qualification" : name;
        return STANDARDS.stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
    }

    private static Verdict verdict(Evaluation evaluation, String requirement) {
        return evaluation.verdicts().stream().filter(each -> each.requirement().equals(requirement)).findFirst()
                .orElseThrow();
    }

    private static Facts read(String name) {
        try {
            return FactsFile.read(Files.readAllBytes(FOLDER.resolve(name + ".yaml"))).orThrow().facts();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Facts without(Facts facts, String characteristic) {
        return new Facts(facts.asOf(), facts.observations().stream()
                .filter(each -> !each.characteristic().equals(characteristic)).toList());
    }

    private static Facts with(Facts facts, Observation changed) {
        List<Observation> all = new ArrayList<>(without(facts, changed.characteristic()).observations());
        all.add(changed);
        return new Facts(facts.asOf(), all);
    }

    private static Observation measured(String characteristic, String number, String unit) {
        return Observation.of(characteristic, new Value.Measured(Measurement.parse(number, unit, Qualifier.NONE)), "V")
                .reviewed();
    }

    private static Observation viability(String... readings) {
        return Observation.of("viability", Stream.of(readings)
                .map(each -> new Value.Measured(Measurement.parse(each, "%", Qualifier.NONE))).toList(), "V")
                .reviewed().withMethod("SOP", true);
    }

    private static Observation flag(String characteristic, boolean holds) {
        return Observation.of(characteristic, new Value.Flag(holds), "V").reviewed();
    }

    private static Observation at(String characteristic, String moment) {
        return Observation.of(characteristic, new Value.At(Moment.parse(moment)), "V").reviewed();
    }

    private static Observation found(String characteristic, Value.Presence presence) {
        return Observation.of(characteristic, new Value.Found(presence), "V").reviewed().withMethod("KIT", true);
    }

    private static Observation karyotype(String iscn, String sex, boolean clonal, boolean single, int metaphases) {
        TreeMap<String, Value> parts = new TreeMap<>();
        parts.put("sex", new Value.Code(sex));
        parts.put("clonal", new Value.Flag(clonal));
        parts.put("single", new Value.Flag(single));
        parts.put("metaphases", new Value.Measured(
                Measurement.parse("" + metaphases, "{metaphases}", Qualifier.NONE)));
        return Observation.of("karyotype", new Value.Structure(iscn, parts), "V").reviewed();
    }
}
