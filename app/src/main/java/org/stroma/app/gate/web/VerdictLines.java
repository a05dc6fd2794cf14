package org.stroma.app.gate.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.gate.InputWords;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.ClauseWords;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.app.standard.Verdict;

/** Verdicts as pages list them: requirement, limit, evidence, outcome and clause, in the reader's language. */
@Component
class VerdictLines {
    /** A list up to this long is read at a glance. */
    private static final int UNDIVIDED = 8;
    private static final Set<ValueType> PLAIN = Set.of(ValueType.QUANTITY, ValueType.CODE, ValueType.FLAG,
            ValueType.FINDING);

    private final Words words;
    private final EvidenceWords evidenceWords;
    private final ClauseWords clauses;
    private final List<InputWords> inputs;

    VerdictLines(Words words, EvidenceWords evidenceWords, ClauseWords clauses, List<InputWords> inputs) {
        this.inputs = List.copyOf(inputs);
        this.clauses = clauses;
        this.words = words;
        this.evidenceWords = evidenceWords;
    }

    /** One requirement: everything already in the reader's language. */
    record Line(String code, String name, String severity, String limit, String evidence, String status, String reason,
            List<Cited> clauses, String topic) {
        boolean isOpen() {
            return status.equals(Status.NOT_MET.name()) || status.equals(Status.MISSING.name());
        }
    }

    /** Lines of one topic; a short list is not divided and has none. */
    record Group(String topic, List<Line> lines) {}

    /** A clause that a requirement cites: by a few words, and by its title. */
    record Cited(String id, String name, String title) {}

    /** How a standard speaks in the reader's language. */
    Sentences sentences(Standard standard) {
        return new Sentences(standard, words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    }

    /** @param shown what was observed, in words, by the number of the evidence */
    List<Line> of(Standard standard, Evaluation evaluation, Map<String, String> shown) {
        return evaluation.verdicts().stream().map(verdict -> line(standard, verdict, shown)).toList();
    }

    private Line line(Standard standard, Verdict verdict, Map<String, String> shown) {
        Requirement requirement = standard.findRequirement(verdict.requirement()).orElseThrow();
        Sentences sentences = sentences(standard);
        return new Line(requirement.code(), words.either(requirement.name().zh(), requirement.name().en()),
                words.say("gate.severity." + requirement.severity().name()),
                sentences.criterion(requirement.criterion()),
                verdict.evidence().stream().map(id -> shown.getOrDefault(id, id)).distinct()
                        .collect(Collectors.joining(" · ")),
                verdict.status().name(), sentences.reason(verdict.judgement()),
                verdict.clauses().stream().map(id -> cited(standard, id)).toList(), Topics.of(requirement));
    }

    private Cited cited(Standard standard, String id) {
        return standard.findClause(id)
                .map(clause -> new Cited(id, clauses.name(id, clause.title()),
                        words.either(clause.title().zh(), clause.title().en())))
                .orElseGet(() -> new Cited(id, id, id));
    }

    /** Lines by topic; a short list in one piece. */
    static List<Group> groups(List<Line> lines) {
        return lines.size() <= UNDIVIDED
                ? List.of(new Group("", lines))
                : Topics.group(lines, Line::topic).entrySet().stream()
                        .map(each -> new Group(each.getKey(), each.getValue())).toList();
    }

    /** What was observed, as the standard says it or, where that has no words, as evidence is said. */
    String show(Standard standard, String characteristic, List<Value> values, boolean reviewed) {
        boolean plain = standard.findCharacteristic(characteristic).stream()
                .anyMatch(each -> PLAIN.contains(each.type()));
        return (plain ? sentences(standard).observed(characteristic, values) : evidenceWords.say(values))
                + (reviewed ? "" : " " + words.say("evidence.unreviewed"));
    }

    /** A derived value, with what it came of where a module says that in words. */
    String show(Standard standard, Entry derived) {
        String value = show(standard, derived.characteristic(), derived.values(), true);
        return inputs.stream().filter(each -> each.characteristic().equals(derived.characteristic()))
                .map(each -> each.say(derived.formulaInputs())).filter(said -> !said.isEmpty()).findFirst()
                .map(said -> words.say("detail.pair", value, said)).orElse(value);
    }
}
