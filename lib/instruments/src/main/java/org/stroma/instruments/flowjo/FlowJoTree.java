package org.stroma.instruments.flowjo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.FlowCytometry;
import org.stroma.instruments.asm.FlowCytometry.Statistic;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** The populations of one sample with their gates and statistics, parents before children. */
final class FlowJoTree {

    private static final Map<String, Statistic> STATISTICS = Map.ofEntries(
            Map.entry("Median", Statistic.fluorescence("median role", "RFU")),
            Map.entry("CV", Statistic.fluorescence("coefficient of variation role", "%")),
            Map.entry("Robust CV", Statistic.fluorescence("robust coefficient of variation role", "%")),
            Map.entry("Mean", Statistic.fluorescence("arithmetic mean role", "RFU")),
            Map.entry("Geometric Mean", Statistic.fluorescence("geometric mean role", "RFU")),
            Map.entry("Percentile", Statistic.fluorescence("percentile role", "RFU")),
            Map.entry("SD", Statistic.fluorescence("standard deviation role", AsmBuilder.UNITLESS)),
            Map.entry("MADExact",
                    Statistic.fluorescence("median absolute deviation percentile role", AsmBuilder.UNITLESS)),
            Map.entry("Robust SD", Statistic.fluorescence("robust standard deviation role", AsmBuilder.UNITLESS)),
            Map.entry("Median Abs Dev",
                    Statistic.fluorescence("median absolute deviation role", AsmBuilder.UNITLESS)),
            Map.entry("fj.stat.freqofparent", Statistic.frequency("frequency of parent role")),
            Map.entry("fj.stat.freqofgrandparent", Statistic.frequency("frequency of grandparent role")),
            Map.entry("fj.stat.freqoftotal", Statistic.frequency("frequency of total role")));
    private static final Set<String> OF_POPULATION = Set.of("name", "count", "owningGroup", "sortPriority", "expanded");
    private static final Set<String> OF_STATISTIC = Set.of("name", "id", "value", "owningGroup", "sortPriority",
            "expanded");
    private static final Set<String> OF_GATE = Set.of("id", "parent_id");
    private static final Set<String> SILENT = Set.of("Population", "Statistic");

    private final AsmBuilder asm;
    private final Problems problems;
    private final List<JsonObject> regions = new ArrayList<>();

    FlowJoTree(AsmBuilder asm, Problems problems) {
        this.asm = asm;
        this.problems = problems;
    }

    /** The gates in the order of their populations; to be asked for after {@link #root}. */
    List<JsonObject> regions() {
        return regions;
    }

    /** The population of all events of a sample. */
    JsonObject root(XmlElement node) {
        String identifier = asm.nextId();
        JsonObject root = population(node, identifier, null);
        node.child("Subpopulations").ifPresent(children -> {
            for (XmlElement statistic : children.children("Statistic"))
                problems.add(problems.place(statistic.line()), FileProblem.SECTION_LEFT_OUT,
                        Attributes.text(node, "name") + ": " + Attributes.text(statistic, "name"));
        });
        return children(node, identifier, root);
    }

    private JsonObject population(XmlElement element, String identifier, @Nullable String parent) {
        return new JsonObject().put("population identifier", identifier)
                .put("written name", Attributes.text(element, "name"))
                .quantity("count", Attributes.number(element, "count", problems), "Counts")
                .put("parent population identifier", parent);
    }

    private JsonObject children(XmlElement parent, String identifier, JsonObject document) {
        List<JsonObject> found = new ArrayList<>();
        parent.child("Subpopulations").ifPresent(all -> {
            for (XmlElement child : all.children())
                if (child.name().equals("Population"))
                    found.add(child(child, identifier));
                else if (!SILENT.contains(child.name()))
                    problems.add(problems.place(child.line()), FileProblem.SECTION_LEFT_OUT,
                            child.name() + " " + Attributes.text(child, "name"));
        });
        return document.put("population aggregate document", FlowCytometry.populations(found));
    }

    private JsonObject child(XmlElement element, String parent) {
        String identifier = asm.nextId();
        JsonObject document = population(element, identifier, parent);
        String group = Attributes.text(element, "owningGroup");
        AsmBuilder.custom(document, "group identifier", group == null || group.isEmpty() ? null : group);
        element.child("Gate").ifPresent(gate -> {
            document.put("data region identifier", Attributes.text(gate, "id"));
            gateOthers(gate, document);
            JsonObject region = new FlowJoGate(gate, problems).region();
            if (region != null) {
                gateOthers(gate, region);
                regions.add(region);
            }
        });
        Attributes.others(element, OF_POPULATION, (name, value) -> AsmBuilder.custom(document, name, value));
        element.child("Subpopulations")
                .ifPresent(all -> document.put("statistics aggregate document", statistics(all)));
        return children(element, identifier, document);
    }

    private static void gateOthers(XmlElement gate, JsonObject document) {
        Attributes.others(gate, OF_GATE, (name, value) -> AsmBuilder.custom(document, "gate_" + name, value));
    }

    private JsonObject statistics(XmlElement all) {
        FlowCytometry.Statistics statistics = new FlowCytometry.Statistics();
        for (XmlElement element : all.children("Statistic")) {
            String name = String.valueOf(Attributes.text(element, "name"));
            String printed = String.valueOf(Attributes.text(element, "value"));
            BigDecimal value = Numbers.parse(printed, DecimalSign.POINT);
            Statistic kind = STATISTICS.get(name);
            if (kind == null || value == null) {
                problems.add(Attributes.place(element, name, problems), FileProblem.VALUE_NOT_USED, name, printed);
                continue;
            }
            boolean share = kind.feature().equals("count");
            JsonObject document = statistics.add(kind, Attributes.text(element, "id"),
                    share ? value.movePointRight(2) : value);
            Attributes.others(element, OF_STATISTIC, (key, text) -> AsmBuilder.custom(document, key, text));
        }
        return statistics.json();
    }

}
