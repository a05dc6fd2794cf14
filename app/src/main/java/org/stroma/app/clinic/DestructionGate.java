package org.stroma.app.clinic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.stroma.app.distribution.Shipments;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Value;
import org.stroma.measure.Measurement;
import org.stroma.measure.Qualifier;

/** G10, destruction of what came back: of one container, or of everything in a return. */
@Component
class DestructionGate implements GateSubject {
    private static final Set<String> INVESTIGATIONS = Set.of("DEVIATION", "LEGAL", "RECALL", "INVESTIGATION");

    private final Destructions destructions;
    private final Shipments shipments;
    private final Units units;

    DestructionGate(Destructions destructions, Shipments shipments, Units units) {
        this.destructions = destructions;
        this.shipments = shipments;
        this.units = units;
    }

    @Override
    public String gate() {
        return "G10";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        boolean returned = unit.type().equals("CONTAINER")
                || shipments.find(unit.code()).filter(Shipments.Shipment::back).isPresent();
        return returned
                ? Optional.of(Question.of("return-destroy", unit.code()).deriving(derived(unit)))
                : Optional.empty();
    }

    private List<Entry> derived(Units.Unit unit) {
        String code = unit.code();
        List<Entry> facts = new ArrayList<>();
        List<Units.Unit> concerned = unit.type().equals("CONTAINER") ? List.of(unit) : units.contents(code);
        List<String> holds = concerned.stream().flatMap(each -> units.holds(each.code()).stream())
                .filter(hold -> hold.open() && hold.kind().equals("STOP") && INVESTIGATIONS.contains(hold.cause()))
                .map(hold -> hold.unit() + ":" + hold.reference()).distinct().sorted().toList();
        facts.add(Entry.derived(code, "legal_hold", new Value.Flag(!holds.isEmpty()), "investigations/1", holds));
        destructions.newest(code).filter(plan -> !plan.state().equals("CANCELLED")).ifPresent(plan -> {
            List<String> inputs = List.of("destruction:" + plan.id());
            facts.add(Entry.derived(code, "witnessed_by_two",
                    new Value.Flag(!plan.operator().equals(plan.witness())), "destruction-plan/1", inputs));
            facts.add(Entry.derived(code, "destruction_method", new Value.Code(plan.method().name()),
                    "destruction-plan/1", inputs));
            facts.add(Entry.derived(code, "reconciliation_rest",
                    new Value.Measured(Measurement.parse(Integer.toString(plan.rest()), "{containers}",
                            Qualifier.NONE)),
                    "destruction-balance/1", List.of("destruction:" + plan.id(), "named:" + plan.containers().size())));
        });
        return facts;
    }
}
