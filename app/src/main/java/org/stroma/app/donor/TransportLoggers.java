package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import org.stroma.app.evidence.Evidence;

/** What loggers recorded on the way of a cord; known to those who keep the register of loggers. */
public interface TransportLoggers {

    /**
     * Reads the file of a registered logger as it was declared when the cord came in, cut to a period. Refused when the logger
     * was in nobody's register then, when the file cannot be read, has no time zone or no reading of the period.
     *
     * @param serial as in the register
     * @param from hand-over to transport
     * @param until receipt
     */
    Summary read(String serial, Evidence.RawFile file, Instant from, Instant until);

    /**
     * How long the same recording was above a temperature, all excursions together.
     *
     * @param celsius the temperature in °C
     * @return minutes
     */
    BigDecimal minutesAbove(String serial, Evidence.RawFile file, Instant from, Instant until, BigDecimal celsius);

    /**
     * Temperatures in °C.
     *
     * @param reader id of the file's format, or table
     * @param longestGapMin longest time without a reading in minutes, from the begin of the period and to its end too
     */
    record Summary(String reader, int readings, BigDecimal lowest, BigDecimal highest, BigDecimal longestGapMin) {}
}
