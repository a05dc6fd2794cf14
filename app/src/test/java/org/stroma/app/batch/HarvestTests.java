package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.bank.Banks;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Authorship;
import org.stroma.app.quality.Deviations;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;

/** Cells put together, shared out and discarded: balances, passage and doublings, and what a hold leaves open. SR-030. */
@StromaTest
class HarvestTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Harvests harvests;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private Cast cast;
    @Autowired
    private Deviations deviations;

    private BatchCampaign campaign;

    @BeforeEach
    void campaign() {
        campaign = new BatchCampaign(context);
    }

    private String firstPassage() {
        return campaign.passage(1, 291, campaign.primary(campaign.tissue()), "2.0224e7",
                BatchCampaign.vessels(8, "632"), "1.62e8", "rest of the primary harvest");
    }

    private Step step(double hour) {
        return campaign.step(hour, hour + 0.1);
    }

    private void split(String harvest, String first, String second) {
        harvests.split(campaign.operator(), step(388.2), new Harvests.Splitting(harvest,
                List.of(new Harvests.Part(campaign.code("A"), new BigDecimal(first)),
                        new Harvests.Part(campaign.code("B"), new BigDecimal(second)))));
    }

    @Test
    void aHarvestIsSharedOutWithoutLosingACell() {
        String h1 = firstPassage();
        assertThatThrownBy(() -> split(h1, "1.0e8", "7.0e7")).extracting("code").isEqualTo("ST036");
        assertThatThrownBy(() -> split(h1, "1.0e8", "5.0e7")).extracting("code").isEqualTo("ST036");
        split(h1, "1.0e8", "6.2e7");

        assertThat(units.get(h1)).extracting(Units.Unit::state).isEqualTo("FORWARDED");
        assertThat(units.get(h1).remaining()).isZero();
        assertThat(units.get(campaign.code("A")).passage()).isEqualTo(1);
        assertThat(units.get(campaign.code("B")).cpdl()).isEqualByComparingTo(units.get(h1).cpdl());
    }

    /** One part loses cells, the other grows: the loss adds nothing, and their pool carries the higher age. */
    @Test
    void aLossAddsNothingAndAPoolIsAsOldAsItsOldestPart() {
        String h1 = firstPassage();
        split(h1, "1.0e8", "6.2e7");
        grow("A", "P2A", "H2A", "1.0e8", "4", "8.0e8");
        grow("B", "P2B", "H2B", "6.2e7", "2.48", "3.1e7");
        assertThat(units.events(campaign.code("H2B")).getFirst().doublings()).isEqualByComparingTo("-1");
        assertThat(units.get(campaign.code("H2B")).cpdl()).isEqualByComparingTo(units.get(h1).cpdl());

        harvests.pool(campaign.operator(), step(486), new Harvests.Pooling(
                List.of(campaign.code("H2A"), campaign.code("H2B")), campaign.code("POOL")));
        Units.Unit pool = units.get(campaign.code("POOL"));
        assertThat(pool.quantity()).isEqualByComparingTo("8.31e8");
        assertThat(pool.passage()).isEqualTo(2);
        assertThat(pool.cpdl()).isEqualByComparingTo(units.get(campaign.code("H2A")).cpdl());
        assertThat(pool.cpdl()).isGreaterThan(units.get(campaign.code("H2B")).cpdl());
    }

    private void grow(String from, String culture, String harvest, String cells, String vessels, String grown) {
        campaign.cultures.seed(campaign.operator(), step(388.4), new Cultures.Seeding(campaign.code(from),
                campaign.code(culture), new BigDecimal(cells), BatchCampaign.vessels(1,
                        new BigDecimal(vessels).multiply(new BigDecimal("6250")).toPlainString()),
                null, Map.of()));
        campaign.cultures.harvest(campaign.operator(), step(484.5), new Cultures.Harvesting(campaign.code(culture),
                campaign.code(harvest), Count.of(grown, "95"), Map.of(), List.of(), Map.of()));
    }

    @Test
    void whatIsDiscardedLeavesNothingAndGoesNoFurther() {
        String h1 = firstPassage();
        harvests.discard(campaign.operator(), step(388.2), new Harvests.Discard(h1, "contaminated bottle"));

        assertThat(units.get(h1)).extracting(Units.Unit::state).isEqualTo("REJECTED");
        assertThat(units.get(h1).remaining()).isZero();
        assertThatThrownBy(() -> campaign.wash(1, 389, h1, "1.5e8")).extracting("code").isEqualTo("ST031");
        assertThatThrownBy(() -> harvests.discard(campaign.operator(), step(388.5),
                new Harvests.Discard(campaign.code("P1"), "no harvest"))).extracting("code")
                .isEqualTo("batch.not-discarded-here");
    }

    /** A culture that is given up has QA beside the operator and is not harvested any more. */
    @Test
    void aTerminatedCultureIsOver() {
        String primary = campaign.primary(campaign.tissue());
        campaign.cultures.seed(campaign.operator(), step(291), new Cultures.Seeding(primary, campaign.code("P1"),
                new BigDecimal("2.0224e7"), BatchCampaign.vessels(8, "632"), "rest", Map.of()));
        Step byQa = Step.of(campaign.at(300), campaign.at(300.1), BatchCampaign.verifier("QA-1"))
                .lateBecause("entered in a test");
        assertThatThrownBy(() -> campaign.cultures.terminate(campaign.operator(), step(300), campaign.code("P1"),
                "no growth")).extracting("code").isEqualTo("ST039");
        campaign.cultures.terminate(campaign.operator(), byQa, campaign.code("P1"), "no growth");

        assertThat(units.get(campaign.code("P1")).state()).isEqualTo("TERMINATED");
        assertThatThrownBy(() -> campaign.cultures.harvest(campaign.operator(), step(387), new Cultures.Harvesting(
                campaign.code("P1"), campaign.code("H1"), Count.of("1e8", "95"), Map.of(), List.of(), Map.of())))
                .extracting("code").isEqualTo("ST031");
    }

    /** Out of the vapour phase for longer than three minutes: the vial is held (CL-7). */
    @Test
    void aVialThatWasOutTooLongIsHeld() {
        String bank = campaign.masterBank();
        campaign.lots.move(campaign.operator(), campaign.step(492, 492.05), List.of(Banks.vial(bank, 1)), "LN2-T09");
        campaign.lots.move(campaign.operator(), campaign.step(493, 493.06), List.of(Banks.vial(bank, 2)), "LN2-T09");

        assertThat(units.holds(Banks.vial(bank, 1))).isEmpty();
        assertThat(units.holds(Banks.vial(bank, 2))).singleElement()
                .satisfies(hold -> assertThat(hold.reason()).startsWith("CL-7"));
        for (int i = 0; i < 5; i++) {
            assertThat(units.holds(Banks.vial(bank, 1))).as("move " + i).isEmpty();
            campaign.lots.move(campaign.operator(), campaign.step(494 + i, 494.02 + i),
                    List.of(Banks.vial(bank, 1)), "LN2-T09");
        }
        assertThat(units.holds(Banks.vial(bank, 1))).singleElement()
                .satisfies(hold -> assertThat(hold.reason()).isEqualTo("CL-7 6 ×; ≤ 5 ×"));
    }

    /** The clamp is judged again at the start of the isolation, whatever the receipt had forecast (CL-1). */
    @Test
    void theTimeSinceTheClampIsJudgedAgainWhenTheCordIsOpened() {
        for (Map.Entry<String, String> each : Map.of("-25", "NOR", "-49", "CPP").entrySet()) {
            BatchCampaign late = new BatchCampaign(context).clampedAt(Double.parseDouble(each.getKey()));
            late.cultures.isolate(late.operator(), late.step(0, 1.5), Cultures.Isolation.explants("UCM-01",
                    late.tissue(), late.code("P0"), new BigDecimal("20.0"), 480,
                    new Vessels("T175", 12, new BigDecimal("175")), Map.of()));

            assertThat(units.holds(late.code("P0"))).singleElement().satisfies(hold -> assertThat(
                    hold.cause() + " " + hold.reason()).startsWith(each.getValue() + " CL-1"));
        }
    }

    @Test
    void aSampleHoldsNoMoreThanWasTaken() {
        String h1 = firstPassage();

        assertThatThrownBy(() -> door.perform(campaign.operator(), Operation.of("OP-135", campaign.at(388.1),
                campaign.at(388.2)).lateBecause("an attack").in("source", h1, new BigDecimal("1e6"), "SAMPLED", null)
                .out(Operation.Made.of("sample", "SAMPLE", campaign.code("S")).with(Operation.Amount.viable("1e8"))),
                BatchCampaign.verifier("OP-2"))).extracting("code").isEqualTo("ST036");
    }

    /** Under a hold cells are kept alive, at risk and with QA beside the operator, and frozen into quarantine; they are not pooled. */
    @Test
    void aHoldLeavesCellsAliveAndKeepsThemApart() {
        String h1 = firstPassage();
        split(h1, "1.0e8", "6.2e7");
        authorship.write(cast.signIn("QA-1"), "hold of a test",
                () -> door.hold(h1, Door.HoldKind.STOP, "TEST", "T-1", "under investigation", null));
        Step byQa = Step.of(campaign.at(389), campaign.at(389.2), BatchCampaign.verifier("QA-1"))
                .lateBecause("entered in a test");
        List<String> parts = List.of(campaign.code("A"), campaign.code("B"));

        assertThatThrownBy(() -> harvests.pool(campaign.operator(), byQa,
                new Harvests.Pooling(parts, campaign.code("POOL")))).extracting("code").isEqualTo("ST032");
        assertThatThrownBy(() -> campaign.lots.wash(campaign.operator(), byQa, new Lots.Washing(parts,
                campaign.code("W"), Count.of("1.5e8", "95"), Map.of()))).extracting("code").isEqualTo("ST032");
        Cultures.Seeding seeding = new Cultures.Seeding(campaign.code("A"), campaign.code("P2"),
                new BigDecimal("1.0e8"), BatchCampaign.vessels(4, "6250"), null, Map.of());
        assertThatThrownBy(() -> campaign.cultures.seed(campaign.operator(), step(389), seeding)).extracting("code")
                .isEqualTo("ST039");
        campaign.cultures.seed(campaign.operator(), byQa, seeding);
        campaign.banks.fill(campaign.operator(), byQa, new Banks.Filling(campaign.code("B"), campaign.code("MCB"),
                Banks.Tier.MCB, 6, new BigDecimal("1.0e7"), BigDecimal.ONE, List.of(), "rest", "LN2", null, Map.of()));

        assertThat(units.events(campaign.code("P2")).getFirst().atRisk()).isTrue();
        assertThat(units.get(campaign.code("MCB")).state()).isEqualTo("FROZEN_QUARANTINE");
    }

    /** Every refusal of the door that keeps things from coming out of nothing, by SQL as the application's role. */
    @Test
    void nothingComesOutOfNothing() {
        String h1 = firstPassage();
        Operation.Made harvest = Operation.Made.of("harvest", "HARVEST", campaign.code("N"))
                .with(Operation.Amount.viable("1e8"));
        refused("ST043", now("OP-130A").out(harvest));
        refused("ST043", now("OP-005").out(Operation.Made.of("solution", "SOLUTION", campaign.code("N"))
                .with(Operation.Amount.of("5", "L"))));
        refused("ST043", now("OP-160").out(Operation.Made.of("lot", "LOT", campaign.code("N")).ofProduct("UCM-01")));
        refused("ST043", now("OP-132").in("harvest", h1));
        refused("ST035", now("OP-132").in("harvest", h1)
                .out(Operation.Made.of("harvest", "HARVEST", campaign.code("N"))));
        campaign.cultures.seed(campaign.operator(), step(389), new Cultures.Seeding(h1, campaign.code("P2"),
                new BigDecimal("1.62e8"), BatchCampaign.vessels(6, "6750"), null, Map.of()));
        refused("ST043", now("OP-095").in("culture", campaign.code("P2"), null, "EXPANDING", null)
                .out(Operation.Made.of("vessel", "VESSEL", campaign.code("N")).inLot(campaign.code("P1"))), "ST031");
    }

    private Operation now(String type) {
        return Operation.of(type, campaign.at(390), campaign.at(390.1)).lateBecause("an attack");
    }

    private void refused(String code, Operation operation, String... or) {
        assertThatThrownBy(() -> door.perform(campaign.operator(), operation, BatchCampaign.verifier("OP-2")))
                .extracting("code").asString()
                .isIn(java.util.stream.Stream.concat(java.util.stream.Stream.of(code), java.util.Arrays.stream(or))
                        .toList());
    }

    /** Outside of what is proven: a major deviation that stops; outside of what is normal: a minor one that binds the release. */
    @Test
    void whatIsOutOfRangeIsADeviationFromThatMoment() {
        String primary = campaign.primary(campaign.tissue());
        campaign.cultures.seed(campaign.operator(), step(291), new Cultures.Seeding(primary, campaign.code("P1"),
                new BigDecimal("1.9824e7"), BatchCampaign.vessels(1, "3540"), "rest", Map.of()));
        Step byQa = Step.of(campaign.at(395), campaign.at(395.1), BatchCampaign.verifier("QA-1"))
                .lateBecause("entered in a test");
        campaign.cultures.harvest(campaign.operator(), byQa, new Cultures.Harvesting(campaign.code("P1"),
                campaign.code("H1"), Count.of("1.5e8", "95"), Map.of(), List.of(), Map.of()));

        List<Deviations.Concerning> concerning = deviations.concerning(campaign.code("H1"));
        assertThat(concerning).extracting(Deviations.Concerning::severity).contains("MAJOR", "MINOR");
        assertThat(concerning).extracting(Deviations.Concerning::description)
                .anyMatch(text -> text.contains("seed_density 5600")).anyMatch(text -> text.contains("culture_hours"));
        Deviations.Concerning minor = concerning.stream().filter(each -> each.severity().equals("MINOR")).findFirst()
                .orElseThrow();
        deviations.conclude(cast.signIn("QA-1"), minor.code(), campaign.code("H1"),
                Deviations.Conclusion.ACCEPTABLE, "growth as usual");
        deviations.close(cast.signIn("QA-1"), minor.code(), "a late shift", "none");
        assertThat(units.holds(campaign.code("H1"))).filteredOn(Units.Hold::open).extracting(Units.Hold::cause)
                .containsOnly("CPP");
    }
}
