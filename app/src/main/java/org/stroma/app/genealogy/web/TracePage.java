package org.stroma.app.genealogy.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.stroma.app.genealogy.Trace;
import org.stroma.app.genealogy.Traces;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Words;
import tools.jackson.databind.json.JsonMapper;

/** Traces any identifier, either way or both. */
@Controller
class TracePage {
    /** Brothers of one operation, type and state above this number are drawn as one. */
    private static final int COLLAPSE_ABOVE = 3;

    private final Traces traces;
    private final Words words;
    private final JsonMapper json;

    TracePage(Traces traces, Words words, JsonMapper json) {
        this.traces = traces;
        this.words = words;
        this.json = json;
    }

    @GetMapping("/trace")
    @PreAuthorize("isAuthenticated()")
    String page(@RequestParam(defaultValue = "") String of,
            @RequestParam(defaultValue = "BOTH") Trace.Direction direction,
            @RequestParam(defaultValue = "60") int depth,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> state, @ModelAttribute("actor") Actor actor,
            Model model) {
        model.addAttribute("of", of.strip());
        model.addAttribute("types", Set.of());
        model.addAttribute("states", Set.of());
        model.addAttribute("direction", direction);
        model.addAttribute("depth", depth);
        if (!of.isBlank()) {
            Trace.Found all = traces.trace(actor, of, direction, Math.clamp(depth, 1, 500));
            Traces.Filter filter = Traces.Filter.of(type, state);
            Trace.Found found = Traces.narrow(all, filter);
            model.addAttribute("all", all.nodes().size());
            model.addAttribute("types", filter.types());
            model.addAttribute("states", filter.states());
            model.addAttribute("allTypes", all.nodes().stream().map(Trace.Node::type).distinct().sorted().toList());
            model.addAttribute("allStates", states(all));
            model.addAttribute("found", found);
            model.addAttribute("steps", traces.steps().stream().collect(Collectors.toMap(Traces.Step::code,
                    step -> words.either(step.nameZh(), step.nameEn()))));
            model.addAttribute("cleared", traces.cleared(actor, found));
            model.addAttribute("graph", json.writeValueAsString(graph(found)));
            model.addAttribute("families", List.copyOf(families(found).values()));
        }
        return "genealogy/trace";
    }

    @GetMapping("/api/v1/trace")
    @PreAuthorize("isAuthenticated()")
    @ResponseBody
    Trace.Found api(@RequestParam String of, @RequestParam(defaultValue = "BOTH") Trace.Direction direction,
            @RequestParam(defaultValue = "60") int depth,
            @RequestParam(required = false) @Nullable List<String> type,
            @RequestParam(required = false) @Nullable List<String> state, @ModelAttribute("actor") Actor actor) {
        return traces.trace(actor, of, direction, Math.clamp(depth, 1, 500), Traces.Filter.of(type, state));
    }

    /** The states that were found, in the reader's words, by code. */
    private Map<String, String> states(Trace.Found found) {
        Map<String, String> states = new TreeMap<>();
        found.nodes().forEach(node -> states.putIfAbsent(node.state(),
                words.either(node.stateZh(), node.stateEn())));
        return states;
    }

    /** Units of one type, state, origin, depth and lot; drawn as one and folded in the table when there are many. */
    private static Map<String, List<Trace.Node>> families(Trace.Found found) {
        Map<String, List<Trace.Node>> families = new LinkedHashMap<>();
        for (Trace.Node node : found.nodes()) {
            String key = node.depth() == 0
                    ? "n" + node.id()
                    : node.type() + "|" + node.state() + "|" + node.madeBy() + "|" + node.depth() + "|" + node.lot();
            families.computeIfAbsent(key, _ -> new ArrayList<>()).add(node);
        }
        return families;
    }

    private List<Map<String, Object>> graph(Trace.Found found) {
        Map<String, List<Trace.Node>> groups = families(found);
        Map<Integer, Integer> rows = new HashMap<>();
        Map<Long, String> drawnAs = new LinkedHashMap<>();
        List<Map<String, Object>> elements = new ArrayList<>();
        groups.forEach((key, nodes) -> {
            if (nodes.size() > COLLAPSE_ABOVE) {
                nodes.forEach(node -> drawnAs.put(node.id(), key));
                Trace.Node first = nodes.getFirst();
                elements.add(element(key, words.say("trace.group", words.say("type." + first.type()), nodes.size(),
                        words.either(first.stateZh(), first.stateEn())), first, "", rows));
                return;
            }
            for (Trace.Node node : nodes) {
                drawnAs.put(node.id(), "n" + node.id());
                elements.add(element("n" + node.id(), node.code(), node, node.code(), rows));
            }
        });
        Set<String> lines = new LinkedHashSet<>();
        for (Trace.Edge edge : found.edges()) {
            String source = drawnAs.get(edge.source());
            String target = drawnAs.get(edge.target());
            if (source != null && target != null && !source.equals(target) && lines.add(source + ">" + target)) {
                elements.add(Map.of("data",
                        Map.of("id", source + ">" + target, "source", source, "target", target, "label", edge.via())));
            }
        }
        return elements;
    }

    /** A node in the column of its depth, below those that are there already. */
    private static Map<String, Object> element(String id, String label, Trace.Node node, String code,
            Map<Integer, Integer> rows) {
        int row = rows.merge(node.depth(), 1, Integer::sum) - 1;
        return Map.of("data", Map.of("id", id, "label", label, "type", node.type(), "tone", node.tone(), "start",
                node.depth() == 0, "code", code, "column", node.depth(), "row", row));
    }

    /** What this page adds to the side bar. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry traceEntry() {
            return new NavigationEntry("trace", "/trace", 800, Set.of());
        }
    }
}
