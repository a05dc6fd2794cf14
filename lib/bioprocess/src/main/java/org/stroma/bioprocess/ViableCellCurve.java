package org.stroma.bioprocess;

import java.util.List;

/**
 * Viable cells of a culture over time, at least two counts in strictly rising time.
 *
 * <p>Its integral (IVCA, cell·h) is the work force that consumed or produced something. Two counts are joined by
 * exponential growth, (X1 − X0)/µ; more than two by straight lines (trapezoids), because they describe the course
 * themselves. Unchanged numbers give X·t.
 */
public record ViableCellCurve(List<Point> points) {

    /** One count; the time is in hours since any common origin. */
    public record Point(double hours, Cells cells) {
        public Point {
            Numbers.finite(hours, "time in hours");
            cells.require(CellKind.VIABLE);
        }
    }

    public ViableCellCurve {
        points = List.copyOf(points);
        if (points.size() < 2) {
            throw Numbers.outOfRange("number of counts", points.size());
        }
        for (int i = 1; i < points.size(); i++) {
            Numbers.positive(points.get(i).hours() - points.get(i - 1).hours(), "time between counts in hours");
        }
    }

    public static ViableCellCurve exponential(Growth growth) {
        return new ViableCellCurve(
                List.of(new Point(0, growth.seeded()), new Point(growth.hours(), growth.harvested())));
    }

    /** The integral over time, in cell·h; refused when it is zero. */
    public double integralCellHours() {
        double integral = points.size() == 2 ? exponentialIntegral() : trapezoids();
        return Numbers.positive(integral, "integral of viable cells in cell·h");
    }

    private double exponentialIntegral() {
        Point first = points.getFirst();
        Point last = points.getLast();
        first.cells().requireViable("cells at the start");
        last.cells().requireViable("cells at the end");
        double hours = last.hours() - first.hours();
        double start = first.cells().number().doubleValue();
        double gain = last.cells().number().subtract(first.cells().number()).doubleValue();
        double relative = gain / start;
        // log1p keeps the quotient accurate where growth is slight and (X1 - X0)/ln(X1/X0) would be 0/0.
        return relative == 0 ? start * hours : gain * hours / Math.log1p(relative);
    }

    private double trapezoids() {
        double sum = 0;
        for (int i = 1; i < points.size(); i++) {
            Point left = points.get(i - 1);
            Point right = points.get(i);
            double both = left.cells().number().add(right.cells().number()).doubleValue();
            sum += (right.hours() - left.hours()) * both / 2;
        }
        return sum;
    }
}
