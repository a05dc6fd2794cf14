package org.stroma.statistics.stability;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;

/**
 * A shelf life with the way that led to it.
 *
 * @param settings as asked
 * @param model chosen by the poolability tests
 * @param byModel estimate under each model; separate slopes by individual fits
 * @param pooledError separate slopes judged by the residual of all batches together
 * @param anova sequential table: batch, time, batch:time
 * @param slopes test of equal slopes; absent with one batch
 * @param intercepts test of equal intercepts under a common slope; absent with one batch
 * @param curvature test of a common quadratic part
 * @param lastTime latest time with a usable result
 * @param assumptions what the figure rests on
 * @param warnings what speaks against it
 */
public record ShelfLifeResult(ShelfLifeSettings settings, StabilityModel model,
        Map<StabilityModel, ShelfLifeEstimate> byModel, ShelfLifeEstimate pooledError, Anova anova,
        @Nullable AnovaRow slopes, @Nullable AnovaRow intercepts, AnovaRow curvature, double lastTime,
        List<Note> assumptions, List<Note> warnings) {
    public ShelfLifeResult {
        byModel = Map.copyOf(byModel);
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * The estimate under the chosen model. Separate slopes rest on individual fits, or on the pooled error if a batch is too small
     * for a residual of its own.
     */
    public ShelfLifeEstimate selected() {
        ShelfLifeEstimate estimate = estimate(model);
        return estimate.crossing() instanceof Crossing.Unknown ? pooledError : estimate;
    }

    /** The estimate under a model. */
    public ShelfLifeEstimate estimate(StabilityModel of) {
        ShelfLifeEstimate estimate = byModel.get(of);
        if (estimate == null) {
            throw new IllegalArgumentException("no estimate for " + of);
        }
        return estimate;
    }

    /** The shelf life in the unit of the times, unrounded; empty when the bound never leaves the limits. */
    public OptionalDouble shelfLife() {
        return selected().crossing().finite();
    }
}
