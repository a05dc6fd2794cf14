package org.stroma.instruments.qpcr;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.qpcr.Derivation.Group;
import org.stroma.instruments.qpcr.Derivation.Source;

/**
 * Writes the numbers a software calculated from reactions as calculated data documents that name their sources. A number
 * shared by replicates is told once. A document stands before those it was calculated from, and none is repeated.
 */
public final class Calculations {

    /** Whose number it is: a sample, a target, a reaction, as far as the group tells them apart. */
    private record Key(@Nullable String sample, String target, @Nullable String reaction) {}

    /** What makes two numbers the same. */
    private record Name(String name, String column, Key key) {}

    private record Calculated(String identifier, String name, BigDecimal value, List<From> sources) {}

    /** A source of a number: a measurement, or another number. */
    private record From(DataSource source, @Nullable Calculated calculated) {}

    private final AsmBuilder asm;
    private final Map<Key, List<Reaction>> singles = new LinkedHashMap<>();
    private final Map<Key, List<Reaction>> replicates = new LinkedHashMap<>();
    private final Map<Key, List<Reaction>> standards = new LinkedHashMap<>();
    private final Map<Name, Optional<Calculated>> known = new HashMap<>();
    private final Set<Calculated> told = Collections.newSetFromMap(new IdentityHashMap<>());

    private Calculations(AsmBuilder asm, List<Reaction> reactions) {
        this.asm = asm;
        Map<String, Map<String, List<Reaction>>> bySample = new LinkedHashMap<>();
        for (Reaction reaction : reactions) {
            bySample.computeIfAbsent(reaction.sample(), s -> new LinkedHashMap<>())
                    .computeIfAbsent(reaction.target(), t -> new ArrayList<>())
                    .add(reaction);
            if (reaction.standard())
                standards.computeIfAbsent(new Key(null, reaction.target(), null), k -> new ArrayList<>()).add(reaction);
        }
        bySample.forEach((sample, targets) -> targets.forEach((target, group) -> {
            replicates.put(new Key(sample, target, null), group);
            group.forEach(one -> singles.put(new Key(sample, target, one.identifier()), List.of(one)));
        }));
    }

    /** Adds a document for each group of reactions that has the number, of each derivation in turn. */
    public static void add(AsmBuilder asm, List<Reaction> reactions, List<Derivation> derivations) {
        Calculations calculations = new Calculations(asm, reactions);
        List<Calculated> roots = new ArrayList<>();
        for (Derivation derivation : derivations)
            for (Key key : calculations.keys(derivation.group()))
                calculations.find(derivation, key).ifPresent(roots::add);
        roots.forEach(calculations::tell);
    }

    private void tell(Calculated calculated) {
        if (!told.add(calculated))
            return;
        asm.addCalculation(AsmBuilder.calculation(calculated.identifier, calculated.name, calculated.value,
                AsmBuilder.UNITLESS, calculated.sources.stream().map(From::source).toList()));
        for (From from : calculated.sources)
            if (from.calculated != null)
                tell(from.calculated);
    }

    private Map<Key, List<Reaction>> groups(Group group) {
        return switch (group) {
            case Group.Single() -> singles;
            case Group.Standards() -> standards;
            case Group.Replicates all -> replicates;
        };
    }

    private List<Key> keys(Group group) {
        List<Key> keys = new ArrayList<>(groups(group).keySet());
        if (group instanceof Group.Replicates all && all.without() != null)
            keys.removeIf(key -> key.target.equals(all.without()));
        return keys;
    }

    /** The keys of a group that belong to what is calculated for another key. */
    private List<Key> keys(Group group, Key of) {
        return switch (group) {
            case Group.Single() -> of.reaction != null ? List.of(of) : reactionsOf(of);
            case Group.Standards() -> List.of(new Key(null, of.target, null));
            case Group.Replicates all -> List.of(new Key(all.sample() == null ? of.sample : all.sample(),
                    all.target() == null ? of.target : all.target(), null));
        };
    }

    private List<Key> reactionsOf(Key key) {
        return replicates.getOrDefault(key, List.of())
                .stream()
                .map(reaction -> new Key(key.sample, key.target, reaction.identifier()))
                .toList();
    }

    private Optional<Calculated> find(Derivation derivation, Key key) {
        Name name = new Name(derivation.name(), derivation.column(), key);
        Optional<Calculated> found = known.get(name);
        if (found == null) {
            found = Optional.ofNullable(calculate(derivation, key));
            known.put(name, found);
        }
        return found;
    }

    private @Nullable Calculated calculate(Derivation derivation, Key key) {
        List<Reaction> reactions = groups(derivation.group()).getOrDefault(key, List.of());
        BigDecimal value = reactions.isEmpty() ? null : reactions.getFirst().value(derivation.column());
        if (value == null)
            return null;
        List<From> all = new ArrayList<>();
        for (Source source : derivation.sources()) {
            List<From> found = sources(source, key, reactions);
            if (found.isEmpty() && source instanceof Source.Measured measured && measured.required())
                return null;
            all.addAll(found);
        }
        return all.isEmpty() ? null : new Calculated(asm.nextId(), derivation.name(), value, all);
    }

    private List<From> sources(Source source, Key key, List<Reaction> reactions) {
        return switch (source) {
            case Source.Measured measured -> reactions.stream()
                    .filter(reaction -> reaction.value(measured.column()) != null)
                    .map(reaction -> new From(new DataSource(reaction.identifier(), measured.feature()), null))
                    .toList();
            case Source.Derived(Derivation from) -> derived(from, key);
        };
    }

    private List<From> derived(Derivation derivation, Key of) {
        List<From> all = new ArrayList<>();
        for (Key key : keys(derivation.group(), of)) {
            Calculated found = find(derivation, key).orElse(null);
            if (found != null)
                all.add(new From(new DataSource(found.identifier, found.name), found));
            else if (derivation.transparent())
                for (Source source : derivation.sources())
                    all.addAll(sources(source, key, groups(derivation.group()).getOrDefault(key, List.of())));
        }
        return all;
    }

}
