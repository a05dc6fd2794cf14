package org.stroma.app.gate.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.evidence.Upload;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.SignForm;

/** Proposes, signs and takes back dispositions from the page of the unit or from the cockpit of its release. */
@Controller
class DispositionPages {
    static final String SIGNERS = "hasAnyRole('QA','QUALITY_HEAD','QP_MFG','QP_MAH','PRODUCTION_HEAD')";

    private final Dispositions dispositions;
    private final Units units;

    DispositionPages(Dispositions dispositions, Units units) {
        this.dispositions = dispositions;
        this.units = units;
    }

    @PostMapping("/unit/{code}/dispositions")
    @PreAuthorize(SIGNERS)
    String propose(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String action,
            @RequestParam(required = false) @Nullable String level, @RequestParam String reason,
            @RequestParam(required = false) @Nullable MultipartFile document,
            @RequestParam(defaultValue = "") String at) {
        Expected.require(code);
        GateVisibility.check(actor, units.get(code));
        // One form serves every action; a class is said for those that ask for one.
        boolean asks = dispositions.offered(code).stream()
                .anyMatch(offer -> offer.action().equals(action) && offer.asksClass());
        dispositions.propose(actor, code, new Dispositions.Proposal(action,
                asks && level != null && !level.isBlank() ? level : null, reason, Upload.find(document)));
        return page(at);
    }

    @PostMapping("/unit/{code}/dispositions/signature")
    @PreAuthorize(SIGNERS)
    String sign(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form, @RequestParam(defaultValue = "") String at) {
        GateVisibility.check(actor, units.get(code));
        dispositions.sign(actor, code, decision, form.entry());
        return page(at);
    }

    @PostMapping("/unit/{code}/dispositions/{id}/withdrawal")
    @PreAuthorize(SIGNERS)
    String withdraw(@PathVariable String code, @PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason, @RequestParam(defaultValue = "") String at) {
        GateVisibility.check(actor, units.get(code));
        dispositions.withdraw(actor, code, id, reason);
        return page(at);
    }

    private static String page(String at) {
        return at.equals("release") ? "redirect:/release/{code}" : "redirect:/unit/{code}";
    }
}
