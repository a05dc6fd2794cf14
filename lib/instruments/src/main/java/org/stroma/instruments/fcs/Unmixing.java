package org.stroma.instruments.fcs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Turns what detectors measured into amounts of fluorochromes. Each spectrum says how one fluorochrome shows in every
 * detector; with as many detectors as fluorochromes this is compensation (the inverse of the spillover matrix), with more it is
 * least-squares unmixing (Gating-ML 2.0, 7.1). Immutable.
 */
public final class Unmixing {

    private final List<String> detectors;
    private final List<String> fluorochromes;
    /** One row per detector, one column per fluorochrome. */
    private final double[][] weights;

    private Unmixing(List<String> detectors, List<String> fluorochromes, double[][] weights) {
        this.detectors = List.copyOf(detectors);
        this.fluorochromes = List.copyOf(fluorochromes);
        this.weights = weights;
        if (new HashSet<>(detectors).size() < detectors.size()
                || new HashSet<>(fluorochromes).size() < fluorochromes.size())
            throw new IllegalArgumentException("a name occurs twice");
    }

    /**
     * From spectra.
     *
     * @param spectra one row per fluorochrome, one column per detector
     * @throws IllegalArgumentException when sizes do not fit, a number is not finite, or the spectra are not independent
     */
    public static Unmixing ofSpectra(List<String> detectors, List<String> fluorochromes, double[][] spectra) {
        check(spectra, fluorochromes.size(), detectors.size());
        if (fluorochromes.size() > detectors.size())
            throw new IllegalArgumentException("more fluorochromes than detectors");
        double[][] weights = fluorochromes.size() == detectors.size()
                ? SquareMatrix.inverse(spectra)
                : pseudoInverse(spectra);
        return new Unmixing(detectors, fluorochromes, weights);
    }

    /**
     * From weights somebody computed already.
     *
     * @param weights one row per detector, one column per fluorochrome
     * @throws IllegalArgumentException when sizes do not fit or a number is not finite
     */
    public static Unmixing ofWeights(List<String> detectors, List<String> fluorochromes, double[][] weights) {
        check(weights, detectors.size(), fluorochromes.size());
        return new Unmixing(detectors, fluorochromes,
                Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new));
    }

    private static void check(double[][] matrix, int rows, int columns) {
        if (rows == 0 || columns == 0 || matrix.length != rows)
            throw new IllegalArgumentException("rows: " + matrix.length + ", expected " + rows);
        for (double[] row : matrix) {
            if (row.length != columns)
                throw new IllegalArgumentException("columns: " + row.length + ", expected " + columns);
            for (double value : row)
                if (!Double.isFinite(value))
                    throw new IllegalArgumentException("not a finite number");
        }
    }

    /** S^T (S S^T)^-1: the least-squares amounts for detectors in a row. */
    private static double[][] pseudoInverse(double[][] s) {
        int k = s.length;
        double[][] normal = new double[k][k];
        for (int i = 0; i < k; i++)
            for (int j = 0; j < k; j++)
                for (int d = 0; d < s[0].length; d++)
                    normal[i][j] += s[i][d] * s[j][d];
        double[][] inverse = SquareMatrix.inverse(normal);
        double[][] weights = new double[s[0].length][k];
        for (int d = 0; d < weights.length; d++)
            for (int j = 0; j < k; j++)
                for (int i = 0; i < k; i++)
                    weights[d][j] += s[i][d] * inverse[i][j];
        return weights;
    }

    /** Names of the measured columns. */
    public List<String> detectors() {
        return detectors;
    }

    /** Names of the computed columns. */
    public List<String> fluorochromes() {
        return fluorochromes;
    }

    /**
     * Computes one fluorochrome.
     *
     * @param fluorochrome its index
     * @param measured one column per detector
     * @param count values in each
     * @param into where the amounts go
     */
    public void apply(int fluorochrome, double[][] measured, int count, double[] into) {
        Arrays.fill(into, 0, count, 0);
        for (int d = 0; d < weights.length; d++) {
            double weight = weights[d][fluorochrome];
            double[] column = measured[d];
            for (int i = 0; i < count; i++)
                into[i] += column[i] * weight;
        }
    }

}
