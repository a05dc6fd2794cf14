package org.stroma.app.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.batch.BatchCampaign;
import org.stroma.app.batch.Gatekeeper;
import org.stroma.app.database.Credentials;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Evidence.Kind;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.KaryotypeParts;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Status;
import org.stroma.app.testing.Cast;
import org.stroma.app.testing.Records;
import org.stroma.app.testing.StromaTest;
import org.stroma.codes.iscn.Karyotype;

/** Qualification of banks with its failing variants, and withdrawals that nobody gets around. */
@StromaTest
class BankGateTests {
    @Autowired
    private ApplicationContext context;
    @Autowired
    private Gates gates;
    @Autowired
    private Units units;
    @Autowired
    private Evidence evidence;
    @Autowired
    private Cast cast;
    @Autowired
    private Door door;
    @Autowired
    private Authorship authorship;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Credentials credentials;

    private static Status status(Evaluation evaluation, String requirement) {
        return evaluation.verdicts().stream().filter(each -> each.requirement().equals(requirement)).findFirst()
                .orElseThrow().status();
    }

    /** Variants G4 (b) single cell, (c) undecided conditional test, then (a) the same gain in two cells. */
    @Test
    void judgesKaryotypesAndUndecidedTests() {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        campaign.test(bank, "45,X,-Y[1]/46,XY[19]", List.of());
        List<String> cells = campaign.decisions.cells(bank).stream().map(TestDecisions.Cell::characteristic).toList();
        assertThat(cells).hasSize(9);
        cells.subList(1, 9).forEach(cell -> campaign.decide(bank, cell, !cell.startsWith("bovine")
                && !cell.startsWith("other")));
        Evaluation first = gates.judge("G4", bank).evaluation();

        assertThat(status(first, "T4-10")).isEqualTo(Status.MISSING);
        assertThat(status(first, "T4-07")).isEqualTo(Status.MISSING);
        assertThat(first.overall()).isEqualTo(Evaluation.Overall.MISSING);
        refusesToQualify(campaign, bank);

        correctKaryotype(bank, "45,X,-Y[1]/46,XY[49]");
        assertThat(status(gates.judge("G4", bank).evaluation(), "T4-10")).isEqualTo(Status.MET);
        campaign.decide(bank, cells.getFirst(), true);
        assertThat(gates.judge("G4", bank).evaluation().overall()).isEqualTo(Evaluation.Overall.PASS);

        correctKaryotype(bank, "47,XY,+20[2]/46,XY[18]");
        assertThat(status(gates.judge("G4", bank).evaluation(), "T4-10")).isEqualTo(Status.NOT_MET);
        refusesToQualify(campaign, bank);
        campaign.gates.decide("G4", bank, new Gates.Proposal("REJECTED", "clonal gain of 20", null),
                BatchCampaign.QUALIFIERS);
        assertThat(units.get(bank).state()).isEqualTo("REJECTED");
        assertThat(units.holds(bank)).isNotEmpty();
    }

    private void refusesToQualify(BatchCampaign campaign, String bank) {
        assertThatThrownBy(() -> campaign.gates.decide("G4", bank, new Gates.Proposal("QUALIFIED", "please", "DEV-1"),
                BatchCampaign.QUALIFIERS)).extracting("code").isEqualTo("ST050");
    }

    private void correctKaryotype(String bank, String iscn) {
        long old = evidence.list(bank).stream().filter(item -> item.characteristic().equals("karyotype")).findFirst()
                .orElseThrow().id();
        List<Long> ids = evidence.record(cast.signIn("AN-1"), "extended count", List.of(Entry.of(bank, "karyotype",
                Kind.RESULT, KaryotypeParts.of(Karyotype.parse(iscn).value().orElseThrow()))
                .correcting(old, "extended count of the laboratory")));
        evidence.review(cast.signIn("QCR-1"), ids, true, null);
    }

    @Test
    void vialsLeaveOnlyByTheApprovedWithdrawalAndOnlyOnce() throws Exception {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        campaign.toLaboratory(bank, 16, 8, 6, 489);
        campaign.qualify(bank, List.of("bovine_virus_decision", "other_virus_decision"), List.of());
        assertThat(campaign.banks.stock(bank).usable()).isEqualTo(70);
        List<String> vials = Banks.vials(bank, 31, 38);

        refusesWithoutApproval(campaign, bank, vials);
        keepsTheReserve(campaign, bank);
        long approved = campaign.approved(bank, vials);
        refusesOtherVialsAndPeople(campaign, bank, vials, approved);
        onlyOneOfTwoAtOnce(campaign, approved);

        assertThat(campaign.withdrawals.get(approved).state()).isEqualTo("DONE");
        assertThat(campaign.banks.stock(bank).usable()).isEqualTo(62);
        assertThat(campaign.banks.stock(bank).reorder()).isFalse();
        assertThatThrownBy(() -> campaign.withdrawals.withdraw(campaign.operator(), campaign.step(500, 500.1),
                approved)).extracting("code").isEqualTo("ST074");
    }

    private void refusesWithoutApproval(BatchCampaign campaign, String bank, List<String> vials) {
        assertThatThrownBy(() -> door.perform(campaign.operator(), out(campaign, vials), second("OP-2")))
                .extracting("code").isEqualTo("ST074");
        assertThatThrownBy(() -> gates.propose(cast.signIn("QA-1"), "G4b", bank,
                new Gates.Proposal("REFUSED", null, null))).extracting("code").isEqualTo("ST077");
    }

    /** 70 usable, reserve 20: 51 vials would leave 19. */
    private void keepsTheReserve(BatchCampaign campaign, String bank) {
        long greedy = campaign.request(bank, Banks.vials(bank, 31, 81));
        Evaluation evaluation = gates.judge("G4b", bank).evaluation();

        assertThat(status(evaluation, "G4b-02")).isEqualTo(Status.NOT_MET);
        assertThatThrownBy(() -> campaign.gates.decide("G4b", bank, new Gates.Proposal("APPROVED", null, null),
                BatchCampaign.WITHDRAWERS)).extracting("code").isEqualTo("ST050");
        assertThatThrownBy(() -> campaign.request(bank, Banks.vials(bank, 90, 91))).extracting("code")
                .isEqualTo("ST077");
        campaign.withdrawals.cancel(campaign.operator(), greedy, "asked for too much");
    }

    private void refusesOtherVialsAndPeople(BatchCampaign campaign, String bank, List<String> vials, long approved) {
        List<String> more = new ArrayList<>(vials);
        more.add(Banks.vial(bank, 50));

        assertThatThrownBy(() -> door.perform(campaign.operator(), out(campaign, more), second("OP-2")))
                .extracting("code").isEqualTo("ST074");
        assertThatThrownBy(() -> door.perform(campaign.operator(), out(campaign, vials.subList(0, 3)),
                second("OP-2"))).extracting("code").isEqualTo("ST074");
        assertThatThrownBy(() -> door.perform(campaign.operator(), out(campaign, vials), second("VF-1")))
                .extracting("code").isEqualTo("ST074");
        assertThat(campaign.withdrawals.get(approved).state()).isEqualTo("APPROVED");
    }

    private Operation out(BatchCampaign campaign, List<String> vials) {
        Operation operation = Operation.of("OP-220", campaign.at(500), campaign.at(500.1)).lateBecause("an attack");
        vials.forEach(vial -> operation.in("vial", vial));
        return operation;
    }

    private static Door.Verifier second(String person) {
        return BatchCampaign.verifier(person);
    }

    private void onlyOneOfTwoAtOnce(BatchCampaign campaign, long approved) throws Exception {
        CountDownLatch ready = new CountDownLatch(2);
        List<Actor> operators = List.of(cast.signIn("OP-1"), cast.signIn("OP-1"));
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<String>> runs = operators.stream().map(operator -> pool.submit(() -> {
                ready.countDown();
                ready.await();
                try {
                    campaign.withdrawals.withdraw(operator, campaign.step(500, 500.1), approved);
                    return "done";
                } catch (Refusal refusal) {
                    return refusal.code();
                }
            })).toList();
            List<String> ends = new ArrayList<>();
            for (Future<String> run : runs) {
                ends.add(run.get());
            }

            assertThat(ends).containsOnlyOnce("done").anyMatch(end -> end.equals("ST031") || end.equals("ST074"));
        }
    }

    @Test
    void aSignatureOnOtherWordsDecidesNothing() {
        BatchCampaign campaign = new BatchCampaign(context);
        String bank = campaign.masterBank();
        TestDecisions.Decision decision = campaign.decisions.propose(cast.signIn("AN-1"),
                new TestDecisions.Proposal(bank, "karyotype_decision", true, "karyotype of every master bank", null,
                        campaign.at(24 * 400)));
        Map<String, String> signers = new LinkedHashMap<>();
        signers.put("QC_HEAD", "REVIEWED");
        signers.put("QA", "APPROVED");
        Records.put(credentials, cast.signIn("AN-1"), "test-decision", Long.toString(decision.id()), "{}", signers);
        for (Gatekeeper.Signer signer : List.of(new Gatekeeper.Signer("QCH-1", "QC_HEAD"),
                new Gatekeeper.Signer("QA-1", "QA"))) {
            campaign.decisions.sign(cast.signIn(signer.person()), decision.id(), cast.entry(signer.person(),
                    signer.role(), campaign.decisions.panel(decision.id()).orElseThrow()));
        }

        assertThat(campaign.decisions.list(bank).getFirst().state()).isEqualTo("OPEN");
        assertThatThrownBy(() -> campaign.decisions.propose(cast.signIn("QCH-1"), new TestDecisions.Proposal(bank,
                "potency_decision", false, "not a conditional cell of this tier", null, campaign.at(24 * 400))))
                .extracting("code").isEqualTo("bank.not-conditional");
        refusesABankThatNobodyEnrolled(campaign);
    }

    private void refusesABankThatNobodyEnrolled(BatchCampaign campaign) {
        assertThatThrownBy(() -> authorship.write(campaign.operator(), "an attack",
                () -> jdbc.sql(
                        "select bank.enrol((select max(id) from genealogy.operation where type = 'OP-165'), 'WCB', 1, 1)")
                        .query((_, _) -> true).list()))
                .extracting("code").isEqualTo("ST076");
    }
}
