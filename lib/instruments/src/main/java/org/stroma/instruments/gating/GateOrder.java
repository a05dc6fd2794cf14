package org.stroma.instruments.gating;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.stroma.instruments.Problems;

/** Puts gates after those they refer to, without recursion, however deep the hierarchy is. */
final class GateOrder {

    private GateOrder() {}

    /** Gates in an order in which every reference looks back; those in a circle are told and put into {@code left}. */
    static List<Gate> sorted(Map<String, Gate> gates, Problems problems, Set<String> left) {
        Map<String, Integer> waiting = new HashMap<>();
        Map<String, List<String>> dependants = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        for (Gate gate : gates.values()) {
            List<String> needs = references(gate).filter(gates::containsKey).distinct().toList();
            needs.forEach(need -> dependants.computeIfAbsent(need, n -> new ArrayList<>()).add(gate.id()));
            waiting.put(gate.id(), needs.size());
            if (needs.isEmpty())
                ready.add(gate.id());
        }
        List<Gate> sorted = new ArrayList<>();
        while (!ready.isEmpty()) {
            String id = ready.remove();
            sorted.add(gates.get(id));
            for (String dependant : dependants.getOrDefault(id, List.of()))
                if (waiting.merge(dependant, -1, Integer::sum) == 0)
                    ready.add(dependant);
        }
        waiting.forEach((id, needs) -> {
            if (needs > 0 && left.add(id))
                problems.add(GatingProblem.REFERENCE_CIRCLE, id);
        });
        return sorted;
    }

    private static Stream<String> references(Gate gate) {
        Stream<String> operands = gate instanceof Gate.Combination combination
                ? combination.operands().stream().map(Gate.Operand::gate)
                : Stream.empty();
        return Stream.concat(gate.findParent().stream(), operands);
    }

}
