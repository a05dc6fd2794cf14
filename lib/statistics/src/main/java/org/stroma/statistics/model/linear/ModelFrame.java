package org.stroma.statistics.model.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.DD;

/** The explanatory variables of one set of observations: factors with named levels, covariates with exact values. */
public final class ModelFrame {
    private final int size;
    private final Map<String, Variable> variables = new LinkedHashMap<>();

    private sealed interface Variable {
        record Covariate(DD[] values) implements Variable {}

        record Factor(List<String> levels, int[] index) implements Variable {}
    }

    private record Column(String name, DD[] values) {}

    private ModelFrame(int size) {
        this.size = size;
    }

    /** An empty frame for the given number of observations. */
    public static ModelFrame of(int observations) {
        return new ModelFrame(observations);
    }

    public int size() {
        return size;
    }

    /** Adds a covariate; every value must be finite. */
    public ModelFrame covariate(String name, double... values) {
        return covariate(name, Arrays.stream(values).mapToObj(DD::of).toArray(DD[]::new));
    }

    /** Adds a covariate known to more digits than a double holds, for example a power of a decimal number. */
    public ModelFrame covariate(String name, DD[] values) {
        requireSize(values.length);
        for (DD value : values) {
            if (!value.isFinite()) {
                throw new IllegalArgumentException(name + " has a value that is not finite");
            }
        }
        variables.put(name, new Variable.Covariate(values.clone()));
        return this;
    }

    /** Adds a factor; levels are numbered in order of first appearance. */
    public ModelFrame factor(String name, List<String> values) {
        requireSize(values.size());
        List<String> levels = List.copyOf(new LinkedHashSet<>(values));
        Map<String, Integer> numbers = new LinkedHashMap<>();
        levels.forEach(level -> numbers.put(level, numbers.size()));
        variables.put(name, new Variable.Factor(levels, values.stream().mapToInt(numbers::get).toArray()));
        return this;
    }

    private void requireSize(int given) {
        if (given != size) {
            throw new IllegalArgumentException("expected " + size + " values, got " + given);
        }
    }

    /** The design of the given terms with treatment coding. */
    public Design design(Term... terms) {
        return design(List.of(terms), Coding.TREATMENT);
    }

    /**
     * The design of the given terms. A factor inside a term is coded by contrasts when the term without it is also in the
     * model, by indicators otherwise (the marginality rule of Chambers and Hastie, Statistical Models in S, 1992).
     */
    public Design design(List<Term> terms, Coding coding) {
        List<String> names = new ArrayList<>();
        List<DD[]> columns = new ArrayList<>();
        List<Integer> owner = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            for (Column column : expand(terms.get(t), terms, coding)) {
                names.add(column.name());
                columns.add(column.values());
                owner.add(t);
            }
        }
        return new Design(size, terms, names, columns, owner);
    }

    private List<Column> expand(Term term, List<Term> terms, Coding coding) {
        DD[] ones = new DD[size];
        Arrays.fill(ones, DD.ONE);
        List<Column> product = List.of(new Column("", ones));
        for (String name : term.variables()) {
            boolean marginPresent = terms.stream().anyMatch(term.without(name)::sameAs);
            List<Column> next = new ArrayList<>();
            for (Column added : columnsOf(name, marginPresent, coding)) {
                for (Column so : product) {
                    next.add(multiply(so, added));
                }
            }
            product = next;
        }
        return term.variables().isEmpty() ? List.of(new Column(term.name(), ones)) : product;
    }

    private List<Column> columnsOf(String name, boolean contrasts, Coding coding) {
        Variable variable = variables.get(name);
        if (variable == null) {
            throw new IllegalArgumentException("no variable " + name);
        }
        return switch (variable) {
            case Variable.Covariate covariate -> List.of(new Column(name, covariate.values()));
            case Variable.Factor factor -> {
                int last = factor.levels().size() - 1;
                int from = contrasts && coding == Coding.TREATMENT ? 1 : 0;
                int to = contrasts && coding == Coding.SUM ? last - 1 : last;
                List<Column> columns = new ArrayList<>();
                for (int level = from; level <= to; level++) {
                    int reference = contrasts && coding == Coding.SUM ? last : -1;
                    columns.add(new Column(name + "=" + factor.levels().get(level), code(factor, level, reference)));
                }
                yield columns;
            }
        };
    }

    private static DD[] code(Variable.Factor factor, int level, int negativeLevel) {
        return Arrays.stream(factor.index())
                .mapToObj(i -> i == level ? DD.ONE : i == negativeLevel ? DD.ONE.negate() : DD.ZERO)
                .toArray(DD[]::new);
    }

    private Column multiply(Column a, Column b) {
        DD[] values = new DD[size];
        for (int i = 0; i < size; i++) {
            values[i] = a.values()[i].multiply(b.values()[i]);
        }
        return new Column(a.name().isEmpty() ? b.name() : a.name() + ":" + b.name(), values);
    }
}
