package org.stroma.statistics.potency;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.hipparchus.analysis.differentiation.Gradient;
import org.stroma.statistics.model.Estimate;
import org.stroma.statistics.model.Limits;
import org.stroma.statistics.model.nonlinear.CurveFit;

/** Compares the separate curve of one preparation with that of the standard; ratios on the logarithm. */
final class CurveSimilarity {
    private static final double SHARE_OF_RANGE = 0.10;

    private final CurveFit separate;
    private final FourParameterModels models;
    private final String preparation;
    private final String upper;
    private final String lower;

    CurveSimilarity(CurveFit separate, FourParameterModels models, String preparation) {
        this.separate = separate;
        this.models = models;
        this.preparation = preparation;
        boolean rising = value("D", models.standard()) > value("A", models.standard());
        this.upper = rising ? "D" : "A";
        this.lower = rising ? "A" : "D";
    }

    private double value(String parameter, String of) {
        return separate.parameter(FourParameterModels.own(parameter, of)).value();
    }

    List<EquivalenceTest> tests(EquivalenceMargins margins) {
        List<EquivalenceTest> tests = new ArrayList<>();
        tests.add(ratio("slope ratio", (p, of) -> p[models.position("B", of)], margins.slopeRatio()));
        tests.add(ratio("range ratio",
                (p, of) -> p[models.position(upper, of)].subtract(p[models.position(lower, of)]),
                margins.rangeRatio()));
        if (value(upper, models.standard()) > 0 && value(upper, preparation) > 0) {
            tests.add(ratio("upper asymptote ratio", (p, of) -> p[models.position(upper, of)], margins.upperRatio()));
        }
        double tenth = SHARE_OF_RANGE * (value(upper, models.standard()) - value(lower, models.standard()));
        Estimate difference = separate.derived(p -> p[models.position(lower, preparation)]
                .subtract(p[models.position(lower, models.standard())]));
        tests.add(new EquivalenceTest("lower asymptote difference", preparation, difference.value(),
                difference.limits(EquivalenceTest.CONFIDENCE),
                Objects.requireNonNullElse(margins.lowerDifference(), new Limits(-tenth, tenth))));
        return tests;
    }

    private interface Quantity {
        Gradient of(Gradient[] parameters, String preparation);
    }

    private EquivalenceTest ratio(String name, Quantity quantity, Limits margins) {
        Function<Gradient[], Gradient> logRatio = p -> quantity.of(p, preparation)
                .divide(quantity.of(p, models.standard())).log();
        Estimate log = separate.derived(logRatio);
        Limits limits = log.limits(EquivalenceTest.CONFIDENCE);
        return new EquivalenceTest(name, preparation, Math.exp(log.value()),
                new Limits(Math.exp(limits.lower()), Math.exp(limits.upper())), margins);
    }
}
