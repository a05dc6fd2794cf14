package org.stroma.app.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.stroma.app.bank.Banks;
import org.stroma.app.genealogy.Units;
import org.stroma.app.testing.StromaTest;

/** What stands in the freezer against what the records say: missing vials leave stock, nothing is ever added. */
@StromaTest
class StockCountTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Units units;
    @Autowired
    private StockCounts counts;

    @Test
    void aMissingVialLeavesStockBindsTheBankAndComesBackIntoQuarantineOnly() {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        Step byQa = Step.of(campaign.at(490), campaign.at(490.2), BatchCampaign.verifier("QA-1"))
                .lateBecause("entered in a test");
        List<String> all = Banks.vials(bank, 1, 100);
        assertThat(counts.compare(campaign.operator(), new StockCounts.Counting(bank, all)).agrees()).isTrue();
        refusesWhatDoesNotBelong(campaign, bank, byQa, all);

        counts.count(campaign.operator(), byQa, new StockCounts.Counting(bank, all.subList(0, 98)));
        assertThat(units.members(bank)).filteredOn(vial -> vial.state().equals("MISSING"))
                .extracting(Units.Unit::code).containsExactly(all.get(98), all.get(99));
        assertThat(units.holds(bank)).filteredOn(Units.Hold::open).singleElement()
                .satisfies(hold -> assertThat(hold.kind() + " " + hold.cause()).isEqualTo("OBLIGATION COUNT"));

        StockCounts.Difference again = counts.compare(campaign.operator(),
                new StockCounts.Counting(bank, all.subList(0, 99)));
        assertThat(again).isEqualTo(new StockCounts.Difference(98, List.of(), List.of(all.get(98))));
        counts.count(campaign.operator(), byQa, new StockCounts.Counting(bank, all.subList(0, 99)));
        assertThat(units.get(all.get(98)).state()).isEqualTo("STORED_QUARANTINE");
        assertThat(units.get(all.get(99)).state()).isEqualTo("MISSING");
    }

    private void refusesWhatDoesNotBelong(BatchCampaign campaign, String bank, Step byQa, List<String> all) {
        List<String> foreign = new ArrayList<>(all);
        foreign.add("SOMEBODY-ELSES-001");
        assertThatThrownBy(() -> counts.count(campaign.operator(), byQa, new StockCounts.Counting(bank, foreign)))
                .extracting("code").isEqualTo("batch.not-on-hand");
        assertThatThrownBy(() -> counts.count(campaign.operator(), campaign.step(490, 490.2),
                new StockCounts.Counting(bank, all))).extracting("code").isEqualTo("ST039");
    }
}
