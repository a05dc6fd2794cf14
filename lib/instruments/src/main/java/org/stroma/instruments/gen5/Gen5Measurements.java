package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Component;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.gen5.Gen5Read.FilterSet;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Makes measurement documents. What the heading says of the whole plate is told once, with the first of them. */
final class Gen5Measurements {

    /** A measurement of a well with what went wrong there. */
    record Well(String identifier, String name, List<Error> errors) {

        /** A printed text that is no number and what it concerns. */
        record Error(String text, String feature) {}

    }

    private final Gen5Heading heading;
    private final Map<String, String> samples;
    private final Map<String, BigDecimal> concentrations;
    private final @Nullable BigDecimal temperature;
    private boolean first = true;

    Gen5Measurements(Gen5File file) {
        heading = file.heading();
        samples = file.samples();
        concentrations = file.concentrations();
        temperature = file.temperature();
    }

    private Measurement start(Gen5Read read, Well well) {
        Measurement measurement = new Measurement(well.identifier, null);
        measurement.device()
                .put("device type", "plate reader")
                .put("detection type", read.mode().title())
                .put("detector carriage speed setting", read.speed())
                .quantity("detector distance setting (plate reader)", read.distance(), PlateReader.MILLIMETER)
                .quantity("number of averages", read.averages(), PlateReader.NUMBER);
        String sample = samples.get(well.name);
        measurement.sample()
                .put("location identifier", well.name)
                .put("sample identifier", sample == null ? heading.plate() + " " + well.name : sample)
                .put("well plate identifier", heading.plate());
        well.errors.forEach(error -> measurement.error(error.text, error.feature));
        measurement.own()
                .put("analytical method identifier", heading.protocol())
                .put("experimental data identifier", heading.experiment())
                .quantity("compartment temperature", temperature, PlateReader.CELSIUS);
        return measurement;
    }

    private void concentration(Measurement measurement, Well well) {
        AsmBuilder.custom(measurement.sample(), "Conc/Dil", concentrations.get(well.name));
    }

    private void number(Measurement measurement) {
        if (first)
            AsmBuilder.custom(measurement.sample(), "Plate Number", heading.number());
        first = false;
    }

    /** The wavelength an absorbance label ends with, null when zero. */
    private static @Nullable BigDecimal wavelength(Gen5Read read, String label) {
        if (read.mode() != Mode.ABSORBANCE) {
            FilterSet filter = read.filters().get(label);
            return filter == null ? null : filter.emissionWavelength();
        }
        String last = label.substring(label.lastIndexOf(':') + 1).split(" ", -1)[0];
        BigDecimal number = Numbers.parse(last, DecimalSign.POINT);
        return number == null || number.signum() == 0 ? null : number;
    }

    JsonObject endpoint(Gen5Read read, String label, Object value, Well well) {
        Measurement measurement = start(read, well);
        FilterSet filter = read.filters().get(label);
        measurement.device()
                .quantity("detector wavelength setting", wavelength(read, label), PlateReader.NANOMETER);
        if (filter != null) {
            measurement.device()
                    .quantity("detector bandwidth setting", filter.emissionBandwidth(), PlateReader.NANOMETER)
                    .put("scan position setting (plate reader)", filter.scanPosition())
                    .put("detector gain setting", filter.gain());
            if (read.mode() == Mode.FLUORESCENCE)
                excitation(measurement.device(), filter);
            AsmBuilder.custom(measurement.device(), "Direction of emitted light", filter.direction());
        }
        if (first)
            AsmBuilder.custom(measurement.device(), "Reading Type", heading.readingType());
        number(measurement);
        concentration(measurement, well);
        PlateReader.value(measurement, read.mode(), value);
        AsmBuilder.customAll(measurement.own(), heading.others());
        return measurement.build();
    }

    private static void excitation(JsonObject device, FilterSet filter) {
        device.quantity("excitation wavelength setting", filter.excitationWavelength(), PlateReader.NANOMETER)
                .quantity("excitation bandwidth setting", filter.excitationBandwidth(), PlateReader.NANOMETER)
                .quantity("wavelength filter cutoff setting", filter.cutoff(), PlateReader.NANOMETER);
    }

    JsonObject kinetic(Gen5Read read, String label, List<BigDecimal> times, List<Object> values, Well well) {
        Measurement measurement = start(read, well);
        FilterSet filter = read.filters().get(label);
        BigDecimal wavelength = wavelength(read, label);
        measurement.device().quantity("detector wavelength setting", wavelength, PlateReader.NANOMETER);
        if (filter != null)
            measurement.device()
                    .put("detector gain setting", filter.gain())
                    .quantity("excitation wavelength setting", filter.excitationWavelength(), PlateReader.NANOMETER)
                    .quantity("wavelength filter cutoff setting", filter.cutoff(), PlateReader.NANOMETER);
        Gen5Read.Kinetic kinetic = read.kinetic();
        if (kinetic != null)
            measurement.device()
                    .quantity("number of scans setting", kinetic.reads(), PlateReader.NUMBER)
                    .quantity("read interval setting", kinetic.interval(), PlateReader.SECOND)
                    .quantity("total measurement time setting", kinetic.runTime(), PlateReader.SECOND);
        number(measurement);
        concentration(measurement, well);
        String name = wavelength == null ? "None" : Double.toString(wavelength.doubleValue());
        measurement.own()
                .put(read.mode().profile(), PlateReader.cube(name, new Component("elapsed time", PlateReader.SECOND),
                        new Component(read.mode().member(), read.mode().unit()), times, values));
        return measurement.build();
    }

    /** The published documents call the measure absorbance in milli absorbance units whatever the mode. */
    JsonObject spectrum(Gen5Read read, List<BigDecimal> wavelengths, List<Object> values, Well well) {
        Measurement measurement = start(read, well);
        FilterSet filter = read.filters().values().stream().findFirst().orElse(null);
        if (filter != null) {
            measurement.device()
                    .quantity("detector bandwidth setting", filter.emissionBandwidth(), PlateReader.NANOMETER)
                    .quantity("excitation bandwidth setting", filter.excitationBandwidth(), PlateReader.NANOMETER)
                    .put("scan position setting (plate reader)", filter.scanPosition())
                    .put("detector gain setting", filter.gain());
            if (read.excitationSpectrum())
                measurement.device()
                        .quantity("detector wavelength setting", filter.emissionWavelength(), PlateReader.NANOMETER);
            if (read.emissionSpectrum())
                measurement.device()
                        .quantity("excitation wavelength setting", filter.excitationWavelength(),
                                PlateReader.NANOMETER);
        }
        concentration(measurement, well);
        boolean excitation = read.mode() != Mode.ABSORBANCE && read.excitationSpectrum() && !read.emissionSpectrum();
        measurement.own()
                .put(excitation ? "fluorescence excitation spectrum data cube" : read.mode().spectrum(),
                        PlateReader.cube(read.mode().member() + "-spectrum",
                                new Component("wavelength", PlateReader.NANOMETER),
                                new Component("absorbance", Mode.ABSORBANCE.unit()), wavelengths, values));
        return measurement.build();
    }

}
