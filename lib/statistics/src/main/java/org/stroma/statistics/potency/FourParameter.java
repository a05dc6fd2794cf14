package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.model.linear.Coding;
import org.stroma.statistics.model.linear.LinearFit;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;
import org.stroma.statistics.model.nonlinear.CurveFit;
import org.stroma.statistics.numeric.Fieller;
import org.stroma.statistics.potency.ValidityTest.Expectation;

/**
 * Parallel four-parameter curves {@code D + (A - D) / (1 + (x / C)^B)}: all preparations share A, B and D, and the ratio of
 * their C is the potency ratio. A is the response at dose zero; doses of zero are allowed.
 *
 * <p>Where the data of a preparation do not determine a curve of its own (a plateau not reached), the constrained curves may still be
 * determined: then the ratio is given, non-linearity is judged for the constrained curves, similarity not at all, and the result warns.
 *
 * <p>Similarity is tested by the extra sum of squares of separate curves against their residual, and judged by equivalence of
 * slope, range and asymptotes; blocks enter as additive shifts. Limits on the logarithm of the ratio from the constrained fit,
 * Wald or by profile. Ph. Eur. 5.3, section 3.4; USP 1032 and 1034.
 */
public final class FourParameter {
    /** Code of the model. */
    public static final String CODE = "4pl";

    private static final int SHAPE = 3;
    private static final int DOSES = 4;
    private static final String PREPARATIONS = "preparations";

    private final AssayData data;
    private final FourParameterModels models;

    private FourParameter(AssayData data) {
        this.data = data;
        this.models = new FourParameterModels(data);
    }

    /**
     * Analyses an assay.
     *
     * @throws StatisticsRefusal {@code potency-too-few-doses}, {@code potency-blank-without-curve}, {@code potency-no-error},
     *         {@code curve-not-converged} and those of the data
     */
    public static PotencyResult analyse(List<Observation> observations, PotencySettings settings) {
        AssayData data = AssayData.of(observations, settings);
        data.requireDoses(DOSES);
        data.requireBlanksOfACurve();
        return new FourParameter(data).result();
    }

    private PotencyResult result() {
        Optional<CurveFit> separate = models.separate();
        CurveFit common = models.common(separate);
        if (common.residualDf() < 1) {
            throw StatisticsRefusal.of("potency-no-error");
        }
        Anova anova = anova(common, separate);
        List<ValidityTest> validity = validity(anova);
        List<PreparationPotency> potencies = potencies(common);
        List<Note> warnings = new ArrayList<>(data.warnings());
        if (separate.isEmpty()) {
            warnings.add(Note.of("potency-curves-not-separate"));
        }
        warnings.addAll(PotencyWarnings.of(validity, potencies));
        return new PotencyResult(CODE, potencies, validity, separate.map(this::equivalence).orElse(List.of()), anova,
                common.error(),
                parameters(common, separate), fitted(common),
                List.of(Note.of("potency-assumes-parallel-curves"), Note.of("potency-assumes-normal")), warnings);
    }

    private Anova anova(CurveFit common, Optional<CurveFit> separate) {
        ModelFrame frame = data.frame().factor(PREPARATIONS,
                data.observations().stream().map(Observation::preparation).toList());
        List<Term> terms = new ArrayList<>(data.designTerms());
        terms.add(Term.of(PREPARATIONS));
        LinearFit level = LinearFit.of(frame.design(terms, Coding.TREATMENT), data.responses());
        terms.add(Term.of(AssayData.TREATMENT));
        LinearFit full = LinearFit.of(frame.design(terms, Coding.TREATMENT), data.responses());
        CurveFit bent = separate.orElse(common);
        ErrorTerm curves = bent.error();
        ErrorTerm pure = full.error();
        Anova sequence = level.sequentialAnova();
        List<AnovaRow> rows = new ArrayList<>();
        data.designTerms().stream().skip(1).map(term -> sequence.get(term.name()))
                .forEach(row -> rows.add(AnovaRow.tested(row.source(), row.df(), row.sumOfSquares(), curves)));
        AnovaRow first = sequence.get(PREPARATIONS);
        rows.add(AnovaRow.tested(PREPARATIONS, first.df(), first.sumOfSquares(), curves));
        rows.add(AnovaRow.tested("regression", SHAPE, level.residualSumOfSquares() - common.residualSumOfSquares(),
                curves));
        rows.add(separate.map(own -> AnovaRow.tested("non-parallelism", common.residualDf() - own.residualDf(),
                Math.max(0, common.residualSumOfSquares() - own.residualSumOfSquares()), curves))
                .orElseGet(() -> AnovaRow.untested("non-parallelism", 0, 0)));
        rows.add(AnovaRow.tested("non-linearity", bent.residualDf() - full.residualDf(),
                Math.max(0, bent.residualSumOfSquares() - full.residualSumOfSquares()), pure));
        rows.add(full.sequentialAnova().get("residual"));
        rows.add(full.sequentialAnova().get("total"));
        return new Anova(rows);
    }

    private List<ValidityTest> validity(Anova anova) {
        double alpha = data.settings().significance();
        List<ValidityTest> tests = new ArrayList<>();
        tests.add(ValidityTest.of(anova.get("regression"), Expectation.SIGNIFICANT, alpha));
        tests.add(ValidityTest.of(anova.get("non-parallelism"), Expectation.NOT_SIGNIFICANT, alpha));
        if (anova.get("non-linearity").df() > 0) {
            tests.add(ValidityTest.of(anova.get("non-linearity"), Expectation.NOT_SIGNIFICANT, alpha));
        }
        data.designTerms().stream().skip(1)
                .forEach(term -> tests.add(ValidityTest.of(anova.get(term.name()), Expectation.INFORMATIVE, alpha)));
        return tests;
    }

    private List<PreparationPotency> potencies(CurveFit common) {
        double confidence = data.settings().confidence();
        List<PreparationPotency> list = new ArrayList<>();
        for (String preparation : models.tests()) {
            String name = FourParameterModels.logRatio(preparation);
            Estimate log = common.parameter(name);
            Limits limits = data.settings().interval() == IntervalMethod.LIKELIHOOD
                    ? common.profile(name, confidence)
                    : log.limits(confidence);
            boolean bounded = Double.isFinite(limits.lower()) && Double.isFinite(limits.upper());
            list.add(PreparationPotency.ofLog(preparation, data.settings().assumedOf(preparation),
                    new Fieller.Interval(log.value(), limits.lower(), limits.upper(), 0,
                            bounded ? Fieller.Shape.BOUNDED : Fieller.Shape.WHOLE_LINE)));
        }
        return list;
    }

    private List<EquivalenceTest> equivalence(CurveFit separate) {
        if (separate.residualDf() < 1) {
            return List.of();
        }
        List<EquivalenceTest> tests = new ArrayList<>();
        for (String preparation : models.tests()) {
            tests.addAll(new CurveSimilarity(separate, models, preparation).tests(data.settings().equivalence()));
        }
        return tests;
    }

    /** Curves of the common shape, as if every block were average. */
    private List<FittedPoint> fitted(CurveFit common) {
        List<FittedPoint> points = new ArrayList<>();
        for (String preparation : data.preparations()) {
            DoubleUnaryOperator curve = dose -> models.mean(common, preparation, dose);
            double shift = data.meanOver(preparation, (o, response) -> response - curve.applyAsDouble(o.dose()));
            double level = data.settings().design() == AssayDesign.COMPLETELY_RANDOMISED ? 0 : shift;
            points.addAll(
                    FittedPoint.along(preparation, data.observations(), dose -> level + curve.applyAsDouble(dose)));
        }
        return points;
    }

    private Map<String, Double> parameters(CurveFit common, Optional<CurveFit> separate) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        Stream.concat(Stream.of(common), separate.stream())
                .forEach(fit -> fit.names().forEach(name -> parameters.put(name, fit.parameter(name).value())));
        return parameters;
    }
}
