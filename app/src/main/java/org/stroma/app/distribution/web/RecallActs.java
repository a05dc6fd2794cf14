package org.stroma.app.distribution.web;

import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.database.Refusal;
import org.stroma.app.distribution.RecallClosings;
import org.stroma.app.distribution.RecallEffect;
import org.stroma.app.distribution.RecallReports;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.Upload;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.SignForm;

/** What is done from the page of a recall or of a drill. */
@Controller
class RecallActs {
    private static final String PAGE = "redirect:/recalls/{code}";

    private final Recalls recalls;
    private final RecallReports reports;
    private final RecallEffect effect;
    private final RecallClosings closings;
    private final PlantClock clock;

    RecallActs(Recalls recalls, RecallReports reports, RecallEffect effect, RecallClosings closings,
            PlantClock clock) {
        this.recalls = recalls;
        this.reports = reports;
        this.effect = effect;
        this.closings = closings;
        this.clock = clock;
    }

    @PostMapping("/recalls/drills")
    @PreAuthorize(RecallPages.WRITERS)
    String drill(@ModelAttribute("actor") Actor actor, @RequestParam String lot, @RequestParam String level,
            @RequestParam String scenario) {
        return "redirect:/recalls/" + recalls.openDrill(actor, lot.strip(), level, scenario);
    }

    @PostMapping("/recalls/{code}/drill-end")
    @PreAuthorize(RecallPages.JUDGES)
    String endDrill(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam String conclusion) {
        recalls.finishDrill(actor, code, conclusion);
        return PAGE;
    }

    @PostMapping("/recalls/{code}/acknowledgement")
    @PreAuthorize(RecallPages.ACKNOWLEDGERS)
    String acknowledge(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String note,
            @RequestParam(required = false) @Nullable Integer found) {
        recalls.acknowledge(actor, code, note, found);
        return PAGE;
    }

    /** @param sentAt local time of the plant */
    @PostMapping("/recalls/{code}/reports")
    @PreAuthorize(RecallPages.WRITERS)
    String write(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam RecallReports.Kind kind, @RequestParam String authority,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) LocalDateTime sentAt,
            @RequestParam String content, @RequestParam(required = false) @Nullable MultipartFile document) {
        reports.write(actor, code, new RecallReports.Draft(kind, authority,
                sentAt.atZone(clock.getZone()).toInstant(), content, Upload.find(document)));
        return PAGE;
    }

    @PostMapping("/recalls/{code}/reports/signature")
    @PreAuthorize(RecallPages.SIGNERS)
    String signReport(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form) {
        reports.sign(actor, code, decision, form.entry());
        return PAGE;
    }

    @PostMapping("/recalls/{code}/reports/{id}/withdrawal")
    @PreAuthorize(RecallPages.SIGNERS)
    String withdrawReport(@PathVariable String code, @PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        reports.withdraw(actor, code, id, reason);
        return PAGE;
    }

    @PostMapping("/recalls/{code}/sample")
    @PreAuthorize(RecallPages.WRITERS)
    String draw(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam int consignees) {
        effect.plan(actor, code, consignees);
        return PAGE;
    }

    /** @param result NOT_REACHED, REACHED or CONFIRMED */
    @PostMapping("/recalls/{code}/checks")
    @PreAuthorize(RecallPages.CHECKERS)
    String check(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String consignee,
            @RequestParam RecallEffect.Method method, @RequestParam String result, @RequestParam String note) {
        effect.check(actor, code, new RecallEffect.Asked(consignee, method, !result.equals("NOT_REACHED"),
                result.equals("CONFIRMED"), note));
        return PAGE;
    }

    @PostMapping("/recalls/{code}/unreachable")
    @PreAuthorize(RecallPages.WRITERS)
    String unreachable(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam String consignee, @RequestParam String reason, @RequestParam MultipartFile document) {
        Evidence.RawFile file = Upload.find(document);
        if (file == null) {
            throw new Refusal("step.unreadable", Map.of("field", "document"));
        }
        effect.unreachable(actor, code, consignee, reason, file);
        return PAGE;
    }

    @PostMapping("/recalls/{code}/judgement")
    @PreAuthorize(RecallPages.JUDGES)
    String judge(@PathVariable String code, @ModelAttribute("actor") Actor actor,
            @RequestParam RecallEffect.Outcome outcome, @RequestParam String conclusion) {
        effect.judge(actor, code, outcome, conclusion);
        return PAGE;
    }

    @PostMapping("/recalls/{code}/closing")
    @PreAuthorize(RecallPages.WRITERS)
    String close(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String conclusion) {
        closings.propose(actor, code, conclusion);
        return PAGE;
    }

    @PostMapping("/recalls/{code}/closing/signature")
    @PreAuthorize(RecallPages.SIGNERS)
    String signClosing(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long decision,
            @ModelAttribute SignForm form) {
        closings.sign(actor, code, decision, form.entry());
        return PAGE;
    }

    @PostMapping("/recalls/{code}/closing/{id}/withdrawal")
    @PreAuthorize(RecallPages.SIGNERS)
    String withdrawClosing(@PathVariable String code, @PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        closings.withdraw(actor, code, id, reason);
        return PAGE;
    }
}
