package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.bank.Banks;
import org.stroma.app.database.Credentials;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Disposing;
import org.stroma.app.gate.ExpiryClock;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.OtherProduct;
import org.stroma.app.testing.StromaTest;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** Products of other routes: enzymatic isolation, one tier of banks, carriers in a reactor, fresh. What a route forbids is refused. */
@StromaTest
class RouteTests {
    private static final String BANKS = """
            "banks": {"DCB": {"passage": 3, "cpdl": "12", "reserve_minimum": 2, "demand_per_month": "0.1", "reorder_months": 1}}""";
    private static final String ONE_TIER = """
            {"route": {"tissue": "UC", "isolation": "ENZYMATIC", "regime": "ONE_TIER", "expansion": "2D", "formulation": "CRYO"}, %s}"""
            .formatted(BANKS);
    private static final String DISSECTED = """
            {"route": {"tissue": "UC", "isolation": "ENZYMATIC", "regime": "ONE_TIER", "expansion": "2D", "formulation": "CRYO"}, %s,
             "parameters": [
               {"code": "wash_cycles", "name": {"zh": "清洗次数", "en": "wash cycles"}, "operation": "OP-060", "unit": "1", "nor": {"from": "3"}, "par": {"from": "3"}},
               {"code": "fragment_mm", "name": {"zh": "组织块大小", "en": "size of fragments"}, "operation": "OP-060", "unit": "mm", "nor": {"from": "1", "to": "5"}, "par": {"from": "1", "to": "5"}}]}"""
            .formatted(BANKS);
    private static final String FRESH = """
            {"route": {"tissue": "UC", "isolation": "ENZYMATIC", "regime": "ONE_TIER", "expansion": "3D", "formulation": "FRESH"}, %s}"""
            .formatted(BANKS);

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Credentials credentials;
    @Autowired
    private Units units;
    @Autowired
    private Gates gates;
    @Autowired
    private Door door;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Harvests harvests;
    @Autowired
    private ExpiryClock expiry;

    private static Cultures.Isolation digestion(BatchCampaign campaign, String product) {
        return new Cultures.Isolation(product, campaign.tissue(), campaign.code("P0"), new BigDecimal("20.0"), null,
                Count.of("2.1e7", "91"), new Vessels("T175", 12, new BigDecimal("175")), Map.of());
    }

    /** From the digested cord to a donor cell bank of 15 vials at passage 1, tested and qualified. */
    private String donorBank(BatchCampaign campaign, String product) {
        String primary = campaign.primary(digestion(campaign, product));
        assertThat(units.events(campaign.code("P0")).getFirst().type()).isEqualTo("OP-070B");
        String h1 = campaign.passage(1, 291, primary, "2.0224e7", BatchCampaign.vessels(8, "632"), "1.62e8", "rest");
        String washed = campaign.wash(1, 388.5, h1, "1.5e8");
        assertThatThrownBy(() -> fill(campaign, washed, "X", Banks.Tier.MCB)).extracting("code").isEqualTo("ST076");
        fill(campaign, washed, "DCB", Banks.Tier.DCB);
        String bank = campaign.code("DCB");
        campaign.toLaboratory(bank, 4, 2, 2, 391);
        qualify(campaign, bank);
        return bank;
    }

    private static void fill(BatchCampaign campaign, String washed, String name, Banks.Tier tier) {
        campaign.banks.fill(campaign.operator(), campaign.step(390, 391),
                new Banks.Filling(washed, campaign.code(name), tier, 15, new BigDecimal("1.0e7"), BigDecimal.ONE,
                        List.of(), null, "LN2-T01 / A", BatchCampaign.trace(), Map.of()));
    }

    /** A conditional cell of Table 4 is required of a donor bank until a signed decision lifts it. */
    private void qualify(BatchCampaign campaign, String bank) {
        campaign.test(bank, "46,XY[20]",
                List.of(BatchCampaign.result(bank, "potency_inhibition", BatchCampaign.number("56", "%")),
                        BatchCampaign.result(bank, "relative_potency", BatchCampaign.number("0.97", "{ratio}"))));
        assertThat(campaign.decisions.cells(bank)).hasSize(9).allMatch(cell -> cell.requiredUntilDecided());
        assertThat(missing(bank)).containsExactly("T4-08", "T4-09");

        campaign.decide(bank, "bovine_virus_decision", false);
        campaign.decide(bank, "other_virus_decision", false);
        assertThat(missing(bank)).isEmpty();
        campaign.gates.decide("G4", bank, new Gates.Proposal("QUALIFIED", null, null), BatchCampaign.QUALIFIERS);
        assertThat(units.get(bank).state()).isEqualTo("QUALIFIED");
    }

    private List<String> missing(String bank) {
        Evaluation evaluation = gates.judge("G4", bank).evaluation();
        return evaluation.open().stream().map(verdict -> verdict.requirement()).sorted().toList();
    }

    /** A product may end while its vials are still in the freezer. */
    @Test
    void theBankOfAProductThatEndedIsStillCounted() {
        String bank;
        BatchCampaign campaign = new BatchCampaign(context);
        try (OtherProduct product = OtherProduct.of(credentials, "OT-03", ONE_TIER, "{}", "{}")) {
            bank = donorBank(campaign, product.code);
        }

        assertThat(campaign.banks.stock(bank).bank().tier()).isEqualTo(Banks.Tier.DCB);
        assertThat(campaign.banks.list()).extracting(each -> each.unit().code()).contains(bank);
    }

    @Test
    void aDonorBankCarriesALotOfTheOneTierRegime() {
        try (OtherProduct product = OtherProduct.of(credentials, "OT-01", ONE_TIER, "{}", "{}")) {
            BatchCampaign campaign = new BatchCampaign(context);
            String bank = donorBank(campaign, product.code);
            String pool = campaign.thaw(bank, Banks.vials(bank, 9, 13), "T2", "4.4e7", 500);
            harvests.split(campaign.operator(), campaign.step(500.4, 500.45), new Harvests.Splitting(pool,
                    List.of(new Harvests.Part(campaign.code("A"), new BigDecimal("4.0e7")),
                            new Harvests.Part(campaign.code("B"), new BigDecimal("4e6")))));
            refusesToFreezeTheThawedAgain(campaign, campaign.code("B"));
            assertThatThrownBy(() -> campaign.cultures.inoculate(campaign.operator(), campaign.step(500.6, 501),
                    inoculation(campaign, campaign.code("A")))).extracting("code").isEqualTo("batch.other-expansion");
            String h2 = campaign.passage(2, 500.6, campaign.code("A"), "4.0e7", BatchCampaign.vessels(1, "10000"),
                    "3.5e8", null);
            assertThat(units.events(campaign.code("P2")).getFirst().parameters()).as("CL-4 runs from the thaw")
                    .containsEntry("cl_4_s", "2520");
            String washed = campaign.wash(2, 597.8, h2, "3.3e8");
            String lot = filled(campaign, washed, 599.9);
            campaign.lots.freeze(campaign.operator(), campaign.step(600.6, 602), new Lots.Freezing(lot,
                    BatchCampaign.trace(), Map.of(), Map.of()));
            campaign.lots.store(campaign.operator(), campaign.step(603, 603.1),
                    new Lots.Storing(lot, "LN2-T03", new BigDecimal("3")));

            assertThat(units.get(lot)).extracting(Units.Unit::product, Units.Unit::state, Units.Unit::passage)
                    .containsExactly("OT-01", "FROZEN_QUARANTINE", 2);
            assertThat(units.above(lot, "BANK")).extracting(Units.Unit::code).containsExactly(bank);
        }
    }

    /** Neither straight from the pool nor shared out and washed before. */
    private void refusesToFreezeTheThawedAgain(BatchCampaign campaign, String part) {
        assertThatThrownBy(() -> freeze(campaign, part)).extracting("code").isEqualTo("ST058");
        String washed = campaign.wash(9, 500.5, part, "4.0e6");
        assertThatThrownBy(() -> freeze(campaign, washed)).extracting("code").isEqualTo("ST058");
    }

    private static void freeze(BatchCampaign campaign, String cells) {
        campaign.banks.fill(campaign.operator(), campaign.step(501.6, 502),
                new Banks.Filling(cells, campaign.code("Y"), Banks.Tier.DCB, 2, new BigDecimal("1.0e6"),
                        BigDecimal.ONE, List.of(), "rest", "A", null, Map.of()));
    }

    private static Cultures.Inoculation inoculation(BatchCampaign campaign, String pool) {
        return new Cultures.Inoculation(pool, campaign.code("R2"), new BigDecimal("4.4e7"), "BR-01",
                new BigDecimal("1000"), new BigDecimal("11000"), null, Map.of());
    }

    private String filled(BatchCampaign campaign, String washed, double hour) {
        String lot = campaign.code("LOT");
        campaign.lots.formulate(campaign.operator(), campaign.step(hour, hour + 0.1),
                new Lots.Formulation(washed, campaign.code("BK"), null, Map.of()));
        campaign.lots.fill(campaign.operator(), campaign.step(hour + 0.1, hour + 0.4),
                new Lots.Filling(campaign.code("BK"), lot, 6, null, Map.of()));
        campaign.lots.inspect(campaign.operator(), campaign.step(hour + 0.4, hour + 0.5),
                new Lots.Inspection(lot, List.of(), 2, 0));
        campaign.lots.label(campaign.operator(), campaign.step(hour + 0.5, hour + 0.6),
                new Lots.Labelling(lot, 7, 6, 1, 0));
        return lot;
    }

    @Test
    void aFreshProductGrowsOnCarriersAndLivesForHours() {
        try (OtherProduct product = OtherProduct.of(credentials, "FR-01", FRESH, "{\"dmso_percent\": \"0\"}",
                "{\"months\": 0, \"hours\": 24}")) {
            BatchCampaign campaign = new BatchCampaign(context);
            String bank = donorBank(campaign, product.code);
            String pool = campaign.thaw(bank, Banks.vials(bank, 9, 13), "T2", "4.4e7", 500);
            campaign.cultures.inoculate(campaign.operator(), campaign.step(500.6, 501), inoculation(campaign, pool));
            campaign.cultures.harvest(campaign.operator(), campaign.step(597.1, 597.6), new Cultures.Harvesting(
                    campaign.code("R2"), campaign.code("H2"), Count.of("3.5e8", "95"), Map.of(), List.of(), Map.of()));
            assertThat(units.events(campaign.code("H2")).getFirst().type()).isEqualTo("OP-130B");
            assertThat(units.get(campaign.code("H2")).passage()).isEqualTo(2);
            String lot = filled(campaign, campaign.wash(2, 597.8, campaign.code("H2"), "3.3e8"), 599.9);

            assertThat(units.events(campaign.code("BK")).getFirst().type()).isEqualTo("OP-150F");
            assertThat(units.get(lot).expiresAt()).isEqualTo(campaign.at(600.3).plus(Duration.ofHours(24)));
            refusesToFreezeAFreshLot(campaign, lot);
            campaign.lots.store(campaign.operator(), campaign.step(600.6, 600.7),
                    new Lots.Storing(lot, "CR-2-8", null));
            assertThat(units.get(lot).state()).isEqualTo("UNDER_TEST");
            assertThat(units.members(lot)).extracting(Units.Unit::state).containsOnly("STORED_QUARANTINE");
            theClockEndsWhatHasExpired(lot);
        }
    }

    /** Its 24 hours are long over. The clock says so, under its own name, once; what it ended is rejected, not released. */
    private void theClockEndsWhatHasExpired(String lot) {
        int ended = expiry.expire();

        assertThat(ended).isPositive();
        assertThat(units.get(lot).state()).isEqualTo("EXPIRED");
        assertThat(units.holds(lot)).anyMatch(hold -> hold.open() && hold.cause().equals("EXPIRY")
                && hold.placedBy().equals("system:clock"));
        assertThat(expiry.expire()).isZero();
        new Disposing(context).decide(lot, "REJECT", null);
        assertThat(units.get(lot).state()).isEqualTo("REJECTED");
    }

    private void refusesToFreezeAFreshLot(BatchCampaign campaign, String lot) {
        assertThatThrownBy(() -> campaign.lots.freeze(campaign.operator(), campaign.step(600.6, 602),
                new Lots.Freezing(lot, null, Map.of(), Map.of()))).extracting("code")
                .isEqualTo("batch.other-formulation");
        assertThatThrownBy(() -> door.perform(campaign.operator(), Operation.of("OP-190", campaign.at(600.6),
                campaign.at(602)).lateBecause("an attack").in("lot", lot), BatchCampaign.verifier("OP-2")))
                .extracting("code").isEqualTo("ST058");
    }

    /** Where OP-060 is registered cells come out of tissue that went through it; its clocks begin and end there. */
    @Test
    void cellsComeOutOfTissueThatWasWashedAndCutFirst() {
        try (OtherProduct product = OtherProduct.of(credentials, "DI-01", DISSECTED, "{}", "{}")) {
            BatchCampaign campaign = new BatchCampaign(context).clampedAt(-10);
            Cultures.Isolation isolation = digestion(campaign, product.code);
            assertThatThrownBy(() -> campaign.cultures.isolate(campaign.operator(), campaign.step(0.5, 1.5), isolation))
                    .extracting("code").isEqualTo("ST10K");
            assertThatThrownBy(() -> campaign.cultures.dissect(campaign.operator(), campaign.step(0, 0.4),
                    dissection(product.code, isolation.tissue(), 3, "penicillin"))).extracting("code")
                    .isEqualTo("ST10L");
            campaign.cultures.dissect(campaign.operator(), campaign.step(0, 0.4),
                    dissection(product.code, isolation.tissue(), 3, null));
            campaign.cultures.isolate(campaign.operator(), campaign.step(0.5, 1.5), isolation);

            assertThat(units.events(campaign.code("P0")).getFirst().parameters()).as("CL-3 from the first cut")
                    .containsEntry("cl_3_s", "5400").doesNotContainKey("cl_1_s");
            assertThat(units.events(isolation.tissue()).stream().filter(event -> event.type().equals("OP-060"))
                    .findFirst().orElseThrow().parameters()).containsEntry("cl_1_s", "36000")
                    .containsKeys("wash_cycles", "fragment_mm");
            twoWashesAreTooFew(product.code);
        }
    }

    private void twoWashesAreTooFew(String product) {
        BatchCampaign campaign = new BatchCampaign(context);
        Cultures.Isolation isolation = digestion(campaign, product);
        campaign.cultures.dissect(campaign.operator(), campaign.step(0, 0.4),
                dissection(product, isolation.tissue(), 2, null));

        assertThat(units.holds(isolation.tissue()))
                .anyMatch(hold -> hold.open() && hold.reason().startsWith("wash_cycles 2"));
        assertThatThrownBy(() -> campaign.cultures.isolate(campaign.operator(), campaign.step(0.5, 1.5), isolation))
                .extracting("code").isEqualTo("ST032");
    }

    private static Cultures.Dissection dissection(String product, String tissue, int washes, String antibiotics) {
        return new Cultures.Dissection(product, tissue, washes, new BigDecimal("3"), antibiotics, Map.of());
    }

    @Test
    void aFrozenLotIsNotPutIntoTheRefrigeratorAndExplantsAreNotDigested() {
        BatchCampaign campaign = new BatchCampaign(context);
        Cultures.Isolation digested = digestion(campaign, "UCM-01");
        assertThatThrownBy(() -> campaign.cultures.isolate(campaign.operator(), campaign.step(0, 1.5), digested))
                .extracting("code").isEqualTo("batch.other-route");
        assertThatThrownBy(() -> door.perform(campaign.operator(), Operation.of("OP-070B", campaign.at(0),
                campaign.at(1)).lateBecause("an attack").in("tissue", digested.tissue(), BigDecimal.TEN)
                .out(Operation.Made.of("culture", "ISOLATE", campaign.code("PX")).ofProduct("UCM-01")),
                BatchCampaign.verifier("OP-2"))).extracting("code").isEqualTo("ST058");
    }

    /** Without in-process evidence there is no harvest, and a lot comes out of a bank of its regime. */
    @Test
    void aHarvestBringsItsEvidenceAndALotItsBank() {
        BatchCampaign campaign = new BatchCampaign(context);
        String primary = campaign.primary(campaign.tissue());
        String h1 = campaign.passage(1, 291, primary, "2.0224e7", BatchCampaign.vessels(8, "632"), "1.62e8", "rest");
        campaign.cultures.seed(campaign.operator(), campaign.step(389, 389.5), new Cultures.Seeding(h1,
                campaign.code("P2"), new BigDecimal("1.62e8"), BatchCampaign.vessels(6, "6750"), null, Map.of()));
        Operation bare = Operation.of("OP-130A", campaign.at(485.5), campaign.at(486)).lateBecause("an attack")
                .in("culture", campaign.code("P2")).out(Operation.Made.of("harvest", "HARVEST", campaign.code("H2"))
                        .with(Operation.Amount.viable("1.2e9")));
        assertThatThrownBy(() -> door.perform(campaign.operator(), bare, BatchCampaign.verifier("OP-2")))
                .extracting("code").isEqualTo("ST059");
        door.perform(campaign.operator(), bare, BatchCampaign.verifier("OP-2"),
                () -> evidence.record(Entry.of(campaign.code("H2"), "harvest_viable_cells", Evidence.Kind.RESULT,
                        new Value.Measured(Measurement.parse("1.2e9", "{cells}", Qualifier.VIABLE)))));
        assertThat(evidence.list(campaign.code("H2"))).singleElement()
                .satisfies(item -> assertThat(item.reviewer()).isEqualTo("OP-2"));
        String washed = campaign.wash(2, 486.2, campaign.code("H2"), "1.1e9");

        assertThatThrownBy(() -> filled(campaign, washed, 487.5)).extracting("code").isEqualTo("ST076");
    }

    @ParameterizedTest
    @CsvSource({"BM, EXPLANT, ONE_TIER, 2D, CRYO", "UC, GRADIENTS, ONE_TIER, 2D, CRYO",
            "UC, EXPLANT, THREE_TIER, 2D, CRYO",
            "XX, EXPLANT, ONE_TIER, 2D, CRYO", "UC, EXPLANT, ONE_TIER, 4D, CRYO", "UC, EXPLANT, ONE_TIER, 2D, DRIED",
            "UC, EXPLANT, ONE_TIER, 2D, FRESH", "UC, EXPLANT, TWO_TIER, 2D, CRYO"})
    void aRouteThatDoesNotExistIsNoProduct(String tissue, String isolation, String regime, String expansion,
            String formulation) {
        String changes = """
                {"route": {"tissue": "%s", "isolation": "%s", "regime": "%s", "expansion": "%s", "formulation": "%s"}, %s}"""
                .formatted(tissue, isolation, regime, expansion, formulation, BANKS);

        assertThatThrownBy(() -> OtherProduct.of(credentials, "NO-01", changes, "{}", "{}"))
                .rootCause().hasMessageContaining("route_is_possible");
    }
}
