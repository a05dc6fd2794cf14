package org.stroma.app.material;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;

/** G3 of material lots: Table 3 by class and level. */
@Component
class LotGate implements GateSubject {
    private final LotFacts facts;

    LotGate(LotFacts facts) {
        this.facts = facts;
    }

    @Override
    public String gate() {
        return "G3";
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
            return new Question(Materials.STANDARD, List.of(unit.code()), facts.derive(unit, source), allows,
                    Map.of("USE_AT_RISK", "G3 " + unit.code()));
        });
    }
}
