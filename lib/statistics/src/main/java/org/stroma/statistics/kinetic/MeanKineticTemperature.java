package org.stroma.statistics.kinetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.stroma.statistics.Note;
import org.stroma.statistics.Sample;
import org.stroma.statistics.StatisticsRefusal;

/**
 * The constant temperature at which a product would degrade as much as along a record: {@code T = (ΔH/R)/−ln(mean exp(−ΔH/RT_i))}.
 *
 * <p>J. D. Haynes, J. Pharm. Sci. 60 (1971) 927, doi:10.1002/jps.2600600629; USP &lt;1079.2&gt;. Terms are taken relative to the
 * warmest reading, so nothing underflows. Meaningless for cryogenic stock.
 *
 * @param celsius mean kinetic temperature in °C
 * @param mean arithmetic mean in °C, weighted alike
 * @param lowest lowest reading in °C
 * @param highest highest reading in °C
 */
public record MeanKineticTemperature(double celsius, double mean, double lowest, double highest, int readings,
        Activation activation,
        List<Note> assumptions, List<Note> warnings) {

    private static final double ZERO_CELSIUS = 273.15;
    private static final double COLDEST_FOR_LIQUIDS = -20;

    public MeanKineticTemperature {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * Activation energy over the gas constant.
     *
     * @param kilojoulePerMole ΔH in kJ/mol, above 0
     * @param gasConstant R in J/(mol·K)
     */
    public record Activation(double kilojoulePerMole, double gasConstant) {

        /** 83.144 kJ/mol over 8.3144 J/(mol·K), which is 10 000 K, as in USP &lt;1079.2&gt;. */
        public static final Activation USP = new Activation(83.144, 8.3144);

        /** CODATA gas constant. */
        public static final double GAS_CONSTANT = 8.314462618;

        public Activation {
            if (!(kilojoulePerMole > 0) || !Double.isFinite(kilojoulePerMole)) {
                throw StatisticsRefusal.of("out-of-range", "name", "activationEnergy", "range", "(0, ∞)", "value",
                        kilojoulePerMole);
            }
            if (!(gasConstant > 0) || !Double.isFinite(gasConstant)) {
                throw StatisticsRefusal.of("out-of-range", "name", "gasConstant", "range", "(0, ∞)", "value",
                        gasConstant);
            }
        }

        /** An energy with the CODATA gas constant. */
        public static Activation of(double kilojoulePerMole) {
            return new Activation(kilojoulePerMole, GAS_CONSTANT);
        }

        /** ΔH/R in kelvin. */
        public double kelvin() {
            return 1000 * kilojoulePerMole / gasConstant;
        }
    }

    /**
     * Of readings in °C at equal intervals.
     *
     * @throws StatisticsRefusal {@code too-few-values}, {@code not-a-number}, {@code out-of-range}
     */
    public static MeanKineticTemperature of(double[] celsius, Activation activation) {
        double[] weights = new double[celsius.length];
        Arrays.fill(weights, 1);
        return of(celsius, weights, activation);
    }

    /** Of readings in °C that each stand for a duration, in any one unit. */
    public static MeanKineticTemperature of(double[] celsius, double[] durations, Activation activation) {
        Sample readings = Sample.of(celsius);
        requireDurations(celsius, durations);
        double low = readings.min();
        double high = readings.max();
        if (!(low > -ZERO_CELSIUS)) {
            throw StatisticsRefusal.of("out-of-range", "name", "temperature", "range", "(−273.15, ∞)", "value", low);
        }
        double ratio = activation.kelvin();
        double warmest = ratio / (high + ZERO_CELSIUS);
        double rates = 0;
        double sum = 0;
        double total = 0;
        for (int i = 0; i < celsius.length; i++) {
            rates += durations[i] * Math.exp(warmest - ratio / (celsius[i] + ZERO_CELSIUS));
            sum += durations[i] * celsius[i];
            total += durations[i];
        }
        double kelvin = ratio / (warmest - Math.log(rates / total));
        List<Note> warnings = new ArrayList<>();
        if (low < COLDEST_FOR_LIQUIDS) {
            warnings.add(Note.of("meaningless-for-frozen", "lowest", low));
        }
        return new MeanKineticTemperature(kelvin - ZERO_CELSIUS, sum / total, low, high, celsius.length, activation,
                List.of(Note.of("arrhenius"), Note.of("no-excursion-accepted")), warnings);
    }

    private static void requireDurations(double[] celsius, double[] durations) {
        if (celsius.length != durations.length) {
            throw StatisticsRefusal.of("unequal-lengths", "first", "temperatures", "firstCount", celsius.length,
                    "second", "durations",
                    "secondCount", durations.length);
        }
        for (double duration : durations) {
            if (!(duration > 0) || !Double.isFinite(duration)) {
                throw StatisticsRefusal.of("out-of-range", "name", "duration", "range", "(0, ∞)", "value", duration);
            }
        }
    }
}
