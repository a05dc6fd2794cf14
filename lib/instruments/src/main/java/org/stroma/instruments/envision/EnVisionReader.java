package org.stroma.instruments.envision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Refusal;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.envision.EnVisionExport.Background;
import org.stroma.instruments.envision.EnVisionExport.Calculated;
import org.stroma.instruments.envision.EnVisionExport.Filter;
import org.stroma.instruments.envision.EnVisionExport.Labels;
import org.stroma.instruments.envision.EnVisionExport.Measured;
import org.stroma.instruments.envision.EnVisionExport.Well;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/** Reads the sections of one export in their order. */
final class EnVisionReader {

    private static final Pattern DETECTOR = Pattern.compile("De=(...)");
    private static final Pattern CENTRE = Pattern.compile("CWL=(\\d+)nm");
    private static final Pattern LONG_PASS = Pattern.compile("Longpass=(\\d+)nm");
    private static final Pattern BANDWIDTH = Pattern.compile("BW=([\\d ]+)nm");
    /** The names below a line "Plate information"; what stands behind the first separates cells. */
    static final Pattern HEADER = Pattern.compile("Plate[,;\t].*");
    private static final Pattern TABLE = Pattern.compile("Results|Calculated results|Plate information");
    private static final Pattern EXPORTED = Pattern.compile("Exported with (.+) version (.+?)[,;\t]*");

    /** Codes of the plate map; the first that begins an entry counts. */
    private static final Map<String, String> ROLES = roles();

    /** What is told below the name of a label. */
    private static final Set<String> OF_LABEL = Set.of("Exc. filter", "Ems. filter", "2nd ems. filter",
            "Measurement height", "Number of flashes", "Top mirror", "Bottom mirror", "Reference AD gain",
            "Using of emission filter");

    private final Problems problems;
    private final AsmBuilder asm;
    private final LineCursor lines;
    private final int limit;
    private final char delimiter;
    private final DecimalSign sign;

    EnVisionReader(Content content, Problems problems, AsmBuilder asm) {
        this.problems = problems;
        this.asm = asm;
        this.limit = content.limits().cells();
        problems.note(content.text());
        lines = new LineCursor(content.text().lines());
        delimiter = content.text().lines().stream().filter(line -> HEADER.matcher(line).matches()).findFirst()
                .map(line -> line.charAt(5)).orElse(',');
        Delimited.tell(delimiter, problems);
        sign = sign(content.text().lines());
    }

    /** By the cells of all tables of values and of what is told of plates. */
    private DecimalSign sign(List<String> all) {
        boolean[] within = new boolean[1];
        Stream<String> cells = all.stream().filter(line -> {
            within[0] = TABLE.matcher(line).lookingAt() || within[0] && !line.isBlank();
            return within[0];
        }).flatMap(line -> Stream.of(line.replace("\"", "").split(Character.toString(delimiter))));
        DecimalSign found = Delimited.decimals(cells, problems);
        return delimiter == ',' && found == DecimalSign.UNKNOWN ? DecimalSign.POINT : found;
    }

    private static Map<String, String> roles() {
        Map<String, String> roles = new LinkedHashMap<>();
        roles.put("BL", "blank role");
        roles.put("CTL", "control sample role");
        roles.put("LB", "blank role");
        roles.put("LC", "control sample role");
        roles.put("LH", "control sample role");
        roles.put("STD", "standard sample role");
        roles.put("S", "sample role");
        roles.put("-", "unknown sample role");
        roles.put("UNK", "unknown sample role");
        roles.put("ZH", "control sample role");
        roles.put("ZL", "control sample role");
        return roles;
    }

    EnVisionExport read() {
        List<Measured> measured = new ArrayList<>();
        List<Calculated> calculated = new ArrayList<>();
        lines.skipBlank();
        while (lines.next(line -> line.startsWith("Plate information")))
            plate(measured, calculated);
        Fields assay = section("Basic assay information");
        String assayId = assay.text("Assay ID");
        String protocol = assay.text("Protocol ID");
        assay.skip("Serial#");
        JsonObject assayOthers = others(assay);
        Fields type = section("Plate type");
        BigDecimal wells = type.requireNumber("Number of the wells in the plate");
        Object typeName = type.value("Name of the plate type");
        JsonObject typeOthers = others(type);
        Map<String, Map<String, String>> maps = maps();
        Labels labels = labels();
        find("Instrument");
        lines.pop();
        String serial = lastCell(lines.pop(), "Serial number");
        String nickname = lastCell(lines.pop(), "Nickname");
        lines.popUntil(line -> EXPORTED.matcher(line).matches());
        Matcher exported = EXPORTED.matcher(lines.hasNext() ? String.valueOf(lines.pop()) : "");
        if (!exported.matches())
            throw missing("Exported with");
        return new EnVisionExport(measured, calculated, assayId, protocol, assayOthers, wells, typeName, typeOthers,
                maps,
                labels,
                serial, nickname, exported.group(1), exported.group(2).strip());
    }

    private Refusal missing(String what) {
        return problems.refuse(problems.place(lines.number()), FileProblem.MISSING_SECTION, what);
    }

    private void find(String start) {
        lines.popUntil(line -> line.startsWith(start));
        if (!lines.hasNext())
            throw missing(start);
    }

    private String lastCell(@Nullable String line, String name) {
        if (line == null || !line.startsWith(name) || line.substring(line.lastIndexOf(delimiter) + 1).isBlank()
                || line.indexOf(delimiter) < 0)
            throw missing(name);
        return line.substring(line.lastIndexOf(delimiter) + 1).strip();
    }

    private JsonObject others(Fields fields) {
        JsonObject others = new JsonObject();
        fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return others;
    }

    private List<Row> block() {
        lines.skipBlank();
        int before = lines.number();
        List<Row> rows = Delimited.rows(String.join("\n", lines.popBlock()), delimiter, problems, limit);
        return rows.stream().map(row -> new Row(row.line() + before - 1, row.cells())).toList();
    }

    /** A section of {@code name,,,,value} lines; the value is the last cell that is not blank. */
    private Fields section(String title) {
        find(title);
        lines.pop();
        Fields fields = new Fields(problems.place(lines.number()), sign, problems);
        for (Row row : block())
            if (row.width() > 0)
                fields.add(row.cell(0).replace(":", ""), row.width() > 1 ? row.cell(row.width() - 1) : "", row.line(),
                        row.width());
        return fields;
    }

    private void plate(List<Measured> measured, List<Calculated> calculated) {
        lines.pop();
        List<Row> rows = block().stream().filter(row -> !row.isBlank()).toList();
        if (rows.size() != 2)
            throw missing("Plate information");
        Fields fields = Fields.of(rows.getFirst().cells(), rows.getLast(), sign, problems);
        String number = fields.requireText("Plate");
        String label = fields.text("Label");
        String information = fields.text("Measinfo");
        if (label != null && information != null) {
            backgrounds();
            Measured plate = measured(fields, number, label, information, wells("Results"));
            measured.add(plate);
            return;
        }
        String formula = fields.requireText("Formula");
        int equals = formula.indexOf('=');
        calculated.add(new Calculated(number, (equals < 0 ? formula : formula.substring(0, equals)).strip(), formula,
                backgrounds(), wells("Calculated results")));
    }

    private Measured measured(Fields fields, String number, String label, String information, List<Well> wells) {
        String barcode = fields.textOr("", "Barcode").replaceFirst("^=\"", "").replaceFirst("\"$", "");
        Matcher detector = DETECTOR.matcher(information);
        if (!detector.find())
            throw problems.refuse(fields.place("Measinfo"), FileProblem.MISSING_FIELD, "De=");
        JsonObject device = new JsonObject();
        for (String name : List.of("Ambient temperature at start", "Ambient temperature at end",
                "Chamber temperature at end",
                "Inside temperature at start", "Inside temperature at end"))
            AsmBuilder.customQuantity(device, name, fields.number(name), "degC");
        for (String name : List.of("Humidity at start", "Humidity at end"))
            AsmBuilder.customQuantity(device, name, fields.number(name), "%");
        for (String name : List.of("Kinetics", "ScanX", "ScanY"))
            AsmBuilder.custom(device, name, fields.number(name));
        JsonObject sample = new JsonObject();
        AsmBuilder.custom(sample, "group identifier", fields.number("Group"));
        AsmBuilder.custom(sample, "Repeat", fields.number("Repeat"));
        String time = fields.textOr("", "Measurement date");
        BigDecimal height = fields.number("Measured height");
        BigDecimal temperature = fields.number("Chamber temperature at start");
        return new Measured(number, barcode.isEmpty() ? "Plate " + number : barcode, time, height, temperature, label,
                information, detector.group(1), device, sample, others(fields), wells);
    }

    private List<Background> backgrounds() {
        if (lines.popIf(line -> line.startsWith("Background information")) == null)
            return List.of();
        List<Row> rows = block();
        if (rows.isEmpty())
            throw missing("Background information");
        List<Background> backgrounds = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            Fields fields = Fields.of(rows.getFirst().cells(), row, sign, problems);
            backgrounds.add(new Background(fields.requireText("Plate"), fields.requireText("Label"),
                    fields.requireText("MeasInfo")));
        }
        return backgrounds;
    }

    /** A table of values, with or without letters and numbers around it. */
    private List<Well> wells(String title) {
        lines.popIf(line -> line.startsWith(title));
        List<Well> wells = new ArrayList<>();
        cells((row, column, text, place) -> {
            if (!Printed.isNothing(text))
                wells.add(new Well(asm.reserveIds(1), row, column, number(text, place)));
        });
        return wells;
    }

    private Object number(String text, Place place) {
        Printed printed = Printed.of(text, sign);
        BigDecimal number = printed.exact();
        if (number == null)
            throw problems.refuse(place, FileProblem.NOT_A_NUMBER, text);
        Fields.tellAmbiguous(printed, sign, place, problems);
        return number;
    }

    private interface CellReader {
        void read(String row, int column, String text, Place place);
    }

    private void cells(CellReader reader) {
        List<Row> rows = block();
        if (rows.size() < 2)
            throw missing("A");
        boolean labelled = rows.get(1).cell(0).equals("A");
        if (labelled)
            RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
        else
            RowLengths.tellAmong(rows, problems);
        for (int i = labelled ? 1 : 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (labelled)
                requireLabels(row, i - 1, rows.getFirst());
            for (int column = labelled ? 1 : 0; column < row.cells().size(); column++)
                reader.read(Wells.letters(labelled ? i - 1 : i), labelled ? column : column + 1, row.cell(column),
                        new Place(problems.place().file(), row.line(), column + 1, ""));
        }
    }

    /** A row or column that is out of its order would give its values to other wells. */
    private void requireLabels(Row row, int index, Row header) {
        if (!row.cell(0).equals(Wells.letters(index)))
            throw problems.refuse(problems.place(row.line()), FileProblem.UNEXPECTED_LINE, row.cell(0));
        for (int column = 1; column < row.width(); column++)
            if (!header.cell(column).equals(Integer.toString(column))
                    && !header.cell(column).equals("%02d".formatted(column)))
                throw problems.refuse(problems.place(header.line()), FileProblem.UNEXPECTED_LINE,
                        String.join(",", header.cells()));
    }

    private Map<String, Map<String, String>> maps() {
        find("Platemap");
        lines.pop();
        Map<String, Map<String, String>> maps = new HashMap<>();
        while (lines.hasNext() && !lines.next(line -> line.startsWith("Calculations"))) {
            String plate = lastCell(lines.pop(), "Plate");
            lastCell(lines.pop(), "Group");
            Map<String, String> roles = new HashMap<>();
            cells((row, column, text, place) -> {
                String code = text.replace(" ", "");
                if (!Printed.isNothing(code) && !code.equals("''"))
                    roles.put(row + column, role(code, place));
            });
            maps.put(plate, roles);
            lines.skipBlank();
            lines.pop();
            lines.skipBlank();
        }
        return maps;
    }

    private String role(String code, Place place) {
        for (Map.Entry<String, String> role : ROLES.entrySet())
            if (code.startsWith(role.getKey()))
                return role.getValue();
        throw problems.refuse(place, FileProblem.UNSUPPORTED, code);
    }

    private Labels labels() {
        find("Labels");
        lines.pop();
        List<Row> rows = block();
        if (rows.isEmpty())
            throw missing("Labels");
        Fields fields = new Fields(problems.place(rows.getFirst().line()), sign, problems);
        for (Row row : rows)
            fields.add(row.cell(0), row.width() > 1 ? row.cell(row.width() - 1) : "", row.line(), row.width());
        Map<String, Filter> filters = filters();
        String position = switch (fields.textOr("", "Using of emission filter")) {
            case "Bottom" -> "bottom scan position (plate reader)";
            case "Top" -> "top scan position (plate reader)";
            default -> null;
        };
        return new Labels(mode(rows.getFirst().cell(0)), filters.get(fields.textOr("", "Exc. filter")),
                filters.get(fields.textOr("", "Ems. filter")), filters.get(fields.textOr("", "2nd ems. filter")),
                position,
                fields.number("Number of flashes"), fields.text("Reference AD gain"));
    }

    /** By words of the label; a label that names none of them measures fluorescence. */
    private Mode mode(String label) {
        if (OF_LABEL.contains(label))
            throw missing("Labels");
        Set<Mode> modes = new LinkedHashSet<>();
        if (label.contains("ABS") || label.contains("Absorbance"))
            modes.add(Mode.ABSORBANCE);
        if (label.contains("LUM") || label.contains("Luminescence"))
            modes.add(Mode.LUMINESCENCE);
        if (label.contains("Fluorescence"))
            modes.add(Mode.FLUORESCENCE);
        if (modes.isEmpty() && label.matches("A\\d{3}.*"))
            modes.add(Mode.ABSORBANCE);
        if (modes.size() > 1)
            throw problems.refuse(FileProblem.CONTRADICTION, label);
        return modes.isEmpty() ? Mode.FLUORESCENCE : modes.iterator().next();
    }

    private Map<String, Filter> filters() {
        lines.popUntil(line -> line.startsWith("Filters:") || line.startsWith("Instrument:"));
        Map<String, Filter> filters = new HashMap<>();
        if (lines.next(line -> line.startsWith("Instrument")))
            return filters;
        lines.pop();
        while (lines.hasNext()
                && !lines.next(line -> line.startsWith("Mirror modules") || line.startsWith("Instrument:")
                        || line.startsWith("Aperture:"))) {
            List<Row> rows = block();
            if (rows.isEmpty())
                break;
            String description = rows.stream()
                    .filter(row -> row.cell(0).equals("Description"))
                    .findFirst()
                    .map(row -> row.cell(row.width() - 1))
                    .orElseThrow(() -> missing("Description"));
            filters.put(rows.getFirst().cell(0), filter(description, rows.getFirst()));
        }
        return filters;
    }

    private Filter filter(String description, Row row) {
        Matcher longPass = LONG_PASS.matcher(description);
        if (longPass.find())
            return new Filter(new BigDecimal(longPass.group(1)), null);
        Matcher centre = CENTRE.matcher(description);
        Matcher bandwidth = BANDWIDTH.matcher(description);
        String width = bandwidth.find() ? bandwidth.group(1).replace(" ", "") : "";
        if (!centre.find() || width.isEmpty())
            throw problems.refuse(problems.place(row.line()), FileProblem.UNSUPPORTED, description);
        return new Filter(new BigDecimal(centre.group(1)), new BigDecimal(width));
    }

}
