package org.stroma.app.gate.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.database.Refusal;
import org.stroma.app.gate.Gates;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.ScanResolver;

/** The page of one decision: what was judged, who signed what, and whether it stands. */
@Controller
class DecisionPage {
    private final Gates gates;
    private final DecisionViews views;

    DecisionPage(Gates gates, DecisionViews views) {
        this.gates = gates;
        this.views = views;
    }

    @GetMapping("/decision/{id}")
    @PreAuthorize("isAuthenticated()")
    String page(@PathVariable long id, @RequestParam(defaultValue = "false") boolean replay,
            @ModelAttribute("actor") Actor actor, Model model) {
        DecisionViews.View view = views.of(actor, id);
        model.addAttribute("view", view);
        model.addAttribute("groups", VerdictLines.groups(view.lines().stream()
                .sorted(Comparator.comparing(line -> line.isOpen() ? 0 : 1)).toList()));
        model.addAttribute("counts", view.lines().stream()
                .collect(Collectors.groupingBy(VerdictLines.Line::status, Collectors.counting())));
        model.addAttribute("replayed", replay ? gates.replays(view.decision().evaluation()) : null);
        return "gate/decision";
    }

    /** A decision by the code that its page shows. */
    @Component
    static class Resolver implements ScanResolver {
        private static final Pattern CODE = Pattern.compile("DEC-?(\\d{1,18})");
        private final DecisionViews views;

        Resolver(DecisionViews views) {
            this.views = views;
        }

        @Override
        public Optional<Hit> resolve(String scanned, Actor actor) {
            return List.of(scanned.strip().toUpperCase(Locale.ROOT)).stream().map(CODE::matcher)
                    .filter(Matcher::matches).map(code -> Long.parseLong(code.group(1)))
                    .flatMap(id -> find(actor, id).stream()).findFirst();
        }

        private Optional<Hit> find(Actor actor, long id) {
            try {
                Gates.Decision decision = views.visible(actor, id);
                return Optional.of(new Hit(DecisionViews.code(decision.id()), "decision.one",
                        "/decision/" + decision.id()));
            } catch (Refusal unknown) {
                return Optional.empty();
            }
        }
    }
}
