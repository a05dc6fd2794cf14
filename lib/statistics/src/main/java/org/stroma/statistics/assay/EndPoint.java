package org.stroma.statistics.assay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.distribution.StandardNormal;
import org.stroma.statistics.interval.Confidence;

/** Dilution that infects half of all cultures (TCID50). */
public final class EndPoint {

    private EndPoint() {}

    /** Divisor in the variance of a share, {@code p(1 − p)/divisor}. */
    public enum ShareVariance {
        /** n − 1, unbiased; D. J. Finney, Statistical Method in Biological Assay; EN 14476. */
        UNBIASED(1),
        /** n; J. O. Irwin and E. A. Cheeseman (1939), the modified Kärber method. */
        MAXIMUM_LIKELIHOOD(0);

        private final int less;

        ShareVariance(int less) {
            this.less = less;
        }
    }

    /**
     * Spearman and Kärber: {@code log TCID50 = x₀ − d/2 + d·Σp}, summed from the last dilution that infects all cultures, x₀.
     *
     * <p>Beyond the series all cultures are taken as infected above and none below, which is noted where the rows do not show it.
     *
     * @throws StatisticsRefusal {@code no-end-point} if all cultures are infected, or none
     */
    public static Titer spearmanKarber(DilutionSeries series, double confidence, ShareVariance variance) {
        double z = StandardNormal.quantile(0.5 + Confidence.require("confidence", confidence) / 2);
        requireEndPoint(series);
        double sum = 0;
        double squares = 0;
        for (DilutionSeries.Row row : series.rows()) {
            double spread = row.share() * (1 - row.share());
            if (spread > 0 && row.cultures() <= variance.less) {
                throw StatisticsRefusal.of("too-few-values", "needed", variance.less + 1, "found", row.cultures());
            }
            sum += row.share();
            squares += spread > 0 ? spread / (row.cultures() - variance.less) : 0;
        }
        double log = series.log(0) - series.stepLog() / 2 + series.stepLog() * sum;
        double error = series.stepLog() * Math.sqrt(squares);
        return titer("spearman-karber", series, log, error, confidence, z, warnings(series));
    }

    /**
     * Reed and Muench, Am. J. Hyg. 27 (1938) 493, doi:10.1093/oxfordjournals.aje.a118408: infected cultures add up toward the
     * concentrated end, healthy ones toward the dilute end, and the share of both sums is interpolated at one half. Gives no variance.
     *
     * @throws StatisticsRefusal {@code no-end-point} if the cumulative share does not cross one half
     */
    public static Titer reedMuench(DilutionSeries series) {
        List<DilutionSeries.Row> rows = series.rows();
        double[] shares = new double[rows.size()];
        for (int i = 0; i < shares.length; i++) {
            double infected = rows.subList(i, rows.size()).stream().mapToDouble(DilutionSeries.Row::infected).sum();
            double healthy = rows.subList(0, i + 1).stream().mapToDouble(row -> row.cultures() - row.infected()).sum();
            shares[i] = infected + healthy > 0 ? infected / (infected + healthy) : 0;
        }
        int above = -1;
        for (int i = 0; i + 1 < shares.length && above < 0; i++) {
            above = shares[i] >= 0.5 && shares[i + 1] < 0.5 ? i : -1;
        }
        if (above < 0) {
            throw StatisticsRefusal.of("no-end-point");
        }
        double part = (shares[above] - 0.5) / (shares[above] - shares[above + 1]);
        return titer("reed-muench", series, series.log(above) + part * series.stepLog(), null, 0, 0, warnings(series));
    }

    private static Titer titer(String method, DilutionSeries series, double log, @Nullable Double error,
            double confidence, double z,
            List<Note> warnings) {
        double perVolume = Math.pow(10, log) / series.volume();
        return new Titer(method, log, perVolume, error, confidence,
                error == null ? null : (Double) (perVolume * Math.pow(10, -z * error)),
                error == null ? null : (Double) (perVolume * Math.pow(10, z * error)),
                List.of(Note.of("symmetric-tolerances")), warnings);
    }

    private static void requireEndPoint(DilutionSeries series) {
        boolean all = series.rows().stream().allMatch(row -> row.share() == 1);
        boolean none = series.rows().stream().allMatch(row -> row.share() == 0);
        if (all || none) {
            throw StatisticsRefusal.of("no-end-point");
        }
    }

    private static List<Note> warnings(DilutionSeries series) {
        List<Note> warnings = new ArrayList<>();
        List<DilutionSeries.Row> rows = series.rows();
        if (rows.getFirst().share() < 1) {
            warnings.add(Note.of("first-dilution-not-all-infected"));
        }
        if (rows.getLast().share() > 0) {
            warnings.add(Note.of("last-dilution-infected"));
        }
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).share() > rows.get(i - 1).share()) {
                warnings.add(Note.of("share-rises-with-dilution", "row", i + 1));
            }
        }
        return warnings;
    }
}
