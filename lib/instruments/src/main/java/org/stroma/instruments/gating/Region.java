package org.stroma.instruments.gating;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.gating.Gate.Interval;

/** A gate resolved to axes and to other gates by their place; applied to a block of events at a time. */
final class Region {

    /** Says for each event of the current block whether it is inside. */
    private interface Test {

        void apply(Axes axes, boolean[][] others, int count, boolean[] into);
    }

    private final Test test;
    private final int parent;

    private Region(Test test, int parent) {
        this.test = test;
        this.parent = parent;
    }

    /** The same inside another gate, -1 for all events. */
    Region within(int place) {
        return new Region(test, place);
    }

    void apply(Axes axes, boolean[][] members, int count, boolean[] into) {
        test.apply(axes, members, count, into);
        if (parent >= 0)
            for (int i = 0; i < count; i++)
                into[i] &= members[parent][i];
    }

    /** Null when an axis cannot be computed. */
    static @Nullable Region of(Gate.Rectangle gate, Axes axes) {
        Interval[] intervals = gate.axes().toArray(Interval[]::new);
        int[] at = new int[intervals.length];
        for (int a = 0; a < at.length; a++) {
            at[a] = axes.find(gate.id(), intervals[a].dimension());
            if (at[a] < 0)
                return null;
        }
        return new Region((known, others, count, into) -> {
            double[][] values = known.values(at);
            for (int i = 0; i < count; i++) {
                boolean inside = true;
                for (int a = 0; a < at.length && inside; a++)
                    inside = intervals[a].contains(values[a][i]);
                into[i] = inside;
            }
        }, -1);
    }

    static @Nullable Region of(Gate.Polygon gate, Axes axes) {
        int x = axes.find(gate.id(), gate.x());
        int y = axes.find(gate.id(), gate.y());
        if (x < 0 || y < 0)
            return null;
        Outline outline = new Outline(gate.vertices());
        return new Region((known, others, count, into) -> {
            double[] xs = known.values(x);
            double[] ys = known.values(y);
            for (int i = 0; i < count; i++)
                into[i] = outline.contains(xs[i], ys[i]);
        }, -1);
    }

    static @Nullable Region of(Gate.Ellipsoid gate, Axes axes) {
        int[] at = new int[gate.axes().size()];
        for (int a = 0; a < at.length; a++) {
            at[a] = axes.find(gate.id(), gate.axes().get(a));
            if (at[a] < 0)
                return null;
        }
        Ellipse ellipse = Ellipse.of(gate);
        return new Region((known, others, count, into) -> {
            double[][] values = known.values(at);
            for (int i = 0; i < count; i++)
                into[i] = ellipse.contains(values, i);
        }, -1);
    }

    /** @param places of the operands, all applied before this gate */
    static Region of(Gate.Combination gate, int[] places) {
        boolean[] complement = new boolean[places.length];
        for (int k = 0; k < places.length; k++)
            complement[k] = gate.operands().get(k).complement();
        return new Region((known, others, count, into) -> {
            for (int i = 0; i < count; i++)
                into[i] = switch (gate.operator()) {
                    case AND -> all(others, places, complement, i);
                    case OR -> any(others, places, complement, i);
                    case NOT -> !any(others, places, complement, i);
                };
        }, -1);
    }

    private static boolean all(boolean[][] members, int[] places, boolean[] complement, int event) {
        for (int k = 0; k < places.length; k++)
            if (members[places[k]][event] == complement[k])
                return false;
        return true;
    }

    private static boolean any(boolean[][] members, int[] places, boolean[] complement, int event) {
        for (int k = 0; k < places.length; k++)
            if (members[places[k]][event] != complement[k])
                return true;
        return false;
    }

}
