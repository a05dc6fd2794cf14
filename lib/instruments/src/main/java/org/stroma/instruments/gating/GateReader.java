package org.stroma.instruments.gating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.gating.Dimension.Source;
import org.stroma.instruments.gating.Gate.Interval;
import org.stroma.instruments.gating.Gate.Operand;
import org.stroma.instruments.gating.Gate.Operator;
import org.stroma.instruments.gating.Gate.Vertex;

/** Makes gates of their elements (Gating-ML 2.0, chapter 5); throws IllegalArgumentException with the reason. */
final class GateReader {

    private final Node node;
    private final String id;
    private final @Nullable String parent;

    private GateReader(Node node) {
        this.node = node;
        id = node.required("id");
        parent = node.attribute("parent_id").orElse(null);
    }

    static List<Gate> gates(Node node) {
        GateReader reader = new GateReader(node);
        return switch (node.name()) {
            case "RectangleGate" -> List.of(reader.rectangle());
            case "PolygonGate" -> List.of(reader.polygon());
            case "EllipsoidGate" -> List.of(reader.ellipsoid());
            case "QuadrantGate" -> reader.quadrants();
            default -> List.of(reader.combination());
        };
    }

    private Gate rectangle() {
        List<Interval> axes = new ArrayList<>();
        for (Node axis : node.children("dimension")) {
            if (axis.attribute("min").isEmpty() && axis.attribute("max").isEmpty())
                throw new IllegalArgumentException("a dimension without min and max");
            axes.add(new Interval(dimension(axis), axis.number("min", Double.NEGATIVE_INFINITY),
                    axis.number("max", Double.POSITIVE_INFINITY)));
        }
        return new Gate.Rectangle(id, parent, axes, null);
    }

    private static Dimension dimension(Node node) {
        Source source = node.child("new-dimension")
                .map(ratio -> (Source) new Source.RatioOf(ratio.required("transformation-ref")))
                .orElseGet(() -> new Source.Channel(node.child("fcs-dimension")
                        .orElseThrow(() -> new IllegalArgumentException("a dimension of nothing")).required("name")));
        return new Dimension(source, node.required("compensation-ref"),
                node.attribute("transformation-ref").orElse(null));
    }

    private List<Dimension> dimensions() {
        return node.children("dimension").stream().map(GateReader::dimension).toList();
    }

    private Gate polygon() {
        List<Dimension> axes = dimensions();
        if (axes.size() != 2)
            throw new IllegalArgumentException("a polygon of " + axes.size() + " dimensions");
        List<Vertex> vertices = new ArrayList<>();
        for (Node vertex : node.children("vertex")) {
            List<Double> at = coordinates(vertex);
            if (at.size() != 2)
                throw new IllegalArgumentException("a vertex of " + at.size() + " coordinates");
            vertices.add(new Vertex(at.get(0), at.get(1)));
        }
        return new Gate.Polygon(id, parent, axes.get(0), axes.get(1), vertices);
    }

    private static List<Double> coordinates(Node node) {
        return node.children("coordinate").stream().map(c -> c.number("value")).toList();
    }

    private Gate ellipsoid() {
        List<Double> mean = node.child("mean").map(GateReader::coordinates).orElse(List.of());
        List<List<Double>> rows = node.child("covarianceMatrix")
                .map(matrix -> matrix.children("row").stream()
                        .map(row -> row.children("entry").stream().map(e -> e.number("value")).toList()).toList())
                .orElse(List.of());
        double distance = node.child("distanceSquare")
                .orElseThrow(() -> new IllegalArgumentException("without distanceSquare")).number("value");
        Gate.Ellipsoid gate = new Gate.Ellipsoid(id, parent, dimensions(), mean, rows, distance);
        Ellipse.of(gate);
        return gate;
    }

    /** A divider of a QuadrantGate: an axis cut at some values. */
    private record Divider(Dimension dimension, double[] cuts) {

        /** The stretch between cuts that holds a location; a location on a cut belongs to the stretch above. */
        Interval around(double location) {
            double min = Double.NEGATIVE_INFINITY;
            double max = Double.POSITIVE_INFINITY;
            for (double cut : cuts) {
                if (cut <= location)
                    min = Math.max(min, cut);
                else
                    max = Math.min(max, cut);
            }
            return new Interval(dimension, min, max);
        }
    }

    private List<Gate> quadrants() {
        Map<String, Divider> dividers = new HashMap<>();
        for (Node divider : node.children("divider")) {
            double[] cuts = divider.children("value").stream().mapToDouble(Node::textNumber).toArray();
            if (cuts.length == 0)
                throw new IllegalArgumentException("a divider without values");
            if (dividers.put(divider.required("id"), new Divider(dimension(divider), cuts)) != null)
                throw new IllegalArgumentException("two dividers of one id");
        }
        List<Gate> quadrants = new ArrayList<>();
        for (Node quadrant : node.children("Quadrant"))
            quadrants.add(quadrant(quadrant, dividers));
        if (quadrants.isEmpty())
            throw new IllegalArgumentException("without a quadrant");
        return quadrants;
    }

    private Gate quadrant(Node quadrant, Map<String, Divider> dividers) {
        List<Interval> axes = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Node position : quadrant.children("position")) {
            String reference = position.required("divider_ref");
            Divider divider = dividers.get(reference);
            if (divider == null || !used.add(reference))
                throw new IllegalArgumentException("no divider, or twice the same: " + Node.excerpt(reference));
            axes.add(divider.around(position.number("location")));
        }
        return new Gate.Rectangle(quadrant.required("id"), parent, axes, id);
    }

    private Gate combination() {
        for (Operator operator : Operator.values()) {
            String name = operator.name().toLowerCase(java.util.Locale.ROOT);
            if (node.child(name).isPresent())
                return new Gate.Combination(id, parent, operator, operands(node.child(name).orElseThrow()));
        }
        throw new IllegalArgumentException("without and, or, not");
    }

    private static List<Operand> operands(Node node) {
        return node.children("gateReference").stream()
                .map(r -> new Operand(r.required("ref"), isTrue(r.attribute("use-as-complement").orElse("false"))))
                .toList();
    }

    private static boolean isTrue(String text) {
        return text.equals("true") || text.equals("1");
    }

}
