package org.stroma.instruments.magellan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** The lines below the table, in their fixed order, with the settings of each measurement by its label. */
record MagellanFooter(String time, @Nullable String method, @Nullable String experiment, String analyst, String device,
        String serialNumber, Map<String, Settings> settings) {

    private static final Pattern TIME = Pattern
            .compile("Date of measurement: ([0-9./-]+)/Time of measurement: ([0-9:]+(?: [AP]M)?).*");
    private static final Pattern WAVELENGTH = Pattern.compile("\\d+ ?nm.*");
    private static final Pattern TEMPERATURE = Pattern.compile("Meas\\. temperature: (.+): ([0-9.,]+) °C.*");
    private static final Pattern TITLE = Pattern.compile("Measurement \\d.*");

    /**
     * The settings of one measurement; wavelength in nanometres, temperature in degrees Celsius.
     *
     * @param others every other line, as custom information
     */
    record Settings(String mode, BigDecimal wavelength, BigDecimal flashes, String plate, BigDecimal temperature,
            JsonObject others) {}

    private static final String SERIAL = "Instrument serial number";

    static boolean isStart(String cell) {
        return cell.startsWith("Date of measurement");
    }

    static MagellanFooter read(List<Row> rows, Problems problems) {
        LineCursor lines = new LineCursor(rows.stream().map(row -> row.cell(0)).toList());
        int first = rows.getFirst().line();
        String start = String.valueOf(lines.pop());
        Matcher m = TIME.matcher(start);
        if (!m.matches())
            throw problems.refuse(problems.place(first), FileProblem.NOT_A_DATE, start);
        String time = Fields.time(m.group(1) + " " + m.group(2), problems.place(first), problems);
        String method = last(lines, ".mth");
        String experiment = last(lines, ".wsp");
        lines.popUntil(line -> !WAVELENGTH.matcher(line).matches());
        String analyst = required(lines, "analyst", problems);
        String device = required(lines, "device identifier", problems);
        String serial = required(lines, "serial number", problems);
        int colon = serial.indexOf(": ");
        if (colon < 0)
            throw problems.refuse(FileProblem.MISSING_FIELD, SERIAL);
        return new MagellanFooter(time, method, experiment, analyst, device, serial.substring(colon + 2),
                settings(lines, problems));
    }

    private static @Nullable String last(LineCursor lines, String suffix) {
        String last = null;
        for (String line = lines.popIf(l -> l.contains(suffix)); line != null; line = lines
                .popIf(l -> l.contains(suffix)))
            last = line;
        return last;
    }

    private static String required(LineCursor lines, String name, Problems problems) {
        String line = lines.pop();
        if (line == null)
            throw problems.refuse(FileProblem.MISSING_FIELD, name);
        return line;
    }

    private static Map<String, Settings> settings(LineCursor lines, Problems problems) {
        List<List<String>> blocks = new ArrayList<>();
        while (!lines.next(line -> TEMPERATURE.matcher(line).matches())) {
            lines.popIf(line -> TITLE.matcher(line).matches());
            List<String> block = new ArrayList<>(lines.popUntil(line -> line.startsWith("Unit:")));
            block.add(required(lines, "Meas. temperature", problems));
            blocks.add(block);
        }
        Map<String, Settings> settings = new LinkedHashMap<>();
        for (List<String> block : blocks) {
            Matcher m = TEMPERATURE.matcher(required(lines, "Meas. temperature", problems));
            if (!m.matches())
                throw problems.refuse(FileProblem.CONTRADICTION, "Meas. temperature");
            settings.put(m.group(1), settings(block, m.group(2), problems));
        }
        return settings;
    }

    private static Settings settings(List<String> block, String temperature, Problems problems) {
        Fields fields = new Fields(Place.file(problems.place().file()), DecimalSign.POINT, problems);
        for (String line : block) {
            int colon = line.indexOf(':');
            if (colon < 0 || line.startsWith(SERIAL))
                throw problems.refuse(FileProblem.UNEXPECTED_LINE, line);
            fields.add(line.substring(0, colon), line.substring(colon + 1), 0, 0);
        }
        String mode = fields.requireText("Measurement mode");
        if (!mode.equalsIgnoreCase("absorbance"))
            throw problems.refuse(FileProblem.UNSUPPORTED, mode);
        String plate = fields.requireText("Plate definition file");
        BigDecimal wavelength = number(fields.requireText("Measurement wavelength").split(" ", -1)[0], problems);
        fields.skip("Unit");
        JsonObject others = new JsonObject();
        Settings settings = new Settings(mode, wavelength, fields.requireNumber("Number of flashes"),
                plate.split("\\.", -1)[0], number(temperature, problems), others);
        fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return settings;
    }

    private static BigDecimal number(String text, Problems problems) {
        BigDecimal number = Numbers.parse(text, DecimalSign.POINT);
        if (number == null)
            throw problems.refuse(FileProblem.NOT_A_NUMBER, text);
        return number;
    }

}
