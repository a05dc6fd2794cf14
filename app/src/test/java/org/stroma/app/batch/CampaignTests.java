package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.bank.Banks;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Value;
import org.stroma.app.testing.StromaTest;

/** The biology of the worked campaign through the services, from the accepted cord to the frozen lot, and what must be refused. SR-046. */
@StromaTest
class CampaignTests {
    private static final List<String> MCB_LIFTED = List.of("bovine_virus_decision", "other_virus_decision");
    private static final List<String> WCB_LIFTED = List.of("bovine_virus_decision", "other_virus_decision",
            "telomerase_decision", "tumorigenicity_decision");

    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private Growths growths;
    @Autowired
    private Clocks clocks;
    @Autowired
    private LotBalance balance;
    @Autowired
    private Evidence evidence;
    @Autowired
    private PlantClock clock;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Door door;

    @Test
    void walksFromTheCordToTheFrozenLot() {
        BatchCampaign campaign = new BatchCampaign(context);
        String master = campaign.masterBank();
        campaign.toLaboratory(master, 16, 8, 6, 489);
        campaign.qualify(master, MCB_LIFTED, List.of());
        String working = campaign.workingBank(master);
        campaign.toLaboratory(working, 10, 4, 4, 601);
        campaign.qualify(working, WCB_LIFTED,
                List.of(BatchCampaign.result(working, "potency_inhibition", BatchCampaign.number("56", "%")),
                        BatchCampaign.result(working, "relative_potency", BatchCampaign.number("0.97", "{ratio}"))));
        String bulk = campaign.bulk(working);
        refusesMoreThanTheBulkFills(campaign, bulk);
        String lot = campaign.lot(bulk);

        assertThat(campaign.banks.stock(master).usable()).isEqualTo(62);
        assertThat(campaign.banks.stock(working).usable()).isEqualTo(20);
        growsAsTheTableSays(lot);
        balances(campaign, lot);
        runsItsClocks(lot);
        assertThat(units.holds(lot)).isEmpty();
    }

    private void growsAsTheTableSays(String lot) {
        List<Growths.Passage> passages = growths.of(lot);
        double[][] table = {{2.0224e7, 1.62e8, 3.0019, 31.9802, 3.0019}, {1.5168e8, 1.12e9, 2.8844, 33.2825, 5.8862},
                {7.04e7, 5.30e8, 2.9123, 32.9631, 8.7986}, {1.068e8, 7.584e8, 2.8280, 33.9457, 11.6266},
                {7.0784e8, 5.486e9, 2.9543, 32.4955, 14.5809}};

        assertThat(passages).hasSize(5);
        for (int i = 0; i < 5; i++) {
            Growths.Passage passage = passages.get(i);
            assertThat(passage.passage()).isEqualTo(i + 1);
            assertThat(passage.seeded().doubleValue()).isEqualTo(table[i][0]);
            assertThat(passage.harvested().doubleValue()).isEqualTo(table[i][1]);
            assertThat(passage.hours()).isEqualTo(96);
            assertThat(passage.booked().doubleValue()).isCloseTo(table[i][2], within(1e-4));
            assertThat(passage.growth().populationDoublings()).isCloseTo(passage.booked().doubleValue(), within(1e-9));
            assertThat(passage.doublingTimeHours()).isCloseTo(table[i][3], within(1e-4));
            assertThat(passage.cpdl().doubleValue()).isCloseTo(table[i][4], within(1e-4));
        }
        assertThat(units.get(lot).passage()).isEqualTo(5);
        assertThat(units.get(lot).cpdl().doubleValue()).isCloseTo(14.5809, within(1e-4));
    }

    private void balances(BatchCampaign campaign, String lot) {
        List<String> good = units.members(lot).stream().filter(unit -> unit.state().equals("STORED_QUARANTINE"))
                .map(Units.Unit::code).toList();
        campaign.lots.setAside(campaign.operator(), campaign.step(814, 814.1), new Lots.SetAside(
                BatchCampaign.range(good, 0, 24), Lots.Purpose.SAMPLED_QC, List.of()));
        campaign.lots.setAside(campaign.operator(), campaign.step(814, 814.1), new Lots.SetAside(
                BatchCampaign.range(good, 24, 34), Lots.Purpose.RETAINED, List.of()));
        campaign.lots.setAside(campaign.operator(), campaign.step(814, 814.1), new Lots.SetAside(
                BatchCampaign.range(good, 34, 52), Lots.Purpose.STABILITY, List.of()));
        campaign.lots.submit(campaign.operator(), campaign.step(815, 815.1), lot);
        LotBalance.Containers containers = balance.containers(lot);

        assertThat(containers.filled()).isEqualTo(135);
        assertThat(containers.good()).isEqualTo(130);
        assertThat(List.of(containers.rejected(), containers.qc(), containers.retained(), containers.stability(),
                containers.distributable())).containsExactly(5, 24, 10, 18, 78);
        assertThat(containers.closes()).isTrue();
        assertThat(balance.labels(lot)).contains(new LotBalance.Labels(140, 135, 2, 3));
        LocalDate filled = campaign.at(807.9).atZone(clock.getZone()).toLocalDate();
        assertThat(units.get(lot).expiresAt())
                .isEqualTo(filled.plusMonths(24).atStartOfDay(clock.getZone()).toInstant());
        assertThat(units.get(lot).attributes()).containsEntry("expiry", filled.plusMonths(24).minusDays(1).toString());
    }

    private void runsItsClocks(String lot) {
        Map<String, Long> minutes = clocks.of(lot).stream().collect(java.util.stream.Collectors
                .toMap(reading -> reading.clock().code(), Clocks.Reading::minutes, Math::max));

        assertThat(minutes).containsEntry("CL-6", 42L).containsEntry("CL-3", 90L).containsEntry("CL-11", 66L)
                .containsKeys("CL-4", "CL-5");
        assertThat(evidence.list(lot)).extracting(Evidence.Item::characteristic)
                .contains("clock_cl5", "clock_cl6", "clock_cl11", "freezing_trace");
        assertThat(evidence.list(lot).stream().filter(item -> item.characteristic().equals("clock_cl6")).findFirst()
                .orElseThrow().values().getFirst()).isInstanceOf(Value.Measured.class);
    }

    /** Variant "Mass": 136 containers out of 714.29 mL, by the service and by SQL that books no dead volume. */
    private void refusesMoreThanTheBulkFills(BatchCampaign campaign, String bulk) {
        assertThat(units.get(bulk).remaining()).isEqualByComparingTo("714.29");
        assertThatThrownBy(() -> campaign.lots.fill(campaign.operator(), campaign.step(807.4, 807.9),
                new Lots.Filling(bulk, campaign.code("LX"), 136, null, Map.of()))).extracting("code")
                .isEqualTo("batch.fill-exceeds");
        assertThatThrownBy(() -> door.perform(campaign.operator(), fillBy(campaign, bulk, 136, true),
                BatchCampaign.verifier("OP-2"))).extracting("code").isEqualTo("ST072");
        assertThatThrownBy(() -> door.perform(campaign.operator(), fillBy(campaign, bulk, 2, false),
                BatchCampaign.verifier("OP-2"))).extracting("code").isEqualTo("ST079");
    }

    private Operation fillBy(BatchCampaign campaign, String bulk, int containers, boolean expiring) {
        Operation operation = Operation.of("OP-160", campaign.at(807.4), campaign.at(807.9)).lateBecause("an attack");
        BigDecimal filled = new BigDecimal("5.2").multiply(BigDecimal.valueOf(containers));
        operation.in("bulk", bulk, filled).fate(bulk, Operation.Fate.DISCARD,
                new BigDecimal("714.29").subtract(filled), "no dead volume");
        var expiry = expiring ? campaign.lots.expiry(product(), campaign.at(807.9)) : null;
        operation.out(Operation.Made.of("lot", "LOT", campaign.code("LX")).ofProduct("UCM-01").expiring(expiry));
        for (int i = 1; i <= containers; i++) {
            operation.out(Operation.Made.of("container", "CONTAINER", campaign.code("LX") + "-" + i)
                    .inLot(campaign.code("LX")).with(Operation.Amount.of("5.2", "mL")).expiring(expiry));
        }
        return operation;
    }

    private org.stroma.app.product.Product product() {
        return context.getBean(org.stroma.app.product.Products.class).get("UCM-01");
    }

    @Test
    void holdsACultureSeededOutsideOfWhatIsProven() {
        BatchCampaign campaign = new BatchCampaign(context);
        String harvest = campaign.primary(campaign.tissue());
        campaign.cultures.seed(campaign.operator(), campaign.step(291, 291.5), new Cultures.Seeding(harvest,
                campaign.code("P1"), new BigDecimal("1.9824e7"), BatchCampaign.vessels(1, "3540"), "rest", Map.of()));

        assertThat(units.holds(campaign.code("P1"))).extracting(Units.Hold::cause).containsExactly("CPP");
        assertThat(units.holds(campaign.code("P1")).getFirst().reason()).contains("seed_density 5600", "PAR 3000");
    }

    @Test
    void aDiscardedVesselLeavesTheCalculationOfDoublings() {
        BatchCampaign campaign = new BatchCampaign(context);
        String harvest = campaign.primary(campaign.tissue());
        campaign.cultures.seed(campaign.operator(), campaign.step(291, 291.5), new Cultures.Seeding(harvest,
                campaign.code("P1"), new BigDecimal("2.0224e7"), BatchCampaign.vessels(8, "632"), "rest", Map.of()));
        campaign.cultures.discardVessel(campaign.operator(), campaign.step(300, 300.1), campaign.code("P1") + "-V03",
                "turbid medium");
        campaign.cultures.harvest(campaign.operator(), campaign.step(387.5, 388), new Cultures.Harvesting(
                campaign.code("P1"), campaign.code("H1"), Count.of("1.41568e8", "96"), Map.of(), List.of(), Map.of()));
        Growths.Passage passage = growths.of(campaign.code("H1")).getFirst();

        assertThat(passage.seeded()).isEqualByComparingTo("1.7696e7");
        assertThat(passage.booked()).isEqualByComparingTo("3");
        assertThat(units.get(campaign.code("P1") + "-V03").state()).isEqualTo("DISCARDED");
        refusesWhatLeavesNoTrace(campaign);
    }

    private void refusesWhatLeavesNoTrace(BatchCampaign campaign) {
        assertThatThrownBy(() -> campaign.cultures.seed(campaign.operator(), campaign.step(389, 389.5),
                new Cultures.Seeding(campaign.code("H1"), campaign.code("PX"), new BigDecimal("1e8"),
                        BatchCampaign.vessels(4, "6320"), null, Map.of())))
                .extracting("code").isEqualTo("ST042");
        assertThatThrownBy(() -> campaign.cultures.seed(campaign.operator(), campaign.step(300, 301),
                new Cultures.Seeding(campaign.code("H1"), campaign.code("PX"), new BigDecimal("1e8"),
                        BatchCampaign.vessels(4, "6320"), "rest", Map.of())))
                .extracting("code").isEqualTo("batch.before-parent");
        assertThatThrownBy(() -> campaign.banks.fill(campaign.operator(), campaign.step(389, 390),
                new Banks.Filling(campaign.code("H1"), campaign.code("WX"), Banks.Tier.WCB, 1, BigDecimal.ONE,
                        BigDecimal.ONE, List.of(), "rest", "A", null, Map.of())))
                .extracting("code").isEqualTo("ST076");
    }

    @Test
    void neitherLabelsNorRulesCanBeWrittenBySql() {
        BatchCampaign campaign = new BatchCampaign(context);
        for (String attack : List.of(
                "insert into batch.label_count values (1, 1, 9, 9, 0, 0, 1)",
                "update product.version set content = '{}'", "delete from product.version",
                "select product.bring_into_force('UCM-01', '1', 'me')", "select product.ship('X', '1', '{}')",
                "insert into bank.register values (1, 'MCB', 'X', 1, 1, 1, 1)",
                "update bank.withdrawal set state = 'APPROVED'",
                "update bank.test_decision set state = 'SIGNED'", "delete from bank.withdrawal_vial")) {
            assertThatThrownBy(() -> authorship.write(campaign.operator(), "an attack",
                    () -> attack.startsWith("select")
                            ? jdbc.sql(attack).query((_, _) -> true).list().size()
                            : jdbc.sql(attack).update()))
                    .as(attack).rootCause().hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> authorship.write(campaign.operator(), "an attack",
                () -> jdbc.sql("select batch.count_labels(1, 5, 3, 1, 1)").query((_, _) -> true).list()))
                .extracting("code").isEqualTo("ST073");
    }
}
