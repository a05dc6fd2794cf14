package org.stroma.app.gate.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Worklist;
import org.stroma.app.standard.Gate;
import org.stroma.app.standard.Standards;

/** What waits at a gate for somebody to propose a decision; once one is proposed it waits for signatures instead. */
@Component
class DecisionsDue implements Worklist {
    /** The states in which a unit waits for a gate and nothing else. */
    private static final List<Waiting> WAITING = List.of(new Waiting("LOT", "UNDER_REVIEW", "G6a"),
            new Waiting("LOT", "REL_MFG", "G6b"), new Waiting("BANK", "UNDER_TEST", "G4"),
            new Waiting("SHIPMENT", "PACKED", "G8a"), new Waiting("SHIPMENT", "LOGGER_READ", "G8b"));
    private static final Map<String, Set<String>> SIGNERS = Standards.gates().stream()
            .collect(Collectors.toMap(Gate::code, DecisionsDue::signers));
    private static final int LOOKED_AT = 50;

    private final Gates gates;
    private final Units units;
    private final HoldWords words;

    DecisionsDue(Gates gates, Units units, HoldWords words) {
        this.gates = gates;
        this.units = units;
        this.words = words;
    }

    private record Waiting(String type, String state, String gate) {}

    /** Who signs the outcomes that let a unit through. */
    private static Set<String> signers(Gate gate) {
        return gate.outcomes().stream().filter(outcome -> outcome.clearance() == Gate.Clearance.FULL)
                .flatMap(outcome -> outcome.signers().stream()).collect(Collectors.toSet());
    }

    @Override
    public List<Item> itemsFor(Actor actor) {
        return WAITING.stream()
                .filter(each -> SIGNERS.getOrDefault(each.gate(), Set.of()).stream().anyMatch(actor::has))
                .flatMap(each -> items(actor, each)).toList();
    }

    private Stream<Item> items(Actor actor, Waiting waiting) {
        return units.list(waiting.type(), waiting.state(), null, LOOKED_AT).stream()
                .filter(unit -> GateVisibility.sees(actor, unit))
                .filter(unit -> gates.decisions(unit.code(), waiting.gate()).stream()
                        .noneMatch(decision -> decision.state().equals("OPEN")))
                .map(unit -> new Item("worklist.decision-due", List.of(words.gate(waiting.gate())), unit.code(),
                        "/gate/" + waiting.gate() + "/" + unit.code(), Urgency.OPEN, null));
    }
}
