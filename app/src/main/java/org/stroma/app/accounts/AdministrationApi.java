package org.stroma.app.accounts;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.shell.ShownOnce;

/** Organisations and persons for programs. */
@RestController
@RequestMapping("/api/v1")
class AdministrationApi {
    private final Administration administration;
    private final Accounts accounts;
    private final PlantClock clock;

    AdministrationApi(Administration administration, Accounts accounts, PlantClock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.clock = clock;
    }

    record NewOrganisation(Administration.Organisation organisation, String reason) {}

    record Activity(boolean active, String reason) {}

    record Added(Administration.NewPerson person, String reason) {}

    record Detail(Administration.Person person, Accounts.@Nullable State account, List<Administration.Grant> roles,
            List<Administration.Qualification> qualifications) {}

    record Change(int revision, String fullName, boolean active, String reason) {}

    record NewGrant(String role, @Nullable Instant from, @Nullable Instant until, String reason) {}

    record Reason(String reason) {}

    record Lock(boolean locked, String reason) {}

    @GetMapping("/organisations")
    @PreAuthorize(PersonPages.ADMINISTER)
    List<Administration.Organisation> organisations(@AuthenticationPrincipal Actor actor) {
        return administration.organisations(actor);
    }

    @PostMapping("/organisations")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    void addOrganisation(@AuthenticationPrincipal Actor actor, @RequestBody NewOrganisation body) {
        administration.addOrganisation(actor, body.organisation(), body.reason());
    }

    @PostMapping("/organisations/{code}/activity")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activateOrganisation(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Activity body) {
        administration.activate(actor, code, body.active(), body.reason());
    }

    @GetMapping("/persons")
    @PreAuthorize(PersonPages.SEE)
    List<Administration.Person> persons(@AuthenticationPrincipal Actor actor) {
        return administration.persons(actor);
    }

    @PostMapping("/persons")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.CREATED)
    Accounts.Handover addPerson(@AuthenticationPrincipal Actor actor, @RequestBody Added body,
            HttpServletRequest request) {
        ShownOnce.mark(request);
        return administration.addPerson(actor, body.person(), body.reason());
    }

    @GetMapping("/persons/{code}")
    @PreAuthorize(PersonPages.SEE)
    Detail person(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        Administration.Person person = administration.get(actor, code);
        return new Detail(person, accounts.find(code).orElse(null), administration.grants(person),
                administration.qualifications(person, clock.instant().atZone(clock.getZone()).toLocalDate()));
    }

    @PostMapping("/persons/{code}")
    @PreAuthorize(PersonPages.ADMINISTER)
    Administration.Person change(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Change body) {
        administration.change(actor, code, body.revision(), body.fullName(), body.active(), body.reason());
        return administration.get(actor, code);
    }

    @PostMapping("/persons/{code}/roles")
    @PreAuthorize(PersonPages.ADMINISTER)
    List<Administration.Grant> grant(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody NewGrant body) {
        administration.grant(actor, code, body.role(), body.from(), body.until(), body.reason());
        return administration.grants(administration.get(actor, code));
    }

    @PostMapping("/persons/{code}/roles/{id}/end")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endGrant(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable int id,
            @RequestBody Reason body) {
        administration.endGrant(actor, code, id, body.reason());
    }

    @PostMapping("/persons/{code}/qualifications")
    @PreAuthorize(PersonPages.QUALIFY)
    @ResponseStatus(HttpStatus.CREATED)
    void qualify(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Administration.NewQualification body) {
        administration.qualify(actor, code, body);
    }

    @PostMapping("/persons/{code}/qualifications/{id}/end")
    @PreAuthorize(PersonPages.QUALIFY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endQualification(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable int id,
            @RequestBody Reason body) {
        administration.endQualification(actor, code, id, body.reason());
    }

    @PostMapping("/persons/{code}/lock")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lock(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody Lock body) {
        administration.get(actor, code);
        accounts.lock(actor, code, body.locked(), body.reason());
    }

    @PostMapping("/persons/{code}/account")
    @PreAuthorize(PersonPages.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activateAccount(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Activity body) {
        administration.get(actor, code);
        accounts.activate(actor, code, body.active(), body.reason());
    }

    @PostMapping("/persons/{code}/password")
    @PreAuthorize(PersonPages.ADMINISTER)
    Accounts.Handover resetPassword(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Reason body, HttpServletRequest request) {
        ShownOnce.mark(request);
        administration.get(actor, code);
        return accounts.resetPassword(actor, code, body.reason());
    }

    @PostMapping("/persons/{code}/second-factor")
    @PreAuthorize(PersonPages.ADMINISTER)
    Accounts.Factor resetFactor(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Reason body, HttpServletRequest request) {
        ShownOnce.mark(request);
        administration.get(actor, code);
        return accounts.resetFactor(actor, code, body.reason());
    }
}
