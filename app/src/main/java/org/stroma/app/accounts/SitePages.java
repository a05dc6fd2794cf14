package org.stroma.app.accounts;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Sites;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** The register of sites, who is posted where, and at which of his sites a person works now. */
@Controller
class SitePages {
    private final Sites sites;
    private final Administration administration;
    private final Words words;

    SitePages(Sites sites, Administration administration, Words words) {
        this.sites = sites;
        this.administration = administration;
        this.words = words;
    }

    @GetMapping("/administration/sites")
    @PreAuthorize(PersonPages.SEE)
    String register(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("sites", sites.list(actor));
        model.addAttribute("organisations", administration.organisations(actor));
        model.addAttribute("kinds", Sites.Kind.values());
        return "accounts/sites";
    }

    @PostMapping("/administration/sites")
    @PreAuthorize(PersonPages.ADMINISTER)
    String add(@ModelAttribute("actor") Actor actor, @RequestParam String code, @RequestParam String organisation,
            @RequestParam String nameZh, @RequestParam String nameEn, @RequestParam Sites.Kind kind,
            @RequestParam String zone, @RequestParam(required = false) @Nullable String licence,
            @RequestParam(required = false) @Nullable LocalDate licensedUntil, @RequestParam String reason) {
        sites.add(actor, new Sites.NewSite(code.strip(), organisation, nameZh.strip(), nameEn.strip(), kind,
                zone.strip(), blank(licence), licensedUntil), reason);
        return "redirect:/administration/sites";
    }

    @PostMapping("/administration/sites/{code}")
    @PreAuthorize(PersonPages.ADMINISTER)
    String change(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam int revision,
            @RequestParam String nameZh, @RequestParam String nameEn,
            @RequestParam(required = false) @Nullable String licence,
            @RequestParam(required = false) @Nullable LocalDate licensedUntil, @RequestParam boolean active,
            @RequestParam String reason) {
        sites.change(actor, code,
                new Sites.Change(revision, nameZh.strip(), nameEn.strip(), blank(licence), licensedUntil, active),
                reason);
        return "redirect:/administration/sites";
    }

    @PostMapping("/administration/persons/{code}/sites")
    @PreAuthorize(PersonPages.ADMINISTER)
    String post(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String site,
            @RequestParam String reason) {
        administration.get(actor, code);
        sites.post(actor, code, site, reason);
        return "redirect:/administration/persons/{code}";
    }

    @PostMapping("/administration/persons/{code}/sites/{id}/end")
    @PreAuthorize(PersonPages.ADMINISTER)
    String endPosting(@PathVariable String code, @PathVariable int id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        administration.get(actor, code);
        sites.endPosting(actor, code, id, reason);
        return "redirect:/administration/persons/{code}";
    }

    /** Where to choose a site after sign-in, or another one later. */
    @GetMapping("/account/site")
    @PreAuthorize("isAuthenticated()")
    String choice(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("postings", inForce(actor));
        return "accounts/site";
    }

    /** The choice right after sign-in needs no second password; every later one does. */
    @PostMapping("/account/site")
    @PreAuthorize("isAuthenticated()")
    String enter(@ModelAttribute("actor") Actor actor, @RequestParam String site,
            @RequestParam(required = false) @Nullable String password,
            @RequestParam(required = false) @Nullable String code, Model model) {
        try {
            work(sites, actor, site, password, code);
        } catch (Refusal refusal) {
            model.addAttribute("error", words.say(refusal));
            return choice(actor, model);
        }
        return "redirect:/";
    }

    static void work(Sites sites, Actor actor, String site, @Nullable String password, @Nullable String code) {
        if (actor.choosesPlace()) {
            sites.choose(actor, site);
            return;
        }
        sites.enter(actor, site, password == null ? "" : password, code);
    }

    private List<Sites.Posting> inForce(Actor actor) {
        return sites.postings(actor.code()).stream().filter(each -> each.endedAt() == null).toList();
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What this page adds to the frame and to the registers. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        private static final String OPEN = "site.open";
        private static final String CLOSED = "site.closed";

        @Bean
        NavigationEntry sitesEntry() {
            return new NavigationEntry("sites", "/administration/sites", 975, PersonRegister.READERS);
        }

        @Bean
        Register sitesRegister(Sites sites, Words words, Times times) {
            return new ListedRegister("sites", 965, PersonRegister.READERS,
                    ListedRegister.texts("site.code", "register.state", "site.organisation", "site.name", "site.kind",
                            "site.licence", "site.licensed-until"),
                    () -> Stream.of(OPEN, CLOSED).map(each -> new Register.Choice(each, words.say(each))).toList(),
                    actor -> sites.list(actor).stream().map(each -> line(each, words, times)).toList());
        }

        private static ListedRegister.Line line(Sites.Site site, Words words, Times times) {
            String state = site.active() ? OPEN : CLOSED;
            return new ListedRegister.Line(state, null,
                    List.of(Cell.link(site.code(), "/administration/sites"),
                            Cell.state(words.say(state), site.active() ? "GOOD" : "QUIET"),
                            Cell.of(site.organisation()), Cell.of(words.either(site.nameZh(), site.nameEn())),
                            Cell.of(words.say("site.kind." + site.kind())), Cell.of(site.licence()),
                            Cell.of(times.day(site.licensedUntil()))));
        }
    }
}
