package org.stroma.app.bank.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.bank.Banks;
import org.stroma.app.bank.NamedUses;
import org.stroma.app.bank.TestDecisions;
import org.stroma.app.bank.Withdrawals;
import org.stroma.app.batch.StepForm;
import org.stroma.app.batch.StepForm.Field;
import org.stroma.app.evidence.Upload;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.SignForm;

/** The list of banks with their stock, and one bank: conditional tests, withdrawals, vials. */
@Controller
class BankPages {
    private final Banks banks;
    private final TestDecisions decisions;
    private final Withdrawals withdrawals;
    private final NamedUses uses;
    private final Units units;
    private final PlantClock clock;

    BankPages(Banks banks, TestDecisions decisions, Withdrawals withdrawals, NamedUses uses, Units units,
            PlantClock clock) {
        this.uses = uses;
        this.banks = banks;
        this.decisions = decisions;
        this.withdrawals = withdrawals;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping("/banks")
    @PreAuthorize("isAuthenticated()")
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        StepForm.forMakers(actor);
        model.addAttribute("stocks", banks.stocks());
        model.addAttribute("mayWork", actor.has("OPERATOR"));
        return "bank/banks";
    }

    @GetMapping("/banks/{code}")
    @PreAuthorize("isAuthenticated()")
    String bank(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        StepForm.forMakers(actor);
        Banks.Stock stock = banks.stock(code);
        model.addAttribute("stock", stock);
        model.addAttribute("unit", stock.bank().unit());
        model.addAttribute("cells", decisions.shown(code));
        model.addAttribute("withdrawals", withdrawals.list(code));
        model.addAttribute("vials", units.members(code));
        model.addAttribute("holds", units.holds(code).stream().filter(Units.Hold::open).toList());
        model.addAttribute("uses", uses.uses());
        model.addAttribute("use", uses.standing(code));
        model.addAttribute("mayChoose", actor.hasAny("QC_HEAD", "QA", "QUALITY_HEAD")
                && stock.bank().unit().state().equals("UNDER_TEST"));
        model.addAttribute("mayDecide", actor.hasAny("QC_HEAD", "QA", "ANALYST", "QC_REVIEWER"));
        model.addAttribute("maySign", actor.hasAny("QC_HEAD", "QA"));
        model.addAttribute("mayRequest", actor.hasAny("OPERATOR", "PRODUCTION_HEAD", "WAREHOUSE"));
        model.addAttribute("mayWithdraw", actor.hasAny("OPERATOR", "WAREHOUSE"));
        return "bank/bank";
    }

    @PostMapping("/banks/{code}/named-use")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA','QUALITY_HEAD')")
    String choose(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String use,
            @RequestParam String reason) {
        Expected.require(code);
        uses.choose(actor, code, use, reason);
        return "redirect:/banks/{code}";
    }

    @PostMapping("/banks/{code}/test-decisions")
    @PreAuthorize("hasAnyRole('QC_HEAD','QA','ANALYST','QC_REVIEWER')")
    String propose(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam String characteristic, @RequestParam boolean required, @RequestParam String rationale,
            @RequestParam(required = false) @Nullable String source, @RequestParam LocalDate validUntil) {
        decisions.propose(actor, new TestDecisions.Proposal(code, characteristic, required, rationale, source,
                validUntil.plusDays(1).atStartOfDay(clock.getZone()).toInstant()));
        return "redirect:/banks/{code}";
    }

    @PostMapping("/banks/{code}/test-decisions/signature")
    @PreAuthorize("isAuthenticated()")
    String sign(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form) {
        StepForm.forMakers(actor);
        decisions.sign(actor, decision, form.entry());
        return "redirect:/banks/{code}";
    }

    @PostMapping("/banks/{code}/withdrawals")
    @PreAuthorize("hasAnyRole('OPERATOR','PRODUCTION_HEAD','WAREHOUSE')")
    String request(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        StepForm form = new StepForm(fields, clock.getZone());
        withdrawals.request(actor, new Withdrawals.Request(code, vials(code, form), form.text("purpose"),
                form.text("place"), form.text("remover"), form.text("second"), form.moment("plannedAt"),
                form.find("use")));
        return "redirect:/gate/G4b/{code}";
    }

    /** So many free vials, lowest number first, or the ones that are named. */
    private List<String> vials(String code, StepForm form) {
        if (form.find("vials") != null) {
            return form.codes("vials");
        }
        return units.members(code).stream().filter(vial -> vial.state().equals("AVAILABLE"))
                .limit(form.count("count")).map(Units.Unit::code).toList();
    }

    @PostMapping("/withdrawals/{id}/cancellation")
    @PreAuthorize("hasAnyRole('OPERATOR','PRODUCTION_HEAD','WAREHOUSE','QA')")
    String cancel(@PathVariable long id, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        withdrawals.cancel(actor, id, reason);
        return "redirect:/banks/" + withdrawals.get(id).bank();
    }

    @GetMapping("/withdrawals/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    String withdrawal(@PathVariable long id, Model model) {
        Withdrawals.Withdrawal withdrawal = withdrawals.get(id);
        model.addAttribute("kind", "withdrawal");
        model.addAttribute("action", "/withdrawals/" + id);
        model.addAttribute("fields", List.of());
        model.addAttribute("unit", withdrawal.bank());
        return step(model);
    }

    @PostMapping("/withdrawals/{id}")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    String withdraw(@PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam Map<String, String> fields) {
        withdrawals.withdraw(actor, new StepForm(fields, clock.getZone()).step(), id);
        return "redirect:/banks/" + withdrawals.get(id).bank();
    }

    @GetMapping("/banks/filling")
    @PreAuthorize("hasRole('OPERATOR')")
    String filling(@RequestParam(required = false) @Nullable String unit, Model model) {
        model.addAttribute("kind", "bank-filling");
        model.addAttribute("action", "/banks/filling");
        model.addAttribute("fields",
                List.of(Field.text("unit", null), Field.text("bank", null), Field.choice("tier", "MCB", "WCB", "DCB"),
                        Field.number("vials", null), Field.number("cellsPerVial", "1.0e7"),
                        Field.number("volumeMl", "1"), Field.text("position", null),
                        Field.text("remainderNote", null).optional(),
                        Field.rows("samples", "code", "purpose", "cells")));
        model.addAttribute("unit", unit);
        model.addAttribute("upload", true);
        return step(model);
    }

    private String step(Model model) {
        model.addAttribute("now", clock.instant().atZone(clock.getZone()).toLocalDateTime()
                .truncatedTo(java.time.temporal.ChronoUnit.MINUTES).toString());
        return "batch/step";
    }

    @PostMapping("/banks/filling")
    @PreAuthorize("hasRole('OPERATOR')")
    String fill(@ModelAttribute("actor") Actor actor, @RequestParam Map<String, String> fields,
            @RequestParam(name = "file", required = false) @Nullable MultipartFile file) {
        StepForm form = new StepForm(fields, clock.getZone());
        banks.fill(actor, form.step(),
                new Banks.Filling(form.text("unit"), form.text("bank"), form.choice("tier", Banks.Tier.class),
                        form.count("vials"), form.number("cellsPerVial"), form.number("volumeMl"), form.samples(),
                        form.find("remainderNote"), form.text("position"), Upload.find(file), Map.of()));
        return "redirect:/banks/" + form.text("bank");
    }
}
