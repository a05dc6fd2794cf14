package org.stroma.statistics.stability;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shelf life under one model.
 *
 * @param crossing when the first line leaves the limits
 * @param worstBatch whose line that is; absent when all batches share one line or none crosses
 * @param lines the fitted lines, on the transformed scale
 * @param byBatch crossing of each line, in the order of the lines
 */
public record ShelfLifeEstimate(Crossing crossing, @Nullable String worstBatch, List<Line> lines,
        List<Crossing> byBatch) {
    public ShelfLifeEstimate {
        lines = List.copyOf(lines);
        byBatch = List.copyOf(byBatch);
    }

    static ShelfLifeEstimate of(List<Line> lines, ShelfLifeSettings settings) {
        List<Crossing> crossings = lines.stream().map(line -> crossing(line, settings)).toList();
        int worst = 0;
        for (int i = 1; i < crossings.size(); i++) {
            if (crossings.get(i).orderingTime() < crossings.get(worst).orderingTime()) {
                worst = i;
            }
        }
        Crossing first = crossings.get(worst);
        String batch = first instanceof Crossing.Never ? null : lines.get(worst).batch();
        return new ShelfLifeEstimate(first, batch, lines, crossings);
    }

    private static Crossing crossing(Line line, ShelfLifeSettings settings) {
        if (!(line.error().df() > 0)) {
            return new Crossing.Unknown();
        }
        Crossing earliest = new Crossing.Never();
        Double lower = settings.lower();
        Double upper = settings.upper();
        if (lower != null) {
            earliest = line.belowLower(settings.transformation().apply(lower), settings.tail());
        }
        if (upper != null) {
            Crossing above = line.aboveUpper(settings.transformation().apply(upper), settings.tail());
            earliest = above.orderingTime() < earliest.orderingTime() ? above : earliest;
        }
        return earliest;
    }
}
