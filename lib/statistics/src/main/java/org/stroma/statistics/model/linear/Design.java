package org.stroma.statistics.model.linear;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.core.DD;

/** A design matrix that remembers which column belongs to which term. */
public final class Design {
    private final int size;
    private final List<Term> terms;
    private final List<String> names;
    private final List<DD[]> columns;
    private final List<Integer> owner;

    Design(int size, List<Term> terms, List<String> names, List<DD[]> columns, List<Integer> owner) {
        this.size = size;
        this.terms = List.copyOf(terms);
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.owner = List.copyOf(owner);
    }

    /** A constant and the powers 1 to {@code degree} of x, each power exact to about 31 digits. */
    public static Design polynomial(int degree, DD[] x) {
        ModelFrame frame = ModelFrame.of(x.length);
        List<Term> terms = new ArrayList<>(List.of(Term.INTERCEPT));
        DD[] power = x.clone();
        for (int k = 1; k <= degree; k++) {
            String name = k == 1 ? "x" : "x^" + k;
            frame.covariate(name, power);
            terms.add(Term.of(name));
            DD[] next = new DD[x.length];
            for (int i = 0; i < x.length; i++) {
                next[i] = power[i].multiply(x[i]);
            }
            power = next;
        }
        return frame.design(terms, Coding.TREATMENT);
    }

    /** Number of observations. */
    public int size() {
        return size;
    }

    public List<Term> terms() {
        return terms;
    }

    /** Names of the columns, in order. */
    public List<String> names() {
        return names;
    }

    List<DD[]> columns() {
        return columns;
    }

    /** Index of the term that the column belongs to. */
    int owner(int column) {
        return owner.get(column);
    }

    boolean hasIntercept() {
        return terms.contains(Term.INTERCEPT);
    }

    /** The same design with the columns of one term struck out. */
    Design without(int term) {
        List<String> keptNames = new ArrayList<>();
        List<DD[]> keptColumns = new ArrayList<>();
        List<Integer> keptOwner = new ArrayList<>();
        for (int j = 0; j < columns.size(); j++) {
            if (owner.get(j) != term) {
                keptNames.add(names.get(j));
                keptColumns.add(columns.get(j));
                keptOwner.add(owner.get(j));
            }
        }
        return new Design(size, terms, keptNames, keptColumns, keptOwner);
    }
}
