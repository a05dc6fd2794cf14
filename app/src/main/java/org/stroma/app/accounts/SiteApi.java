package org.stroma.app.accounts;

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
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Sites;

/** Sites and who works where, for programs. */
@RestController
@RequestMapping("/api/v1")
class SiteApi {
    private final Sites sites;
    private final Administration administration;

    SiteApi(Sites sites, Administration administration) {
        this.sites = sites;
        this.administration = administration;
    }

    record Added(Sites.NewSite site, String reason) {}

    record Changed(Sites.Change change, String reason) {}

    record NewPosting(String site, String reason) {}

    record Reason(String reason) {}

    /** @param password needed to move a session that works at a site already */
    record Entry(String site, @Nullable String password, @Nullable String code) {
        @Override
        public String toString() {
            return "Entry[" + site + "]";
        }
    }

    @GetMapping("/sites")
    @PreAuthorize(PersonPages.SEE)
    List<Sites.Site> sites(@AuthenticationPrincipal Actor actor) {
        return sites.list(actor);
    }

    @PostMapping("/sites")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    Sites.Site add(@AuthenticationPrincipal Actor actor, @RequestBody Added body) {
        sites.add(actor, body.site(), body.reason());
        return sites.get(actor, body.site().code());
    }

    @PostMapping("/sites/{code}")
    @PreAuthorize(PersonPages.ADMINISTER)
    Sites.Site change(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Changed body) {
        sites.change(actor, code, body.change(), body.reason());
        return sites.get(actor, code);
    }

    @GetMapping("/persons/{code}/sites")
    @PreAuthorize(PersonPages.SEE)
    List<Sites.Posting> postings(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return sites.postings(administration.get(actor, code).code());
    }

    @PostMapping("/persons/{code}/sites")
    @PreAuthorize(PersonPages.ADMINISTER)
    List<Sites.Posting> post(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody NewPosting body) {
        administration.get(actor, code);
        sites.post(actor, code, body.site(), body.reason());
        return sites.postings(code);
    }

    @PostMapping("/persons/{code}/sites/{id}/end")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endPosting(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable int id,
            @RequestBody Reason body) {
        administration.get(actor, code);
        sites.endPosting(actor, code, id, body.reason());
    }

    /** The sites where the person of this session works. */
    @GetMapping("/me/sites")
    @PreAuthorize("isAuthenticated()")
    List<Sites.Posting> own(@AuthenticationPrincipal Actor actor) {
        return sites.postings(actor.code()).stream().filter(each -> each.endedAt() == null).toList();
    }

    @PostMapping("/me/site")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void enter(@AuthenticationPrincipal Actor actor, @RequestBody Entry body) {
        SitePages.work(sites, actor, body.site(), body.password(), body.code());
    }
}
