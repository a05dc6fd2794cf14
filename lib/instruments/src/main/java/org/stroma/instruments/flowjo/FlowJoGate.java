package org.stroma.instruments.flowjo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.FlowCytometry;
import org.stroma.instruments.asm.FlowCytometry.Axes;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.xml.XmlElement;

/** One gate as a region: corners of polygons and rectangles, foci and edge of ellipses, the one corner of a quadrant. */
final class FlowJoGate {

    private final XmlElement gate;
    private final Problems problems;

    FlowJoGate(XmlElement gate, Problems problems) {
        this.gate = gate;
        this.problems = problems;
    }

    private enum Type {
        CURLY_QUAD("CurlyQuad"), RECTANGLE("RectangleGate"), POLYGON("PolygonGate"), ELLIPSOID("EllipsoidGate");

        private final String element;

        Type(String element) {
            this.element = element;
        }

    }

    /** The region, null when the gate is of another kind, which is told. */
    @Nullable
    JsonObject region() {
        for (Type type : Type.values()) {
            XmlElement element = gate.child(type.element).orElse(null);
            if (element == null)
                continue;
            List<XmlElement> dimensions = element.children("dimension");
            Axes axes = axes(dimensions);
            List<JsonObject> vertices = vertices(type, element, dimensions, axes);
            if (vertices.isEmpty())
                problems.add(problems.place(element.line()), FileProblem.SECTION_LEFT_OUT,
                        type.element + " " + Attributes.text(gate, "id"));
            return FlowCytometry.region(Attributes.text(gate, "id"), type.element.replace("Gate", ""),
                    Attributes.text(gate, "parent_id"), axes, vertices);
        }
        problems.add(problems.place(gate.line()), FileProblem.SECTION_LEFT_OUT, "Gate " + Attributes.text(gate, "id"));
        return null;
    }

    private static Axes axes(List<XmlElement> dimensions) {
        String x = dimensions.isEmpty() ? null : name(dimensions.getFirst());
        String y = dimensions.size() < 2 ? null : name(dimensions.get(1));
        return new Axes(x, y, "time".equalsIgnoreCase(x), "time".equalsIgnoreCase(y));
    }

    private static @Nullable String name(XmlElement dimension) {
        return dimension.child("fcs-dimension").map(each -> Attributes.text(each, "name")).orElse(null);
    }

    private List<JsonObject> vertices(Type type, XmlElement element, List<XmlElement> dimensions, Axes axes) {
        List<JsonObject> vertices = new ArrayList<>();
        switch (type) {
            case POLYGON -> points(element, null, axes, vertices);
            case ELLIPSOID -> {
                element.children("foci").forEach(foci -> points(foci, "foci", axes, vertices));
                element.children("edge").forEach(edge -> points(edge, "edge", axes, vertices));
            }
            case RECTANGLE, CURLY_QUAD -> corners(dimensions, axes, vertices);
        }
        return vertices;
    }

    private void points(XmlElement parent, @Nullable String role, Axes axes, List<JsonObject> vertices) {
        for (XmlElement vertex : parent.children("vertex")) {
            List<XmlElement> coordinates = vertex.children("coordinate");
            BigDecimal x = coordinates.isEmpty() ? null : Attributes.number(coordinates.getFirst(), "value", problems);
            BigDecimal y = coordinates.size() < 2 ? null : Attributes.number(coordinates.get(1), "value", problems);
            if (x == null || y == null)
                throw problems.refuse(problems.place(vertex.line()), FileProblem.MISSING_FIELD, "coordinate");
            vertices.add(axes.vertex(x, y, role));
        }
    }

    private void corners(List<XmlElement> dimensions, Axes axes, List<JsonObject> vertices) {
        if (dimensions.size() < 2)
            return;
        BigDecimal left = bound(dimensions.getFirst(), "min");
        BigDecimal right = bound(dimensions.getFirst(), "max");
        BigDecimal low = bound(dimensions.get(1), "min");
        BigDecimal high = bound(dimensions.get(1), "max");
        corner(left, low, axes, vertices);
        corner(left, high, axes, vertices);
        corner(right, high, axes, vertices);
        corner(right, low, axes, vertices);
    }

    private static void corner(@Nullable BigDecimal x, @Nullable BigDecimal y, Axes axes, List<JsonObject> vertices) {
        if (x != null && y != null)
            vertices.add(axes.vertex(x, y, null));
    }

    /** A limit as attribute or as element of the dimension, null when it is open. */
    private @Nullable BigDecimal bound(XmlElement dimension, String name) {
        XmlElement element = dimension.child(name).orElse(null);
        return element == null
                ? Attributes.number(dimension, name, problems)
                : Attributes.number(element, "value", problems);
    }

}
