package org.stroma.instruments.gating;

import java.util.List;

import org.stroma.instruments.fcs.Unmixing;

/** Makes curves, ratios and matrices of their elements; throws IllegalArgumentException with the reason. */
final class TransformationReader {

    private TransformationReader() {}

    static Curve curve(Node node) {
        return switch (node.name()) {
            case "flin" -> new Curve.Linear(node.number("T"), node.number("A"));
            case "flog" -> new Curve.Log(node.number("T"), node.number("M"));
            case "fasinh" -> new Curve.Asinh(node.number("T"), node.number("M"), node.number("A"));
            case "logicle" -> new Logicle(node.number("T"), node.number("W"), node.number("M"), node.number("A"));
            case "hyperlog" -> new Hyperlog(node.number("T"), node.number("W"), node.number("M"), node.number("A"));
            default -> throw new IllegalArgumentException("unknown function " + node.name());
        };
    }

    static Ratio ratio(String id, Node node, double lowest, double highest) {
        List<String> channels = names(node);
        if (channels.size() != 2)
            throw new IllegalArgumentException("a ratio of " + channels.size() + " channels");
        return new Ratio(id, channels.get(0), channels.get(1), node.number("A"), node.number("B"), node.number("C"),
                lowest, highest);
    }

    private static List<String> names(Node node) {
        return node.children("fcs-dimension").stream().map(dimension -> dimension.required("name")).toList();
    }

    /** Rows of a plain matrix are fluorochromes; of one inverted already (7.2) they are detectors. */
    static Unmixing matrix(Node node) {
        List<String> fluorochromes = node.child("fluorochromes").map(TransformationReader::names).orElse(List.of());
        List<String> detectors = node.child("detectors").map(TransformationReader::names).orElse(List.of());
        double[][] rows = node.children("spectrum").stream()
                .map(row -> row.children("coefficient").stream().mapToDouble(c -> c.number("value")).toArray())
                .toArray(double[][]::new);
        String inverted = node.attribute("matrix-inverted-already").orElse("false");
        return inverted.equals("true") || inverted.equals("1")
                ? Unmixing.ofWeights(detectors, fluorochromes, rows)
                : Unmixing.ofSpectra(detectors, fluorochromes, rows);
    }

}
