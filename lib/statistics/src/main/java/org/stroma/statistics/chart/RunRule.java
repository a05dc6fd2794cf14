package org.stroma.statistics.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A pattern of points on a control chart that a stable process rarely shows.
 *
 * <p>A rule looks back from a point and answers with the points that make the pattern, if that point completes it. Points on
 * the centre line belong to neither side.
 */
public sealed interface RunRule {

    /** Stable name, for example {@code nelson-2}. */
    String code();

    /** True if the rule divides the band between the limits into zones and so needs a nearly symmetric statistic. */
    default boolean zoned() {
        return false;
    }

    /** Places, counted from 0, of the points that make the pattern completed at a place, or nothing. */
    Optional<List<Integer>> completedAt(int at, List<ChartPoint> points);

    /** One point outside the control limits. */
    record BeyondLimits(String code) implements RunRule {
        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            return points.get(at).outside() ? Optional.of(List.of(at)) : Optional.empty();
        }
    }

    /** A number of points in a row on one side of the centre line. */
    record SameSide(String code, int run) implements RunRule {
        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            double side = Math.signum(points.get(at).z());
            return lastAll(at, run, i -> side != 0 && Math.signum(points.get(i).z()) == side);
        }
    }

    /** A number of points in a row, each above the one before or each below it. */
    record Trend(String code, int run) implements RunRule {
        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            if (at < run - 1) {
                return Optional.empty();
            }
            double direction = step(at, points);
            boolean all = direction != 0
                    && IntStream.range(at - run + 2, at).allMatch(i -> step(i, points) == direction);
            return all ? Optional.of(span(at, run)) : Optional.empty();
        }
    }

    /** A number of points in a row that alternate up and down. */
    record Alternation(String code, int run) implements RunRule {
        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            if (at < run - 1) {
                return Optional.empty();
            }
            boolean all = IntStream.rangeClosed(at - run + 3, at)
                    .allMatch(i -> step(i, points) * step(i - 1, points) < 0);
            return all ? Optional.of(span(at, run)) : Optional.empty();
        }
    }

    /** So many of a number of points in a row farther than a multiple of σ from the centre, on one side. */
    record FarOnOneSide(String code, int needed, int window, double sigmas) implements RunRule {
        @Override
        public boolean zoned() {
            return true;
        }

        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            double side = Math.signum(points.get(at).z());
            List<Integer> far = new ArrayList<>();
            for (int i = Math.max(0, at - window + 1); i <= at; i++) {
                if (points.get(i).z() * side > sigmas) {
                    far.add(i);
                }
            }
            return far.size() >= needed && far.getLast() == at ? Optional.of(far) : Optional.empty();
        }
    }

    /** A number of points in a row all within a multiple of σ of the centre. */
    record Hugging(String code, int run, double sigmas) implements RunRule {
        @Override
        public boolean zoned() {
            return true;
        }

        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            return lastAll(at, run, i -> Math.abs(points.get(i).z()) < sigmas);
        }
    }

    /** A number of points in a row, on both sides, none within a multiple of σ of the centre. */
    record Avoiding(String code, int run, double sigmas) implements RunRule {
        @Override
        public boolean zoned() {
            return true;
        }

        @Override
        public Optional<List<Integer>> completedAt(int at, List<ChartPoint> points) {
            return lastAll(at, run, i -> Math.abs(points.get(i).z()) > sigmas)
                    .filter(all -> all.stream().map(i -> Math.signum(points.get(i).z())).distinct().count() > 1);
        }
    }

    private static double step(int i, List<ChartPoint> points) {
        return Math.signum(points.get(i).value() - points.get(i - 1).value());
    }

    private static List<Integer> span(int at, int run) {
        return IntStream.rangeClosed(at - run + 1, at).boxed().toList();
    }

    private static Optional<List<Integer>> lastAll(int at, int run, IntPredicate test) {
        if (at < run - 1) {
            return Optional.empty();
        }
        for (int i = at; i > at - run; i--) {
            if (!test.test(i)) {
                return Optional.empty();
            }
        }
        return Optional.of(span(at, run));
    }
}
