package org.stroma.instruments.panel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.fcs.FcsDataSet;
import org.stroma.instruments.fcs.Parameter;
import org.stroma.instruments.gating.Dimension;
import org.stroma.instruments.gating.Gate;
import org.stroma.instruments.gating.Gating;
import org.stroma.instruments.gating.GatingDefinition;

/**
 * Per cent positive of each marker of a panel, such as the identity of mesenchymal stromal cells (Dominici et al. 2006,
 * doi:10.1080/14653240600855905: CD73, CD90, CD105 and the negative markers, each alone). A panel spread over several tubes
 * is measured tube by tube. Limits are the caller's.
 */
public final class MarkerPanel {

    private final FcsDataSet set;
    private final GatingDefinition definition;
    private final Gating gating;
    private final Problems problems;

    private MarkerPanel(FcsDataSet set, GatingDefinition definition, Problems problems) {
        this.set = set;
        this.definition = definition;
        this.problems = problems;
        gating = Gating.of(set, definition, problems);
    }

    /** The markers that could be measured, in the order asked; what could not becomes a problem of severity error. */
    public static List<MarkerResult> measure(FcsDataSet set, GatingDefinition definition, List<Marker> markers,
            Problems problems) {
        return new MarkerPanel(set, definition, problems).measure(markers);
    }

    private List<MarkerResult> measure(List<Marker> markers) {
        List<Marker> usable = new ArrayList<>();
        Set<String> gates = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Marker marker : markers) {
            if (!names.add(marker.name())) {
                problems.add(PanelProblem.MARKER_REPEATED, marker.name());
            } else if (isApplied(marker, marker.gate()) && isApplied(marker, population(marker))) {
                usable.add(marker);
                gates.add(marker.gate());
                Optional.ofNullable(population(marker)).ifPresent(gates::add);
            }
        }
        Map<String, BitSet> members = gating.members(gates);
        return usable.stream().map(marker -> result(marker, members)).toList();
    }

    private boolean isApplied(Marker marker, @Nullable String gate) {
        if (gate == null || gating.isApplicable(gate))
            return true;
        problems.add(PanelProblem.GATE_NOT_APPLIED, marker.name(), gate);
        return false;
    }

    private @Nullable String population(Marker marker) {
        Gate gate = definition.gates().get(marker.gate());
        return marker.findPopulation().or(() -> gate == null ? Optional.empty() : gate.findParent()).orElse(null);
    }

    private MarkerResult result(Marker marker, Map<String, BitSet> members) {
        String population = population(marker);
        BitSet positive = (BitSet) members.getOrDefault(marker.gate(), new BitSet()).clone();
        long events = set.events().count();
        if (population != null) {
            BitSet whole = members.getOrDefault(population, new BitSet());
            positive.and(whole);
            events = whole.cardinality();
        }
        if (events == 0)
            problems.add(PanelProblem.POPULATION_EMPTY, marker.name(), population == null ? "-" : population);
        List<String> channels = channels(marker.gate());
        List<String> stains = stains(channels);
        tellOtherStain(marker, stains);
        return new MarkerResult(marker.name(), marker.gate(), population, channels, stains, positive.cardinality(),
                events);
    }

    /** Channels of a gate; of a combination those of the gates it combines, each gate looked at once. */
    private List<String> channels(String id) {
        Set<String> channels = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>(Set.of(id));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            switch (definition.gates().get(open.remove())) {
                case Gate.Rectangle r -> r.axes().forEach(axis -> channels(axis.dimension()).forEach(channels::add));
                case Gate.Polygon p -> Stream.of(p.x(), p.y()).flatMap(this::channels).forEach(channels::add);
                case Gate.Ellipsoid e -> e.axes().stream().flatMap(this::channels).forEach(channels::add);
                case Gate.Combination c -> c.operands().stream().map(Gate.Operand::gate).filter(seen::add)
                        .forEach(open::add);
                case null -> {
                    // an unknown gate was told when gates were resolved
                }
            }
        }
        return List.copyOf(channels);
    }

    private Stream<String> channels(Dimension dimension) {
        return switch (dimension.source()) {
            case Dimension.Source.Channel channel -> Stream.of(channel.name());
            case Dimension.Source.RatioOf ratio -> Optional.ofNullable(definition.ratios().get(ratio.transformation()))
                    .stream().flatMap(r -> Stream.of(r.numerator(), r.denominator()));
        };
    }

    private List<String> stains(List<String> channels) {
        Set<String> stains = new LinkedHashSet<>();
        for (String channel : channels)
            set.find(channel).flatMap(Parameter::findLabel).ifPresent(stains::add);
        return List.copyOf(stains);
    }

    private void tellOtherStain(Marker marker, List<String> stains) {
        String name = bare(marker.name());
        boolean named = stains.isEmpty() || stains.stream().anyMatch(stain -> bare(stain).contains(name));
        if (!named)
            problems.add(PanelProblem.STAIN_DIFFERS, marker.name(), String.join(", ", stains));
    }

    private static String bare(String text) {
        return text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

}
