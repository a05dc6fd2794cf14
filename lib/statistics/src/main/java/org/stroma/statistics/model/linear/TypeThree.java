package org.stroma.statistics.model.linear;

import java.util.ArrayList;
import java.util.List;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;

/**
 * Partial (Type III) analysis of variance: each term adjusted for all others, with factors coded by sum contrasts so that
 * main effects mean unweighted averages over the other factors.
 *
 * <p>Equal to SAS Type III when no cell is empty; with empty cells it tests what the remaining columns can estimate, and
 * the degrees of freedom show it. Searle, Linear Models for Unbalanced Data, 1987; Goodnight, SAS Technical Report R-101, 1978.
 */
public final class TypeThree {
    private TypeThree() {}

    /** The table of the given terms; the sums of squares do not add up to the total unless the design is balanced. */
    public static Anova of(ModelFrame frame, List<Term> terms, double... response) {
        Design full = frame.design(terms, Coding.SUM);
        LinearFit fit = LinearFit.of(full, response);
        List<AnovaRow> rows = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            if (terms.get(t).equals(Term.INTERCEPT)) {
                continue;
            }
            LinearFit reduced = LinearFit.of(full.without(t), response);
            int df = reduced.residualDf() - fit.residualDf();
            double sum = Math.max(0, reduced.residualSumOfSquares() - fit.residualSumOfSquares());
            rows.add(AnovaRow.tested(terms.get(t).name(), df, sum, fit.error()));
        }
        return fit.closed(rows);
    }
}
