package org.stroma.app.donor.web;

import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.stroma.app.donor.DonorCorrections;
import org.stroma.app.people.Actor;

/** The correction of one fact about a donor, from her page and by programs. */
@Controller
class CorrectionPages {
    static final String CORRECT = "hasAnyRole('COLLECTOR','ANALYST','DONOR_MEDICAL_REVIEWER','OPERATOR','WAREHOUSE')";

    private final DonorCorrections corrections;

    CorrectionPages(DonorCorrections corrections) {
        this.corrections = corrections;
    }

    record Correction(String value, String reason) {}

    record Corrected(long evidence) {}

    @PostMapping("/donors/{code}/correction")
    @PreAuthorize(CORRECT)
    String correct(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam long evidence,
            @RequestParam String value, @RequestParam String reason) {
        corrections.correct(actor, code, evidence, value, reason);
        return "redirect:/donors/{code}";
    }

    @PostMapping("/api/v1/donors/{code}/evidence/{id}/corrections")
    @PreAuthorize(CORRECT)
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Corrected correctFact(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Correction body) {
        return new Corrected(corrections.correct(actor, code, id, body.value(), body.reason()));
    }
}
