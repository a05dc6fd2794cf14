package org.stroma.instruments.fcs;

/**
 * How channel numbers become scale values (FCS 3.1, 3.3.49 to 3.3.51): a logarithmic amplifier gives
 * {@code f2 * 10^(f1 * channel / range)}, a linear one {@code channel / gain}, time {@code channel * $TIMESTEP} in seconds.
 */
public sealed interface Amplifier {

    /**
     * $PnE with decades.
     *
     * @param decades f1, above 0
     * @param offset f2, the value of channel 0, above 0
     * @param range $PnR
     */
    record Logarithmic(double decades, double offset, double range) implements Amplifier {}

    /** $PnG; 1 when not stated. */
    record Linear(double gain) implements Amplifier {}

    /** $TIMESTEP in seconds. */
    record Clock(double step) implements Amplifier {}

    /** The scale value of a channel number. */
    default double scale(double channel) {
        return switch (this) {
            case Logarithmic log -> log.offset() * Math.pow(10, log.decades() * channel / log.range());
            case Linear linear -> channel / linear.gain();
            case Clock clock -> channel * clock.step();
        };
    }

    /** Replaces channel numbers by scale values. */
    default void scale(double[] channels, int count) {
        if (this instanceof Linear linear && linear.gain() == 1)
            return;
        for (int i = 0; i < count; i++)
            channels[i] = scale(channels[i]);
    }

}
