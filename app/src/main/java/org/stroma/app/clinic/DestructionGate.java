package org.stroma.app.clinic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
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

    private final Shipments shipments;
    private final Units units;
    private final Inquiries inquiries;

    DestructionGate(Shipments shipments, Units units, Inquiries inquiries) {
        this.shipments = shipments;
        this.units = units;
        this.inquiries = inquiries;
    }

    @Override
    public String gate() {
        return "G10";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        boolean alone = unit.type().equals("CONTAINER");
        Shipments.Asked asked = shipments.ask(List.of(unit.code()));
        Inquiry<Units.Unit> contents = units.askContents(unit.code());
        Inquiry<Destructions.Destruction> plan = Destructions.askNewest(unit.code());
        Inquiries.Answers answers = inquiries.ask(Stream.of(asked.inquiries(), List.of(contents, plan))
                .flatMap(List::stream).toList());
        boolean returned = alone || asked.shipments(answers).stream().anyMatch(Shipments.Shipment::back);
        if (!returned) {
            return Optional.empty();
        }
        List<Units.Unit> concerned = alone ? List.of(unit) : answers.list(contents);
        return Optional.of(Question.of("return-destroy", unit.code())
                .deriving(derived(unit.code(), concerned, answers.find(plan))));
    }

    private List<Entry> derived(String code, List<Units.Unit> concerned, Optional<Destructions.Destruction> newest) {
        List<Entry> facts = new ArrayList<>();
        List<String> holds = inquiries.list(units.askHolds(concerned.stream().map(Units.Unit::code).toList())).stream()
                .filter(hold -> hold.open() && hold.kind().equals("STOP") && INVESTIGATIONS.contains(hold.cause()))
                .map(hold -> hold.unit() + ":" + hold.reference()).distinct().sorted().toList();
        facts.add(Entry.derived(code, "legal_hold", new Value.Flag(!holds.isEmpty()), "investigations/1", holds));
        newest.filter(plan -> !plan.state().equals("CANCELLED")).ifPresent(plan -> {
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
