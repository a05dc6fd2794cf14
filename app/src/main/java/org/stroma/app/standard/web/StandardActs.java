package org.stroma.app.standard.web;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.SignForm;
import org.stroma.app.standard.Problem;
import org.stroma.app.standard.Reading;
import org.stroma.app.standard.StandardRegister;

/** Importing, proposing, signing and withdrawing standards. */
@Controller
class StandardActs {
    static final String DRAFT = "hasAnyRole('QA','QC_HEAD','PROCESS_SCIENTIST')";
    static final String APPROVE = "hasAnyRole('QA','QUALITY_HEAD')";

    private final StandardRegister register;
    private final PlantClock clock;
    private final Words words;

    StandardActs(StandardRegister register, PlantClock clock, Words words) {
        this.register = register;
        this.clock = clock;
        this.words = words;
    }

    /** One problem of a refused file, in the reader's language. */
    record Trouble(int line, int column, String path, String reason) {}

    @PostMapping("/standards/drafts")
    @PreAuthorize(DRAFT)
    ModelAndView draft(@ModelAttribute("actor") Actor actor, @RequestParam MultipartFile file,
            @RequestParam String note, @RequestParam String role) throws IOException {
        return switch (register.draft(actor, file.getBytes(), note, role)) {
            case Reading.Accepted<Long> accepted ->
                new ModelAndView("redirect:/standards/drafts/" + accepted.content());
            case Reading.Refused<Long> refused -> {
                ModelAndView page = new ModelAndView("standard/refused-file");
                page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                page.addObject("troubles", refused.problems().stream().map(this::trouble).toList());
                page.addObject("file", String.valueOf(file.getOriginalFilename()));
                yield page;
            }
        };
    }

    private Trouble trouble(Problem problem) {
        return new Trouble(problem.line(), problem.column(), problem.path(),
                problem.message(words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH));
    }

    @GetMapping("/standards/drafts/{id}")
    @PreAuthorize("isAuthenticated()")
    String drafted(@PathVariable long id) {
        return register.list().stream().filter(version -> version.id() == id).findFirst()
                .map(version -> "redirect:/standards/" + version.code() + "?version=" + version.version())
                .orElse("redirect:/standards");
    }

    @PostMapping("/standards/drafts/{id}/signature")
    @PreAuthorize(DRAFT)
    String signDraft(@PathVariable long id, @ModelAttribute("actor") Actor actor, @ModelAttribute SignForm form) {
        register.sign(actor, StandardRegister.DRAFT, id, form.entry());
        return "redirect:/standards/drafts/{id}";
    }

    @PostMapping("/standards/drafts/{id}/withdrawal")
    @PreAuthorize(DRAFT)
    String withdrawDraft(@PathVariable long id, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        register.withdrawDraft(actor, id, reason);
        return "redirect:/standards/drafts/{id}";
    }

    @PostMapping("/standards/approvals")
    @PreAuthorize(APPROVE)
    String propose(@ModelAttribute("actor") Actor actor, @RequestParam List<Long> version,
            @RequestParam(required = false) @Nullable LocalDateTime effectiveFrom, @RequestParam String note) {
        long approval = register.propose(actor, version, effectiveFrom == null
                ? clock.instant()
                : effectiveFrom.atZone(clock.getZone()).toInstant(), note);
        return "redirect:/standards/approvals/" + approval;
    }

    @GetMapping("/standards/approvals/{id}")
    @PreAuthorize("isAuthenticated()")
    String approval(@PathVariable long id, Model model) {
        Signing.Panel panel = register.panel(StandardRegister.APPROVAL, id).orElse(null);
        model.addAttribute("approval", register.approval(id));
        model.addAttribute("panel", panel);
        model.addAttribute("signAs", panel == null
                ? ""
                : panel.slots().stream()
                        .filter(slot -> slot.given() == null).map(Signing.Slot::role).findFirst().orElse(""));
        return "standard/approval";
    }

    @PostMapping("/standards/approvals/{id}/signature")
    @PreAuthorize(APPROVE)
    String sign(@PathVariable long id, @ModelAttribute("actor") Actor actor, @ModelAttribute SignForm form) {
        register.sign(actor, StandardRegister.APPROVAL, id, form.entry());
        return "redirect:/standards/approvals/{id}";
    }

    @PostMapping("/standards/approvals/{id}/withdrawal")
    @PreAuthorize(APPROVE)
    String withdraw(@PathVariable long id, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        register.withdrawApproval(actor, id, reason);
        return "redirect:/standards/approvals/{id}";
    }
}
