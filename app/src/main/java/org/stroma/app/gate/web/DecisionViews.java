package org.stroma.app.gate.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.DecisionPapers;
import org.stroma.app.gate.DecisionRecords;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.CharacteristicWords;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Verdict;

/** Puts a decision's record together for a reader: of units that he does not see he learns neither results nor reasons. */
@Component
class DecisionViews {
    private static final String PREFIX = "DEC-";

    private final Gates gates;
    private final DecisionRecords records;
    private final Units units;
    private final Inquiries inquiries;
    private final VerdictLines lines;
    private final CharacteristicWords characteristics;
    private final Words words;

    DecisionViews(Gates gates, DecisionRecords records, Units units, Inquiries inquiries, VerdictLines lines,
            CharacteristicWords characteristics, Words words) {
        this.gates = gates;
        this.records = records;
        this.units = units;
        this.inquiries = inquiries;
        this.lines = lines;
        this.characteristics = characteristics;
        this.words = words;
    }

    /**
     * Evidence as it was judged.
     *
     * @param unit null where the reader does not see the unit that it is about
     * @param invalidated whether it was set aside already when it was judged
     * @param changed whether it was corrected or set aside since
     */
    record Seen(String id, @Nullable String unit, String characteristic, String name, String value,
            @Nullable String method, @Nullable Instant takenAt, @Nullable String analyst, boolean reviewed,
            boolean invalidated, boolean changed) {}

    /**
     * What a page or a program is given.
     *
     * @param code by which the scan box finds it
     * @param inside whether the reader is told what becomes of units elsewhere, and who wrote what
     */
    record View(String code, Units.Unit unit, DecisionRecords.Recorded recorded, List<VerdictLines.Line> lines,
            List<Seen> evidence, List<DecisionPapers.Paper> papers, boolean inside) {
        public Gates.Decision decision() {
            return recorded.decision();
        }
    }

    static String code(long decision) {
        return PREFIX + decision;
    }

    /** The decision, where the reader sees the unit that it is about; refused as unknown otherwise. */
    Gates.Decision visible(Actor actor, long id) {
        Gates.Decision decision = gates.decision(id);
        GateVisibility.check(actor, units.get(decision.unit()));
        return decision;
    }

    View of(Actor actor, long id) {
        Gates.Decision decision = visible(actor, id);
        DecisionRecords.Recorded recorded = records.get(decision);
        Standard standard = recorded.judged().standard();
        Set<String> seen = seen(actor, recorded);
        Map<String, String> shown = new HashMap<>();
        Set<String> hidden = new HashSet<>();
        for (DecisionRecords.Judged each : recorded.evidence()) {
            shown.put(each.then().evidence(), value(standard, each, seen));
            if (!sees(seen, each)) {
                hidden.add(each.then().evidence());
            }
        }
        return new View(code(id), units.get(decision.unit()), recorded,
                withheld(lines.of(standard, recorded.judged().evaluation(), shown),
                        recorded.judged().evaluation().verdicts(), hidden),
                recorded.evidence().stream().map(each -> seen(standard, each, seen)).toList(),
                records.papers(actor, decision), Discretion.tellsAll(actor));
    }

    /** The units of the evidence that the reader sees. */
    private Set<String> seen(Actor actor, DecisionRecords.Recorded recorded) {
        Set<String> codes = recorded.evidence().stream().map(DecisionRecords.Judged::now).filter(Objects::nonNull)
                .map(Evidence.Item::unit).collect(Collectors.toSet());
        return inquiries.list(units.askUnits(codes)).stream().filter(unit -> GateVisibility.sees(actor, unit))
                .map(Units.Unit::code).collect(Collectors.toSet());
    }

    private static boolean sees(Set<String> seen, DecisionRecords.Judged judged) {
        Evidence.Item now = judged.now();
        return now != null && seen.contains(now.unit());
    }

    private String value(Standard standard, DecisionRecords.Judged judged, Set<String> seen) {
        Observation then = judged.then();
        return sees(seen, judged)
                ? lines.show(standard, then.characteristic(), then.values(), then.standing().reviewed())
                : words.say("decision.withheld");
    }

    private Seen seen(Standard standard, DecisionRecords.Judged judged, Set<String> seen) {
        Observation then = judged.then();
        Evidence.Item shown = sees(seen, judged) ? judged.now() : null;
        Observation.Method method = then.method();
        return new Seen(then.evidence(), shown != null ? shown.unit() : null, then.characteristic(),
                standard.findCharacteristic(then.characteristic())
                        .map(each -> words.either(each.name().zh(), each.name().en()))
                        .orElseGet(() -> characteristics.name(then.characteristic())),
                shown != null
                        ? lines.show(standard, then.characteristic(), then.values(), true)
                        : words.say("decision.withheld"),
                shown != null && method != null ? method.code() : null, shown != null ? shown.takenAt() : null,
                shown != null ? shown.analyst() : null, then.standing().reviewed(), then.standing().invalidated(),
                judged.changed());
    }

    private List<VerdictLines.Line> withheld(List<VerdictLines.Line> all, List<Verdict> verdicts, Set<String> hidden) {
        Set<String> requirements = verdicts.stream()
                .filter(verdict -> verdict.evidence().stream().anyMatch(hidden::contains)).map(Verdict::requirement)
                .collect(Collectors.toSet());
        return all.stream().map(line -> requirements.contains(line.code())
                ? new VerdictLines.Line(line.code(), line.name(), line.severity(), line.limit(), line.evidence(),
                        line.status(), words.say("decision.withheld"), line.clauses(), line.topic())
                : line).toList();
    }
}
