package org.stroma.app.accounts;

import java.util.List;
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
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Emergencies;

/** Emergency access for programs; both persons prove who they are in the request. */
@RestController
@RequestMapping("/api/v1/emergencies")
class EmergencyApi {
    private final Emergencies emergencies;
    private final Ledger ledger;

    EmergencyApi(Emergencies emergencies, Ledger ledger) {
        this.emergencies = emergencies;
        this.ledger = ledger;
    }

    record Reason(String reason) {}

    @GetMapping
    @PreAuthorize(EmergencyPages.SEE)
    List<Emergencies.Emergency> list(@AuthenticationPrincipal Actor actor) {
        return emergencies.list(actor);
    }

    @GetMapping("/{code}")
    @PreAuthorize(EmergencyPages.SEE)
    Emergencies.Emergency get(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return emergencies.get(actor, code);
    }

    /** What was written under it, oldest first. */
    @GetMapping("/{code}/changes")
    @PreAuthorize(EmergencyPages.SEE)
    List<Ledger.Change> changes(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return ledger.under(emergencies.get(actor, code).code());
    }

    @PostMapping
    @PreAuthorize(EmergencyPages.OPEN)
    @ResponseStatus(HttpStatus.CREATED)
    Emergencies.Emergency open(@AuthenticationPrincipal Actor actor, @RequestBody Emergencies.Request body) {
        return emergencies.get(actor, emergencies.open(actor, body));
    }

    @PostMapping("/{code}/end")
    @PreAuthorize(EmergencyPages.END)
    Emergencies.Emergency end(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @RequestBody Reason body) {
        emergencies.end(actor, code, body.reason());
        return emergencies.get(actor, code);
    }
}
