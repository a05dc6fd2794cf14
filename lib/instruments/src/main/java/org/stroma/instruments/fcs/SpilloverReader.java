package org.stroma.instruments.fcs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.stroma.instruments.Problems;

/**
 * The compensation a data set carries: {@code $SPILLOVER} (FCS 3.1, 3.2.32), its forerunner {@code SPILL} of BD, or
 * {@code $COMP} (FCS 3.0, over the first n parameters). What {@code $DFCiTOj} of FCS 2.0 says was applied by the instrument
 * and is not applied again.
 */
public final class SpilloverReader {

    private static final double PERCENT = 100;

    private final FcsDataSet set;
    private final Problems problems;

    private SpilloverReader(FcsDataSet set, Problems problems) {
        this.set = set;
        this.problems = problems;
    }

    /** The compensation over $PnN names; empty when there is none, or when it cannot be used, which is told. */
    public static Optional<Unmixing> find(FcsDataSet set, Problems problems) {
        SpilloverReader reader = new SpilloverReader(set, problems);
        for (String keyword : List.of("$SPILLOVER", "SPILL", "$SPILL", "SPILLOVER"))
            if (set.keywords().find(keyword).isPresent())
                return reader.named(keyword);
        return set.keywords().find("$COMP").isPresent() ? reader.numbered("$COMP") : Optional.empty();
    }

    private Optional<Unmixing> named(String keyword) {
        String[] cells = cells(keyword);
        int n = size(cells);
        if (n < 1 || cells.length != 1 + n + n * n)
            return invalid(keyword);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Optional<String> name = parameter(cells[1 + i].strip());
            if (name.isEmpty())
                return invalid(keyword);
            names.add(name.get());
        }
        return unmixing(keyword, names, matrix(cells, 1 + n, n));
    }

    /** By $PnN as the standard asks, or by a $PnS that only one parameter has, as some software writes. */
    private Optional<String> parameter(String name) {
        if (set.find(name).isPresent())
            return Optional.of(name);
        List<Parameter> labelled = set.parameters().stream()
                .filter(p -> p.findLabel().filter(name::equals).isPresent()).toList();
        return labelled.size() == 1 ? Optional.of(labelled.getFirst().name()) : Optional.empty();
    }

    private Optional<Unmixing> numbered(String keyword) {
        String[] cells = cells(keyword);
        int n = size(cells);
        if (n < 1 || n > set.parameters().size() || cells.length != 1 + n * n)
            return invalid(keyword);
        List<String> names = set.parameters().subList(0, n).stream().map(Parameter::name).toList();
        double[][] matrix = matrix(cells, 1, n);
        completeDiagonal(matrix);
        return unmixing(keyword, names, matrix);
    }

    /** Some instruments write per cent, some leave the diagonal at 0. */
    private static void completeDiagonal(double[][] matrix) {
        boolean percent = matrix[0][0] == PERCENT;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++)
                matrix[i][j] /= percent ? PERCENT : 1;
            if (matrix[i][i] == 0)
                matrix[i][i] = 1;
        }
    }

    private Optional<Unmixing> unmixing(String keyword, List<String> names, double[][] matrix) {
        try {
            return Optional.of(Unmixing.ofSpectra(names, names, matrix));
        } catch (IllegalArgumentException unusable) {
            return invalid(keyword);
        }
    }

    private String[] cells(String keyword) {
        return set.keywords().find(keyword).orElse("").split(",", -1);
    }

    private static int size(String[] cells) {
        double n = ParameterReader.number(cells[0]);
        return n >= 1 && n <= 10_000 && n == Math.rint(n) ? (int) n : 0;
    }

    private static double[][] matrix(String[] cells, int from, int n) {
        double[][] matrix = new double[n][n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++)
                matrix[i][j] = ParameterReader.number(cells[from + i * n + j]);
        return matrix;
    }

    private Optional<Unmixing> invalid(String keyword) {
        problems.addOnce(FcsProblem.KEYWORD_INVALID, keyword,
                Keywords.excerpt(set.keywords().find(keyword).orElse("")));
        return Optional.empty();
    }

}
