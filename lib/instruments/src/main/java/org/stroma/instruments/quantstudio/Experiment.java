package org.stroma.instruments.quantstudio;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.qpcr.Derivation;
import org.stroma.instruments.qpcr.Derivation.Group;
import org.stroma.instruments.qpcr.Derivation.Source;

/** Kinds of experiments, and how the numbers printed for each follow from one another. */
enum Experiment {

    STANDARD_CURVE("Standard Curve", "standard curve qPCR experiment"),
    RELATIVE_STANDARD_CURVE("Relative Standard Curve", "relative standard curve qPCR experiment"),
    COMPARATIVE("Comparative C", "comparative CT qPCR experiment"),
    MELT_CURVE("Melt Curve", "melt curve qPCR experiment"),
    GENOTYPING("Genotyping", "genotyping qPCR experiment"),
    PRESENCE("Presence/Absence", "presence/absence qPCR experiment");

    private static final Source THRESHOLD = new Source.Measured("cycle threshold result", "ct", false);
    private static final Source REPORTER = new Source.Measured("normalized reporter result", "rn", false);
    private static final Derivation INTERCEPT = new Derivation("y intercept", "y intercept", Group.STANDARDS,
            THRESHOLD);
    private static final Derivation SLOPE = new Derivation("slope", "slope", Group.STANDARDS, THRESHOLD);
    private static final Derivation QUANTITY = new Derivation("quantity", "quantity", Group.SINGLE, THRESHOLD,
            INTERCEPT.asSource(), SLOPE.asSource());
    private static final Derivation SCORE = new Derivation("amplification score", "amp score", Group.SINGLE, THRESHOLD);
    private static final Derivation CONFIDENCE = new Derivation("cq confidence", "cq conf", Group.SINGLE, THRESHOLD);
    private static final Derivation QUANTITY_MEAN = new Derivation("quantity mean", "quantity mean", Group.REPLICATES,
            QUANTITY.asSource());
    private static final Derivation QUANTITY_SD = new Derivation("quantity sd", "quantity sd", Group.REPLICATES,
            QUANTITY.asSource());
    private static final Derivation CT_MEAN = new Derivation("ct mean", "ct mean", Group.REPLICATES, THRESHOLD);
    private static final Derivation CT_SD = new Derivation("ct sd", "ct sd", Group.REPLICATES, THRESHOLD);
    private static final List<Derivation> COMMON = List.of(QUANTITY, SCORE, CONFIDENCE, QUANTITY_MEAN, QUANTITY_SD,
            CT_MEAN, CT_SD);
    private static final List<Derivation> CURVE = List.of(INTERCEPT,
            new Derivation("r^2", "r squared", Group.STANDARDS, THRESHOLD), SLOPE,
            new Derivation("efficiency", "efficiency", Group.STANDARDS, THRESHOLD));

    private final String printed;
    private final String term;

    Experiment(String printed, String term) {
        this.printed = printed;
        this.term = term;
    }

    /** What the document calls it. */
    String term() {
        return term;
    }

    /** The experiment a file names; the sign after the C of a comparative one varies with the software. */
    static Optional<Experiment> find(String text) {
        return Stream.of(values())
                .filter(one -> one == COMPARATIVE ? text.startsWith(one.printed) : text.equalsIgnoreCase(one.printed))
                .findFirst();
    }

    /** Whether its results are relative to a reference. */
    boolean isRelative() {
        return this == COMPARATIVE || this == RELATIVE_STANDARD_CURVE;
    }

    /** The numbers of its documents in their order. */
    List<Derivation> derivations(@Nullable String referenceSample, @Nullable String referenceTarget) {
        return switch (this) {
            case STANDARD_CURVE -> join(COMMON, CURVE);
            case RELATIVE_STANDARD_CURVE -> join(COMMON, relative(), CURVE);
            case COMPARATIVE -> join(COMMON, comparative(referenceSample, referenceTarget));
            case PRESENCE -> List.of(new Derivation("quantity", "quantity", Group.SINGLE, THRESHOLD), SCORE,
                    CONFIDENCE, new Derivation("rn mean", "rn mean", Group.REPLICATES, REPORTER),
                    new Derivation("rn sd", "rn sd", Group.REPLICATES, REPORTER));
            case MELT_CURVE, GENOTYPING -> List.of();
        };
    }

    private static List<Derivation> relative() {
        Derivation rq = new Derivation("relative rq", "rq", Group.REPLICATES, QUANTITY_MEAN.asSource());
        return List.of(new Derivation("relative rq min", "rq min", Group.REPLICATES, rq.asSource()),
                new Derivation("relative rq max", "rq max", Group.REPLICATES, rq.asSource()));
    }

    private static List<Derivation> comparative(@Nullable String sample, @Nullable String target) {
        Source referenceMean = new Derivation("ct mean", "ct mean", Group.ofTarget(target), THRESHOLD).asSource();
        Source delta = new Derivation("delta ct mean", "delta ct mean", Group.REPLICATES, CT_MEAN.asSource(),
                referenceMean).asSource();
        Source referenceDelta = new Derivation("delta ct mean", "delta ct mean", Group.ofSample(sample),
                CT_MEAN.asSource(), referenceMean).asSource();
        Derivation rq = new Derivation("rq", "rq", Group.REPLICATES,
                new Derivation("delta delta ct", "delta delta ct", Group.REPLICATES, delta, referenceDelta).asSource());
        return List.of(
                new Derivation("delta ct se", "delta ct se", Group.REPLICATES, CT_MEAN.asSource(), referenceMean),
                new Derivation("rq min", "rq min", Group.without(target), rq.asSource()),
                new Derivation("rq max", "rq max", Group.without(target), rq.asSource()));
    }

    @SafeVarargs
    private static List<Derivation> join(List<Derivation>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

}
