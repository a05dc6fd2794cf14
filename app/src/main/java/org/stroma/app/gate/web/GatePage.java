package org.stroma.app.gate.web;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
import org.stroma.app.gate.Answers;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.SignForm;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.ValueType;

/** One page for every gate; open requirements on top, refusing as easy as accepting. */
@Controller
class GatePage {
    private final Gates gates;
    private final Units units;
    private final Words words;
    private final VerdictLines lines;
    private final Answers answers;
    private final AskedFields asked;

    GatePage(Gates gates, Units units, Words words, VerdictLines lines, Answers answers, AskedFields asked) {
        this.answers = answers;
        this.asked = asked;
        this.lines = lines;
        this.gates = gates;
        this.units = units;
        this.words = words;
    }

    @GetMapping("/gate/{gate}/{unit}")
    @PreAuthorize("isAuthenticated()")
    String page(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            Model model) {
        Units.Standing standing = units.standing(unit);
        GateVisibility.check(actor, standing.unit());
        Gates.Judged judged = gates.judge(gate, standing.unit());
        Standard standard = judged.standard();
        Map<String, String> shown = judged.items().stream().collect(Collectors.toMap(
                item -> Long.toString(item.id()),
                item -> lines.show(standard, item.characteristic(), item.values(), item.reviewed()), (a, b) -> a));
        judged.question().derived().forEach(entry -> shown.putIfAbsent("derived:" + entry.characteristic(),
                lines.show(standard, entry)));
        List<VerdictLines.Line> all = lines.of(standard, judged.evaluation(), shown);
        Comparator<VerdictLines.Line> worstFirst = Comparator
                .comparing(line -> line.status().equals("NOT_MET") ? 0 : 1);
        model.addAttribute("judged", judged);
        // The path names its unit too; what the page shows is the unit itself.
        model.addAttribute("unit", judged.unit());
        model.addAttribute("evaluation", judged.evaluation());
        List<VerdictLines.Line> open = all.stream().filter(VerdictLines.Line::isOpen).sorted(worstFirst).toList();
        List<VerdictLines.Line> others = all.stream().filter(line -> !line.isOpen()).toList();
        model.addAttribute("openLines", open);
        model.addAttribute("openGroups", VerdictLines.groups(open));
        model.addAttribute("otherLines", others);
        model.addAttribute("otherGroups", VerdictLines.groups(others));
        model.addAttribute("counts",
                all.stream().collect(Collectors.groupingBy(VerdictLines.Line::status, Collectors.counting())));
        model.addAttribute("holds",
                GateVisibility.holds(actor, standing).stream().filter(Units.Hold::open).toList());
        model.addAttribute("gateName", words.either(judged.gateZh(), judged.gateEn()));
        model.addAttribute("mayPropose",
                judged.outcomes().stream().anyMatch(outcome -> outcome.signers().stream().anyMatch(actor::has)));
        model.addAttribute("fields",
                answers.mayAnswer(actor, gate) ? asked.fields(judged) : List.of());
        model.addAttribute("questions", judged.standard().characteristics().stream()
                .anyMatch(each -> each.type() == ValueType.DECISION) ? asked.questions(judged) : List.of());
        model.addAttribute("signAs", judged.panel() == null
                ? Optional.empty()
                : judged.panel().slots().stream().filter(slot -> slot.given() == null).map(Signing.Slot::role)
                        .findFirst());
        return "gate/gate";
    }

    @PostMapping("/gate/{gate}/{unit}/proposal")
    @PreAuthorize("isAuthenticated()")
    String propose(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam String outcome,
            @RequestParam(required = false) @Nullable String justification,
            @RequestParam(required = false) @Nullable String event) {
        GateVisibility.mayPropose(actor, gates.judge(gate, unit), outcome);
        Expected.require(unit);
        gates.propose(actor, gate, unit, new Gates.Proposal(outcome, justification, event));
        return "redirect:/gate/{gate}/{unit}";
    }

    @PostMapping("/gate/{gate}/{unit}/signature")
    @PreAuthorize("isAuthenticated()")
    String sign(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam long decision,
            @ModelAttribute SignForm form) {
        gates.sign(actor, decision, form.entry());
        return "redirect:/gate/{gate}/{unit}";
    }

    @PostMapping("/gate/{gate}/{unit}/withdrawal")
    @PreAuthorize("isAuthenticated()")
    String withdraw(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            @RequestParam long decision, @RequestParam String reason) {
        GateVisibility.mayPropose(actor, gates.judge(gate, unit), gates.decision(decision).outcome());
        Expected.require(unit);
        gates.withdraw(actor, decision, reason);
        return "redirect:/gate/{gate}/{unit}";
    }
}
