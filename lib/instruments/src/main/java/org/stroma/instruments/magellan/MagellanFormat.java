package org.stroma.instruments.magellan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.magellan.MagellanFooter.Settings;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;

/**
 * Tecan Magellan's export to one sheet: a table with one row per well, one column per measurement, "Well positions" and
 * perhaps "Plate", followed by lines that tell the measurement from "Date of measurement" on.
 *
 * <p>
 * Known from: a real export; the requirements document for Magellan published with Benchling allotropy (MIT). Seen: an
 * export of 2021 from an ULTRA, absorbance only (the file states no version).
 */
public final class MagellanFormat implements Format {

    private static final About ABOUT = new About("magellan", "Tecan Magellan", "帝肯 Magellan", "plate reader", List.of(),
            "a real export of 2021; allotropy requirements for Magellan");
    private static final Pattern WELL = Pattern.compile("[A-Z]+\\d+.*");
    private static final String POSITIONS = "Well positions";
    private static final String PLATE = "Plate";

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return Workbook.find(content)
                .map(book -> book.first().rows().stream().flatMap(row -> Stream.of(row.cell(0))).anyMatch(
                        MagellanFooter::isStart))
                .orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Sheet sheet = Workbook.firstOf(content, problems);
        List<Row> rows = Rows.filled(sheet.rows());
        int split = 0;
        while (!MagellanFooter.isStart(rows.get(split).cell(0)))
            split++;
        List<String> header = rows.getFirst().cells();
        header = Columns.of(header.subList(0, rows.getFirst().width()));
        if (split == 0 || !header.contains(POSITIONS))
            throw problems.refuse(problems.place(1), FileProblem.MISSING_COLUMN, POSITIONS);
        MagellanFooter footer = MagellanFooter.read(rows.subList(split, rows.size()), problems);
        RowLengths.tellSheet(rows.getFirst(), rows.subList(1, split), content.name() + "!" + sheet.name(), problems);
        List<Row> wells = wells(header, rows.subList(1, split), problems);
        if (wells.isEmpty())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        AsmBuilder asm = new AsmBuilder(PlateReader.REC_2024_06, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Magellan");
        asm.deviceSystem()
                .put("device identifier", footer.device())
                .put("model number", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", footer.serialNumber())
                .put("product manufacturer", "Tecan");
        String plate = onlyPlate(header, wells);
        tellPlates(plate != null ? -1 : header.indexOf(PLATE), wells, content.name() + "!" + sheet.name(), problems);
        for (Row well : wells)
            add(Fields.of(header, well, DecimalSign.POINT, problems), header, plate, wells.size(), footer, asm);
        return asm.build();
    }

    private static List<Row> wells(List<String> header, List<Row> rows, Problems problems) {
        return Rows.where(rows, row -> {
            boolean well = WELL.matcher(row.cell(header.indexOf(POSITIONS))).matches();
            if (!well)
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, POSITIONS);
            return well;
        });
    }

    /** Plates of which a well is missing. */
    private static void tellPlates(int column, List<Row> wells, String file, Problems problems) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Row well : wells)
            counts.merge(column < 0 ? "" : well.cell(column), 1, Integer::sum);
        counts.forEach((plate, count) -> {
            if (Wells.plateFor(count) != count)
                problems.add(new Place(file, 0, 0, plate), FileProblem.PLATE_INCOMPLETE, count + "");
        });
    }

    /** The plate of all wells when only one is named, else null. */
    private static @Nullable String onlyPlate(List<String> header, List<Row> wells) {
        int column = header.indexOf(PLATE);
        if (column < 0)
            return null;
        List<String> names = wells.stream().map(row -> row.cell(column)).filter(name -> !name.isEmpty()).distinct()
                .limit(2).toList();
        return names.size() == 1 ? names.getFirst() : null;
    }

    private static void add(Fields fields, List<String> header, @Nullable String plate, int wells,
            MagellanFooter footer,
            AsmBuilder asm) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", footer.analyst());
        PlateReader.plate(group, footer.time(), BigDecimal.valueOf(wells));
        group.aggregate()
                .put("analytical method identifier", footer.method())
                .put("experimental data identifier", footer.experiment());
        String well = fields.requireText(POSITIONS);
        String named = fields.text(PLATE);
        for (Map.Entry<String, Settings> entry : footer.settings().entrySet()) {
            Settings settings = entry.getValue();
            String id = plate != null ? plate : named != null ? named : settings.plate();
            group.add(measurement(fields, entry.getKey(), settings, id, well, asm));
        }
        header.subList(Math.max(0, header.size() - 2), header.size()).forEach(fields::skip);
        JsonObject aggregate = group.aggregate();
        fields.forEachUnread((name, value) -> AsmBuilder.custom(aggregate, name, value));
    }

    private static JsonObject measurement(Fields fields, String label, Settings settings, String plate, String well,
            AsmBuilder asm) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device()
                .put("device type", "plate reader")
                .put("detection type", settings.mode())
                .quantity("number of averages", settings.flashes(), PlateReader.NUMBER)
                .quantity("detector wavelength setting", settings.wavelength(), PlateReader.NANOMETER);
        AsmBuilder.customAll(measurement.device(), settings.others());
        measurement.sample()
                .put("sample identifier", plate + "_" + well)
                .put("location identifier", well)
                .put("well plate identifier", plate);
        BigDecimal value = fields.number(label);
        if (value == null)
            measurement.error(fields.textOr(AsmBuilder.NOT_APPLICABLE, label), settings.mode());
        PlateReader.value(measurement, Mode.ABSORBANCE, value == null ? JsonObject.NEGATIVE_ZERO : value);
        measurement.own().quantity("compartment temperature", settings.temperature(), PlateReader.CELSIUS);
        return measurement.build();
    }

}
