package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.model.linear.Coding;
import org.stroma.statistics.model.linear.LinearFit;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;
import org.stroma.statistics.numeric.Fieller;
import org.stroma.statistics.numeric.Tails;
import org.stroma.statistics.potency.ValidityTest.Expectation;

/**
 * Parallel-line assay: response linear in the logarithm of the dose, lines of all preparations parallel; the horizontal
 * distance of two lines is the logarithm of the potency ratio.
 *
 * <p>Fitted by the general linear model, so that doses, replication and lost values may be unequal; on balanced assays it
 * equals the formulas of Ph. Eur. 5.3, section 3.2. Limits by Fieller from the residual left by treatments and design.
 * Finney, Statistical Method in Biological Assay, 3rd ed. 1978, chapters 4 and 5.
 */
public final class ParallelLine {
    /** Code of the model. */
    public static final String CODE = "parallel-line";

    private static final String LOG_DOSE = "regression";
    private static final String SQUARE = "quadratic curvature";
    private static final String PREPARATIONS = "preparations";
    private static final int DOSES_FOR_CURVATURE = 3;

    private final AssayData data;
    private final ModelFrame frame;

    private ParallelLine(AssayData data) {
        this.data = data;
        double[] logDose = data.observations().stream().mapToDouble(o -> Math.log(o.dose())).toArray();
        this.frame = data.frame().covariate(LOG_DOSE, logDose).factor(PREPARATIONS,
                data.observations().stream().map(Observation::preparation).toList());
    }

    /**
     * Analyses an assay.
     *
     * @throws StatisticsRefusal {@code potency-dose-zero}, {@code potency-too-few-doses}, {@code potency-no-error},
     *         {@code potency-no-slope} and those of the data
     */
    public static PotencyResult analyse(List<Observation> observations, PotencySettings settings) {
        AssayData data = AssayData.of(observations, settings);
        if (data.observations().stream().anyMatch(o -> o.dose() == 0)) {
            throw StatisticsRefusal.of("potency-dose-zero", "model", CODE);
        }
        data.requireDoses(2);
        return new ParallelLine(data).result();
    }

    private PotencyResult result() {
        LinearFit full = fit(Term.of(PREPARATIONS), Term.of(LOG_DOSE), Term.of(PREPARATIONS, LOG_DOSE),
                Term.of(AssayData.TREATMENT));
        LinearFit parallel = fit(Term.of(PREPARATIONS), Term.of(LOG_DOSE));
        List<Note> warnings = new ArrayList<>(data.warnings());
        ErrorTerm error = error(full, parallel, warnings);
        Anova anova = anova(full, error);
        List<ValidityTest> validity = validity(anova);
        List<PreparationPotency> potencies = potencies(parallel, error);
        warnings.addAll(PotencyWarnings.of(validity, potencies));
        return new PotencyResult(CODE, potencies, validity, slopeRatios(error), anova, error,
                parameters(parallel), fitted(parallel),
                List.of(Note.of("potency-assumes-parallel-lines"), Note.of("potency-assumes-normal")), warnings);
    }

    private LinearFit fit(Term... terms) {
        List<Term> all = new ArrayList<>(data.designTerms());
        all.addAll(List.of(terms));
        return LinearFit.of(frame.design(all, Coding.TREATMENT), data.responses());
    }

    /** Residual of the treatments; of the parallel lines when treatments leave none. */
    private static ErrorTerm error(LinearFit full, LinearFit parallel, List<Note> warnings) {
        if (full.residualDf() > 0) {
            return full.error();
        }
        if (parallel.residualDf() < 1) {
            throw StatisticsRefusal.of("potency-no-error");
        }
        warnings.add(Note.of("potency-error-from-model"));
        return parallel.error();
    }

    private Anova anova(LinearFit full, ErrorTerm error) {
        Anova sequence = full.sequentialAnova();
        List<AnovaRow> rows = new ArrayList<>();
        AnovaRow preparations = tested(sequence, PREPARATIONS, PREPARATIONS, error);
        AnovaRow regression = tested(sequence, LOG_DOSE, LOG_DOSE, error);
        AnovaRow apart = tested(sequence, PREPARATIONS + ":" + LOG_DOSE, "non-parallelism", error);
        AnovaRow bent = tested(sequence, AssayData.TREATMENT, "non-linearity", error);
        rows.addAll(List.of(preparations, regression, apart, bent));
        if (bent.df() > 0) {
            rows.addAll(partsOfNonLinearity(error, bent));
        }
        int df = preparations.df() + regression.df() + apart.df() + bent.df();
        double sum = preparations.sumOfSquares() + regression.sumOfSquares() + apart.sumOfSquares()
                + bent.sumOfSquares();
        rows.add(AnovaRow.tested("treatments", df, sum, error));
        data.designTerms().stream().skip(1)
                .forEach(term -> rows.add(tested(sequence, term.name(), term.name(), error)));
        rows.add(sequence.get("residual"));
        rows.add(sequence.get("total"));
        return new Anova(rows);
    }

    private static AnovaRow tested(Anova sequence, String from, String name, ErrorTerm error) {
        AnovaRow row = sequence.get(from);
        return AnovaRow.tested(name, row.df(), row.sumOfSquares(), error);
    }

    /** Non-linearity by preparation, and split into a common quadratic part and the rest. */
    private List<AnovaRow> partsOfNonLinearity(ErrorTerm error, AnovaRow whole) {
        List<AnovaRow> rows = new ArrayList<>();
        for (String preparation : data.preparations()) {
            String name = "non-linearity " + preparation;
            frame.factor(name, data.observations().stream()
                    .map(o -> o.preparation().equals(preparation) ? String.valueOf(o.dose()) : "other").toList());
            LinearFit own = fit(Term.of(PREPARATIONS), Term.of(LOG_DOSE), Term.of(PREPARATIONS, LOG_DOSE),
                    Term.of(name));
            rows.add(tested(own.sequentialAnova(), name, name, error));
        }
        frame.covariate(SQUARE,
                data.observations().stream().mapToDouble(o -> Math.log(o.dose()) * Math.log(o.dose())).toArray());
        LinearFit quadratic = fit(Term.of(PREPARATIONS), Term.of(LOG_DOSE), Term.of(PREPARATIONS, LOG_DOSE),
                Term.of(SQUARE));
        AnovaRow curvature = tested(quadratic.sequentialAnova(), SQUARE, SQUARE, error);
        rows.add(curvature);
        double rest = Math.max(0, whole.sumOfSquares() - curvature.sumOfSquares());
        rows.add(AnovaRow.tested("lack of quadratic fit", whole.df() - curvature.df(), rest, error));
        return rows;
    }

    private List<ValidityTest> validity(Anova anova) {
        double alpha = data.settings().significance();
        List<ValidityTest> tests = new ArrayList<>();
        tests.add(ValidityTest.of(anova.get(LOG_DOSE), Expectation.SIGNIFICANT, alpha));
        tests.add(ValidityTest.of(anova.get("non-parallelism"), Expectation.NOT_SIGNIFICANT, alpha));
        if (data.preparations().stream().anyMatch(p -> data.doses(p) >= DOSES_FOR_CURVATURE)) {
            tests.add(ValidityTest.of(anova.get("non-linearity"), Expectation.NOT_SIGNIFICANT, alpha));
        }
        data.designTerms().stream().skip(1)
                .forEach(term -> tests.add(ValidityTest.of(anova.get(term.name()), Expectation.INFORMATIVE, alpha)));
        return tests;
    }

    private List<PreparationPotency> potencies(LinearFit parallel, ErrorTerm error) {
        int slope = parallel.design().names().indexOf(LOG_DOSE);
        double t = Tails.studentQuantile((1 - data.settings().confidence()) / 2, error.df());
        double b = parallel.coefficient(LOG_DOSE).value();
        if (b == 0 || Double.isNaN(b)) {
            throw StatisticsRefusal.of("potency-no-slope");
        }
        List<PreparationPotency> list = new ArrayList<>();
        for (String preparation : data.preparations().subList(1, data.preparations().size())) {
            int shift = parallel.design().names().indexOf(PREPARATIONS + "=" + preparation);
            double variance = error.meanSquare();
            Fieller.Pair pair = new Fieller.Pair(parallel.coefficients().get(shift).estimate().value(), b,
                    variance * parallel.unscaledCovariance(shift, shift),
                    variance * parallel.unscaledCovariance(slope, slope),
                    variance * parallel.unscaledCovariance(shift, slope));
            list.add(PreparationPotency.ofLog(preparation, data.settings().assumedOf(preparation),
                    Fieller.limits(pair, t)));
        }
        return list;
    }

    /** Ratios of each slope to that of the standard, from separate lines. */
    private List<EquivalenceTest> slopeRatios(ErrorTerm error) {
        LinearFit separate = fit(Term.of(PREPARATIONS), Term.of(PREPARATIONS, LOG_DOSE));
        List<EquivalenceTest> tests = new ArrayList<>();
        double t = Tails.studentQuantile((1 - EquivalenceTest.CONFIDENCE) / 2, error.df());
        int standard = separate.design().names().indexOf(slopeName(data.preparations().getFirst()));
        for (String preparation : data.preparations().subList(1, data.preparations().size())) {
            int own = separate.design().names().indexOf(slopeName(preparation));
            double variance = error.meanSquare();
            Fieller.Interval ratio = Fieller.limits(
                    new Fieller.Pair(separate.coefficients().get(own).estimate().value(),
                            separate.coefficients().get(standard).estimate().value(),
                            variance * separate.unscaledCovariance(own, own),
                            variance * separate.unscaledCovariance(standard, standard),
                            variance * separate.unscaledCovariance(own, standard)),
                    t);
            boolean bounded = ratio.shape() == Fieller.Shape.BOUNDED;
            Limits limits = bounded
                    ? new Limits(ratio.lower(), ratio.upper())
                    : new Limits(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
            tests.add(new EquivalenceTest("slope ratio", preparation, ratio.ratio(), limits,
                    data.settings().equivalence().slopeRatio()));
        }
        return tests;
    }

    private static String slopeName(String preparation) {
        return PREPARATIONS + "=" + preparation + ":" + LOG_DOSE;
    }

    /** Lines through the means of each preparation, as if every block were average. */
    private List<FittedPoint> fitted(LinearFit parallel) {
        double slope = parallel.coefficient(LOG_DOSE).value();
        List<FittedPoint> points = new ArrayList<>();
        for (String preparation : data.preparations()) {
            double level = data.meanOver(preparation, (o, response) -> response - slope * Math.log(o.dose()));
            points.addAll(FittedPoint.along(preparation, data.observations(), dose -> level + slope * Math.log(dose)));
        }
        return points;
    }

    /** Common slope per unit of natural logarithm, and the multiple correlation of the parallel-line model. */
    private static Map<String, Double> parameters(LinearFit parallel) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("slope", parallel.coefficient(LOG_DOSE).value());
        parameters.put("correlation", Math.sqrt(parallel.rSquared()));
        return parameters;
    }
}
