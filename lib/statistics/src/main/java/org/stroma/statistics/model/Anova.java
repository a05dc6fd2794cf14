package org.stroma.statistics.model;

import java.util.List;
import java.util.Optional;

/**
 * An analysis-of-variance table, its lines in the order in which the variation was attributed.
 *
 * @param rows the effects, then usually a residual and a total
 */
public record Anova(List<AnovaRow> rows) {
    public Anova {
        rows = List.copyOf(rows);
    }

    /** The line of the given source. */
    public Optional<AnovaRow> find(String source) {
        return rows.stream().filter(row -> row.source().equals(source)).findFirst();
    }

    /** The line of the given source; an unknown one breaks the contract. */
    public AnovaRow get(String source) {
        return find(source).orElseThrow(() -> new IllegalArgumentException("no line " + source));
    }
}
