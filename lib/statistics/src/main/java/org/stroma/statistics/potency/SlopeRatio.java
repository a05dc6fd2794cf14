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
import org.stroma.statistics.model.linear.Coding;
import org.stroma.statistics.model.linear.LinearFit;
import org.stroma.statistics.model.linear.ModelFrame;
import org.stroma.statistics.model.linear.Term;
import org.stroma.statistics.numeric.Fieller;
import org.stroma.statistics.numeric.Tails;
import org.stroma.statistics.potency.ValidityTest.Expectation;

/**
 * Slope-ratio assay: response linear in the dose, lines of all preparations meeting at dose zero; the ratio of slopes is the
 * potency ratio. Responses at dose zero (blanks), under whatever preparation they are listed, belong to all preparations.
 *
 * <p>Fitted by the general linear model; on balanced assays it equals the (hd)- and (hd + 1)-designs of Ph. Eur. 5.3,
 * section 3.3. Limits by Fieller. Finney 1978, chapter 7.
 */
public final class SlopeRatio {
    /** Code of the model. */
    public static final String CODE = "slope-ratio";

    private static final String DOSE = "dose";
    private static final String PREPARATION = "preparation";
    private static final String BLANKS = "blanks";
    private static final String GROUP = "intersection";
    private static final String BLANK = "blank";

    private final AssayData data;
    private final ModelFrame frame;
    private final boolean blanks;

    private SlopeRatio(AssayData data) {
        this.data = data;
        this.blanks = data.observations().stream().anyMatch(o -> o.dose() == 0);
        List<Observation> rows = data.observations();
        String standard = data.preparations().getFirst();
        this.frame = data.frame().covariate(DOSE, rows.stream().mapToDouble(Observation::dose).toArray())
                .factor(PREPARATION, rows.stream().map(o -> o.dose() > 0 ? o.preparation() : standard).toList())
                .factor(BLANKS, rows.stream().map(o -> o.dose() > 0 ? "dosed" : BLANK).toList())
                .factor(GROUP, rows.stream().map(o -> o.dose() > 0 ? o.preparation() : BLANK).toList());
    }

    /**
     * Analyses an assay.
     *
     * @throws StatisticsRefusal {@code potency-too-few-doses}, {@code potency-no-error}, {@code potency-no-slope} and those
     *         of the data
     */
    public static PotencyResult analyse(List<Observation> observations, PotencySettings settings) {
        AssayData data = AssayData.of(observations, settings);
        data.requireDoses(data.observations().stream().anyMatch(o -> o.dose() == 0) ? 1 : 2);
        return new SlopeRatio(data).result();
    }

    private PotencyResult result() {
        LinearFit full = fit(Term.of(PREPARATION, DOSE), Term.of(BLANKS), Term.of(GROUP), Term.of(AssayData.TREATMENT));
        LinearFit common = fit(Term.of(PREPARATION, DOSE));
        List<Note> warnings = new ArrayList<>(data.warnings());
        if (full.residualDf() == 0 && common.residualDf() > 0) {
            warnings.add(Note.of("potency-error-from-model"));
        }
        ErrorTerm error = full.residualDf() > 0 ? full.error() : common.error();
        if (!(error.df() > 0)) {
            throw StatisticsRefusal.of("potency-no-error");
        }
        Anova anova = anova(full, error);
        List<ValidityTest> validity = validity(anova);
        List<PreparationPotency> potencies = potencies(common, error);
        warnings.addAll(PotencyWarnings.of(validity, potencies));
        return new PotencyResult(CODE, potencies, validity, List.of(), anova, error, parameters(common), fitted(common),
                List.of(Note.of("potency-assumes-common-intersection"), Note.of("potency-assumes-normal")), warnings);
    }

    private LinearFit fit(Term... terms) {
        List<Term> all = new ArrayList<>(data.designTerms());
        all.addAll(List.of(terms));
        return LinearFit.of(frame.design(all, Coding.TREATMENT), data.responses());
    }

    private Anova anova(LinearFit full, ErrorTerm error) {
        Anova sequence = full.sequentialAnova();
        Map<String, String> sources = new LinkedHashMap<>();
        sources.put(PREPARATION + ":" + DOSE, "regression");
        if (blanks) {
            sources.put(BLANKS, BLANKS);
        }
        sources.put(GROUP, GROUP);
        sources.put(AssayData.TREATMENT, "non-linearity");
        List<AnovaRow> rows = new ArrayList<>();
        int df = 0;
        double sum = 0;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            AnovaRow row = sequence.get(source.getKey());
            rows.add(AnovaRow.tested(source.getValue(), row.df(), row.sumOfSquares(), error));
            df += row.df();
            sum += row.sumOfSquares();
        }
        rows.add(AnovaRow.tested("treatments", df, sum, error));
        data.designTerms().stream().skip(1).map(term -> sequence.get(term.name()))
                .forEach(row -> rows.add(AnovaRow.tested(row.source(), row.df(), row.sumOfSquares(), error)));
        rows.add(sequence.get("residual"));
        rows.add(sequence.get("total"));
        return new Anova(rows);
    }

    private List<ValidityTest> validity(Anova anova) {
        double alpha = data.settings().significance();
        List<ValidityTest> tests = new ArrayList<>();
        tests.add(ValidityTest.of(anova.get("regression"), Expectation.SIGNIFICANT, alpha));
        for (String source : List.of(BLANKS, GROUP, "non-linearity")) {
            anova.find(source).filter(row -> row.df() > 0)
                    .ifPresent(row -> tests.add(ValidityTest.of(row, Expectation.NOT_SIGNIFICANT, alpha)));
        }
        data.designTerms().stream().skip(1)
                .forEach(term -> tests.add(ValidityTest.of(anova.get(term.name()), Expectation.INFORMATIVE, alpha)));
        return tests;
    }

    private List<PreparationPotency> potencies(LinearFit common, ErrorTerm error) {
        double t = Tails.studentQuantile((1 - data.settings().confidence()) / 2, error.df());
        int standard = slopeColumn(common, data.preparations().getFirst());
        double below = common.coefficients().get(standard).estimate().value();
        if (below == 0) {
            throw StatisticsRefusal.of("potency-no-slope");
        }
        List<PreparationPotency> list = new ArrayList<>();
        for (String preparation : data.preparations().subList(1, data.preparations().size())) {
            int own = slopeColumn(common, preparation);
            double variance = error.meanSquare();
            Fieller.Pair pair = new Fieller.Pair(common.coefficients().get(own).estimate().value(), below,
                    variance * common.unscaledCovariance(own, own),
                    variance * common.unscaledCovariance(standard, standard),
                    variance * common.unscaledCovariance(own, standard));
            list.add(PreparationPotency.ofRatio(preparation, data.settings().assumedOf(preparation),
                    Fieller.limits(pair, t)));
        }
        return list;
    }

    private static int slopeColumn(LinearFit fit, String preparation) {
        return fit.design().names().indexOf(PREPARATION + "=" + preparation + ":" + DOSE);
    }

    /** Lines that meet at dose zero, as if every block were average. */
    private List<FittedPoint> fitted(LinearFit common) {
        double level = 0;
        for (String preparation : data.preparations()) {
            double slope = common.coefficients().get(slopeColumn(common, preparation)).estimate().value();
            level += data.meanOver(preparation, (o, response) -> response - slope * o.dose())
                    / data.preparations().size();
        }
        List<FittedPoint> points = new ArrayList<>();
        for (String preparation : data.preparations()) {
            double slope = common.coefficients().get(slopeColumn(common, preparation)).estimate().value();
            double start = level;
            points.addAll(FittedPoint.along(preparation, data.observations(), dose -> start + slope * dose));
        }
        return points;
    }

    private Map<String, Double> parameters(LinearFit common) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("intercept", common.coefficient(Term.INTERCEPT.name()).value());
        for (String preparation : data.preparations()) {
            parameters.put("slope " + preparation,
                    common.coefficients().get(slopeColumn(common, preparation)).estimate().value());
        }
        return parameters;
    }
}
