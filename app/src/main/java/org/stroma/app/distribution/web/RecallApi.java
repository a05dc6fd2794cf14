package org.stroma.app.distribution.web;

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

    /** @param found of a drill, how many containers were counted */
    record Note(String note, @Nullable Integer found) {}

    /** @param method AUTOCLAVE or INCINERATION */
    record Destroy(Step step, List<String> containers, String method) {}

    record Made(long id) {}

    record Drill(String lot, String level, String scenario) {}

    record Opened(String recall) {}

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
        recalls.acknowledge(actor, code, body.note(), body.found());
        return recalls.get(actor, code);
    }

    /** Opens a drill: the list and the balance of a recall against the clock; nothing moves. */
    @PostMapping("/recall-drills")
    @PreAuthorize(RecallPages.WRITERS)
    @ResponseStatus(HttpStatus.CREATED)
    Opened drill(@AuthenticationPrincipal Actor actor, @RequestBody Drill body) {
        return new Opened(recalls.openDrill(actor, body.lot(), body.level(), body.scenario()));
    }

    @PostMapping("/recall-drills/{code}/end")
    @PreAuthorize(RecallPages.JUDGES)
    Recalls.Whole endDrill(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Conclusion body) {
        recalls.get(actor, code);
        recalls.finishDrill(actor, code, body.conclusion());
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
