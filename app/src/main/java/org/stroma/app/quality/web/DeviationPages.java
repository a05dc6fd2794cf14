package org.stroma.app.quality.web;

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
import org.stroma.app.people.Actor;
import org.stroma.app.quality.Deviations;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.ScanResolver;
import org.stroma.app.shell.Worklist;

/** Register, detail and forms of deviations. */
@Controller
class DeviationPages {
    static final String MAKER = "hasAnyRole('OPERATOR','VERIFIER','PRODUCTION_HEAD','ANALYST','QC_REVIEWER','QC_HEAD','QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','WAREHOUSE','LOGISTICS','INSPECTOR','QA_MAH','QP_MAH','PROCESS_SCIENTIST','SUPPLIER_QUALITY')";

    private static final String REPORTING = "OPERATOR,VERIFIER,PRODUCTION_HEAD,ANALYST,QC_REVIEWER,QC_HEAD,QA,QUALITY_HEAD,WAREHOUSE,LOGISTICS";
    private static final String[] REPORTERS = REPORTING.split(",");
    static final String REPORT = "hasAnyRole(('" + REPORTING + "').split(','))";
    static final String CONCLUDE = "hasAnyRole('QA','QUALITY_HEAD')";

    private final Deviations deviations;

    DeviationPages(Deviations deviations) {
        this.deviations = deviations;
    }

    @GetMapping("/deviations")
    @PreAuthorize(MAKER)
    String list(@ModelAttribute("actor") Actor actor, @RequestParam(required = false) @Nullable String state,
            Model model) {
        model.addAttribute("mayReport", actor.hasAny(REPORTERS));
        model.addAttribute("deviations", deviations.list(state == null || state.isBlank() ? null : state));
        model.addAttribute("state", state);
        return "quality/deviations";
    }

    @GetMapping("/deviations/{code}")
    @PreAuthorize(MAKER)
    String detail(@PathVariable String code, Model model) {
        model.addAttribute("deviation", deviations.get(code));
        return "quality/deviation";
    }

    @PostMapping("/deviations")
    @PreAuthorize(REPORT)
    String report(@ModelAttribute("actor") Actor actor, @RequestParam String unit,
            @RequestParam Deviations.Severity severity, @RequestParam String description,
            @RequestParam(defaultValue = "false") boolean stops) {
        return "redirect:/deviations/" + deviations.report(actor, unit.strip(), severity, description.strip(), stops);
    }

    @PostMapping("/deviations/{code}/conclusion")
    @PreAuthorize(CONCLUDE)
    String conclude(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String unit,
            @RequestParam Deviations.Conclusion conclusion,
            @RequestParam String rationale) {
        deviations.conclude(actor, code, unit.strip(), conclusion, rationale);
        return "redirect:/deviations/{code}";
    }

    @PostMapping("/deviations/{code}/closure")
    @PreAuthorize(CONCLUDE)
    String close(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String cause,
            @RequestParam String impact) {
        deviations.close(actor, code, cause, impact);
        return "redirect:/deviations/{code}";
    }

    /** What this module adds to the frame. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry deviationEntry() {
            return new NavigationEntry("deviations", "/deviations", 600, DeviationRegister.READERS);
        }
    }

    /** Open deviations, for QA. */
    @Component
    static class Open implements Worklist, ScanResolver {
        private final Deviations deviations;

        Open(Deviations deviations) {
            this.deviations = deviations;
        }

        @Override
        public List<Item> itemsFor(Actor actor) {
            if (!actor.hasAny("QA", "QUALITY_HEAD")) {
                return List.of();
            }
            return deviations.list("REPORTED").stream()
                    .map(each -> new Item("worklist.deviation", List.of(each.code(), each.description()),
                            Objects.requireNonNullElse(each.unit(), each.code()),
                            "/deviations/" + each.code(), Urgency.OPEN, null))
                    .toList();
        }

        @Override
        public Optional<Hit> resolve(String scanned, Actor actor) {
            if (!scanned.toUpperCase(java.util.Locale.ROOT).startsWith("DEV-")
                    || !Set.of("MAKER", "MAH").contains(actor.organisationKind())) {
                return Optional.empty();
            }
            try {
                Deviations.Deviation found = deviations.get(scanned.toUpperCase(java.util.Locale.ROOT));
                return Optional.of(new Hit(found.code(), "deviation.kind", "/deviations/" + found.code()));
            } catch (Refusal none) {
                return Optional.empty();
            }
        }
    }
}
