package org.stroma.instruments.asm;

import java.util.List;

import org.stroma.instruments.json.JsonObject;

/** Words of ASM plate reader. */
public final class PlateReader {

    /** The model with optical imaging. */
    public static final Technique BENCHLING_2023_09 = Technique
            .of("plate-reader/BENCHLING/2023/09/plate-reader.manifest", "plate reader");

    /** The model of June 2024. */
    public static final Technique REC_2024_06 = Technique.of("plate-reader/REC/2024/06/plate-reader.manifest",
            "plate reader");

    /** The model of March 2025. */
    public static final Technique REC_2025_03 = Technique.of("plate-reader/REC/2025/03/plate-reader.manifest",
            "plate reader");

    /** Unit of wavelengths and bandwidths. */
    public static final String NANOMETER = "nm";

    /** Unit of counts. */
    public static final String NUMBER = "#";

    /** Unit of temperatures. */
    public static final String CELSIUS = "degC";

    /** Unit of times. */
    public static final String SECOND = "s";

    /** Unit of distances. */
    public static final String MILLIMETER = "mm";

    /** What is measured. */
    public enum Mode {
        ABSORBANCE("Absorbance", "absorbance", "mAU", "absorption profile data cube", "absorption spectrum data cube"),
        FLUORESCENCE("Fluorescence", "fluorescence", "RFU", "fluorescence emission profile data cube",
                "fluorescence emission spectrum data cube"),
        LUMINESCENCE("Luminescence", "luminescence", "RLU", "luminescence profile data cube",
                "fluorescence emission spectrum data cube");

        private final String title;
        private final String member;
        private final String unit;
        private final String profile;
        private final String spectrum;

        Mode(String title, String member, String unit, String profile, String spectrum) {
            this.title = title;
            this.member = member;
            this.unit = unit;
            this.profile = profile;
            this.spectrum = spectrum;
        }

        /** Its name with a capital. */
        public String title() {
            return title;
        }

        /** Its name, which is also the member of the measurement document. */
        public String member() {
            return member;
        }

        public String unit() {
            return unit;
        }

        /** Name of the data cube of a kinetic reading. */
        public String profile() {
            return profile;
        }

        /** Name of the data cube of a spectrum by emission. */
        public String spectrum() {
            return spectrum;
        }

    }

    private PlateReader() {}

    /** Describes the plate a group of measurements was made on. */
    public static void plate(AsmBuilder.Group group, String time, Object wells) {
        group.aggregate()
                .put("measurement time", time)
                .quantity("plate well count", wells, NUMBER)
                .put("container type", "well plate");
    }

    /** Puts the single value of a measurement: a BigDecimal, or {@link JsonObject#NEGATIVE_ZERO} where there is none. */
    public static void value(Measurement measurement, Mode mode, Object value) {
        measurement.own().quantity(mode.member, value, mode.unit);
    }

    /** An axis or a series of a data cube. */
    public record Component(String concept, String unit) {}

    /** A data cube of one dimension and one measure; a gap is {@link JsonObject#NULL}. */
    public static JsonObject cube(String label, Component dimension, Component measure, List<?> positions,
            List<?> values) {
        return DataCube.of(label)
                .axis(dimension.concept(), dimension.unit(), positions)
                .series(measure.concept(), measure.unit(), values)
                .json();
    }

}
