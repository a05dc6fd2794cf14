package org.stroma.statistics.model.linear;

import java.util.ArrayList;
import java.util.List;

/**
 * A term of a linear model: the variables whose product it is; none for the intercept, several for an interaction.
 *
 * @param variables names of factors and covariates, in the order written
 */
public record Term(List<String> variables) {
    /** The constant. */
    public static final Term INTERCEPT = new Term(List.of());

    public Term {
        variables = List.copyOf(variables);
    }

    /** The product of the named variables. */
    public static Term of(String... variables) {
        return new Term(List.of(variables));
    }

    /** As written in formulas: {@code batch:time}. */
    public String name() {
        return variables.isEmpty() ? "(intercept)" : String.join(":", variables);
    }

    /** The term that remains when one variable is struck out. */
    Term without(String variable) {
        List<String> rest = new ArrayList<>(variables);
        rest.remove(variable);
        return new Term(rest);
    }

    /** Same variables, whatever their order. */
    boolean sameAs(Term other) {
        return variables.size() == other.variables.size() && other.variables.containsAll(variables);
    }
}
