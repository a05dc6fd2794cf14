package org.stroma.instruments.gating;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.fcs.FcsDataSet;

/**
 * Applies gates to a data set, block by block, so that its memory does not grow with the events. Gates that cannot be
 * applied, and those that depend on them, are told and have no count; the others are applied. Not thread-safe.
 */
public final class Gating {

    private static final int LARGEST_BLOCK = 4_096;
    /** Values of all axes and gates together that are held at a time. */
    private static final int HELD = 1 << 20;

    private final FcsDataSet set;
    private final Axes axes;
    private final Problems problems;
    private final List<Region> regions = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> ids;

    private Gating(FcsDataSet set, GatingDefinition definition, Problems problems) {
        this.set = set;
        this.problems = problems;
        axes = new Axes(set, definition, problems);
        ids = List.copyOf(definition.gates().keySet());
    }

    /** Resolves gates against a data set; what cannot be resolved becomes a problem. */
    public static Gating of(FcsDataSet set, GatingDefinition definition, Problems problems) {
        Gating gating = new Gating(set, definition, problems);
        Set<String> left = new LinkedHashSet<>();
        for (Gate gate : GateOrder.sorted(definition.gates(), problems, left))
            gating.add(gate);
        return gating;
    }

    private void add(Gate gate) {
        Region region = switch (gate) {
            case Gate.Rectangle r -> Region.of(r, axes);
            case Gate.Polygon p -> Region.of(p, axes);
            case Gate.Ellipsoid e -> Region.of(e, axes);
            case Gate.Combination c -> combination(c);
        };
        Integer parent = gate.parent() == null ? Integer.valueOf(-1) : place(gate, gate.parent());
        if (region == null || parent == null)
            return;
        places.put(gate.id(), regions.size());
        regions.add(region.within(parent));
    }

    private @Nullable Region combination(Gate.Combination gate) {
        int[] operands = new int[gate.operands().size()];
        for (int i = 0; i < operands.length; i++) {
            Integer place = place(gate, gate.operands().get(i).gate());
            if (place == null)
                return null;
            operands[i] = place;
        }
        return Region.of(gate, operands);
    }

    private @Nullable Integer place(Gate gate, String reference) {
        Integer place = places.get(reference);
        if (place == null)
            problems.addOnce(GatingProblem.REFERENCE_UNKNOWN, gate.id(), reference);
        return place;
    }

    /** Ids of all gates in document order, those that cannot be applied included. */
    public List<String> ids() {
        return ids;
    }

    /** Whether a gate could be resolved. */
    public boolean isApplicable(String gate) {
        return places.containsKey(gate);
    }

    /**
     * How many events are in a gate.
     *
     * @param id of the gate
     * @param count null when the gate could not be applied
     */
    public record Count(String id, @Nullable Long count) {

        public OptionalLong find() {
            return count == null ? OptionalLong.empty() : OptionalLong.of(count);
        }
    }

    /** The events in each gate, in document order. */
    public List<Count> counts() {
        long[] counts = new long[regions.size()];
        forEachBlock((first, count, members) -> {
            for (int g = 0; g < counts.length; g++)
                for (int i = 0; i < count; i++)
                    counts[g] += members[g][i] ? 1 : 0;
        });
        List<Count> all = new ArrayList<>();
        for (String id : ids) {
            Integer place = places.get(id);
            all.add(new Count(id, place == null ? null : counts[place]));
        }
        return all;
    }

    /**
     * The events in some gates, by their numbers from 0.
     *
     * @throws IllegalArgumentException for a gate that is not there or could not be applied
     */
    public Map<String, BitSet> members(Collection<String> gates) {
        Map<String, BitSet> sets = new HashMap<>();
        for (String id : new HashSet<>(gates)) {
            if (!places.containsKey(id))
                throw new IllegalArgumentException("no applicable gate " + id);
            sets.put(id, new BitSet());
        }
        if (set.events().count() > Integer.MAX_VALUE)
            throw new IllegalStateException("more events than a bit set holds");
        forEachBlock((first, count, members) -> sets.forEach((id, bits) -> {
            boolean[] inside = members[places.getOrDefault(id, 0)];
            for (int i = 0; i < count; i++)
                if (inside[i])
                    bits.set((int) first + i);
        }));
        return sets;
    }

    private interface Visitor {

        void visit(long first, int count, boolean[][] members);
    }

    private void forEachBlock(Visitor visitor) {
        int block = Math.clamp(HELD / (axes.size() + regions.size() + 1L), 16, LARGEST_BLOCK);
        boolean[][] members = new boolean[regions.size()][block];
        axes.allocate(block);
        for (long first = 0; first < set.events().count(); first += block) {
            int count = (int) Math.min(block, set.events().count() - first);
            axes.move(first, count);
            for (int g = 0; g < members.length; g++)
                regions.get(g).apply(axes, members, count, members[g]);
            visitor.visit(first, count, members);
        }
    }

}
