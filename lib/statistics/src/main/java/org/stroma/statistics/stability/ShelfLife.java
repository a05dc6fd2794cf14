package org.stroma.statistics.stability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stroma.statistics.Note;
import org.stroma.statistics.StatisticsRefusal;
import org.stroma.statistics.model.AnovaRow;

/**
 * Shelf life by regression of a quantitative attribute on time.
 *
 * <p>Batches are pooled when neither their slopes nor then their intercepts differ at {@code alpha}; the shelf life is the
 * earliest time at which the confidence bound of the mean of the worst remaining line meets an acceptance limit. ICH Q1E
 * (2003), appendix B; Chow, Statistical Design and Analysis of Stability Studies, 2007, chapter 3; LeBlond, Griffith and
 * Aubuchon, J. Valid. Technol. 17(3) 2011, 47-68. Censored results are left out or substituted, see {@link CensoredValues}; there is no
 * censored likelihood.
 */
public final class ShelfLife {
    private static final int BATCHES_WANTED = 3;
    private static final int POINTS_PER_BATCH = 3;
    private static final double CURVATURE_ALPHA = 0.05;
    private static final double FAR = 2;

    private ShelfLife() {}

    /**
     * Estimates the shelf life.
     *
     * @throws StatisticsRefusal {@code shelf-life-no-data}, {@code shelf-life-all-censored}, {@code shelf-life-batch-too-small},
     *         {@code shelf-life-no-variation}, {@code shelf-life-not-positive}, {@code shelf-life-crossed-at-start}
     */
    public static ShelfLifeResult estimate(List<StabilityPoint> points, ShelfLifeSettings settings) {
        List<Note> warnings = new ArrayList<>();
        List<StabilityPoint> usable = usable(points, settings, warnings);
        List<Batch> batches = batches(usable, settings);
        if (batches.stream().noneMatch(Batch::inclined)) {
            throw tooSmall(batches.getFirst().name(), batches.getFirst().size());
        }
        requireVariation(batches);
        Covariance covariance = new Covariance(batches);
        if (covariance.separateError().df() < 1) {
            throw StatisticsRefusal.of("shelf-life-too-few-results", "found", covariance.count(), "batches",
                    batches.size());
        }
        AnovaRow slopes = batches.size() > 1 ? covariance.slopes() : null;
        AnovaRow intercepts = batches.size() > 1 ? covariance.intercepts(settings.error()) : null;
        StabilityModel model = choose(slopes, intercepts, settings.alpha());
        Map<StabilityModel, ShelfLifeEstimate> byModel = new EnumMap<>(StabilityModel.class);
        for (StabilityModel each : StabilityModel.values()) {
            byModel.put(each, ShelfLifeEstimate.of(covariance.lines(each), settings));
        }
        ShelfLifeEstimate pooled = ShelfLifeEstimate.of(covariance.separateLinesWithPooledError(), settings);
        double last = usable.stream().mapToDouble(StabilityPoint::time).max().orElseThrow();
        ShelfLifeResult result = new ShelfLifeResult(settings, model, byModel, pooled, covariance.sequential(), slopes,
                intercepts, covariance.curvature(), last, assumptions(settings), List.of());
        refuseWithoutLife(result, batches);
        warnings.addAll(judge(result, batches.size()));
        return new ShelfLifeResult(settings, model, byModel, pooled, result.anova(), slopes, intercepts,
                result.curvature(), last, result.assumptions(), warnings);
    }

    private static StabilityModel choose(@Nullable AnovaRow slopes, @Nullable AnovaRow intercepts, double alpha) {
        if (differs(slopes, alpha)) {
            return StabilityModel.DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES;
        }
        return differs(intercepts, alpha)
                ? StabilityModel.DIFFERENT_INTERCEPTS_COMMON_SLOPE
                : StabilityModel.COMMON_INTERCEPT_COMMON_SLOPE;
    }

    private static boolean differs(@Nullable AnovaRow test, double alpha) {
        Double p = test == null ? null : test.p();
        return p != null && p < alpha;
    }

    private static List<StabilityPoint> usable(List<StabilityPoint> points, ShelfLifeSettings settings,
            List<Note> warnings) {
        List<StabilityPoint> usable = new ArrayList<>();
        int missing = 0;
        int censored = 0;
        for (StabilityPoint point : points) {
            switch (point.reading()) {
                case Reading.Measured measured -> usable.add(point);
                case Reading.Missing none -> missing++;
                case Reading.Below below -> {
                    censored++;
                    double half = settings.censored() == CensoredValues.AT_HALF_LIMIT ? 0.5 : 1;
                    addSubstitute(usable, point, half * below.limit(), settings);
                }
                case Reading.Above above -> {
                    censored++;
                    addSubstitute(usable, point, above.limit(), settings);
                }
            }
        }
        if (censored > 0 && censored + missing == points.size()) {
            throw StatisticsRefusal.of("shelf-life-all-censored", "count", censored);
        }
        if (missing > 0) {
            warnings.add(Note.of("shelf-life-missing-left-out", "count", missing));
        }
        if (censored > 0) {
            boolean out = settings.censored() == CensoredValues.LEAVE_OUT;
            warnings.add(Note.of(out ? "shelf-life-censored-left-out" : "shelf-life-censored-substituted", "count",
                    censored));
        }
        nameEmptyBatches(points, usable, warnings);
        return usable;
    }

    private static void nameEmptyBatches(List<StabilityPoint> points, List<StabilityPoint> usable,
            List<Note> warnings) {
        Set<String> left = new LinkedHashSet<>();
        points.forEach(point -> left.add(point.batch()));
        usable.forEach(point -> left.remove(point.batch()));
        if (!left.isEmpty()) {
            warnings.add(Note.of("shelf-life-batch-without-results", "batches", String.join(", ", left)));
        }
    }

    private static void addSubstitute(List<StabilityPoint> usable, StabilityPoint point, double value,
            ShelfLifeSettings settings) {
        if (settings.censored() != CensoredValues.LEAVE_OUT) {
            usable.add(StabilityPoint.of(point.batch(), point.time(), value));
        }
    }

    private static List<Batch> batches(List<StabilityPoint> points, ShelfLifeSettings settings) {
        if (points.isEmpty()) {
            throw StatisticsRefusal.of("shelf-life-no-data");
        }
        requirePositive(settings, points);
        Map<String, List<StabilityPoint>> grouped = new LinkedHashMap<>();
        points.forEach(point -> grouped.computeIfAbsent(point.batch(), name -> new ArrayList<>()).add(point));
        List<Batch> batches = new ArrayList<>();
        grouped.forEach((name, own) -> {
            double[] times = own.stream().mapToDouble(StabilityPoint::time).toArray();
            double[] values = own.stream().mapToDouble(ShelfLife::value).map(settings.transformation()::apply)
                    .toArray();
            batches.add(Batch.of(name, times, values));
        });
        return batches;
    }

    private static StatisticsRefusal tooSmall(String batch, int found) {
        return StatisticsRefusal.of("shelf-life-batch-too-small", "batch", batch, "found", found, "needed",
                POINTS_PER_BATCH);
    }

    private static double value(StabilityPoint point) {
        if (point.reading() instanceof Reading.Measured measured) {
            return measured.value();
        }
        throw new IllegalStateException("only measured points are left here");
    }

    private static void requirePositive(ShelfLifeSettings settings, List<StabilityPoint> points) {
        if (settings.transformation() != Transformation.LOG) {
            return;
        }
        for (StabilityPoint point : points) {
            if (!(value(point) > 0)) {
                throw StatisticsRefusal.of("shelf-life-not-positive", "value", value(point), "batch", point.batch());
            }
        }
        for (Double limit : Arrays.asList(settings.lower(), settings.upper())) {
            if (limit != null && !(limit > 0)) {
                throw StatisticsRefusal.of("shelf-life-limit-not-positive", "limit", limit);
            }
        }
    }

    private static void requireVariation(List<Batch> batches) {
        double first = batches.getFirst().values()[0];
        boolean same = batches.stream().flatMapToDouble(b -> Arrays.stream(b.values())).allMatch(v -> v == first);
        if (same) {
            throw StatisticsRefusal.of("shelf-life-no-variation");
        }
    }

    private static void refuseWithoutLife(ShelfLifeResult result, List<Batch> batches) {
        ShelfLifeEstimate selected = result.selected();
        if (selected.crossing() instanceof Crossing.Unknown) {
            Batch small = batches.stream().filter(batch -> batch.name().equals(selected.worstBatch())).findFirst()
                    .orElseThrow();
            throw tooSmall(small.name(), small.size());
        }
        if (selected.crossing() instanceof Crossing.AtStart) {
            String batch = selected.worstBatch();
            throw StatisticsRefusal.of("shelf-life-crossed-at-start", "model", result.model().code(), "batch",
                    batch == null ? "*" : batch);
        }
    }

    private static List<Note> assumptions(ShelfLifeSettings settings) {
        List<Note> notes = new ArrayList<>();
        notes.add(Note.of("shelf-life-assumes-linear"));
        notes.add(Note.of("shelf-life-assumes-errors"));
        if (settings.transformation() == Transformation.LOG) {
            notes.add(Note.of("shelf-life-assumes-log"));
        }
        boolean full = settings.error() == PoolingError.FULL;
        notes.add(Note.of(full ? "shelf-life-error-full" : "shelf-life-error-reduced", "alpha", settings.alpha()));
        return notes;
    }

    private static List<Note> judge(ShelfLifeResult result, int batches) {
        List<Note> notes = new ArrayList<>();
        if (batches < BATCHES_WANTED) {
            notes.add(Note.of("shelf-life-few-batches", "found", batches, "needed", BATCHES_WANTED));
        }
        Double curved = result.curvature().p();
        if (curved != null && curved < CURVATURE_ALPHA) {
            notes.add(Note.of("shelf-life-curved", "p", curved));
        }
        for (StabilityModel model : StabilityModel.values()) {
            Crossing crossing = result.estimate(model).crossing();
            if (crossing instanceof Crossing.Never) {
                notes.add(Note.of("shelf-life-never-crosses", "model", model.code()));
            }
            if (crossing instanceof Crossing.Unknown) {
                notes.add(Note.of("shelf-life-model-unknown", "model", model.code()));
                if (result.selected() == result.pooledError()) {
                    notes.add(Note.of("shelf-life-pooled-error-used"));
                }
            }
            if (crossing instanceof Crossing.AtStart) {
                notes.add(Note.of("shelf-life-model-crossed-at-start", "model", model.code()));
            }
        }
        double life = result.selected().crossing().orderingTime();
        if (Double.isFinite(life) && life > FAR * result.lastTime()) {
            notes.add(Note.of("shelf-life-far-beyond-data", "shelfLife", life, "lastTime", result.lastTime()));
        }
        if (result.anova().get("residual").sumOfSquares() == 0) {
            notes.add(Note.of("shelf-life-perfect-fit"));
        }
        return notes;
    }
}
