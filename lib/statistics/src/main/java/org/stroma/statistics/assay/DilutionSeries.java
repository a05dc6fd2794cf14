package org.stroma.statistics.assay;

import java.util.List;
import org.stroma.statistics.StatisticsRefusal;

/**
 * Serial dilutions of equal step, the least diluted first, with the cultures each infected.
 *
 * @param firstLog log10 of the reciprocal of the first dilution: 0 for undiluted, 1 for 1 in 10
 * @param stepLog log10 of the dilution factor between rows, above 0
 * @param rows infected cultures out of all, by dilution
 * @param volume volume put on each culture, in the unit the titre is wanted per
 */
public record DilutionSeries(double firstLog, double stepLog, List<Row> rows, double volume) {

    /** Infected cultures out of all at one dilution. */
    public record Row(int infected, int cultures) {

        public Row {
            if (cultures < 1) {
                throw StatisticsRefusal.of("out-of-range", "name", "cultures", "range", "[1, ∞)", "value", cultures);
            }
            if (infected < 0 || infected > cultures) {
                throw StatisticsRefusal.of("out-of-range", "name", "infected", "range", "[0, " + cultures + "]",
                        "value", infected);
            }
        }

        /** Share infected. */
        public double share() {
            return (double) infected / cultures;
        }
    }

    public DilutionSeries {
        rows = List.copyOf(rows);
        if (!Double.isFinite(firstLog)) {
            throw StatisticsRefusal.of("out-of-range", "name", "firstLog", "range", "(−∞, ∞)", "value", firstLog);
        }
        if (!(stepLog > 0) || !Double.isFinite(stepLog)) {
            throw StatisticsRefusal.of("out-of-range", "name", "stepLog", "range", "(0, ∞)", "value", stepLog);
        }
        if (!(volume > 0) || !Double.isFinite(volume)) {
            throw StatisticsRefusal.of("out-of-range", "name", "volume", "range", "(0, ∞)", "value", volume);
        }
        if (rows.size() < 2) {
            throw StatisticsRefusal.of("too-few-values", "needed", 2, "found", rows.size());
        }
    }

    double log(int row) {
        return firstLog + row * stepLog;
    }
}
