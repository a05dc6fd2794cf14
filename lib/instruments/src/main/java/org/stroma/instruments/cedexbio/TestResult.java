package org.stroma.instruments.cedexbio;

import java.math.BigDecimal;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * One line of the archive.
 *
 * @param line its line from 1
 * @param recordType the first column
 * @param time when it was measured
 * @param code the code of the test
 * @param analyte the name of its analyte, or the code when it is not known
 * @param kit the detection kit, or the code
 * @param range the range of the kit, or the code
 * @param dilution the dilution as printed, null when none
 * @param unit the unit of {@code value}
 * @param value in {@code unit}, null when the line has no number
 * @param error what the flag says, null without flag
 */
record TestResult(int line, String recordType, LocalDateTime time, String code, String analyte, String kit,
        String range,
        @Nullable String dilution, String unit, @Nullable BigDecimal value, @Nullable String error) {

    /** What tells two results of a round apart, and how they are sorted. */
    String key() {
        return analyte + "_" + code + "_" + (dilution == null ? "None" : dilution);
    }

    boolean isOpticalDensity() {
        return analyte.equals("optical_density");
    }

    Object valueOrNegativeZero() {
        return value == null ? JsonObject.NEGATIVE_ZERO : value;
    }

}
