package org.stroma.app.gate.web;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.gate.Answers;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.SignForm;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.app.standard.Verdict;

/** One page for every gate; open requirements on top, refusing as easy as accepting. */
@Controller
class GatePage {
    /** A list up to this long is read at a glance. */
    private static final int UNDIVIDED = 8;

    private final Gates gates;
    private final Units units;
    private final Words words;
    private final EvidenceWords evidenceWords;
    private final Answers answers;
    private final AskedFields asked;

    GatePage(Gates gates, Units units, Words words, EvidenceWords evidenceWords, Answers answers, AskedFields asked) {
        this.answers = answers;
        this.asked = asked;
        this.evidenceWords = evidenceWords;
        this.gates = gates;
        this.units = units;
        this.words = words;
    }

    /** One line of the page: everything already in the reader's language. */
    record Line(String code, String name, String severity, String limit, String evidence, String status, String reason,
            List<Cited> clauses, String topic) {}

    /** Lines of one topic; a short list is not divided and has none. */
    record Group(String topic, List<Line> lines) {}

    /** A clause that a requirement cites. */
    record Cited(String id, String title) {}

    @GetMapping("/gate/{gate}/{unit}")
    @PreAuthorize("isAuthenticated()")
    String page(@PathVariable String gate, @PathVariable String unit, @ModelAttribute("actor") Actor actor,
            Model model) {
        Units.Standing standing = units.standing(unit);
        GateVisibility.check(actor, standing.unit());
        Gates.Judged judged = gates.judge(gate, standing.unit());
        Sentences sentences = new Sentences(judged.standard(),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        Map<String, String> shown = judged.items().stream().collect(Collectors.toMap(
                item -> Long.toString(item.id()), item -> show(sentences, judged, item), (a, b) -> a));
        judged.question().derived().forEach(entry -> shown.putIfAbsent("derived:" + entry.characteristic(),
                show(sentences, judged, entry.characteristic(), entry.values())));
        List<Line> lines = judged.evaluation().verdicts().stream().map(verdict -> line(judged, verdict, shown))
                .toList();
        Comparator<Line> worstFirst = Comparator.comparing(line -> line.status().equals("NOT_MET") ? 0 : 1);
        model.addAttribute("judged", judged);
        // The path names its unit too; what the page shows is the unit itself.
        model.addAttribute("unit", judged.unit());
        model.addAttribute("evaluation", judged.evaluation());
        List<Line> open = lines.stream().filter(GatePage::isOpen).sorted(worstFirst).toList();
        List<Line> others = lines.stream().filter(line -> !isOpen(line)).toList();
        model.addAttribute("openLines", open);
        model.addAttribute("openGroups", groups(open));
        model.addAttribute("otherLines", others);
        model.addAttribute("otherGroups", groups(others));
        model.addAttribute("counts",
                lines.stream().collect(Collectors.groupingBy(Line::status, Collectors.counting())));
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

    private Line line(Gates.Judged judged, Verdict verdict, Map<String, String> shown) {
        Requirement requirement = judged.standard().findRequirement(verdict.requirement()).orElseThrow();
        Sentences sentences = new Sentences(judged.standard(),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        return new Line(requirement.code(), words.either(requirement.name().zh(), requirement.name().en()),
                words.say("gate.severity." + requirement.severity().name()),
                sentences.criterion(requirement.criterion()),
                verdict.evidence().stream().map(id -> shown.getOrDefault(id, id)).distinct()
                        .collect(Collectors.joining(" · ")),
                verdict.status().name(),
                sentences.reason(verdict.judgement()),
                verdict.clauses().stream().map(id -> cited(judged.standard(), id)).toList(),
                Topics.of(requirement));
    }

    private static List<Group> groups(List<Line> lines) {
        return lines.size() <= UNDIVIDED
                ? List.of(new Group("", lines))
                : Topics.group(lines, Line::topic).entrySet().stream()
                        .map(each -> new Group(each.getKey(), each.getValue())).toList();
    }

    private Cited cited(Standard standard, String id) {
        return new Cited(id,
                standard.findClause(id).map(clause -> words.either(clause.title().zh(), clause.title().en()))
                        .orElse(id));
    }

    private String show(Sentences sentences, Gates.Judged judged, String characteristic, List<Value> values) {
        boolean plain = judged.standard().findCharacteristic(characteristic).stream()
                .anyMatch(each -> Set.of(ValueType.QUANTITY, ValueType.CODE, ValueType.FLAG, ValueType.FINDING)
                        .contains(each.type()));
        return plain ? sentences.observed(characteristic, values) : evidenceWords.say(values);
    }

    private String show(Sentences sentences, Gates.Judged judged, Evidence.Item item) {
        return show(sentences, judged, item.characteristic(), item.values())
                + (item.reviewed() ? "" : " " + words.say("evidence.unreviewed"));
    }

    private static boolean isOpen(Line line) {
        return line.status().equals(Status.NOT_MET.name()) || line.status().equals(Status.MISSING.name());
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
