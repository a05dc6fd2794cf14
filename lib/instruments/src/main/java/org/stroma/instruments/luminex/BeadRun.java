package org.stroma.instruments.luminex;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.Printed;

/**
 * What a file of either layout says of one run; what it does not say is null.
 *
 * @param wells read one after the other while they are taken
 */
record BeadRun(Settings settings, List<Calibration> calibrations, Stream<Well> wells) {

    /**
     * What holds for the whole run.
     *
     * @param plateWells wells of the plate
     * @param volume sample volume in microlitres
     * @param minimumBeads count a bead needs
     * @param others what the model has no place for, by the document that takes it
     */
    record Settings(String software, @Nullable String version, @Nullable String model, @Nullable String serial,
            String computer, @Nullable String analyst, @Nullable String method, @Nullable String methodVersion,
            @Nullable String batch, BigDecimal plateWells, @Nullable BigDecimal volume, @Nullable String gain,
            @Nullable BigDecimal minimumBeads, Others others) {}

    /** Custom information: of the instrument, of each group, each device control, each sample. */
    record Others(JsonObject instrument, JsonObject group, JsonObject device, JsonObject sample) {}

    /** A calibration or verification with its result in the words of the file. */
    record Calibration(String name, String time, @Nullable String report) {}

    /**
     * One well.
     *
     * @param events count of all beads
     * @param warnings messages of the instrument
     * @param others what the model has no place for
     */
    record Well(String sample, String location, String time, @Nullable BigDecimal dilution, BigDecimal events,
            List<String> warnings, List<Analyte> analytes, JsonObject others) {}

    /** One analyte in one well; statistics and results in the order of their kinds. */
    record Analyte(String name, String bead, Value<Count> count, List<Value<Statistic>> statistics,
            List<Value<Result>> results) {}

    /** The count of beads of an analyte. */
    enum Count {
        /** Beads of its region. */
        BEADS
    }

    /** A printed value and where it stands. */
    record Value<K extends Enum<K>>(K kind, Printed printed, Place place) {}

    /** Statistics of the fluorescence of the beads. */
    enum Statistic {
        /** The middle. */
        MEDIAN("Median", "median role", "RFU"),
        /** The mean. */
        MEAN("Mean", "arithmetic mean role", "RFU"),
        /** Coefficient of variation in percent. */
        CV("%CV", "coefficient of variation role", "(unitless)"),
        /** Standard deviation. */
        STANDARD_DEVIATION("Standard Deviation", "standard deviation role", "(unitless)"),
        /** The most frequent value. */
        PEAK("Peak", "mode value role", "RFU"),
        /** The most frequent value without the outer ones. */
        TRIMMED_PEAK("Trimmed Peak", "trimmed mode value role", "RFU"),
        /** Beads left; the published documents give it the unit of the others. */
        TRIMMED_COUNT("Trimmed Count", "trimmed count role", "RFU"),
        /** Standard deviation without the outer values. */
        TRIMMED_STANDARD_DEVIATION("Trimmed Standard Deviation", "trimmed standard deviation role", "(unitless)"),
        /** The mean without the outer values. */
        TRIMMED_MEAN("Trimmed Mean", "trimmed arithmetic mean role", "RFU");

        private final String title;
        private final String role;
        private final String unit;

        Statistic(String title, String role, String unit) {
            this.title = title;
            this.role = role;
            this.unit = unit;
        }

        /** The name of its table. */
        String title() {
            return title;
        }

        /** The datum role of the ASM. */
        String role() {
            return role;
        }

        String unit() {
            return unit;
        }

    }

    /** Values the software calculates from the fluorescence. */
    enum Result {
        /** Fluorescence less background. */
        NET_MFI("Net MFI", "RFU"),
        /** Mean of the replicates. */
        AVERAGE_NET_MFI("Avg Net MFI", "RFU"),
        /** Concentration by the curve. */
        TEST_RESULT("Test Result", "(unitless)"),
        /** Result in percent of what was expected. */
        RECOVERY("% Recovery", "(unitless)"),
        /** Coefficient of variation of the replicates in percent. */
        CV_OF_REPLICATES("%CV of Replicates", "(unitless)"),
        /** What is subtracted. */
        BACKGROUND("Background", "RFU"),
        /** Net median after normalisation. */
        NET_NORMALIZED_MEDIAN("Net Normalized Median", "RFU");

        private final String title;
        private final String unit;

        Result(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        /** The name of its table. */
        String title() {
            return title;
        }

        String unit() {
            return unit;
        }

    }

}
