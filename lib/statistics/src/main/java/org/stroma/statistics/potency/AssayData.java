package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;

/** The responses of an assay that can be used: transformed, the standard first, lost ones counted. */
final class AssayData {
    static final String PREPARATION = "preparation";
    static final String TREATMENT = "treatment";

    private final List<Observation> observations;
    private final double[] responses;
    private final List<Note> warnings = new ArrayList<>();
    private final PotencySettings settings;

    private AssayData(List<Observation> observations, PotencySettings settings) {
        this.observations = observations;
        this.settings = settings;
        this.responses = observations.stream().mapToDouble(o -> settings.transformation().apply(response(o))).toArray();
    }

    /**
     * Prepares the data.
     *
     * @throws StatisticsRefusal {@code potency-no-data}, {@code potency-no-standard}, {@code potency-no-test-preparation},
     *         {@code potency-block-missing}, {@code potency-no-variation}
     */
    static AssayData of(List<Observation> given, PotencySettings settings) {
        List<Observation> usable = new ArrayList<>(given);
        usable.removeIf(observation -> observation.response() == null);
        if (usable.isEmpty()) {
            throw StatisticsRefusal.of("potency-no-data");
        }
        usable.sort(Comparator.comparing(observation -> !observation.preparation().equals(settings.standard())));
        AssayData data = new AssayData(usable, settings);
        data.requireComparison();
        if (usable.size() < given.size()) {
            data.warnings.add(Note.of("potency-missing-left-out", "count", given.size() - usable.size()));
        }
        return data;
    }

    private void requireComparison() {
        if (!observations.getFirst().preparation().equals(settings.standard())) {
            throw StatisticsRefusal.of("potency-no-standard", "standard", settings.standard());
        }
        if (preparations().size() < 2) {
            throw StatisticsRefusal.of("potency-no-test-preparation", "standard", settings.standard());
        }
        boolean blocked = settings.design() != AssayDesign.COMPLETELY_RANDOMISED;
        if (blocked && observations.stream().anyMatch(o -> o.block() == null)) {
            throw StatisticsRefusal.of("potency-block-missing", "design", settings.design().code());
        }
        if (settings.design() == AssayDesign.LATIN_SQUARE && observations.stream().anyMatch(o -> o.column() == null)) {
            throw StatisticsRefusal.of("potency-column-missing", "design", settings.design().code());
        }
        if (java.util.Arrays.stream(responses).allMatch(value -> value == responses[0])) {
            throw StatisticsRefusal.of("potency-no-variation");
        }
    }

    private static double response(Observation observation) {
        return Objects.requireNonNull(observation.response());
    }

    List<Observation> observations() {
        return observations;
    }

    double[] responses() {
        return responses.clone();
    }

    List<Note> warnings() {
        return List.copyOf(warnings);
    }

    PotencySettings settings() {
        return settings;
    }

    /** Preparations in order of appearance, the standard first; blanks belong to none. */
    List<String> preparations() {
        return observations.stream().filter(o -> o.dose() > 0).map(Observation::preparation).distinct().toList();
    }

    /** Mean over the dosed responses of a preparation of something made of observation and transformed response. */
    double meanOver(String preparation, ToDoubleBiFunction<Observation, Double> value) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < responses.length; i++) {
            Observation observation = observations.get(i);
            if (observation.preparation().equals(preparation) && observation.dose() > 0) {
                sum += value.applyAsDouble(observation, responses[i]);
                count++;
            }
        }
        return sum / count;
    }

    /** Number of different doses of a preparation, blanks not counted. */
    long doses(String preparation) {
        return observations.stream().filter(o -> o.preparation().equals(preparation) && o.dose() > 0)
                .mapToDouble(Observation::dose).distinct().count();
    }

    /** Refuses {@code potency-too-few-doses} unless every preparation has at least so many doses. */
    void requireDoses(int needed) {
        for (String preparation : preparations()) {
            if (doses(preparation) < needed) {
                throw StatisticsRefusal.of("potency-too-few-doses", "preparation", preparation, "found",
                        doses(preparation),
                        "needed", needed);
            }
        }
    }

    /** Refuses {@code potency-blank-without-curve} when a response at dose zero is listed under a name without any dose. */
    void requireBlanksOfACurve() {
        for (Observation observation : observations) {
            if (!preparations().contains(observation.preparation())) {
                throw StatisticsRefusal.of("potency-blank-without-curve", "preparation", observation.preparation());
            }
        }
    }

    /** Frame with block, column and treatment (preparation with dose) as the design asks. */
    ModelFrame frame() {
        ModelFrame frame = ModelFrame.of(observations.size());
        if (settings.design() != AssayDesign.COMPLETELY_RANDOMISED) {
            frame.factor(blockName(), labels(Observation::block));
        }
        if (settings.design() == AssayDesign.LATIN_SQUARE) {
            frame.factor("columns", labels(Observation::column));
        }
        return frame.factor(TREATMENT, observations.stream().map(AssayData::treatment).toList());
    }

    private List<String> labels(Function<Observation, @Nullable String> part) {
        return observations.stream().map(observation -> String.valueOf(part.apply(observation))).toList();
    }

    private String blockName() {
        return settings.design() == AssayDesign.LATIN_SQUARE ? "rows" : "blocks";
    }

    /** Intercept and the terms of the design. */
    List<Term> designTerms() {
        List<Term> terms = new ArrayList<>(List.of(Term.INTERCEPT));
        if (settings.design() != AssayDesign.COMPLETELY_RANDOMISED) {
            terms.add(Term.of(blockName()));
        }
        if (settings.design() == AssayDesign.LATIN_SQUARE) {
            terms.add(Term.of("columns"));
        }
        return terms;
    }

    private static String treatment(Observation observation) {
        return observation.dose() == 0 ? "blank" : observation.preparation() + "@" + observation.dose();
    }
}
