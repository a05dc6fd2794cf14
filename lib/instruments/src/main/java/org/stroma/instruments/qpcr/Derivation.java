package org.stroma.instruments.qpcr;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a printed number follows from others: its name in the document, its column in the file, the reactions it belongs to,
 * and what it was calculated from.
 *
 * @param name of the calculated data document
 * @param column name of the number among the values of a {@link Reaction}
 * @param group which reactions share one number
 * @param sources what it was calculated from; without any of them it is not told
 * @param transparent whether, where the number is absent, what follows from it follows from its sources instead
 */
public record Derivation(String name, String column, Group group, List<Source> sources, boolean transparent) {

    public Derivation {
        sources = List.copyOf(sources);
    }

    public Derivation(String name, String column, Group group, Source... sources) {
        this(name, column, group, List.of(sources), false);
    }

    /** The same number where it is absent: what follows from it then follows from its sources. */
    public Derivation orItsSources() {
        return new Derivation(name, column, group, sources, true);
    }

    /** Which reactions share one number. */
    public sealed interface Group {

        /** Each reaction has its own. */
        record Single() implements Group {}

        /** All reactions of a target that are standards. */
        record Standards() implements Group {}

        /**
         * All reactions of a sample and a target.
         *
         * @param sample taken instead of the sample of what follows from it; null for that sample itself
         * @param target taken likewise
         * @param without a target that has no such number
         */
        record Replicates(@Nullable String sample, @Nullable String target, @Nullable String without)
                implements
                    Group {}

        /** Group of a value printed per reaction. */
        Group SINGLE = new Single();

        /** Group of a value of the standard curve. */
        Group STANDARDS = new Standards();

        /** Group of a value printed for all replicates. */
        Group REPLICATES = new Replicates(null, null, null);

        /** The replicates of a target in the same sample; no group at all when the target is unknown. */
        static Group ofTarget(@Nullable String target) {
            return new Replicates(null, target == null ? "" : target, null);
        }

        /** The replicates of the same target in a sample; the same sample when it is unknown. */
        static Group ofSample(@Nullable String sample) {
            return new Replicates(sample, null, null);
        }

        /** All replicates but those of a target. */
        static Group without(@Nullable String target) {
            return new Replicates(null, null, target);
        }

    }

    /** What a number was calculated from. */
    public sealed interface Source {

        /**
         * What was measured of each reaction of the group.
         *
         * @param feature name in the document
         * @param column name among the values of a {@link Reaction}
         * @param required whether nothing can follow where no reaction has it
         */
        record Measured(String feature, String column, boolean required) implements Source {}

        /** Another number; null stands for none. */
        record Derived(Derivation from) implements Source {}

    }

    /** This number as the source of another. */
    public Source asSource() {
        return new Source.Derived(this);
    }

}
