package org.stroma.instruments.envision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.envision.EnVisionExport.Calculated;
import org.stroma.instruments.envision.EnVisionExport.Filter;
import org.stroma.instruments.envision.EnVisionExport.Labels;
import org.stroma.instruments.envision.EnVisionExport.Measured;
import org.stroma.instruments.envision.EnVisionExport.Well;
import org.stroma.instruments.json.JsonObject;

/**
 * The list export of PerkinElmer EnVision Workstation: plates, measured or calculated, each with its information, its
 * backgrounds and a table with letters down and numbers across; then assay, protocol, plate type, plate maps, labels,
 * filters and instrument. What stands behind the first name of the plates separates cells: a comma, a semicolon or a tab, as
 * the system has it; machines of other regions print decimal commas.
 *
 * <p>
 * Known from: real exports; the requirements document for EnVision published with Benchling allotropy (MIT). Seen:
 * EnVision Workstation 1.13.3009.1409, 1.14.3049.1193 and 1.14.3049.1642.
 */
public final class EnVisionFormat implements Format {

    private static final About ABOUT = new About("envision", "PerkinElmer EnVision", "珀金埃尔默 EnVision", "plate reader",
            List.of("1.13.3009.1409", "1.14.3049.1193", "1.14.3049.1642"),
            "real exports; allotropy requirements for EnVision");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.headLines().stream().limit(20).anyMatch(line -> line.startsWith("Plate information"))
                && content.headLines().stream().limit(20).anyMatch(
                        line -> EnVisionReader.HEADER.matcher(line).matches());
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(PlateReader.REC_2024_06, content, ABOUT.id());
        EnVisionExport export = new EnVisionReader(content, problems, asm).read();
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", export.software())
                .put("software version", export.version());
        asm.deviceSystem()
                .put("device identifier", export.nickname())
                .put("model number", "EnVision")
                .put("equipment serial number", export.serialNumber());
        measurements(export, asm, problems);
        for (Calculated plate : export.calculated())
            calculate(plate, export, asm, problems);
        return asm.build();
    }

    /** A well of a measured plate. */
    private record Place(Measured plate, Well well) {

        private static final Comparator<Place> ORDER = Comparator.comparing((Place place) -> place.plate.number())
                .thenComparing(place -> place.well.row().length())
                .thenComparing(place -> place.well.row())
                .thenComparing(place -> place.well.column());

    }

    /** One group for each well of a plate number, with what was measured of it in the order of the file. */
    private static void measurements(EnVisionExport export, AsmBuilder asm, Problems problems) {
        List<Place> places = new ArrayList<>();
        export.measured().forEach(plate -> plate.wells().forEach(well -> places.add(new Place(plate, well))));
        Place first = places.isEmpty() ? null : places.getFirst();
        String time = time(export, problems);
        places.sort(Place.ORDER);
        AsmBuilder.Group group = null;
        Place before = null;
        for (Place place : places) {
            if (group == null || before == null || Place.ORDER.compare(before, place) != 0) {
                group = asm.group();
                describe(group, time, export);
            }
            group.add(measurement(place, place == first, export, asm, problems));
            before = place;
        }
    }

    private static void describe(AsmBuilder.Group group, String time, EnVisionExport export) {
        PlateReader.plate(group, time, export.wellCount());
        group.aggregate()
                .put("analytical method identifier", export.protocol())
                .put("experimental data identifier", export.assay());
        AsmBuilder.customAll(group.aggregate(), export.assayOthers());
    }

    /** The earliest printed time of measurement, as text, as the published documents take it. */
    private static String time(EnVisionExport export, Problems problems) {
        String earliest = export.measured()
                .stream()
                .map(Measured::time)
                .filter(time -> !time.isEmpty())
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_FIELD, "Measurement date"));
        return org.stroma.instruments.table.Fields.time(earliest, problems.place(), problems);
    }

    private static JsonObject measurement(Place place, boolean first, EnVisionExport export, AsmBuilder asm,
            Problems problems) {
        Measured plate = place.plate;
        Well well = place.well;
        Measurement measurement = new Measurement(asm.id(well.identifier()), null);
        Labels labels = export.labels();
        measurement.device()
                .put("device type", labels.mode().member() + " detector")
                .quantity("detector distance setting (plate reader)", plate.height(), PlateReader.MILLIMETER)
                .quantity("number of averages", labels.flashes(), PlateReader.NUMBER)
                .put("detector gain setting", labels.gain())
                .put("scan position setting (plate reader)", labels.scanPosition());
        filters(measurement.device(), labels.emission(plate.detector()), labels.excitation(), labels.mode());
        AsmBuilder.customAll(measurement.device(), plate.deviceOthers());
        AsmBuilder.customAll(measurement.device(), export.plateTypeOthers());
        measurement.sample()
                .put("sample identifier", plate.barcode() + " " + well.position())
                .put("location identifier", well.position())
                .put("sample role type", export.role(plate.number(), well, problems))
                .put("well plate identifier", plate.barcode());
        AsmBuilder.customAll(measurement.sample(), plate.sampleOthers());
        if (first)
            AsmBuilder.custom(measurement.sample(), "Name of the plate type", export.plateType());
        measurement.own().quantity("compartment temperature", plate.temperature(), PlateReader.CELSIUS);
        PlateReader.value(measurement, labels.mode(), well.value());
        AsmBuilder.customAll(measurement.own(), plate.others());
        return measurement.build();
    }

    private static void filters(JsonObject device, @Nullable Filter emission, @Nullable Filter excitation,
            PlateReader.Mode mode) {
        boolean fluorescence = mode == PlateReader.Mode.FLUORESCENCE;
        if (emission != null)
            device.quantity("detector wavelength setting", emission.wavelength(), PlateReader.NANOMETER);
        if (emission != null && mode != PlateReader.Mode.ABSORBANCE)
            device.quantity("detector bandwidth setting", emission.bandwidth(), PlateReader.NANOMETER);
        if (excitation != null && fluorescence)
            device.quantity("excitation wavelength setting", excitation.wavelength(), PlateReader.NANOMETER)
                    .quantity("excitation bandwidth setting", excitation.bandwidth(), PlateReader.NANOMETER);
    }

    private static void calculate(Calculated plate, EnVisionExport export, AsmBuilder asm, Problems problems) {
        List<List<Well>> sources = plate.sources(export.measured(), problems);
        for (int i = 0; i < plate.wells().size(); i++) {
            int index = i;
            List<DataSource> from = sources.stream()
                    .map(wells -> new DataSource(asm.id(wells.get(index).identifier()), export.labels().mode().title()))
                    .toList();
            asm.addCalculation(AsmBuilder
                    .calculation(asm.nextId(), plate.name(), plate.wells().get(i).value(), AsmBuilder.UNITLESS, from)
                    .put("calculation description", plate.formula()));
        }
    }

}
