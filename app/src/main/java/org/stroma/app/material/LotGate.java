package org.stroma.app.material;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Characteristic;

/** G3 of material lots: Table 3 by class and level. */
@Component
class LotGate implements GateSubject {
    private final LotFacts facts;
    private final Rulings rulings;

    LotGate(LotFacts facts, Rulings rulings) {
        this.facts = facts;
        this.rulings = rulings;
    }

    @Override
    public String gate() {
        return "G3";
    }

    @Override
    public Set<String> answerers() {
        return MaterialEvidence.MAY_ENTER;
    }

    @Override
    public boolean takesElsewhere(Characteristic characteristic) {
        return MaterialEvidence.takes(characteristic);
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        if (!unit.type().equals("MATERIAL_LOT")) {
            return Optional.empty();
        }
        return facts.source(unit.id()).map(source -> {
            Map<String, List<String>> allows = new LinkedHashMap<>();
            if (!source.operations().isEmpty()) {
                allows.put("RELEASED_RESTRICTED", source.operations());
            }
            List<String> atRisk = facts.atRiskOperations();
            if (!atRisk.isEmpty()) {
                allows.put("USE_AT_RISK", atRisk);
            }
            List<Entry> derived = new ArrayList<>(facts.derive(unit, source));
            derived.addAll(rulings.facts(grounds.standard(grounds.now(Materials.STANDARD)), unit.code()));
            return new Question(Materials.STANDARD, List.of(unit.code()), derived, allows,
                    Map.of("USE_AT_RISK", "G3 " + unit.code()));
        });
    }
}
