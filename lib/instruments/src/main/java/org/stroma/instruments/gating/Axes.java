package org.stroma.instruments.gating;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.Parameter;
import org.stroma.instruments.fcs.SpilloverReader;
import org.stroma.instruments.fcs.Unmixing;
import org.stroma.instruments.gating.Dimension.Source;

/**
 * The axes that gates ask for, resolved against one data set; each distinct axis is computed once per block of events, whoever
 * asks. Order of computation: scale values, compensation, ratio, transformation (Gating-ML 2.0, 4.2).
 */
final class Axes {

    /** How an axis is computed. */
    private sealed interface Step {

        record Measured(Parameter parameter) implements Step {}

        /** One fluorochrome; measured are the axes of the detectors. */
        record Unmixed(Unmixing unmixing, int fluorochrome, int[] measured) implements Step {}

        record RatioOf(Ratio ratio, int x, int y) implements Step {}

        record Transformed(DoubleUnaryOperator function, int of) implements Step {}
    }

    private final FcsDataSet set;
    private final GatingDefinition definition;
    private final Problems problems;
    private final Map<Object, Integer> known = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Optional<Unmixing> ofFile;
    private double[][] values = new double[0][];
    private long[] computedFor = new long[0];
    private long first;
    private int count;

    Axes(FcsDataSet set, GatingDefinition definition, Problems problems) {
        this.set = set;
        this.definition = definition;
        this.problems = problems;
    }

    int size() {
        return steps.size();
    }

    /** The index of an axis, or -1 when it cannot be computed, which is told. */
    int find(String gate, Dimension dimension) {
        int source = switch (dimension.source()) {
            case Source.Channel channel -> channel(gate, channel.name(), dimension.compensation());
            case Source.RatioOf ratio -> ratio(gate, ratio.transformation(), dimension.compensation());
        };
        String transformation = dimension.transformation();
        if (source < 0 || transformation == null)
            return source;
        Scale scale = definition.scales().get(transformation);
        if (scale == null) {
            problems.addOnce(GatingProblem.REFERENCE_UNKNOWN, gate, transformation);
            return -1;
        }
        return add(List.of(source, transformation), new Step.Transformed(scale.function(), source));
    }

    private int add(Object key, Step step) {
        return known.computeIfAbsent(key, k -> {
            steps.add(step);
            return steps.size() - 1;
        });
    }

    private int channel(String gate, String name, String compensation) {
        return switch (compensation) {
            case Dimension.UNCOMPENSATED -> measured(gate, name);
            case Dimension.OF_FILE -> ofFile(gate, name);
            default -> ofMatrix(gate, name, compensation);
        };
    }

    private int measured(String gate, String name) {
        Optional<Parameter> parameter = set.find(name);
        if (parameter.isEmpty()) {
            problems.addOnce(GatingProblem.CHANNEL_UNKNOWN, gate, name);
            return -1;
        }
        return add(parameter.get().number(), new Step.Measured(parameter.get()));
    }

    private int ofFile(String gate, String name) {
        Optional<Unmixing> known = ofFile;
        if (known == null) {
            known = SpilloverReader.find(set, problems);
            ofFile = known;
            if (known.isEmpty())
                problems.addOnce(GatingProblem.FILE_NOT_COMPENSATED);
        }
        int fluorochrome = known.map(u -> u.fluorochromes().indexOf(name)).orElse(-1);
        return fluorochrome < 0
                ? measured(gate, name)
                : unmixed(gate, Dimension.OF_FILE, known.orElseThrow(), fluorochrome);
    }

    private int ofMatrix(String gate, String name, String matrix) {
        Unmixing unmixing = definition.matrices().get(matrix);
        if (unmixing == null) {
            problems.addOnce(GatingProblem.REFERENCE_UNKNOWN, gate, matrix);
            return -1;
        }
        int fluorochrome = unmixing.fluorochromes().indexOf(name);
        if (fluorochrome >= 0)
            return unmixed(gate, matrix, unmixing, fluorochrome);
        if (set.find(name).isPresent())
            problems.addOnce(GatingProblem.CHANNEL_NOT_COMPENSATED, gate, name);
        return measured(gate, name);
    }

    private int unmixed(String gate, String matrix, Unmixing unmixing, int fluorochrome) {
        int[] detectors = new int[unmixing.detectors().size()];
        for (int d = 0; d < detectors.length; d++) {
            detectors[d] = measured(gate, unmixing.detectors().get(d));
            if (detectors[d] < 0)
                return -1;
        }
        return add(List.of("unmixed", matrix, fluorochrome), new Step.Unmixed(unmixing, fluorochrome, detectors));
    }

    private int ratio(String gate, String id, String compensation) {
        Ratio ratio = definition.ratios().get(id);
        if (ratio == null) {
            problems.addOnce(GatingProblem.REFERENCE_UNKNOWN, gate, id);
            return -1;
        }
        int x = channel(gate, ratio.numerator(), compensation);
        int y = channel(gate, ratio.denominator(), compensation);
        return x < 0 || y < 0 ? -1 : add(List.of("ratio", id, compensation), new Step.RatioOf(ratio, x, y));
    }

    /** Makes room for blocks of a size. */
    void allocate(int block) {
        values = new double[steps.size()][block];
        computedFor = new long[steps.size()];
    }

    /** Turns to a block of events. */
    void move(long firstEvent, int events) {
        first = firstEvent;
        count = events;
    }

    /** The values of an axis for the current block. */
    double[] values(int axis) {
        double[] into = values[axis];
        if (computedFor[axis] == first + 1)
            return into;
        switch (steps.get(axis)) {
            case Step.Measured measured -> {
                set.events().read(measured.parameter().number() - 1, first, count, into);
                measured.parameter().amplifier().scale(into, count);
            }
            case Step.Unmixed unmixed -> unmixed.unmixing().apply(unmixed.fluorochrome(), values(unmixed.measured()),
                    count, into);
            case Step.RatioOf of -> {
                double[] x = values(of.x());
                double[] y = values(of.y());
                for (int i = 0; i < count; i++)
                    into[i] = of.ratio().apply(x[i], y[i]);
            }
            case Step.Transformed transformed -> {
                double[] of = values(transformed.of());
                for (int i = 0; i < count; i++)
                    into[i] = transformed.function().applyAsDouble(of[i]);
            }
        }
        computedFor[axis] = first + 1;
        return into;
    }

    double[][] values(int[] axes) {
        double[][] all = new double[axes.length][];
        for (int i = 0; i < axes.length; i++)
            all[i] = values(axes[i]);
        return all;
    }

}
