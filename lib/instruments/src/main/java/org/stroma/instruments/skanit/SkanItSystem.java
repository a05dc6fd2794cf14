package org.stroma.instruments.skanit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** What the sheets beside the measurements tell of session, software and instrument. */
final class SkanItSystem {

    private static final Pattern VERSION = Pattern.compile("\\d+(?:\\.\\d+)*");
    private static final List<String> OF_THE_DEVICE = List.of("Optical response compensation", "Plate adapter number",
            "Plate adapter name");
    private static final Set<String> OF_MODULES = Set.of("Name", "Serial number", "Wavelength", "Incubator",
            "Date and time of definition", "Top optics", "Bottom optics", "Dispenser 1", "Dispenser 2", "Module's name",
            "Module's serial number", "Instrument modules", "Gas control", "Bandwidth", "Position", "Filter");

    /** The session; name without its extension, null when unknown; other lines as custom information. */
    record Session(@Nullable String name, String time, JsonObject others) {}

    private SkanItSystem() {}

    /** A label with all its values in sheet order, and the column of the values from 0. */
    private record Labelled(Map<String, List<String>> values, int column) {

        @Nullable
        String first(String label) {
            List<String> all = values.get(label);
            return all == null ? null : all.getFirst();
        }

    }

    /** Labels stand in one of the columns before the last; the last column holds the values. */
    private static Labelled labelled(Sheet sheet, Problems problems) {
        List<Row> rows = sheet.rows().stream().filter(row -> row.line() > 1 && !row.isBlank()).toList();
        int column = rows.stream().mapToInt(Row::width).max().orElse(1) - 1;
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (Row row : rows) {
            StringBuilder label = new StringBuilder();
            for (int i = 0; i < column; i++)
                label.append(row.cell(i));
            if (!label.isEmpty() && row.cell(column).isEmpty())
                problems.add(new Place(problems.place().file() + "!" + sheet.name(), row.line(), 0, label.toString()),
                        FileProblem.NO_VALUE, label.toString());
            values.computeIfAbsent(label.toString(), l -> new ArrayList<>()).add(row.cell(column));
        }
        if (values.keySet().equals(Set.of("")))
            problems.add(Place.file(problems.place().file() + "!" + sheet.name()), FileProblem.NO_VALUE, sheet.name());
        return new Labelled(values, column);
    }

    /** Fills data system and device system; answers the custom information of device control. */
    static JsonObject describe(Workbook book, AsmBuilder asm, Problems problems) {
        JsonObject device = new JsonObject();
        Optional<Sheet> instrument = book.sheet("Instrument information");
        instrument.map(sheet -> labelled(sheet, problems)).ifPresentOrElse(
                labels -> instrument(labels, asm, device, problems),
                () -> asm
                        .deviceSystem()
                        .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                        .put("model number", AsmBuilder.NOT_APPLICABLE));
        book.sheet("General information").map(sheet -> labelled(sheet, problems))
                .ifPresent(labels -> software(labels, asm));
        return device;
    }

    private static void instrument(Labelled labels, AsmBuilder asm, JsonObject device, Problems problems) {
        String name = name(labels, problems);
        asm.deviceSystem()
                .put("device identifier", name)
                .put("model number", name)
                .put("equipment serial number", labels.first("Serial number"));
        for (String label : OF_THE_DEVICE) {
            String text = labels.first(label);
            if (text != null && !text.isEmpty())
                AsmBuilder.custom(device, label, value(text));
        }
        labels.values.forEach((label, texts) -> {
            if (!OF_MODULES.contains(label) && !OF_THE_DEVICE.contains(label) && !label.isEmpty()
                    && !texts.getFirst().isEmpty())
                AsmBuilder.custom(asm.dataSystem(), label, decimal(texts.getFirst()));
        });
    }

    /**
     * The name of the instrument. Filters and modules have names under the same label; the published documents then tell all
     * of them as one aligned list, and so do we, since which is meant is not stated; a problem says so.
     */
    private static String name(Labelled labels, Problems problems) {
        List<String> names = labels.values.getOrDefault("Name", List.of(AsmBuilder.NOT_APPLICABLE));
        if (names.size() == 1)
            return names.getFirst();
        problems.add(FileProblem.DUPLICATE_COLUMN, "Name");
        int width = names.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder list = new StringBuilder();
        for (String name : names)
            list.append("Name    ").append(" ".repeat(width - name.length())).append(name).append('\n');
        return list.append("Name: Unnamed: ").append(labels.column).append(", dtype: object").toString();
    }

    private static Object value(String text) {
        BigDecimal number = Numbers.parse(text, DecimalSign.POINT);
        return number == null ? text : number;
    }

    /** Text; a number is told with a decimal point, as in the published documents. */
    private static String decimal(String text) {
        BigDecimal number = Numbers.parse(text, DecimalSign.POINT);
        return number == null ? text : Double.toString(number.doubleValue());
    }

    private static void software(Labelled labels, AsmBuilder asm) {
        String software = labels.first("Report generated with SW version");
        if (software == null || software.isEmpty()) {
            asm.dataSystem()
                    .put("software name", AsmBuilder.NOT_APPLICABLE)
                    .put("software version", AsmBuilder.NOT_APPLICABLE);
            return;
        }
        int comma = software.indexOf(',');
        Matcher version = VERSION.matcher(comma < 0 ? "" : software.substring(comma));
        asm.dataSystem()
                .put("software name", comma < 0 ? software : software.substring(0, comma))
                .put("software version", version.find() ? version.group() : null);
        labels.values.forEach((label, texts) -> {
            boolean known = label.equals("Report generated with SW version") || label.isEmpty()
                    || Set.of("Filter", "Position").contains(label);
            if (!known && !texts.getFirst().isEmpty())
                AsmBuilder.custom(asm.dataSystem(), label, decimal(texts.getFirst()));
        });
    }

    /** The session by its sheet, or else by the lines above the measurements. */
    static Session session(Workbook book, Sheet measured, Problems problems) {
        JsonObject others = new JsonObject();
        Labelled labels = book.sheet("Session information").map(sheet -> labelled(sheet, problems))
                .orElse(new Labelled(Map.of(), 0));
        String name = labels.first("Session name");
        String time = labels.first("Execution time");
        Set<String> known = Set.of("Session name", "Execution time", "Executed with", "");
        labels.values.forEach((label, texts) -> {
            if (!known.contains(label) && !texts.getFirst().isEmpty())
                AsmBuilder.custom(others, label, value(texts.getFirst()));
        });
        if (time == null || time.isEmpty())
            time = measured.cell(3, 1);
        if (name == null || name.isEmpty())
            name = measured.cell(2, 1);
        Place place = Place.file(problems.place().file() + "!" + measured.name());
        if (time.isEmpty())
            throw problems.refuse(place, FileProblem.MISSING_FIELD, "Execution time");
        return new Session(name.isEmpty() ? null : name.replace(".skax", ""), Fields.time(time, place, problems),
                others);
    }

}
