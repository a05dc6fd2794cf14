package org.stroma.instruments.logger;

import java.time.Duration;

import org.stroma.instruments.logger.TemperatureTrace.Exposure;
import org.stroma.instruments.logger.TemperatureTrace.Question;

/** Walks a series once in the order of time and adds up what lies beyond a limit. Times are in microseconds. */
final class ExposureMeter {

    private final Question question;
    private final int sign;
    private final double limit;
    private final double bridged;
    private double cumulated;
    private double longest;
    private double unknown;
    private double run;
    private boolean inside;
    private int excursions;

    private ExposureMeter(Question question, int sign) {
        this.question = question;
        this.sign = sign;
        limit = question.limit().doubleValue();
        bridged = question.bridged().toNanos() / 1_000.0;
    }

    static Exposure measure(TimeSeries series, Question question, int sign) {
        ExposureMeter meter = new ExposureMeter(question, sign);
        for (int n = 0; n < series.size(); n++)
            meter.step(series, n);
        meter.close();
        return new Exposure(duration(meter.cumulated), duration(meter.longest), meter.excursions,
                duration(meter.unknown));
    }

    private void step(TimeSeries series, int n) {
        double now = excess(series, n);
        if (n > 0) {
            double length = series.microsInTime(n) - series.microsInTime(n - 1);
            double before = excess(series, n - 1);
            if (Double.isNaN(before) || Double.isNaN(now) || length > bridged) {
                close();
                unknown += length;
            } else {
                between(before, now, length);
            }
        }
        if (now > 0)
            open();
    }

    /** Degrees beyond the limit; NaN without a value. */
    private double excess(TimeSeries series, int n) {
        return sign * (series.valueInTime(n) - limit);
    }

    private void between(double before, double now, double length) {
        double share = switch (question.between()) {
            case HELD -> before > 0 ? 1 : 0;
            case WORST -> before > 0 || now > 0 ? 1 : 0;
            case STRAIGHT_LINE -> straight(before, now);
        };
        if (share > 0)
            open();
        cumulated += share * length;
        run += share * length;
        longest = Math.max(longest, run);
        if (now <= 0)
            close();
    }

    private static double straight(double before, double now) {
        if (before <= 0 && now <= 0)
            return 0;
        if (before >= 0 && now >= 0)
            return 1;
        return Math.max(before, now) / Math.abs(now - before);
    }

    private void open() {
        if (!inside)
            excursions++;
        inside = true;
    }

    private void close() {
        inside = false;
        run = 0;
    }

    private static Duration duration(double micros) {
        return Duration.ofNanos(Math.round(micros * 1_000));
    }

}
