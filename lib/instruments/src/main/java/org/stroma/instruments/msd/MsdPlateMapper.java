package org.stroma.instruments.msd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.table.PlaceGroups;
import org.stroma.instruments.value.Printed;

/** Maps tables of signals: one group for each well of a plate, one measurement for each spot. */
final class MsdPlateMapper {

    private static final List<String> OF_SAMPLE = List.of("Plate #", "Stack ID", "Barcode2", "Barcode3");
    private static final List<String> OF_DOCUMENT = List.of("Version", "Model", "Serial #");
    /** What describes all plates is asked of the first. */
    private static final List<String> OF_FIRST = List.of("FileName", "Version", "Model", "Serial #");
    private static final List<String> OF_DEVICE = List.of("Orient", "Spots Per Well", "Det Param");

    private final Content content;
    /** Reads tables again, whose problems were told the first time. */
    private final MsdPlateText again;
    private final AsmBuilder asm;
    private final Problems problems;

    MsdPlateMapper(Content content, String converter, Problems problems) {
        this.content = content;
        this.again = new MsdPlateText(content, new Problems(content.name()));
        this.asm = new AsmBuilder(PlateReader.REC_2024_06, content, converter);
        this.problems = problems;
    }

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
        IntStream.Builder lines = IntStream.builder();
        IntStream.Builder numbers = IntStream.builder();
        Keys read = new Keys();
        new MsdPlateText(content, problems).forEach((line, plate) -> {
            if (read.size() == 0)
                describe(plate.header());
            lines.add(line);
            numbers.add(read.add(key(plate)));
            spotOf(plate.header());
        });
        int[] starts = lines.build().toArray();
        int[] plates = numbers.build().toArray();
        PlaceGroups groups = PlaceGroups.of(starts.length, place -> read.get(plates[place]));
        for (int group = 0; group < groups.size(); group++) {
            int number = group;
            plate(IntStream.range(0, groups.length(number))
                    .mapToObj(index -> plateAt(starts[groups.place(number, index)], starts[0])).toList());
        }
        return asm.build();
    }

    /** Tables of one barcode and one time are the spots of the wells of one plate. */
    private static String key(Plate plate) {
        return plate.barcode() + "\n" + plate.header().requireTime("Read Time");
    }

    /** A table read again, with what was asked of it before. */
    private Plate plateAt(int line, int first) {
        Plate plate = again.plate(line);
        key(plate);
        if (line == first)
            OF_FIRST.forEach(plate.header()::requireText);
        return plate;
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

    private void plate(List<Plate> tables) {
        String barcode = tables.getFirst().barcode();
        String time = tables.getFirst().header().requireTime("Read Time");
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
            PlateReader.plate(group, time, last.wells());
            spots.forEach(spot -> group.add(measurement(spot, barcode)));
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
