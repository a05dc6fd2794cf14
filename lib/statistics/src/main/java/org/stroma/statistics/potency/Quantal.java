package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import org.hipparchus.exception.MathRuntimeException;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.linear.Coding;
import org.stroma.statistics.model.linear.LinearFit;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;
import org.stroma.statistics.numeric.Fieller;
import org.stroma.statistics.numeric.Tails;
import org.stroma.statistics.potency.ValidityTest.Expectation;

/**
 * Quantal assay: the share responding follows a probit or logit line in the logarithm of the dose, parallel for all
 * preparations.
 *
 * <p>With the standard alone there is no potency, only its effective dose.
 *
 * <p>Tests split the weighted squares of the last step of the parallel fit against the theoretical variance of one, as in Ph.
 * Eur. 5.3, section 4.2.2. Limits by Fieller with the normal quantile; when deviations from the lines are significant, with
 * their mean square and Student's t (section 4.2.4), and a warning says so.
 */
public final class Quantal {
    private static final String LOG_DOSE = "regression";
    private static final String PREPARATIONS = "preparations";
    private static final String LINES = PREPARATIONS + ":" + LOG_DOSE;
    private static final int WIDENINGS = 60;

    private final List<Observation> groups;
    private final PotencySettings settings;
    private final QuantalLink link;
    private final List<Note> warnings = new ArrayList<>();
    private final double[] responding;
    private final double[] tested;

    private Quantal(List<Observation> given, PotencySettings settings, QuantalLink link) {
        this.groups = new ArrayList<>(given);
        this.groups.removeIf(group -> group.response() == null || group.groupSize() == null);
        this.groups.sort(Comparator.comparing(group -> !group.preparation().equals(settings.standard())));
        this.settings = settings;
        this.link = link;
        this.responding = groups.stream().mapToDouble(group -> Objects.requireNonNull(group.response())).toArray();
        this.tested = groups.stream().mapToDouble(group -> Objects.requireNonNull(group.groupSize())).toArray();
        if (groups.isEmpty()) {
            throw StatisticsRefusal.of("potency-no-data");
        }
        if (groups.stream().anyMatch(group -> group.dose() == 0)) {
            throw StatisticsRefusal.of("potency-dose-zero", "model", link.code());
        }
        if (groups.size() < given.size()) {
            warnings.add(Note.of("potency-missing-left-out", "count", given.size() - groups.size()));
        }
        for (int i = 0; i < groups.size(); i++) {
            if (responding[i] != Math.rint(responding[i]) || tested[i] != Math.rint(tested[i])) {
                warnings.add(Note.of("quantal-counts-not-whole", "responding", responding[i], "tested", tested[i]));
                break;
            }
        }
    }

    /**
     * Analyses an assay.
     *
     * @throws StatisticsRefusal {@code potency-no-standard}, {@code potency-no-slope},
     *         {@code potency-transformation-impossible}, {@code potency-design-impossible} and those of {@link QuantalFit#of}
     */
    public static PotencyResult analyse(List<Observation> observations, PotencySettings settings, QuantalLink link) {
        if (settings.design() != AssayDesign.COMPLETELY_RANDOMISED) {
            throw StatisticsRefusal.of("potency-design-impossible", "model", link.code(), "design",
                    settings.design().code());
        }
        if (settings.transformation() != ResponseTransformation.NONE) {
            throw StatisticsRefusal.of("potency-transformation-impossible", "value", link.code(), "transformation",
                    settings.transformation());
        }
        Quantal assay = new Quantal(observations, settings, link);
        if (!assay.groups.getFirst().preparation().equals(settings.standard())) {
            throw StatisticsRefusal.of("potency-no-standard", "standard", settings.standard());
        }
        return assay.result();
    }

    /** Doses to which the given share responds, one per preparation, from parallel lines; needs no standard. */
    public static List<EffectiveDose> effectiveDoses(List<Observation> observations, PotencySettings settings,
            QuantalLink link, double share) {
        if (!(share > 0 && share < 1)) {
            throw StatisticsRefusal.of("out-of-range", "name", "share", "range", "(0, 1)", "value", share);
        }
        Quantal assay = new Quantal(observations, settings, link);
        QuantalFit fit = assay.parallelFit();
        ErrorTerm error = assay.dispersion(assay.anova(fit));
        List<EffectiveDose> doses = new ArrayList<>();
        for (int h = 0; h < assay.preparations().size(); h++) {
            doses.add(assay.effectiveDose(fit, h, share, error));
        }
        return doses;
    }

    /** The parallel fit itself, a line per preparation and their common slope last. */
    public static QuantalFit fit(List<Observation> observations, PotencySettings settings, QuantalLink link) {
        return new Quantal(observations, settings, link).parallelFit();
    }

    private List<String> preparations() {
        return groups.stream().map(Observation::preparation).distinct().toList();
    }

    private PotencyResult result() {
        QuantalFit fit = parallelFit();
        Anova anova = anova(fit);
        ErrorTerm error = dispersion(anova);
        List<PreparationPotency> potencies = new ArrayList<>();
        for (int h = 1; h < preparations().size(); h++) {
            potencies.add(potency(fit, h, error));
        }
        List<ValidityTest> validity = validity(anova);
        warnings.addAll(PotencyWarnings.of(validity, potencies));
        return new PotencyResult(link.code(), potencies, validity, List.of(), anova, error, parameters(fit, error),
                fitted(fit),
                List.of(Note.of("potency-assumes-quantal", "link", link.code())), warnings);
    }

    /** An intercept per preparation, then the common slope. */
    private QuantalFit parallelFit() {
        ModelFrame frame = frame();
        return QuantalFit.of(frame.design(List.of(Term.of(PREPARATIONS), Term.of(LOG_DOSE)), Coding.TREATMENT), link,
                responding, tested);
    }

    private ModelFrame frame() {
        return ModelFrame.of(groups.size()).factor(PREPARATIONS, groups.stream().map(Observation::preparation).toList())
                .covariate(LOG_DOSE, groups.stream().mapToDouble(group -> Math.log(group.dose())).toArray());
    }

    /** Weighted squares by source; each is chi-squared with theoretical variance one. */
    private Anova anova(QuantalFit fit) {
        ModelFrame frame = frame();
        List<Term> terms = List.of(Term.INTERCEPT, Term.of(PREPARATIONS), Term.of(LOG_DOSE),
                Term.of(PREPARATIONS, LOG_DOSE));
        LinearFit lines = LinearFit.weighted(frame.design(terms, Coding.TREATMENT), fit.working(), fit.weights());
        Anova sequence = lines.sequentialAnova();
        List<AnovaRow> rows = new ArrayList<>();
        if (preparations().size() > 1) {
            rows.add(chiSquared(PREPARATIONS, sequence.get(PREPARATIONS)));
        }
        rows.add(chiSquared(LOG_DOSE, sequence.get(LOG_DOSE)));
        if (preparations().size() > 1) {
            rows.add(chiSquared("non-parallelism", sequence.get(LINES)));
        }
        rows.add(chiSquared("non-linearity", sequence.get("residual")));
        rows.add(chiSquared("treatments", sequence.get("total")));
        return new Anova(rows);
    }

    private static AnovaRow chiSquared(String name, AnovaRow row) {
        double squares = row.sumOfSquares();
        return row.df() == 0
                ? AnovaRow.untested(name, 0, squares)
                : new AnovaRow(name, row.df(), squares, squares / row.df(), Tails.chiSquared(squares, row.df()));
    }

    private ErrorTerm dispersion(Anova anova) {
        AnovaRow bent = anova.get("non-linearity");
        Double p = bent.p();
        if (p != null && p < settings.significance()) {
            warnings.add(Note.of("potency-heterogeneity", "factor", bent.meanSquare(), "df", bent.df()));
            return new ErrorTerm(bent.meanSquare(), bent.df());
        }
        return new ErrorTerm(1, Double.POSITIVE_INFINITY);
    }

    private List<ValidityTest> validity(Anova anova) {
        double alpha = settings.significance();
        List<ValidityTest> tests = new ArrayList<>();
        tests.add(ValidityTest.of(anova.get(LOG_DOSE), Expectation.SIGNIFICANT, alpha));
        for (String source : List.of("non-parallelism", "non-linearity")) {
            anova.find(source).filter(row -> row.df() > 0)
                    .ifPresent(row -> tests.add(ValidityTest.of(row, Expectation.NOT_SIGNIFICANT, alpha)));
        }
        return tests;
    }

    private double slope(QuantalFit fit) {
        double b = fit.coefficients().get(preparations().size()).estimate().value();
        if (b == 0 || Double.isNaN(b)) {
            throw StatisticsRefusal.of("potency-no-slope");
        }
        return b;
    }

    private PreparationPotency potency(QuantalFit fit, int h, ErrorTerm error) {
        int b = preparations().size();
        double shift = intercept(fit, h) - intercept(fit, 0);
        double variance = fit.covariance(h, h) + fit.covariance(0, 0) - 2 * fit.covariance(h, 0);
        double covariance = fit.covariance(h, b) - fit.covariance(0, b);
        Fieller.Interval log = limits(new Fieller.Pair(shift, slope(fit), error.meanSquare() * variance,
                error.meanSquare() * fit.covariance(b, b), error.meanSquare() * covariance), error);
        String name = preparations().get(h);
        if (settings.interval() == IntervalMethod.LIKELIHOOD) {
            log = profile(fit, name, log, error);
        }
        return PreparationPotency.ofLog(name, settings.assumedOf(name), log);
    }

    private static double intercept(QuantalFit fit, int h) {
        return fit.coefficients().get(h).estimate().value();
    }

    private Fieller.Interval limits(Fieller.Pair pair, ErrorTerm error) {
        return Fieller.limits(pair, Tails.studentQuantile((1 - settings.confidence()) / 2, error.df()));
    }

    private EffectiveDose effectiveDose(QuantalFit fit, int h, double share, ErrorTerm error) {
        int b = preparations().size();
        double slope = slope(fit);
        double above = link.quantile(share) - intercept(fit, h);
        Fieller.Pair pair = new Fieller.Pair(above, slope, error.meanSquare() * fit.covariance(h, h),
                error.meanSquare() * fit.covariance(b, b), -error.meanSquare() * fit.covariance(h, b));
        double ratio = above / slope;
        double variance = (pair.numeratorVariance() + ratio * ratio * pair.denominatorVariance()
                - 2 * ratio * pair.covariance()) / (slope * slope);
        return new EffectiveDose(preparations().get(h), share, new Estimate(ratio, Math.sqrt(variance), error.df()),
                limits(pair, error));
    }

    /** Log ratios at which the deviance exceeds its minimum by the squared quantile. */
    private Fieller.Interval profile(QuantalFit fit, String preparation, Fieller.Interval about, ErrorTerm error) {
        double t = Tails.studentQuantile((1 - settings.confidence()) / 2, error.df());
        double target = fit.deviance() + t * t * error.meanSquare();
        double step = about.shape() == Fieller.Shape.BOUNDED ? (about.upper() - about.lower()) / 2 : 1;
        double lower = side(preparation, about.ratio(), -step, target);
        double upper = side(preparation, about.ratio(), step, target);
        boolean bounded = Double.isFinite(lower) && Double.isFinite(upper);
        return new Fieller.Interval(about.ratio(), lower, upper, about.g(),
                bounded ? Fieller.Shape.BOUNDED : Fieller.Shape.WHOLE_LINE);
    }

    private double side(String preparation, double from, double step, double target) {
        double inner = 0;
        double outer = step;
        for (int i = 0; i < WIDENINGS; i++) {
            if (devianceAt(preparation, from + outer) > target) {
                try {
                    return from + new BracketingNthOrderBrentSolver(1e-12, 1e-12, 1e-12, 5).solve(200,
                            offset -> devianceAt(preparation, from + offset) - target, Math.min(inner, outer),
                            Math.max(inner, outer));
                } catch (MathRuntimeException flat) {
                    break;
                }
            }
            inner = outer;
            outer *= 1.3;
        }
        return step < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    /** Smallest deviance when a preparation is taken to have the given log ratio to the standard. */
    private double devianceAt(String preparation, double logRatio) {
        String standard = preparations().getFirst();
        double[] shifted = groups.stream()
                .mapToDouble(g -> Math.log(g.dose()) + (g.preparation().equals(preparation) ? logRatio : 0)).toArray();
        ModelFrame frame = ModelFrame.of(groups.size()).covariate(LOG_DOSE, shifted).factor(PREPARATIONS,
                groups.stream().map(g -> g.preparation().equals(preparation) ? standard : g.preparation()).toList());
        return QuantalFit.of(frame.design(List.of(Term.of(PREPARATIONS), Term.of(LOG_DOSE)), Coding.TREATMENT), link,
                responding, tested).deviance();
    }

    private List<FittedPoint> fitted(QuantalFit fit) {
        List<FittedPoint> points = new ArrayList<>();
        for (int h = 0; h < preparations().size(); h++) {
            double level = intercept(fit, h);
            points.addAll(FittedPoint.along(preparations().get(h), groups,
                    dose -> link.probability(level + slope(fit) * Math.log(dose))));
        }
        return points;
    }

    private Map<String, Double> parameters(QuantalFit fit, ErrorTerm error) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("slope", slope(fit));
        for (int h = 0; h < preparations().size(); h++) {
            parameters.put("intercept " + preparations().get(h), intercept(fit, h));
            parameters.put("ED50 " + preparations().get(h), effectiveDose(fit, h, 0.5, error).dose());
        }
        parameters.put("deviance", fit.deviance());
        parameters.put("pearson", fit.pearson());
        return parameters;
    }
}
