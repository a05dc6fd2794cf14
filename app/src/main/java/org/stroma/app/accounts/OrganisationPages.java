package org.stroma.app.accounts;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;

/** The register of organisations. */
@Controller
class OrganisationPages {
    private final Administration administration;

    OrganisationPages(Administration administration) {
        this.administration = administration;
    }

    @GetMapping("/administration/organisations")
    @PreAuthorize(PersonPages.ADMINISTER)
    String register(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("organisations", administration.organisations(actor));
        return "accounts/organisations";
    }

    @PostMapping("/administration/organisations")
    @PreAuthorize(PersonPages.ADMINISTER)
    String add(@ModelAttribute("actor") Actor actor, @RequestParam String code, @RequestParam String nameZh,
            @RequestParam String nameEn, @RequestParam String kind, @RequestParam String zone,
            @RequestParam String reason) {
        administration.addOrganisation(actor, new Administration.Organisation(code.strip(), nameZh.strip(),
                nameEn.strip(), kind, zone.strip(), true), reason);
        return "redirect:/administration/organisations";
    }

    @PostMapping("/administration/organisations/{code}/activity")
    @PreAuthorize(PersonPages.ADMINISTER)
    String activate(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam boolean active,
            @RequestParam String reason) {
        administration.activate(actor, code, active, reason);
        return "redirect:/administration/organisations";
    }
}
