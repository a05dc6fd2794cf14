package org.stroma.app.material.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Operation;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Solutions;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** Solutions made in house: list, recipes, preparation, the solution with its evidence. */
@Controller
class SolutionPages {
    private static final List<String> ENDS = List.of("CONSUMED", "EXPIRED");
    private static final Set<String> USABLE = Set.of("RELEASED", "RESTRICTED", "USE_AT_RISK");

    private final Solutions solutions;
    private final MaterialLots lots;
    private final UnitView view;
    private final Words words;
    private final Times times;

    SolutionPages(Solutions solutions, MaterialLots lots, UnitView view, Words words, Times times) {
        this.solutions = solutions;
        this.lots = lots;
        this.view = view;
        this.words = words;
        this.times = times;
    }

    @GetMapping("/materials/solutions")
    @PreAuthorize(Access.SEE)
    String list(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("solutions", solutions.list(actor));
        model.addAttribute("recipes", solutions.recipes());
        model.addAttribute("mayPrepare", actor.has("OPERATOR"));
        model.addAttribute("mayDefine", actor.hasAny("PROCESS_SCIENTIST", "QA"));
        return "material/solutions";
    }

    @GetMapping("/materials/solutions/new")
    @PreAuthorize(Access.PREPARE)
    String form(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("recipes", solutions.recipes());
        model.addAttribute("lots",
                lots.list(actor, null).stream().filter(lot -> USABLE.contains(lot.unit().state())).toList());
        return "material/prepare";
    }

    /** A preparation as its form sends it; the second person proves who he is on the same tablet. */
    record PreparationForm(String code, String recipe, String quantity, String measure, List<String> lot,
            List<String> taken, @Nullable String samples, @Nullable String position, String login, String password) {
        Solutions.Preparation preparation() {
            List<Solutions.Part> parts = new ArrayList<>();
            for (int i = 0; i < lot.size(); i++) {
                if (!lot.get(i).isBlank()) {
                    parts.add(new Solutions.Part(lot.get(i), Forms.number(taken.get(i))));
                }
            }
            return new Solutions.Preparation(code.strip(), recipe,
                    new Operation.Amount(Forms.number(quantity), measure, null), parts, words(samples),
                    Forms.blank(position), Map.of());
        }

        private static List<String> words(@Nullable String text) {
            return text == null ? List.of() : Stream.of(text.split("[\\s,]+")).filter(each -> !each.isEmpty()).toList();
        }

        @Override
        public String toString() {
            return "PreparationForm[" + code + "]";
        }
    }

    @PostMapping("/materials/solutions")
    @PreAuthorize(Access.PREPARE)
    String prepare(@ModelAttribute("actor") Actor actor, @ModelAttribute PreparationForm form) {
        solutions.prepare(actor, form.preparation(), new Door.Verifier(form.login(), form.password(), null));
        return "redirect:/materials/solutions/" + form.code().strip();
    }

    @PostMapping("/materials/recipes")
    @PreAuthorize(Access.DEFINE)
    String define(@ModelAttribute("actor") Actor actor, @RequestParam String code, @RequestParam String nameZh,
            @RequestParam String nameEn, @RequestParam String components, @RequestParam int lifeHours,
            @RequestParam int openHours, @RequestParam String storage, @RequestParam boolean filtered,
            @RequestParam String study) {
        solutions.define(actor, new Solutions.Recipe(code, 0, nameZh, nameEn, PreparationForm.words(components),
                Duration.ofHours(lifeHours), Duration.ofHours(openHours), storage, filtered, study));
        return "redirect:/materials/solutions";
    }

    @GetMapping("/materials/solutions/{code}")
    @PreAuthorize(Access.SEE)
    String solution(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Solutions.Solution solution = solutions.get(actor, code);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("material.remaining", solution.unit().remaining() + " " + solution.unit().measure());
        facts.put("material.expiry", times.minute(solution.unit().expiresAt()));
        facts.put("material.opened-until", solution.openUntil() == null ? "…" : times.minute(solution.openUntil()));
        facts.put("material.storage", solution.storage());
        facts.put("material.recipe", solution.recipe() + " v" + solution.version());
        facts.put("material.components", String.join(" ", solution.parts()));
        facts.put("material.samples", String.join(" ", solution.samples()));
        model.addAttribute("facts", facts);
        model.addAttribute("name", words.either(solution.nameZh(), solution.nameEn()));
        model.addAttribute("back", "/materials/solutions");
        model.addAttribute("lot", false);
        model.addAttribute("asked", null);
        model.addAttribute("mayName", false);
        model.addAttribute("ends", actor.hasAny("OPERATOR", "WAREHOUSE") ? ENDS : List.of());
        model.addAttribute("endPath", "/materials/solutions/" + code + "/end");
        view.fill(actor, solution.unit(), model);
        return "material/lot";
    }

    @PostMapping("/materials/solutions/{code}/end")
    @PreAuthorize("hasAnyRole('OPERATOR','WAREHOUSE')")
    String end(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String state,
            @RequestParam String reason, @RequestParam String login, @RequestParam String password) {
        Expected.require(code);
        solutions.end(actor, code, state, reason, new Door.Verifier(login, password, null));
        return "redirect:/materials/solutions/{code}";
    }
}
