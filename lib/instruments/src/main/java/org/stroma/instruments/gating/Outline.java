package org.stroma.instruments.gating;

import java.util.List;

/** The corners of a polygon, ready to be asked for points. */
final class Outline {

    private final double[] xs;
    private final double[] ys;

    Outline(List<Gate.Vertex> vertices) {
        xs = vertices.stream().mapToDouble(Gate.Vertex::x).toArray();
        ys = vertices.stream().mapToDouble(Gate.Vertex::y).toArray();
    }

    /** Even-odd rule (a ray to the right crosses the border an odd number of times); the border itself is inside. */
    boolean contains(double x, double y) {
        if (Double.isNaN(x) || Double.isNaN(y))
            return false;
        boolean inside = false;
        for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
            double side = (xs[i] - xs[j]) * (y - ys[j]) - (x - xs[j]) * (ys[i] - ys[j]);
            if (side == 0 && between(x, xs[i], xs[j]) && between(y, ys[i], ys[j]))
                return true;
            boolean crosses = ys[i] > y != ys[j] > y;
            if (crosses && side < 0 == ys[i] < ys[j])
                inside = !inside;
        }
        return inside;
    }

    private static boolean between(double v, double a, double b) {
        return v >= Math.min(a, b) && v <= Math.max(a, b);
    }

}
