package org.stroma.instruments.gating;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A gate; an event is in it when it is in its region and in its parent, if it has one. */
public sealed interface Gate {

    String id();

    /** Id of the gate this one lies in, null for all events. */
    @Nullable
    String parent();

    default Optional<String> findParent() {
        return Optional.ofNullable(parent());
    }

    /**
     * RectangleGate, and each quadrant of a QuadrantGate: inside when {@code min <= x < max} on every axis.
     *
     * @param axes at least one
     * @param quadrantOf id of the QuadrantGate, null for a rectangle
     */
    record Rectangle(String id, @Nullable String parent, List<Interval> axes,
            @Nullable String quadrantOf) implements Gate {

        public Rectangle {
            axes = List.copyOf(axes);
            if (axes.isEmpty())
                throw new IllegalArgumentException("no dimension");
        }
    }

    /**
     * An axis with its limits.
     *
     * @param min included, minus infinity when open
     * @param max not included, infinity when open
     */
    record Interval(Dimension dimension, double min, double max) {

        boolean contains(double x) {
            return x >= min && x < max;
        }
    }

    /** PolygonGate: inside by the even-odd rule, the border included. */
    record Polygon(String id, @Nullable String parent, Dimension x, Dimension y,
            List<Vertex> vertices) implements Gate {

        public Polygon {
            vertices = List.copyOf(vertices);
            if (vertices.size() < 3)
                throw new IllegalArgumentException("fewer than three vertices");
        }
    }

    /** A corner of a polygon. */
    record Vertex(double x, double y) {}

    /**
     * EllipsoidGate: inside when the squared Mahalanobis distance is at most {@code distanceSquare}.
     *
     * @param axes at least two
     * @param mean the centre
     * @param covariance positive definite, one row per axis
     */
    record Ellipsoid(String id, @Nullable String parent, List<Dimension> axes, List<Double> mean,
            List<List<Double>> covariance, double distanceSquare) implements Gate {

        public Ellipsoid {
            axes = List.copyOf(axes);
            mean = List.copyOf(mean);
            covariance = covariance.stream().map(List::copyOf).toList();
            int n = axes.size();
            if (n < 2 || mean.size() != n || covariance.size() != n
                    || covariance.stream().anyMatch(row -> row.size() != n))
                throw new IllegalArgumentException(
                        "mean and covariance must have as many numbers as there are dimensions, at least two");
            if (!(distanceSquare > 0))
                throw new IllegalArgumentException("distanceSquare must be above 0");
        }
    }

    /** BooleanGate over other gates, their parents included. */
    record Combination(String id, @Nullable String parent, Operator operator, List<Operand> operands) implements Gate {

        public Combination {
            operands = List.copyOf(operands);
            boolean fits = operator == Operator.NOT ? operands.size() == 1 : operands.size() >= 2;
            if (!fits)
                throw new IllegalArgumentException(operator + " of " + operands.size() + " gates");
        }
    }

    /** How gates are combined. */
    enum Operator {
        AND, OR, NOT
    }

    /**
     * A gate in a combination.
     *
     * @param gate its id
     * @param complement whether the events outside it are meant
     */
    record Operand(String gate, boolean complement) {}

}
