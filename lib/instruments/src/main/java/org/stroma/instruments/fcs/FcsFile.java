package org.stroma.instruments.fcs;

import java.util.List;

import org.stroma.instruments.Problem;

/**
 * A whole file. With a problem of severity error the data sets hold what could be read, and the caller decides whether that
 * is of use.
 *
 * @param dataSets in file order, at least one
 * @param problems all that was found
 */
public record FcsFile(List<FcsDataSet> dataSets, List<Problem> problems) {

    public FcsFile {
        dataSets = List.copyOf(dataSets);
        problems = List.copyOf(problems);
    }

    /** The first data set, the only one of most files. */
    public FcsDataSet first() {
        return dataSets.getFirst();
    }

    /** Whether nothing is wrong enough to be an error. */
    public boolean isWhole() {
        return problems.stream().noneMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

}
