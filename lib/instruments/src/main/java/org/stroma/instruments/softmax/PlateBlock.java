package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One plate: for each wavelength, and for each line of a table by time, the readings by well; and the reduced values.
 *
 * @param reduced by well, in their order; empty when there are none
 */
record PlateBlock(PlateHeader header, List<Map<String, Reading>> tables, Map<String, BigDecimal> reduced) {

    /** A printed text that is no number, and what it concerns. */
    record Error(String text, String feature) {}

    /** One reading of one well; it collects what groups say of it. */
    static final class Reading {

        private final String key;
        private final String well;
        private final BigDecimal wavelength;
        private final @Nullable BigDecimal temperature;
        private final @Nullable BigDecimal value;
        private final List<BigDecimal> times = new ArrayList<>();
        private final List<@Nullable BigDecimal> values = new ArrayList<>();
        private final List<Error> errors = new ArrayList<>();
        private final Map<String, String> others = new LinkedHashMap<>();
        private @Nullable String sample;
        private @Nullable String group;

        Reading(String key, String well, BigDecimal wavelength, @Nullable BigDecimal temperature,
                @Nullable BigDecimal value) {
            this.key = key;
            this.well = well;
            this.wavelength = wavelength;
            this.temperature = temperature;
            this.value = value;
        }

        /** Unlike that of any other reading of the file. */
        String key() {
            return key;
        }

        String well() {
            return well;
        }

        BigDecimal wavelength() {
            return wavelength;
        }

        /** In degrees Celsius; 0 means it was not read. */
        @Nullable
        BigDecimal temperature() {
            return temperature == null || temperature.signum() == 0 ? null : temperature;
        }

        /** Null when the cell is no number. */
        @Nullable
        BigDecimal value() {
            return value;
        }

        void add(BigDecimal seconds, @Nullable BigDecimal number) {
            times.add(seconds);
            values.add(number);
        }

        /** Times of a kinetic in seconds. */
        List<BigDecimal> times() {
            return times;
        }

        List<@Nullable BigDecimal> values() {
            return values;
        }

        void add(Error error) {
            errors.add(error);
        }

        List<Error> errors() {
            return errors;
        }

        /** What a group says of the sample of this well. */
        void describe(String sampleName, String groupName, Map<String, String> more) {
            sample = sampleName;
            group = groupName;
            others.putAll(more);
        }

        @Nullable
        String sample() {
            return sample;
        }

        @Nullable
        String group() {
            return group;
        }

        Map<String, String> others() {
            return others;
        }

    }

    /** All readings of a well, wavelength by wavelength; empty when the well was not read. */
    List<Reading> readings(String well) {
        List<Reading> readings = new ArrayList<>();
        for (Map<String, Reading> table : tables) {
            Reading reading = table.get(well);
            if (reading != null)
                readings.add(reading);
        }
        return readings;
    }

}
