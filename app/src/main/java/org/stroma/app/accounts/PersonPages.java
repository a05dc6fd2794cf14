package org.stroma.app.accounts;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Accounts;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.People;
import org.stroma.app.people.Sites;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;

/** The register of persons and each one's page: account, roles, qualifications, history. */
@Controller
class PersonPages {
    static final String SEE = "hasAnyRole('SYSADMIN','QA','QUALITY_HEAD','INSPECTOR')";
    static final String ADMINISTER = "hasRole('SYSADMIN')";
    static final String QUALIFY = "hasAnyRole('QA','QUALITY_HEAD')";

    private final Administration administration;
    private final Accounts accounts;
    private final People people;
    private final Sites sites;
    private final Ledger ledger;
    private final PlantClock clock;

    PersonPages(Administration administration, Accounts accounts, People people, Sites sites, Ledger ledger,
            PlantClock clock) {
        this.administration = administration;
        this.accounts = accounts;
        this.people = people;
        this.sites = sites;
        this.ledger = ledger;
        this.clock = clock;
    }

    @GetMapping("/administration/persons")
    @PreAuthorize(SEE)
    String register(@ModelAttribute("actor") Actor actor, @RequestParam(required = false) @Nullable String organisation,
            @RequestParam(required = false) @Nullable String role, Model model) {
        model.addAttribute("persons", administration.persons(actor).stream()
                .filter(each -> organisation == null || organisation.isBlank()
                        || each.organisation().equals(organisation))
                .filter(each -> role == null || role.isBlank() || each.roles().contains(role)).toList());
        model.addAttribute("organisations", administration.organisations(actor));
        model.addAttribute("allRoles", people.roles());
        model.addAttribute("organisation", organisation);
        model.addAttribute("role", role);
        return "accounts/persons";
    }

    @PostMapping("/administration/persons")
    @PreAuthorize(ADMINISTER)
    String add(@ModelAttribute("actor") Actor actor, @RequestParam String code, @RequestParam String fullName,
            @RequestParam String organisation, @RequestParam String login,
            @RequestParam(required = false) @Nullable List<String> roles, @RequestParam String reason, Model model) {
        List<String> wanted = roles == null ? List.of() : roles.stream().filter(each -> !each.isBlank()).toList();
        return handed(model, administration.addPerson(actor, new Administration.NewPerson(code.strip(),
                fullName.strip(), organisation, login.strip(), wanted), reason));
    }

    /** What a person is handed is the answer to the form and appears nowhere again. */
    private static String handed(Model model, Accounts.Handover handover) {
        model.addAttribute("handover", handover);
        return "accounts/handover";
    }

    @GetMapping("/administration/persons/{code}")
    @PreAuthorize(SEE)
    String person(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Administration.Person person = administration.get(actor, code);
        List<Administration.Grant> grants = administration.grants(person);
        List<Administration.Qualification> qualifications = administration.qualifications(person, today());
        model.addAttribute("person", person);
        model.addAttribute("state", accounts.find(code).orElse(null));
        model.addAttribute("grants", grants);
        model.addAttribute("qualifications", qualifications);
        model.addAttribute("possibleRoles", administration.rolesOf(person.organisationKind()));
        model.addAttribute("postings", sites.postings(code));
        model.addAttribute("possibleSites", sites.list(actor).stream()
                .filter(each -> each.active() && each.organisation().equals(person.organisation())).toList());
        boolean own = person.code().equals(actor.code());
        model.addAttribute("own", own);
        model.addAttribute("mayAdminister", !own && actor.has("SYSADMIN"));
        model.addAttribute("mayQualify", !own && actor.hasAny("QA", "QUALITY_HEAD"));
        model.addAttribute("today", today().toString());
        model.addAttribute("changes", ledger.history("people.person", Integer.toString(person.id())));
        return "accounts/person";
    }

    @PostMapping("/administration/persons/{code}")
    @PreAuthorize(ADMINISTER)
    String change(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam int revision,
            @RequestParam String fullName, @RequestParam boolean active, @RequestParam String reason) {
        administration.change(actor, code, revision, fullName.strip(), active, reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/roles")
    @PreAuthorize(ADMINISTER)
    String grant(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String role,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until, @RequestParam String reason) {
        boolean atOnce = from == null || from.equals(today());
        administration.grant(actor, code, role, atOnce ? null : startOf(Objects.requireNonNull(from)),
                until == null ? null : startOf(until.plusDays(1)), reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/roles/{id}/end")
    @PreAuthorize(ADMINISTER)
    String endGrant(@PathVariable String code, @PathVariable int id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        administration.endGrant(actor, code, id, reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/qualifications")
    @PreAuthorize(QUALIFY)
    String qualify(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String skill,
            @RequestParam String version, @RequestParam LocalDate from, @RequestParam LocalDate until) {
        administration.qualify(actor, code,
                new Administration.NewQualification(skill.strip(), version.strip(), from, until));
        return back();
    }

    @PostMapping("/administration/persons/{code}/qualifications/{id}/end")
    @PreAuthorize(QUALIFY)
    String endQualification(@PathVariable String code, @PathVariable int id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        administration.endQualification(actor, code, id, reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/lock")
    @PreAuthorize(ADMINISTER)
    String lock(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam boolean locked,
            @RequestParam String reason) {
        administration.get(actor, code);
        accounts.lock(actor, code, locked, reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/account")
    @PreAuthorize(ADMINISTER)
    String activate(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam boolean active,
            @RequestParam String reason) {
        administration.get(actor, code);
        accounts.activate(actor, code, active, reason);
        return back();
    }

    @PostMapping("/administration/persons/{code}/password")
    @PreAuthorize(ADMINISTER)
    String resetPassword(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason,
            Model model) {
        administration.get(actor, code);
        return handed(model, accounts.resetPassword(actor, code, reason));
    }

    @PostMapping("/administration/persons/{code}/second-factor")
    @PreAuthorize(ADMINISTER)
    String resetFactor(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason,
            Model model) {
        String login = administration.get(actor, code).login();
        Accounts.Factor factor = accounts.resetFactor(actor, code, reason);
        return handed(model, new Accounts.Handover(code, login == null ? "" : login, "", factor));
    }

    private static String back() {
        return "redirect:/administration/persons/{code}";
    }

    private LocalDate today() {
        return clock.instant().atZone(clock.getZone()).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant();
    }

    /** What this module adds to the frame. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry personsEntry() {
            return new NavigationEntry("persons", "/administration/persons", 960, PersonRegister.READERS);
        }

        @Bean
        NavigationEntry organisationsEntry() {
            return new NavigationEntry("organisations", "/administration/organisations", 970, Set.of("SYSADMIN"));
        }
    }

    /** Persons by their code. */
    @Component
    static class Resolver implements ScanResolver {
        private final Administration administration;

        Resolver(Administration administration) {
            this.administration = administration;
        }

        @Override
        public Optional<Hit> resolve(String scanned, Actor actor) {
            if (!actor.hasAny("SYSADMIN", "QA", "QUALITY_HEAD", "INSPECTOR")) {
                return Optional.empty();
            }
            try {
                String code = administration.get(actor, scanned.toUpperCase(java.util.Locale.ROOT)).code();
                return Optional.of(new Hit(code, "person.kind", "/administration/persons/" + code));
            } catch (Refusal hidden) {
                return Optional.empty();
            }
        }
    }
}
