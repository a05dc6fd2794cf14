package org.stroma.instruments.logger.berlinger;

import java.math.BigDecimal;
import java.time.Duration;

import org.stroma.instruments.logger.Durations;
import org.stroma.instruments.logger.TemperatureTrace.Side;

/**
 * A limit the logger watches, as it is configured in the device.
 *
 * @param id the number of the alarm in the file
 * @param side which side of the limit is watched
 * @param accumulated whether the time beyond the limit adds up (over the day or the run) or must be unbroken
 * @param temperature the limit in the unit of the file
 * @param allowed how long the temperature may lie beyond the limit before the alarm is raised
 */
public record AlarmLimit(int id, Side side, boolean accumulated, BigDecimal temperature, Duration allowed) {

    /** As the vendor's report words it, such as {@code above 8.0°C for 30min}. */
    public String text() {
        String word = side == Side.ABOVE ? "above " : "below ";
        return word + temperature.toPlainString() + "°C for " + Durations.text(allowed);
    }

}
