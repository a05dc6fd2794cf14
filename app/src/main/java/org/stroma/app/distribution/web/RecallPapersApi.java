package org.stroma.app.distribution.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.distribution.RecallClosings;
import org.stroma.app.distribution.RecallEffect;
import org.stroma.app.distribution.RecallReports;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** Reports of recalls to the authority, checks of their effect and their closing, for programs. Files are sent in base64. */
@RestController
@RequestMapping("/api/v1/recalls/{code}")
class RecallPapersApi {
    private final Recalls recalls;
    private final RecallReports reports;
    private final RecallEffect effect;
    private final RecallClosings closings;

    RecallPapersApi(Recalls recalls, RecallReports reports, RecallEffect effect, RecallClosings closings) {
        this.recalls = recalls;
        this.reports = reports;
        this.effect = effect;
        this.closings = closings;
    }

    /** What is due, what was written, and the panels of what waits. */
    record Papers(List<RecallReports.Due> due, List<RecallReports.Report> reports, List<Signing.Panel> panels,
            List<RecallClosings.Closing> closings, Signing.@Nullable Panel closing) {}

    record Made(long id) {}

    record Reason(String reason) {}

    record Sample(int consignees) {}

    record Unreachable(String reason, Evidence.RawFile document) {}

    record Judgement(RecallEffect.Outcome outcome, String conclusion) {}

    record Conclusion(String conclusion) {}

    @GetMapping("/papers")
    @PreAuthorize(RecallPages.PLANT)
    Papers papers(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        recalls.get(actor, code);
        return new Papers(reports.due(actor, code), reports.list(actor, code), reports.panels(code),
                closings.list(actor, code), closings.panel(code).orElse(null));
    }

    @PostMapping("/reports")
    @PreAuthorize(RecallPages.WRITERS)
    @ResponseStatus(HttpStatus.CREATED)
    Made write(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody RecallReports.Draft body) {
        return new Made(reports.write(actor, code, body));
    }

    @PostMapping("/reports/{id}/signatures")
    @PreAuthorize(RecallPages.SIGNERS)
    Signing.Panel signReport(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Signing.Entry entry) {
        return reports.sign(actor, code, id, entry);
    }

    @PostMapping("/reports/{id}/withdrawal")
    @PreAuthorize(RecallPages.SIGNERS)
    Papers withdrawReport(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Reason body) {
        reports.withdraw(actor, code, id, body.reason());
        return papers(actor, code);
    }

    /** The final report as PDF: {@code zh} or {@code en}. */
    @GetMapping("/report")
    @PreAuthorize(RecallPages.PLANT)
    ResponseEntity<byte[]> report(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestParam(defaultValue = "zh") String language) {
        return RecallPages.pdf(closings, actor, code, language);
    }

    @GetMapping("/effect")
    @PreAuthorize(RecallPages.PLANT)
    RecallEffect.Effect effect(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return effect.of(actor, code);
    }

    /** Draws consignees to be asked. */
    @PostMapping("/effect/sample")
    @PreAuthorize(RecallPages.WRITERS)
    RecallEffect.Effect draw(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Sample body) {
        effect.plan(actor, code, body.consignees());
        return effect.of(actor, code);
    }

    @PostMapping("/effect/checks")
    @PreAuthorize(RecallPages.CHECKERS)
    RecallEffect.Effect check(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody RecallEffect.Asked body) {
        effect.check(actor, code, body);
        return effect.of(actor, code);
    }

    @PostMapping("/consignees/{organisation}/unreachable")
    @PreAuthorize(RecallPages.WRITERS)
    Recalls.Whole unreachable(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @PathVariable String organisation, @RequestBody Unreachable body) {
        effect.unreachable(actor, code, organisation, body.reason(), body.document());
        return recalls.get(actor, code);
    }

    @PostMapping("/effect/judgement")
    @PreAuthorize(RecallPages.JUDGES)
    RecallEffect.Effect judge(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Judgement body) {
        effect.judge(actor, code, body.outcome(), body.conclusion());
        return effect.of(actor, code);
    }

    /** Puts the closing before its signers. */
    @PostMapping("/closing")
    @PreAuthorize(RecallPages.WRITERS)
    @ResponseStatus(HttpStatus.CREATED)
    Made close(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Conclusion body) {
        return new Made(closings.propose(actor, code, body.conclusion()));
    }

    @PostMapping("/closing/{id}/signatures")
    @PreAuthorize(RecallPages.SIGNERS)
    Signing.Panel signClosing(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Signing.Entry entry) {
        return closings.sign(actor, code, id, entry);
    }

    @PostMapping("/closing/{id}/withdrawal")
    @PreAuthorize(RecallPages.SIGNERS)
    Papers withdrawClosing(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Reason body) {
        closings.withdraw(actor, code, id, body.reason());
        return papers(actor, code);
    }
}
