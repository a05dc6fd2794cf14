package org.stroma.statistics.stability;

import java.util.List;
import org.stroma.statistics.model.Anova;
import org.stroma.statistics.model.AnovaRow;
import org.stroma.statistics.model.ErrorTerm;

/**
 * Analysis of covariance of several batches over time, from centred sums per batch.
 *
 * <p>Equal to least squares on {@code batch + time + batch:time}; residuals are summed as such, not by difference.
 */
final class Covariance {
    private final List<Batch> batches;
    private final int count;
    private final Batch pooled;
    private final double sxx;
    private final double commonSlope;
    private final double residualPooled;
    private final double residualParallel;
    private final double residualSeparate;

    Covariance(List<Batch> batches) {
        this.batches = batches;
        this.count = batches.stream().mapToInt(Batch::size).sum();
        double[] times = batches.stream().flatMapToDouble(b -> java.util.Arrays.stream(b.times())).toArray();
        double[] values = batches.stream().flatMapToDouble(b -> java.util.Arrays.stream(b.values())).toArray();
        this.pooled = Batch.of("", times, values);
        this.sxx = batches.stream().mapToDouble(Batch::sxx).sum();
        this.commonSlope = batches.stream().mapToDouble(Batch::sxy).sum() / sxx;
        this.residualPooled = pooled.ownResidual();
        this.residualParallel = batches.stream()
                .mapToDouble(b -> b.squaresAbout(b.meanTime(), b.meanValue(), commonSlope)).sum();
        this.residualSeparate = batches.stream().mapToDouble(Batch::ownResidual).sum();
    }

    int count() {
        return count;
    }

    ErrorTerm separateError() {
        return ErrorTerm.of(residualSeparate,
                (double) count - batches.stream().mapToInt(Batch::parameters).sum());
    }

    ErrorTerm parallelError() {
        return ErrorTerm.of(residualParallel, count - 1.0 - batches.size());
    }

    private ErrorTerm pooledError() {
        return ErrorTerm.of(residualPooled, count - 2.0);
    }

    /** Test of equal slopes. */
    AnovaRow slopes() {
        double squares = 0;
        for (Batch batch : batches) {
            double difference = batch.slope() - commonSlope;
            squares += difference * difference * batch.sxx();
        }
        int inclined = (int) batches.stream().filter(Batch::inclined).count();
        return AnovaRow.tested("batch:time", inclined - 1, squares, separateError());
    }

    /** Test of equal intercepts given a common slope. */
    AnovaRow intercepts(PoolingError convention) {
        ErrorTerm error = convention == PoolingError.FULL ? separateError() : parallelError();
        return AnovaRow.tested("batch | time", batches.size() - 1, Math.max(0, residualPooled - residualParallel),
                error);
    }

    /** Sequential table: batch, time, batch by time. */
    Anova sequential() {
        double between = 0;
        double total = 0;
        for (Batch batch : batches) {
            double offset = batch.meanValue() - pooled.meanValue();
            between += batch.size() * offset * offset;
            total += batch.squaresAbout(0, pooled.meanValue(), 0);
        }
        ErrorTerm error = separateError();
        AnovaRow time = AnovaRow.tested("time", 1, commonSlope * commonSlope * sxx, error);
        AnovaRow residual = AnovaRow.untested("residual", (int) error.df(), residualSeparate);
        AnovaRow sum = AnovaRow.untested("total", count - 1, total);
        if (batches.size() == 1) {
            return new Anova(List.of(time, residual, sum));
        }
        AnovaRow batch = AnovaRow.tested("batch", batches.size() - 1, between, error);
        return new Anova(List.of(batch, time, slopes(), residual, sum));
    }

    /** The lines of a model; for separate lines each batch is judged by its own residual. */
    List<Line> lines(StabilityModel model) {
        return switch (model) {
            case COMMON_INTERCEPT_COMMON_SLOPE -> List.of(new Line(null, pooled.meanTime(), pooled.meanValue(),
                    pooled.slope(), 1.0 / count, 1 / pooled.sxx(), pooledError()));
            case DIFFERENT_INTERCEPTS_COMMON_SLOPE -> batches.stream()
                    .map(batch -> batch.line(commonSlope, 1 / sxx, parallelError())).toList();
            case DIFFERENT_INTERCEPTS_DIFFERENT_SLOPES -> batches.stream()
                    .map(b -> own(b, ErrorTerm.of(b.ownResidual(), (double) b.size() - b.parameters()))).toList();
        };
    }

    /** Separate lines, all judged by the pooled residual. */
    List<Line> separateLinesWithPooledError() {
        return batches.stream().map(batch -> own(batch, separateError())).toList();
    }

    /** The own line of a batch; one seen at one time only has none, which no degree of freedom says. */
    private static Line own(Batch batch, ErrorTerm error) {
        return batch.inclined()
                ? batch.line(batch.slope(), 1 / batch.sxx(), error)
                : batch.line(0, 0, ErrorTerm.of(0, 0));
    }

    /** Test of a quadratic part common to all batches, beside separate lines. */
    AnovaRow curvature() {
        double product = 0;
        double squares = 0;
        for (Batch batch : batches) {
            double[] square = java.util.Arrays.stream(batch.times()).map(t -> t * t).toArray();
            Batch quadratic = Batch.of(batch.name(), batch.times(), square);
            for (int i = 0; i < square.length; i++) {
                double u = batch.times()[i] - batch.meanTime();
                double bent = square[i] - quadratic.meanValue() - quadratic.slope() * u;
                product += bent * (batch.values()[i] - batch.meanValue() - batch.slope() * u);
                squares += bent * bent;
            }
        }
        double explained = squares > 0 ? product * product / squares : 0;
        ErrorTerm error = ErrorTerm.of(residualSeparate - explained, separateError().df() - 1);
        return AnovaRow.tested("time^2", squares > 0 ? 1 : 0, explained, error);
    }
}
