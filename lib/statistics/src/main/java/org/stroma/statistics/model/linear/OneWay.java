package org.stroma.statistics.model.linear;

import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.numbers.core.DD;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;

/**
 * One-way analysis of variance by two passes over exact decimals: means first, then squared deviations, in double-double
 * arithmetic, so that leading digits common to all values cost nothing (StRD SmLs07 has thirteen of them).
 *
 * @param table lines {@code between}, {@code within}, {@code total}
 * @param rSquared share of the variation between the groups; NaN without variation
 * @param error within-group error
 */
public record OneWay(Anova table, double rSquared, ErrorTerm error) {
    /** Analyses the groups; at least two groups, none empty. */
    public static OneWay of(List<List<BigDecimal>> groups) {
        if (groups.size() < 2 || groups.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("needs two groups or more, none empty");
        }
        int count = groups.stream().mapToInt(List::size).sum();
        DD grand = mean(groups.stream().flatMap(List::stream).toList());
        DD between = DD.ZERO;
        DD within = DD.ZERO;
        for (List<BigDecimal> group : groups) {
            DD mean = mean(group);
            between = between.add(mean.subtract(grand).square().multiply((double) group.size()));
            for (BigDecimal value : group) {
                within = within.add(DD.from(value).subtract(mean).square());
            }
        }
        int dfBetween = groups.size() - 1;
        DD total = between.add(within);
        ErrorTerm error = ErrorTerm.of(within.doubleValue(), count - groups.size());
        List<AnovaRow> rows = List.of(AnovaRow.tested("between", dfBetween, between.doubleValue(), error),
                AnovaRow.untested("within", count - groups.size(), within.doubleValue()),
                AnovaRow.untested("total", count - 1, total.doubleValue()));
        double share = total.isZero() ? Double.NaN : between.divide(total).doubleValue();
        return new OneWay(new Anova(rows), share, error);
    }

    private static DD mean(List<BigDecimal> values) {
        DD sum = DD.ZERO;
        for (BigDecimal value : values) {
            sum = sum.add(DD.from(value));
        }
        return sum.divide((double) values.size());
    }
}
