package org.stroma.instruments.designanalysis;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.qpcr.Derivation;
import org.stroma.instruments.qpcr.Derivation.Group;
import org.stroma.instruments.qpcr.Derivation.Source;

/** Kinds of experiments, told by the sheets and the plug-ins that made them, and how their numbers follow. */
enum Experiment {

    STANDARD_CURVE("standard curve qPCR experiment", "Standard Curve", "Standard Curve Result"),
    RELATIVE("relative standard curve qPCR experiment", "Relative Quantification", "RQ Replicate Group Result"),
    GENOTYPING("genotyping qPCR experiment", "Genotyping", "Genotyping Result"),
    MELT_CURVE("melt curve qPCR experiment", "", "Melt Curve Raw"),
    PRESENCE("presence/absence qPCR experiment", "Presence Absence", "Target Call"),
    PRIMARY("primary analysis experiment", "Primary Analysis", "Results");

    private static final Source THRESHOLD = new Source.Measured("cycle threshold result", "ct", true);
    private static final Source REPORTER = new Source.Measured("normalized reporter result", "rn", false);
    private static final Derivation INTERCEPT = new Derivation("y intercept", "y intercept", Group.STANDARDS,
            THRESHOLD);
    private static final Derivation SLOPE = new Derivation("slope", "slope", Group.STANDARDS, THRESHOLD);
    private static final Derivation QUANTITY = single("quantity", "quantity", THRESHOLD, INTERCEPT.asSource(),
            SLOPE.asSource());
    private static final Derivation SCORE = single("amplification score", "amp score", THRESHOLD);
    private static final Derivation CONFIDENCE = single("cq confidence", "cq confidence", THRESHOLD);
    private static final Derivation QUANTITY_MEAN = replicates("quantity mean", "quantity mean", QUANTITY.asSource());
    private static final Derivation CT_MEAN = replicates("ct mean", "cq mean", THRESHOLD);
    private static final Derivation CT_SD = replicates("ct sd", "cq sd", THRESHOLD);
    private static final Derivation CT_SE = replicates("ct se", "cq se", THRESHOLD);

    private final String term;
    private final String plugin;
    private final String sheet;

    Experiment(String term, String plugin, String sheet) {
        this.term = term;
        this.plugin = plugin;
        this.sheet = sheet;
    }

    private static Derivation single(String name, String column, Source... sources) {
        return new Derivation(name, column, Group.SINGLE, sources);
    }

    private static Derivation replicates(String name, String column, Source... sources) {
        return new Derivation(name, column, Group.REPLICATES, sources);
    }

    /** What the document calls it. */
    String term() {
        return term;
    }

    /** The sheet that only this kind has. */
    String sheet() {
        return sheet;
    }

    /** The first kind that has its sheet and, when plug-ins are named, its plug-in; null when none fits. */
    static @Nullable Experiment find(DesignAnalysisBook book, @Nullable String plugins) {
        return Stream.of(values())
                .filter(one -> book.tables().containsKey(one.sheet)
                        && (plugins == null || plugins.contains(one.plugin)))
                .filter(one -> one != MELT_CURVE || book.tables().containsKey("Melt Curve Result"))
                .findFirst()
                .orElse(null);
    }

    /** The numbers of its documents in their order. */
    List<Derivation> derivations(@Nullable String referenceSample, @Nullable String referenceTarget) {
        return switch (this) {
            case STANDARD_CURVE -> List.of(QUANTITY, SCORE, CONFIDENCE, QUANTITY_MEAN,
                    replicates("quantity sd", "quantity sd", QUANTITY.asSource()), CT_MEAN, CT_SD, INTERCEPT,
                    new Derivation("r^2", "r2", Group.STANDARDS, THRESHOLD), SLOPE,
                    new Derivation("efficiency", "efficiency", Group.STANDARDS, THRESHOLD),
                    single("standard deviation", "standard deviation", THRESHOLD),
                    single("standard error", "standard error", THRESHOLD));
            case RELATIVE -> relative(referenceSample, referenceTarget);
            case PRESENCE -> List.of(single("quantity", "quantity", THRESHOLD), SCORE, CONFIDENCE,
                    replicates("rn mean", "rn mean", REPORTER), replicates("rn sd", "rn sd", REPORTER));
            case PRIMARY -> List.of(CT_MEAN, CT_SD, CT_SE);
            case GENOTYPING, MELT_CURVE -> List.of();
        };
    }

    private static List<Derivation> relative(@Nullable String sample, @Nullable String target) {
        Group reference = Group.ofTarget(target);
        Source equivalent = replicates("equivalent ct mean", "eqcq mean", CT_MEAN.asSource()).asSource();
        String adjusted = "adjusted equivalent ct mean";
        Source own = replicates(adjusted, "adjusted eqcq mean", equivalent).orItsSources().asSource();
        Source other = new Derivation(adjusted, "adjusted eqcq mean", reference, equivalent).orItsSources().asSource();
        String delta = "delta equivalent ct mean";
        Derivation rq = replicates("rq", "rq",
                replicates("delta delta equivalent ct", "delta delta eqcq",
                        replicates(delta, "delta eqcq mean", own, other).asSource(),
                        new Derivation(delta, "delta eqcq mean", Group.ofSample(sample), own, other).asSource())
                        .asSource());
        Derivation relative = replicates("relative rq", "rq", QUANTITY_MEAN.asSource());
        return List.of(QUANTITY, SCORE, CONFIDENCE, CT_MEAN, CT_SD,
                replicates("delta equivalent ct sd", "delta eqcq sd", CT_SD.asSource(),
                        new Derivation("ct sd", "cq sd", reference, THRESHOLD).asSource()),
                replicates("delta equivalent ct se", "delta eqcq se", CT_SE.asSource(),
                        new Derivation("ct se", "cq se", reference, THRESHOLD).asSource()),
                replicates("relative rq min", "rq min", relative.asSource()),
                replicates("relative rq max", "rq max", relative.asSource()),
                new Derivation("rq min", "rq min", Group.without(target), rq.asSource()),
                new Derivation("rq max", "rq max", Group.without(target), rq.asSource()));
    }

}
