package org.stroma.app.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import com.microsoft.playwright.Page;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.batch.Lots;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Status;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.StromaTest;
import org.stroma.app.testing.Window;

/** A restricted bank serves the use that its decision names and no other, from the request of its vials to what is made of them. */
@StromaTest
class RestrictedBankTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Gates gates;
    @Autowired
    private Units units;
    @Autowired
    private NamedUses uses;
    @Autowired
    private Cast cast;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlantClock clock;
    @LocalServerPort
    private int port;

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).extracting("code").isEqualTo(code);
    }

    private static Status status(Evaluation evaluation, String requirement) {
        return evaluation.verdicts().stream().filter(each -> each.requirement().equals(requirement)).findFirst()
                .orElseThrow().status();
    }

    private long request(BatchCampaign campaign, String bank, List<String> vials, String use) {
        return campaign.withdrawals.request(campaign.operator(), new Withdrawals.Request(bank, vials,
                "the next bank of the campaign", "LN2-T01 / A", "OP-1", "OP-2", clock.instant(), use));
    }

    /** A master bank restricted to the making of working banks; its cells make one, and no bulk, while the working bank serves lots. */
    @Test
    void aBankForWorkingBanksOnlyMakesWorkingBanksOnly() {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        campaign.test(bank, "46,XY[20]", List.of());
        List<String> lifted = List.of("bovine_virus_decision", "other_virus_decision");
        campaign.decisions.cells(bank).forEach(cell -> campaign.decide(bank, cell.characteristic(),
                !lifted.contains(cell.characteristic())));
        whoWroteADecisionOnATestDoesNotApproveIt(campaign, bank);
        Gates.Proposal restricted = new Gates.Proposal("RESTRICTED", "few vials, kept for working banks", "CC-26-04");
        refused("ST054", () -> gates.propose(cast.signIn("QCH-1"), "G4", bank, restricted));
        refused("ST038", () -> uses.choose(cast.signIn("OP-1"), bank, "WORKING_BANK", "an attack in a test"));
        refused("ST030", () -> uses.choose(cast.signIn("QA-1"), bank, "ANYTHING", "an attack in a test"));
        chosenOnThePageByWhoMayAndOnWhatHeSaw(campaign, bank, restricted);
        assertThat(units.get(bank).state()).isEqualTo("RESTRICTED");
        assertThat(uses.standing(bank).restricted()).contains("WORKING_BANK");

        List<String> vials = Banks.vials(bank, 31, 38);
        refused("ST10E", () -> request(campaign, bank, vials, null));
        refused("ST10E", () -> request(campaign, bank, vials, "LOTS"));
        long asked = request(campaign, bank, vials, "WORKING_BANK");
        assertThat(gates.judge("G4b", bank).evaluation().overall()).isEqualTo(Evaluation.Overall.PASS);
        campaign.gates.decide("G4b", bank, new Gates.Proposal("APPROVED", null, null), BatchCampaign.WITHDRAWERS);
        campaign.withdrawals.withdraw(campaign.operator(), campaign.step(500, 500.1), asked);
        campaign.cultures.thaw(campaign.operator(), campaign.step(500.2, 500.4),
                new org.stroma.app.batch.Cultures.Thawing(vials, campaign.code("T3"),
                        org.stroma.app.batch.Count.of("7.04e7", "92.1"), Map.of()));
        String h3 = campaign.passage(3, 500.6, campaign.code("T3"), "7.04e7", BatchCampaign.vessels(3, "6320"),
                "5.30e8", null);
        String washed = campaign.wash(3, 598, h3, "5.035e8");
        refused("ST033", () -> campaign.lots.formulate(campaign.operator(), campaign.step(599, 599.1),
                new Lots.Formulation(washed, campaign.code("BK"), null, Map.of())));
        campaign.banks.fill(campaign.operator(), campaign.step(599.5, 600), new Banks.Filling(washed,
                campaign.code("WCB"), Banks.Tier.WCB, 50, new BigDecimal("1.0e7"), BigDecimal.ONE, List.of(),
                "rest of the concentrate", "LN2-T02 / B", BatchCampaign.trace(), Map.of()));
        theWorkingBankHasAQualificationOfItsOwn(campaign);
        anotherListOfOperationsIsNoNamedUse(bank);
    }

    /** The use is chosen on the bank's page; an operator has no form there, and a page that was overtaken is refused in words. */
    private void chosenOnThePageByWhoMayAndOnWhatHeSaw(BatchCampaign campaign, String bank, Gates.Proposal restricted) {
        try (Window qa = Window.open(port, "zh-CN").signIn(cast, "QA-1");
                Window operator = Window.open(port, "en").signIn(cast, "OP-1")) {
            operator.go("/banks/" + bank);
            assertThat(operator.page().locator("#named-use form").count()).isZero();
            assertThat(operator.send("/banks/" + bank + "/named-use",
                    Map.of("seen", bank + ";" + units.get(bank).revision(), "use", "LOTS", "reason", "an attack"))
                    .status()).isEqualTo(403);
            choose(qa.go("/banks/" + bank), "LOTS");
            choose(qa.picture("named-use-zh-CN"), "WORKING_BANK");
            assertThat(uses.standing(bank).chosen()).contains("WORKING_BANK");
            qa.go("/banks/" + bank);
            campaign.gates.decide("G4", bank, restricted, BatchCampaign.QUALIFIERS);
            choose(qa, "LOTS");

            assertThat(qa.refusal()).contains("您看到的内容已被他人更改");
            assertThat(uses.standing(bank).chosen()).contains("WORKING_BANK");
        }
    }

    private static void choose(Window window, String use) {
        window.page().selectOption("#named-use [name=use]", use);
        window.page().fill("#named-use [name=reason]", "留作制备工作细胞库");
        window.press("#named-use button");
    }

    private void whoWroteADecisionOnATestDoesNotApproveIt(BatchCampaign campaign, String bank) {
        Actor author = cast.signIn("QA-1");
        TestDecisions.Decision decision = campaign.decisions.propose(author,
                new TestDecisions.Proposal(bank, campaign.decisions.cells(bank).getFirst().characteristic(), true,
                        "cells of this route, as before", null, clock.instant().plus(Duration.ofDays(300))));
        campaign.decisions.sign(cast.signIn("QCH-1"), decision.id(),
                cast.entry("QCH-1", "QC_HEAD", campaign.decisions.panel(decision.id()).orElseThrow()));
        refused("ST018", () -> campaign.decisions.sign(author, decision.id(),
                cast.entry("QA-1", "QA", campaign.decisions.panel(decision.id()).orElseThrow())));
        campaign.decisions.sign(cast.signIn("QA-2"), decision.id(),
                cast.entry("QA-2", "QA", campaign.decisions.panel(decision.id()).orElseThrow()));
        assertThat(campaign.decisions.panel(decision.id())).get().matches(Signing.Panel::complete);
    }

    private void theWorkingBankHasAQualificationOfItsOwn(BatchCampaign campaign) {
        String working = campaign.code("WCB");
        campaign.toLaboratory(working, 10, 4, 4, 601);
        campaign.qualify(working, List.of("bovine_virus_decision", "other_virus_decision", "telomerase_decision",
                "tumorigenicity_decision"),
                List.of(BatchCampaign.result(working, "potency_inhibition", BatchCampaign.number("56", "%")),
                        BatchCampaign.result(working, "relative_potency", BatchCampaign.number("0.97", "{ratio}"))));
        stockBelowReorderIsShownAndStopsNobody(campaign, working);
        String bulk = campaign.bulk(working);

        assertThat(units.get(bulk).state()).isEqualTo("FORMULATED");
    }

    /** 32 usable at 1.43 a month: 8 fewer last for 16.8 months, less than the 18 that a new bank takes. */
    private void stockBelowReorderIsShownAndStopsNobody(BatchCampaign campaign, String working) {
        long few = campaign.request(working, Banks.vials(working, 19, 20));
        assertThat(status(gates.judge("G4b", working).evaluation(), "G4b-04")).isEqualTo(Status.MET);
        campaign.withdrawals.cancel(campaign.operator(), few, "more are needed");
        long many = campaign.request(working, Banks.vials(working, 19, 26));
        Evaluation evaluation = gates.judge("G4b", working).evaluation();
        assertThat(status(evaluation, "G4b-04")).isEqualTo(Status.NOT_MET);
        assertThat(evaluation.overall()).isEqualTo(Evaluation.Overall.PASS);
        cancelledOnThePage(campaign, working, many);
    }

    private void cancelledOnThePage(BatchCampaign campaign, String bank, long request) {
        try (Window window = Window.open(port, "zh-CN").signIn(cast, "OP-1");
                Window analyst = Window.open(port, "en").signIn(cast, "AN-1")) {
            assertThat(analyst.go("/banks/" + bank).page().locator("form[action$='/cancellation']").count()).isZero();
            assertThat(
                    analyst.send("/withdrawals/" + request + "/cancellation", Map.of("reason", "an attack")).status())
                    .isEqualTo(403);
            Page page = window.go("/banks/" + bank).page();
            page.click("#withdrawals td details summary");
            window.picture("cancel-withdrawal-zh-CN");
            page.fill("form[action$='/" + request + "/cancellation'] [name=reason]", "申请数量有误");
            window.press("form[action$='/" + request + "/cancellation'] button");

            assertThat(page.locator("form[action$='/" + request + "/cancellation']").count()).isZero();
            assertThat(campaign.withdrawals.list(bank)).filteredOn(each -> each.id() == request).singleElement()
                    .extracting(Withdrawals.Withdrawal::state).isEqualTo("CANCELLED");
            // The page of before is pressed once more, by somebody who did not see it.
            assertThat(window.send("/withdrawals/" + request + "/cancellation", Map.of("reason", "once more")).body())
                    .contains("id=\"refusal\"");
        }
    }

    /** By SQL as whoever signs at the gate: what the decision would allow is the catalogue's, not the proposer's. */
    private void anotherListOfOperationsIsNoNamedUse(String bank) {
        refused("ST10E", () -> authorship.write(cast.signIn("OP-1"), "an attack", () -> jdbc.sql(
                "select bank.request_withdrawal(:bank, array [:vial], 'an attack', 'LN2', 'OP-1', 'OP-2', now(), 'LOTS')")
                .param("bank", bank).param("vial", Banks.vial(bank, 60)).query(Long.class).single()));
        assertThatThrownBy(() -> authorship.write(cast.signIn("QA-1"), "an attack", () -> jdbc.sql(
                "insert into bank.named_use (bank, use, reason, chosen_by, chosen_at) select unit, 'LOTS', 'an attack', 1, now() from bank.register")
                .update())).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> authorship.write(cast.signIn("QA-1"), "an attack", () -> jdbc.sql(
                "update genealogy.clearance set allows = null where outcome = 'RESTRICTED'").update()))
                .hasStackTraceContaining("permission denied");
    }
}
