package org.stroma.app.gate.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.gate.Dispositions;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.AsksRevision;

/** Dispositions of units for programs: what may be decided, what was, and the signatures; and living cells that wait for a decision. */
@RestController
@RequestMapping("/api/v1")
class DispositionApi {
    private static final String READERS = "hasAnyRole('QA','QA_REVIEWER','QUALITY_HEAD','QC_HEAD','QP_MFG','QA_MAH','QP_MAH','PRODUCTION_HEAD','OPERATOR','WAREHOUSE','INSPECTOR')";

    private final Dispositions dispositions;
    private final Units units;

    DispositionApi(Dispositions dispositions, Units units) {
        this.dispositions = dispositions;
        this.units = units;
    }

    /** What was decided, what may be, and the panel of what waits. */
    record Standing(List<Dispositions.Disposition> dispositions, List<Dispositions.Offer> offered,
            Signing.@Nullable Panel panel) {}

    record Proposed(long disposition, Signing.@Nullable Panel panel) {}

    record Reason(String reason) {}

    @GetMapping("/units/{unit}/dispositions")
    @PreAuthorize(READERS)
    Standing standing(@AuthenticationPrincipal Actor actor, @PathVariable String unit) {
        GateVisibility.check(actor, units.get(unit));
        return new Standing(dispositions.list(unit), dispositions.offered(unit),
                dispositions.panel(unit).orElse(null));
    }

    /** Puts a disposition before its signers. The document, if there is one, is sent with its bytes in base64. */
    @PostMapping("/units/{unit}/dispositions")
    @PreAuthorize(DispositionPages.SIGNERS)
    @AsksRevision
    @ResponseStatus(HttpStatus.CREATED)
    Proposed propose(@AuthenticationPrincipal Actor actor, @PathVariable String unit,
            @RequestBody Dispositions.Proposal body) {
        Expected.require(unit);
        GateVisibility.check(actor, units.get(unit));
        long id = dispositions.propose(actor, unit, body);
        return new Proposed(id, dispositions.panel(unit).orElse(null));
    }

    @PostMapping("/units/{unit}/dispositions/{id}/signatures")
    @PreAuthorize(DispositionPages.SIGNERS)
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @PathVariable String unit, @PathVariable long id,
            @RequestBody Signing.Entry entry) {
        GateVisibility.check(actor, units.get(unit));
        return dispositions.sign(actor, unit, id, entry);
    }

    @PostMapping("/units/{unit}/dispositions/{id}/withdrawal")
    @PreAuthorize(DispositionPages.SIGNERS)
    Dispositions.Disposition withdraw(@AuthenticationPrincipal Actor actor, @PathVariable String unit,
            @PathVariable long id, @RequestBody Reason body) {
        GateVisibility.check(actor, units.get(unit));
        dispositions.withdraw(actor, unit, id, body.reason());
        return dispositions.of(unit, id);
    }

    /** Living cultures under a hold, with the time by which somebody has to decide. */
    @GetMapping("/living-holds")
    @PreAuthorize(READERS)
    List<Dispositions.Due> due(@AuthenticationPrincipal Actor actor) {
        return actor.organisationKind().equals("MAKER") || actor.organisationKind().equals("MAH")
                ? dispositions.due()
                : List.of();
    }
}
