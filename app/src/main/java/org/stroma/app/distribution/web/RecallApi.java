package org.stroma.app.distribution.web;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.batch.Step;
import org.stroma.app.distribution.Recalls;
import org.stroma.app.distribution.Receipts;
import org.stroma.app.people.Actor;

/** Recalls for programs: consignees, containers and their reconciliation. */
@RestController
@RequestMapping("/api/v1")
class RecallApi {
    private final Recalls recalls;
    private final Receipts receipts;

    RecallApi(Recalls recalls, Receipts receipts) {
        this.receipts = receipts;
        this.recalls = recalls;
    }

    record Note(String note) {}

    /** @param method AUTOCLAVE or INCINERATION */
    record Destroy(Step step, List<String> containers, String method) {}

    record Made(long id) {}

    record Conclusion(String conclusion) {}

    @GetMapping("/recalls")
    @PreAuthorize(RecallPages.READERS)
    List<Recalls.Recall> list(@AuthenticationPrincipal Actor actor) {
        return recalls.list(actor);
    }

    @GetMapping("/recalls/{code}")
    @PreAuthorize(RecallPages.READERS)
    Recalls.Whole recall(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return recalls.get(actor, code);
    }

    @PostMapping("/recalls/{code}/acknowledgement")
    @PreAuthorize(RecallPages.ACKNOWLEDGERS)
    Recalls.Whole acknowledge(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Note body) {
        recalls.get(actor, code);
        recalls.acknowledge(actor, code, body.note());
        return recalls.get(actor, code);
    }

    @PostMapping("/recalls/{code}/closing")
    @PreAuthorize(RecallPages.CLOSERS)
    Recalls.Whole close(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Conclusion body) {
        recalls.get(actor, code);
        recalls.close(actor, code, body.conclusion());
        return recalls.get(actor, code);
    }

    /** Destroys containers that stand in the site's quarantine, before a witness. */
    @PostMapping("/site-quarantine/destructions")
    @PreAuthorize("hasAnyRole('HOSP_RECEIVER','HOSP_PREPARER')")
    Made destroy(@AuthenticationPrincipal Actor actor, @RequestBody Destroy body) {
        return new Made(receipts.destroyAtSite(actor, body.step(), body.containers(), body.method()));
    }

    /** Containers that the caller's organisation holds of lots that are suspended, recalled, expired or rejected. */
    @GetMapping("/stranded-containers")
    @PreAuthorize(RecallPages.READERS)
    List<Recalls.Stranded> stranded(@AuthenticationPrincipal Actor actor) {
        return recalls.stranded(actor);
    }
}
