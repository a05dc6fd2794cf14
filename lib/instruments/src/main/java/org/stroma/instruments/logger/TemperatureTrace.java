package org.stroma.instruments.logger;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;

import org.stroma.instruments.json.JsonObject;

/**
 * A temperature against time in degrees Celsius: what a reviewer of a cold chain asks of any logger, freezer or shipper.
 *
 * @param series the readings, in {@code Cel}
 */
public record TemperatureTrace(TimeSeries series) {

    /** The UCUM code of degrees Celsius. */
    public static final String CELSIUS = "Cel";

    private static final double KELVIN = 273.15;
    /** kJ/(mol·K), CODATA 2018. */
    private static final double GAS_CONSTANT = 8.314462618e-3;

    public TemperatureTrace {
        if (!series.unit().equals(CELSIUS))
            throw new IllegalArgumentException("a temperature trace is in Cel, not " + series.unit());
    }

    /** How the temperature between two readings is taken. */
    public enum Between {
        /** On the straight line between the two. */
        STRAIGHT_LINE,
        /** As the earlier reading until the later one. */
        HELD,
        /** As the worse of the two all the time. */
        WORST
    }

    /** The side of a limit. */
    public enum Side {
        ABOVE(1), BELOW(-1);

        private final int sign;

        Side(int sign) {
            this.sign = sign;
        }
    }

    /**
     * What is asked of a trace.
     *
     * @param side which side of the limit counts; a reading equal to the limit does not
     * @param limit in degrees Celsius
     * @param between how the temperature between two readings is taken
     * @param bridged the longest stretch between two readings over which anything is known
     */
    public record Question(Side side, BigDecimal limit, Between between, Duration bridged) {

        /** Above a limit, on straight lines between readings at most {@code bridged} apart. */
        public static Question above(BigDecimal limit, Duration bridged) {
            return new Question(Side.ABOVE, limit, Between.STRAIGHT_LINE, bridged);
        }

        /** Below a limit, on straight lines between readings at most {@code bridged} apart. */
        public static Question below(BigDecimal limit, Duration bridged) {
            return new Question(Side.BELOW, limit, Between.STRAIGHT_LINE, bridged);
        }

    }

    /**
     * Time spent beyond a limit.
     *
     * @param cumulated all stretches together
     * @param longest the longest unbroken stretch
     * @param excursions number of unbroken stretches; one reading beyond the limit counts even if it lasts no time
     * @param unknown time over which nothing is known, because readings lie too far apart or hold no value
     */
    public record Exposure(Duration cumulated, Duration longest, int excursions, Duration unknown) {}

    /** The time beyond a limit. */
    public Exposure exposure(Question question) {
        return ExposureMeter.measure(series, question, question.side().sign);
    }

    /**
     * Mean kinetic temperature in degrees Celsius, each reading counting once (Haynes 1971, doi:10.1002/jps.2600600618; USP
     * ⟨1079.2⟩): {@code T = (H/R) / -ln(mean(exp(-H/(R·Ti))))}. Meaningless for cryogenic storage.
     *
     * @param activationEnergy H in kJ/mol, commonly 83.144; loggers often use 83.0
     * @return empty without any reading, or when a reading lies at or below absolute zero
     */
    public OptionalDouble meanKineticTemperature(double activationEnergy) {
        if (!(activationEnergy > 0))
            throw new IllegalArgumentException("activation energy must be positive: " + activationEnergy);
        double slope = activationEnergy / GAS_CONSTANT;
        double highest = series.highest().map(r -> toKelvin(r)).orElse(Double.NaN);
        if (!(highest > 0))
            return OptionalDouble.empty();
        double sum = 0;
        int count = 0;
        for (int n = 0; n < series.size(); n++) {
            if (!series.hasValueInTime(n))
                continue;
            double kelvin = series.valueInTime(n) + KELVIN;
            if (!(kelvin > 0))
                return OptionalDouble.empty();
            // relative to the warmest reading, so that nothing underflows
            sum += Math.exp(slope / highest - slope / kelvin);
            count++;
        }
        return OptionalDouble.of(slope / (slope / highest - Math.log(sum / count)) - KELVIN);
    }

    private static double toKelvin(Reading reading) {
        BigDecimal value = reading.value();
        return value == null ? Double.NaN : value.doubleValue() + KELVIN;
    }

    /**
     * At most about {@code points} readings in the order of time that draw like all of them: of each stretch its first, lowest
     * and highest reading; rows without a value are left out.
     */
    public List<Reading> outline(int points) {
        if (points < 3)
            throw new IllegalArgumentException("an outline needs three points or more");
        int stretches = Math.max(1, points / 3);
        int size = series.size();
        TreeSet<Integer> kept = new TreeSet<>();
        for (int s = 0; s < stretches; s++)
            keepShape((int) ((long) size * s / stretches), (int) ((long) size * (s + 1) / stretches), kept);
        for (int n = size - 1; n >= 0; n--)
            if (series.hasValueInTime(n)) {
                kept.add(n);
                break;
            }
        List<Reading> outline = new ArrayList<>(kept.size());
        kept.forEach(n -> outline.add(series.inTime(n)));
        return outline;
    }

    private void keepShape(int from, int to, TreeSet<Integer> kept) {
        int first = -1;
        int lowest = -1;
        int highest = -1;
        for (int n = from; n < to; n++) {
            if (!series.hasValueInTime(n))
                continue;
            first = first < 0 ? n : first;
            lowest = lowest < 0 || series.valueInTime(n) < series.valueInTime(lowest) ? n : lowest;
            highest = highest < 0 || series.valueInTime(n) > series.valueInTime(highest) ? n : highest;
        }
        if (first >= 0)
            kept.addAll(List.of(first, lowest, highest));
    }

    /** Count, first, last, lowest, highest, mean and longest gap, as the summaries of this library print them. */
    public JsonObject json() {
        return series.json();
    }

    /** A reading's time: with offset when the zone is declared, a bare local time otherwise. */
    public String time(Reading reading) {
        return series.zone().format(reading.local(), reading.instant());
    }

    /** The span from the first to the last row; zero with fewer than two. */
    public Duration span() {
        int size = series.size();
        return size < 2
                ? Duration.ZERO
                : Duration.of(series.microsInTime(size - 1) - series.microsInTime(0), ChronoUnit.MICROS);
    }

}
