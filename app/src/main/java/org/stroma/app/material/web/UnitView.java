package org.stroma.app.material.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.ValueType;

/** What the pages of lots and of solutions share: the matrix of evidence, the evidence itself, what happened. */
@Component
class UnitView {
    /** So many requirements stand in one row of the matrix, as the columns of Table 3 do. */
    private static final int COLUMNS = 10;

    private final Gates gates;
    private final Units units;
    private final MaterialEvidence evidence;
    private final Words words;
    private final EvidenceWords evidenceWords;

    UnitView(Gates gates, Units units, MaterialEvidence evidence, Words words,
            EvidenceWords evidenceWords) {
        this.evidenceWords = evidenceWords;
        this.gates = gates;
        this.units = units;
        this.evidence = evidence;
        this.words = words;
    }

    /** One cell of the matrix. */
    record Cell(String code, String name, String status) {}

    /** One line of evidence. */
    record Line(String name, String value, @Nullable String note, @Nullable String file, @Nullable String analyst,
            java.time.Instant enteredAt, @Nullable String outcome, @Nullable String reviewer) {}

    void fill(Actor actor, Units.Unit unit, Model model) {
        Gates.Judged judged = gates.judge("G3", unit.code());
        List<Cell> cells = judged.evaluation().verdicts().stream().map(verdict -> {
            var requirement = judged.standard().findRequirement(verdict.requirement()).orElseThrow();
            return new Cell(verdict.requirement(), words.either(requirement.name().zh(), requirement.name().en()),
                    verdict.status().name());
        }).toList();
        List<List<Cell>> matrix = new ArrayList<>();
        for (int i = 0; i < cells.size(); i += COLUMNS) {
            matrix.add(cells.subList(i, Math.min(cells.size(), i + COLUMNS)));
        }
        List<Characteristic> types = evidence.types(unit.code());
        Map<String, String> names = types.stream().collect(Collectors.toMap(Characteristic::code,
                each -> words.either(each.name().zh(), each.name().en())));
        model.addAttribute("unit", unit);
        model.addAttribute("holds", units.holds(unit.code()).stream().filter(Units.Hold::open).toList());
        model.addAttribute("overall", judged.evaluation().overall().name());
        model.addAttribute("matrix", matrix);
        model.addAttribute("items",
                evidence.list(actor, unit.code()).stream().map(item -> line(item, names)).toList());
        model.addAttribute("waiting", evidence.unreviewed(unit.code()).size());
        model.addAttribute("events", units.events(unit.code()));
        model.addAttribute("documents", types.stream().filter(each -> each.type() == ValueType.DOCUMENT).toList());
        model.addAttribute("results", types.stream().filter(each -> each.type() != ValueType.DOCUMENT).toList());
        model.addAttribute("mayReview", actor.hasAny("QC_REVIEWER", "QA", "QA_REVIEWER", "QC_HEAD"));
        model.addAttribute("mayEnter",
                actor.hasAny("ANALYST", "QC_REVIEWER", "SUPPLIER_QUALITY", "WAREHOUSE", "QA", "OPERATOR"));
    }

    private Line line(Evidence.Item item, Map<String, String> names) {
        return new Line(names.getOrDefault(item.characteristic(), item.characteristic()),
                evidenceWords.say(item.values()), item.note(), item.file(), item.analyst(), item.enteredAt(),
                item.reviewOutcome(), item.reviewer());
    }
}
