package org.stroma.app.bank.web;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.NamedUses;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.batch.Step;
import org.stroma.app.batch.StepForm;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** Banks for programs, with the records of the services as bodies. */
@RestController
@RequestMapping("/api/v1")
class BankApi {
    private final Banks banks;
    private final TestDecisions decisions;
    private final Withdrawals withdrawals;
    private final NamedUses uses;

    BankApi(Banks banks, TestDecisions decisions, Withdrawals withdrawals, NamedUses uses) {
        this.uses = uses;
        this.banks = banks;
        this.decisions = decisions;
        this.withdrawals = withdrawals;
    }

    record Fill(Step step, Banks.Filling what) {}

    record Made(long id) {}

    record Reason(String reason) {}

    record Choice(String use, String reason) {}

    /** The uses that the catalogue knows, and how the bank stands to them. */
    record Uses(List<NamedUses.Use> known, NamedUses.Standing standing) {}

    record Karyotype(String iscn, @org.jspecify.annotations.Nullable String note) {}

    @GetMapping("/banks")
    @PreAuthorize("isAuthenticated()")
    List<Banks.Stock> list(@ModelAttribute("actor") Actor actor) {
        StepForm.forMakers(actor);
        return banks.stocks();
    }

    @GetMapping("/banks/{code}/stock")
    @PreAuthorize("isAuthenticated()")
    Banks.Stock stock(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        return banks.stock(code);
    }

    @PostMapping("/banks")
    @PreAuthorize("hasRole('OPERATOR')")
    Made fill(@ModelAttribute("actor") Actor actor, @RequestBody Fill body) {
        return new Made(banks.fill(actor, body.step(), body.what()));
    }

    @PostMapping("/banks/{code}/karyotypes")
    @PreAuthorize("hasAnyRole('ANALYST','QC_HEAD')")
    List<Long> karyotype(@ModelAttribute("actor") Actor actor, @PathVariable String code,
            @RequestBody Karyotype body) {
        return banks.recordKaryotype(actor, code, body.iscn(), body.note());
    }

    @GetMapping("/banks/{code}/named-use")
    @PreAuthorize("isAuthenticated()")
    Uses uses(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        banks.get(code);
        return new Uses(uses.uses(), uses.standing(code));
    }

    /** Chooses the use that a restriction of the bank will name. */
    @PostMapping("/banks/{code}/named-use")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA','QUALITY_HEAD')")
    @AsksRevision
    Uses choose(@ModelAttribute("actor") Actor actor, @PathVariable String code, @RequestBody Choice body) {
        Expected.require(code);
        uses.choose(actor, code, body.use(), body.reason());
        return new Uses(uses.uses(), uses.standing(code));
    }

    @GetMapping("/banks/{code}/test-decisions")
    @PreAuthorize("isAuthenticated()")
    List<TestDecisions.Decision> decisions(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        return decisions.list(code);
    }

    @PostMapping("/test-decisions")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA','ANALYST','QC_REVIEWER')")
    TestDecisions.Decision decide(@ModelAttribute("actor") Actor actor,
            @RequestBody TestDecisions.Proposal proposal) {
        return decisions.propose(actor, proposal);
    }

    @PostMapping("/test-decisions/{id}/signatures")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA')")
    Signing.Panel sign(@ModelAttribute("actor") Actor actor, @PathVariable long id,
            @RequestBody Signing.Entry entry) {
        return decisions.sign(actor, id, entry);
    }

    @GetMapping("/banks/{code}/withdrawals")
    @PreAuthorize("isAuthenticated()")
    List<Withdrawals.Withdrawal> withdrawals(@ModelAttribute("actor") Actor actor, @PathVariable String code) {
        StepForm.forMakers(actor);
        return withdrawals.list(code);
    }

    @PostMapping("/withdrawals")
    @PreAuthorize("hasAnyRole('OPERATOR','PRODUCTION_HEAD','WAREHOUSE')")
    Made request(@ModelAttribute("actor") Actor actor, @RequestBody Withdrawals.Request request) {
        return new Made(withdrawals.request(actor, request));
    }

    @PostMapping("/withdrawals/{id}/cancellation")
    @PreAuthorize("hasAnyRole('OPERATOR','PRODUCTION_HEAD','WAREHOUSE','QA')")
    void cancel(@ModelAttribute("actor") Actor actor, @PathVariable long id, @RequestBody Reason body) {
        withdrawals.cancel(actor, id, body.reason());
    }

    @PostMapping("/withdrawals/{id}/removal")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    Made withdraw(@ModelAttribute("actor") Actor actor, @PathVariable long id, @RequestBody Step step) {
        return new Made(withdrawals.withdraw(actor, step, id));
    }
}
