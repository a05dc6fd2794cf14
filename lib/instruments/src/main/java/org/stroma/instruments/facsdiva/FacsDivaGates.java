package org.stroma.instruments.facsdiva;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.FlowCytometry;
import org.stroma.instruments.asm.FlowCytometry.Axes;
import org.stroma.instruments.asm.FlowCytometry.Statistic;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.xml.XmlElement;

/** The gates of one tube, which FACSDiva lists flat and names by their path from "All Events". */
final class FacsDivaGates {

    private static final String EVENTS = "EventSource_Classifier";
    private static final Set<String> TYPES = Set.of("POLYGON", "RECTANGLE", "BINNER");
    private static final Map<String, Statistic> STATISTICS = Map.of(
            "Median", Statistic.fluorescence("median role", "RFU"),
            "CV", Statistic.fluorescence("coefficient of variation role", "%"),
            "Mean", Statistic.fluorescence("arithmetic mean role", "RFU"),
            "Geometric Mean", Statistic.fluorescence("geometric mean role", "RFU"),
            "SD", Statistic.fluorescence("standard deviation role", AsmBuilder.UNITLESS),
            "sum of squares", Statistic.fluorescence("sum of squares role", "RFU"));

    private final AsmBuilder asm;
    private final Problems problems;
    private final Map<String, XmlElement> gates = new LinkedHashMap<>();
    private final Map<String, List<XmlElement>> schedules = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final @Nullable String events;

    /** @param depth how many populations may stand one below the other */
    FacsDivaGates(XmlElement tube, int depth, AsmBuilder asm, Problems problems) {
        this.asm = asm;
        this.problems = problems;
        String found = null;
        for (XmlElement gate : tube.child("gates").map(all -> all.children("gate")).orElse(List.of())) {
            String path = gate.attribute("fullname");
            if (path == null) {
                problems.add(problems.place(gate.line()), FileProblem.SECTION_LEFT_OUT, "gate");
                continue;
            }
            if (path.chars().filter(each -> each == '\\').count() > depth)
                throw problems.refuse(problems.place(gate.line()), FileProblem.NESTED_TOO_DEEP, depth + "");
            if (gates.put(path, gate) != null)
                throw problems.refuse(problems.place(gate.line()), FileProblem.CONTRADICTION, "fullname " + path);
            if (EVENTS.equals(gate.attribute("type")) && found == null)
                found = path;
            if (gate.childText("parent") != null && path.contains("\\"))
                children.computeIfAbsent(parent(path), key -> new ArrayList<>()).add(path);
        }
        events = found;
        tube.child("statistics_calculations").ifPresent(all -> {
            for (XmlElement schedule : all.children("calculation_schedule"))
                schedules.computeIfAbsent(String.valueOf(schedule.attribute("gate")), key -> new ArrayList<>())
                        .add(schedule);
        });
    }

    private static String parent(String path) {
        return path.substring(0, path.lastIndexOf('\\'));
    }

    /** The population of all events with those below it, empty when the tube has none; the rest is told. */
    JsonObject root() {
        List<String> rest = new ArrayList<>(gates.keySet());
        JsonObject root = events == null ? new JsonObject() : population(events, null, rest);
        for (String path : rest)
            problems.add(problems.place(line(path)), FileProblem.SECTION_LEFT_OUT, "gate " + path);
        schedules.forEach((path, all) -> {
            if (!gates.containsKey(path) || rest.contains(path))
                problems.add(problems.place(all.getFirst().line()), FileProblem.SECTION_LEFT_OUT,
                        "calculation_schedule " + path);
        });
        return root;
    }

    private XmlElement gate(String path) {
        XmlElement gate = gates.get(path);
        if (gate == null)
            throw new IllegalArgumentException("no gate of this tube: " + path);
        return gate;
    }

    private int line(String path) {
        return gate(path).line();
    }

    private JsonObject population(String path, @Nullable String parent, List<String> rest) {
        rest.remove(path);
        XmlElement gate = gate(path);
        String identifier = asm.nextId();
        String count = gate.childText("num_events");
        BigDecimal number = Numbers.parse(count, DecimalSign.POINT);
        if (count != null && number == null)
            problems.add(problems.place(gate.line()).withField("num_events"), FileProblem.NOT_A_NUMBER, count);
        JsonObject document = new JsonObject().put("population identifier", identifier)
                .put("written name", gate.childText("name"))
                .put("data region identifier",
                        gate.child("region").map(region -> region.attribute("name")).orElse(null))
                .quantity("count", number, "Counts")
                .put("parent population identifier", parent)
                .put("statistics aggregate document", statistics(path));
        List<JsonObject> below = children.getOrDefault(path, List.of()).stream()
                .map(child -> population(child, identifier, rest)).toList();
        return document.put("population aggregate document", FlowCytometry.populations(below));
    }

    private JsonObject statistics(String path) {
        FlowCytometry.Statistics statistics = new FlowCytometry.Statistics();
        for (XmlElement schedule : schedules.getOrDefault(path, List.of()))
            for (XmlElement calculation : schedule.children("calculation")) {
                String formula = String.valueOf(calculation.attribute("formula"));
                String printed = String.valueOf(calculation.attribute("value"));
                BigDecimal value = Numbers.parse(printed, DecimalSign.POINT);
                Statistic kind = STATISTICS.get(formula);
                if (kind != null && value != null)
                    statistics.add(kind, schedule.attribute("parameter"), value);
                else if (!formula.equals("count"))
                    problems.add(problems.place(calculation.line()).withField(formula), FileProblem.VALUE_NOT_USED,
                            formula, printed);
            }
        return statistics.json();
    }

    /** The gates that are regions, in file order. */
    List<JsonObject> regions() {
        List<JsonObject> regions = new ArrayList<>();
        gates.forEach((path, gate) -> gate.child("region").filter(region -> !EVENTS.equals(gate.attribute("type")))
                .ifPresent(region -> regions.add(region(path, region))));
        return regions;
    }

    private JsonObject region(String path, XmlElement region) {
        String above = path.contains("\\") ? parent(path) : "";
        XmlElement outer = gates.get(above);
        String parent = outer == null || EVENTS.equals(outer.attribute("type"))
                ? null
                : outer.child("region").map(element -> element.attribute("name")).orElse(null);
        String x = region.attribute("xparm");
        String y = region.attribute("yparm");
        Axes axes = new Axes(x, y, x != null && x.contains("Time"), y != null && y.contains("Time"));
        String printed = String.valueOf(region.attribute("type"));
        String type = printed.replace("_REGION", "");
        boolean known = printed.endsWith("_REGION") && TYPES.contains(type);
        if (!known)
            problems.add(problems.place(region.line()).withField("type"), FileProblem.VALUE_NOT_USED, "region type",
                    printed);
        List<JsonObject> vertices = region.child("points").map(points -> vertices(points, axes)).orElse(List.of());
        return FlowCytometry.region(region.attribute("name"), known ? type : null, parent, axes, vertices);
    }

    private List<JsonObject> vertices(XmlElement points, Axes axes) {
        List<JsonObject> vertices = new ArrayList<>();
        for (XmlElement point : points.children("point")) {
            BigDecimal x = Numbers.parse(point.attribute("x"), DecimalSign.POINT);
            BigDecimal y = Numbers.parse(point.attribute("y"), DecimalSign.POINT);
            if (x == null || y == null)
                throw problems.refuse(problems.place(point.line()), FileProblem.NOT_A_NUMBER,
                        point.attribute("x") + ", " + point.attribute("y"));
            vertices.add(axes.vertex(x, y, null));
        }
        return vertices;
    }

}
