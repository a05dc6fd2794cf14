package org.stroma.app.accounts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
import org.stroma.app.people.Actor;
import org.stroma.app.people.Administration;
import org.stroma.app.people.Emergencies;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Register.Cell;
import org.stroma.app.shell.Roles;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** Emergency access: given by two, seen by all of the organisation, with everything that was done under it. */
@Controller
class EmergencyPages {
    /** Whoever has a part in the work of an organisation, and who looks after its accounts. */
    static final String SEE = "hasAnyRole('COLLECTOR','DONOR_MEDICAL_REVIEWER','WAREHOUSE','SUPPLIER_QUALITY','OPERATOR','VERIFIER','PRODUCTION_HEAD','ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','LOGISTICS','HOSP_RECEIVER','HOSP_PREPARER','HOSP_CHECKER','PHYSICIAN','NURSE','WITNESS','PROCESS_SCIENTIST','DONOR_VAULT_CUSTODIAN','PATIENT_VAULT_CUSTODIAN','SYSADMIN','INSPECTOR')";
    static final String END = "hasAnyRole('COLLECTOR','DONOR_MEDICAL_REVIEWER','WAREHOUSE','SUPPLIER_QUALITY','OPERATOR','VERIFIER','PRODUCTION_HEAD','ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','LOGISTICS','HOSP_RECEIVER','HOSP_PREPARER','HOSP_CHECKER','PHYSICIAN','NURSE','WITNESS','PROCESS_SCIENTIST','DONOR_VAULT_CUSTODIAN','PATIENT_VAULT_CUSTODIAN')";
    static final String OPEN = "hasAnyRole('QA','QUALITY_HEAD','QP_MFG','QC_HEAD','PRODUCTION_HEAD','QA_MAH','QP_MAH','COLLECTOR','DONOR_MEDICAL_REVIEWER','DONOR_VAULT_CUSTODIAN','PHYSICIAN','NURSE','HOSP_RECEIVER','HOSP_PREPARER','HOSP_CHECKER')";
    /** Who reads the register and finds it in the side bar. */
    static final Set<String> READERS = Set.of("QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QC_HEAD",
            "PRODUCTION_HEAD", "QA_MAH", "QP_MAH", "COLLECTOR", "DONOR_MEDICAL_REVIEWER", "DONOR_VAULT_CUSTODIAN",
            "PHYSICIAN", "NURSE", "HOSP_RECEIVER", "HOSP_PREPARER", "HOSP_CHECKER", "SYSADMIN", "INSPECTOR");
    private static final String IN_FORCE = "emergency.in-force";
    private static final String OVER = "emergency.over";

    private final Emergencies emergencies;
    private final Administration administration;
    private final Ledger ledger;

    EmergencyPages(Emergencies emergencies, Administration administration, Ledger ledger) {
        this.emergencies = emergencies;
        this.administration = administration;
        this.ledger = ledger;
    }

    @GetMapping("/emergencies")
    @PreAuthorize(SEE)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("emergencies", emergencies.list(actor));
        model.addAttribute("mayOpen", emergencies.mayOpen(actor));
        model.addAttribute("possibleRoles", administration.rolesOf(actor.organisationKind()).stream()
                .filter(role -> !Set.of("SYSADMIN", "INSPECTOR").contains(role)).toList());
        return "accounts/emergencies";
    }

    @PostMapping("/emergencies")
    @PreAuthorize(OPEN)
    String open(@ModelAttribute("actor") Actor actor, @RequestParam String person, @RequestParam String role,
            @RequestParam String reason, @RequestParam String password,
            @RequestParam(required = false) @Nullable String code, @RequestParam String secondLogin,
            @RequestParam String secondPassword, @RequestParam(required = false) @Nullable String secondCode) {
        return "redirect:/emergencies/" + emergencies.open(actor, new Emergencies.Request(
                person.strip().toUpperCase(Locale.ROOT), role, reason,
                new Emergencies.Signer(actor.login(), password, code),
                new Emergencies.Signer(secondLogin, secondPassword, secondCode)));
    }

    @GetMapping("/emergencies/{code}")
    @PreAuthorize(SEE)
    String one(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Emergencies.Emergency emergency = emergencies.get(actor, code);
        model.addAttribute("emergency", emergency);
        model.addAttribute("changes", ledger.under(code));
        model.addAttribute("mayEnd", emergency.inForce() && !actor.hasAny("SYSADMIN", "INSPECTOR"));
        return "accounts/emergency";
    }

    @PostMapping("/emergencies/{code}/end")
    @PreAuthorize(END)
    String end(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reason) {
        emergencies.end(actor, code, reason);
        return "redirect:/emergencies/{code}";
    }

    /** What this page adds to the frame and to the registers. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry emergenciesEntry() {
            return new NavigationEntry("emergencies", "/emergencies", 955, READERS);
        }

        @Bean
        Register emergenciesRegister(Emergencies emergencies, Roles roles, Words words, Times times) {
            return new ListedRegister("emergencies", 955, READERS,
                    ListedRegister.texts("emergency.code", "register.state", "emergency.person", "emergency.role",
                            "emergency.reason", "emergency.given-by", "emergency.until", "emergency.ended"),
                    () -> Stream.of(IN_FORCE, OVER).map(each -> new Register.Choice(each, words.say(each))).toList(),
                    actor -> emergencies.list(actor).stream().map(each -> line(each, roles, words, times)).toList());
        }

        private static ListedRegister.Line line(Emergencies.Emergency emergency, Roles roles, Words words,
                Times times) {
            String state = emergency.inForce() ? IN_FORCE : OVER;
            return new ListedRegister.Line(state, null,
                    List.of(Cell.link(emergency.code(), "/emergencies/" + emergency.code()),
                            Cell.state(words.say(state), emergency.inForce() ? "BAD" : "QUIET"),
                            Cell.of(emergency.person()), Cell.of(roles.name(emergency.role())),
                            Cell.of(emergency.reason()),
                            Cell.of(emergency.openedBy() + " · " + emergency.secondedBy()),
                            Cell.of(times.minute(emergency.until())), Cell.of(times.minute(emergency.endedAt()))));
        }
    }

    /** Emergency access that is in force, for quality assurance; and each by its number. */
    @Component
    static class Found implements Worklist, ScanResolver {
        private final Emergencies emergencies;

        Found(Emergencies emergencies) {
            this.emergencies = emergencies;
        }

        @Override
        public List<Item> itemsFor(Actor actor) {
            return actor.hasAny("QA", "QUALITY_HEAD", "QA_MAH")
                    ? emergencies.list(actor).stream().filter(Emergencies.Emergency::inForce)
                            .map(each -> new Item("worklist.emergency", List.of(each.code(), each.person()),
                                    each.person(), "/emergencies/" + each.code(), Urgency.TODAY, null))
                            .toList()
                    : List.of();
        }

        @Override
        public Optional<Hit> resolve(String scanned, Actor actor) {
            String code = scanned.toUpperCase(Locale.ROOT);
            if (!code.startsWith("EA-") || actor.roles().isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(new Hit(emergencies.get(actor, code).code(), "emergency.kind",
                        "/emergencies/" + code));
            } catch (Refusal hidden) {
                return Optional.empty();
            }
        }
    }
}
