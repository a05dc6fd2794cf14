package org.stroma.app.accounts;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.shell.Words;

/** One's own account: password, second factor, and what one may do until when. */
@Controller
class AccountPage {
    private final Accounts accounts;
    private final Administration administration;
    private final Words words;
    private final PlantClock clock;

    AccountPage(Accounts accounts, Administration administration, Words words, PlantClock clock) {
        this.accounts = accounts;
        this.administration = administration;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/account")
    @PreAuthorize("isAuthenticated()")
    String page(@ModelAttribute("actor") Actor actor, Model model) {
        Administration.Person person = administration.get(actor, actor.code());
        model.addAttribute("person", person);
        model.addAttribute("state", accounts.find(actor.code()).orElseThrow());
        model.addAttribute("grants", administration.grants(person));
        model.addAttribute("qualifications", administration.qualifications(person,
                clock.instant().atZone(clock.getZone()).toLocalDate()));
        return "accounts/account";
    }

    @PostMapping("/account/password")
    @PreAuthorize("isAuthenticated()")
    String password(@ModelAttribute("actor") Actor actor, @RequestParam String current,
            @RequestParam(required = false) @Nullable String code, @RequestParam String fresh,
            @RequestParam String again, Model model, RedirectAttributes next) {
        try {
            if (!fresh.equals(again)) {
                throw new Refusal("password.differs");
            }
            accounts.changePassword(actor, current, code, fresh);
        } catch (Refusal refusal) {
            model.addAttribute("error", words.say(refusal));
            return page(actor, model);
        }
        next.addAttribute("done", "password");
        return "redirect:/account";
    }

    /** Shows the new second factor, once: the answer to this form is its only appearance. */
    @PostMapping("/account/second-factor")
    @PreAuthorize("isAuthenticated()")
    String begin(@ModelAttribute("actor") Actor actor, @RequestParam String password,
            @RequestParam(required = false) @Nullable String code, Model model) {
        try {
            model.addAttribute("factor", accounts.beginFactor(actor, password, code));
        } catch (Refusal refusal) {
            model.addAttribute("factorError", words.say(refusal));
        }
        return page(actor, model);
    }

    @PostMapping("/account/second-factor/confirmation")
    @PreAuthorize("isAuthenticated()")
    String confirm(@ModelAttribute("actor") Actor actor, @RequestParam String code, Model model,
            RedirectAttributes next) {
        try {
            accounts.confirmFactor(actor, code);
        } catch (Refusal refusal) {
            model.addAttribute("factorError", words.say(refusal));
            return page(actor, model);
        }
        next.addAllAttributes(Map.of("done", "factor"));
        return "redirect:/account";
    }
}
