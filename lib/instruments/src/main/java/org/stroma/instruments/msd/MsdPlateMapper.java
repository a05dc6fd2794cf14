package org.stroma.instruments.msd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.msd.MsdPlateText.Plate;
import org.stroma.instruments.msd.MsdPlateText.Signal;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.Printed;

/** Maps tables of signals: one group for each well of a plate, one measurement for each spot. */
final class MsdPlateMapper {

    private static final List<String> OF_SAMPLE = List.of("Plate #", "Stack ID", "Barcode2", "Barcode3");
    private static final List<String> OF_DOCUMENT = List.of("Version", "Model", "Serial #");
    private static final List<String> OF_DEVICE = List.of("Orient", "Spots Per Well", "Det Param");

    private final List<Plate> plates;
    private final AsmBuilder asm;
    private final Problems problems;

    MsdPlateMapper(List<Plate> plates, Content content, String converter, Problems problems) {
        this.plates = plates;
        this.asm = new AsmBuilder(PlateReader.REC_2024_06, content, converter);
        this.problems = problems;
    }

    /** A plate read once: tables of one barcode and one time are the spots of its wells. */
    private record ReadPlate(String barcode, String time) {}

    /** A signal with what its table says of all. */
    private record Spot(Signal signal, String identifier, Others others) {}

    /** What the header says beyond the model, divided by what it is about. */
    private record Others(JsonObject sample, JsonObject device, JsonObject measurement) {

        /** Tables of one plate that are told apart repeat what the document says of the device. */
        static Others of(Fields header, boolean withDevice) {
            Others others = new Others(new JsonObject(), new JsonObject(), new JsonObject());
            OF_SAMPLE.forEach(name -> AsmBuilder.custom(others.sample, name, header.value(name)));
            OF_DEVICE.forEach(name -> AsmBuilder.custom(others.device, name, header.value(name)));
            header.skip("FileName", "User", "Type", "Wells Per Col", "Wells Per Row");
            if (withDevice)
                OF_DOCUMENT.forEach(name -> AsmBuilder.custom(others.measurement, name, header.value(name)));
            header.forEachUnread((name, value) -> AsmBuilder.custom(others.measurement, name, value));
            return others;
        }

    }

    AsmDocument map() {
        describe(plates.getFirst().header());
        Map<ReadPlate, List<Plate>> read = new LinkedHashMap<>();
        for (Plate plate : plates)
            read.computeIfAbsent(new ReadPlate(plate.barcode(), plate.header().requireTime("Read Time")),
                    key -> new ArrayList<>()).add(plate);
        read.forEach(this::plate);
        return asm.build();
    }

    private void describe(Fields header) {
        String path = header.requireText("FileName");
        String version = header.requireText("Version");
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("file name", path.substring(Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/')) + 1))
                .put("UNC path", path)
                .put("software name", version)
                .put("software version", version);
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", header.requireText("Model"))
                .put("equipment serial number", header.requireText("Serial #"));
    }

    private void plate(ReadPlate plate, List<Plate> tables) {
        for (Plate table : tables)
            if (tables.size() > 1 && !table.legend().isEmpty() && table.legend().size() != tables.size())
                throw problems.refuse(table.header().place("Barcode1"), FileProblem.CONTRADICTION,
                        table.legend().size() + " spots, " + tables.size() + " tables");
        Map<String, List<Spot>> wells = new LinkedHashMap<>();
        for (Plate table : tables) {
            BigDecimal spot = spotOf(table.header());
            Others others = Others.of(table.header(), tables.size() > 1);
            for (Signal signal : table.signals())
                wells.computeIfAbsent(signal.well(), well -> new ArrayList<>()).add(new Spot(signal,
                        spot == null ? Integer.toString(signal.spot()) : spot.toPlainString(), others));
        }
        Plate last = tables.getLast();
        String analyst = last.header().text("User");
        for (List<Spot> spots : wells.values()) {
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", analyst);
            PlateReader.plate(group, plate.time(), last.wells());
            spots.forEach(spot -> group.add(measurement(spot, plate.barcode())));
        }
    }

    /** The one spot a table is of, null when it is of all. */
    private static @Nullable BigDecimal spotOf(Fields header) {
        return "all".equalsIgnoreCase(header.text("SpotID")) ? null : header.number("SpotID");
    }

    private JsonObject measurement(Spot spot, String barcode) {
        Measurement measurement = luminescence(asm);
        Signal signal = spot.signal();
        AsmBuilder.customAll(measurement.device(), spot.others().device());
        measurement.sample()
                .put("sample identifier", barcode + "_" + signal.well())
                .put("location identifier", spot.identifier())
                .put("well location identifier", signal.well())
                .put("well plate identifier", barcode);
        AsmBuilder.customAll(measurement.sample(), spot.others().sample());
        value(measurement, signal.value(), signal.place(), problems);
        AsmBuilder.customAll(measurement.own(), spot.others().measurement());
        return measurement.build();
    }

    static Measurement luminescence(AsmBuilder asm) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device().put("device type", "luminescence detector").put("detection type", "luminescence");
        return measurement;
    }

    static void value(Measurement measurement, Printed value, Place place, Problems problems) {
        BigDecimal number = value.exact();
        if (number == null) {
            problems.add(place, FileProblem.CENSORED, value.text());
            measurement.error(value.isAbsent() ? AsmBuilder.NOT_APPLICABLE : value.text(), Mode.LUMINESCENCE.member());
        }
        PlateReader.value(measurement, Mode.LUMINESCENCE, number == null ? JsonObject.NEGATIVE_ZERO : number);
    }

}
