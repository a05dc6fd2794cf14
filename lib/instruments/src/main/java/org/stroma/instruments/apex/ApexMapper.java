package org.stroma.instruments.apex;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.Source;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.OpticalImaging;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowGroups;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.value.DecimalSign;

/** Maps a workbook: one group for each well, one measurement for each line of it. */
final class ApexMapper {

    private static final BigDecimal WELLS = BigDecimal.valueOf(96);
    private static final Pattern MACHINE = Pattern.compile("([A-Za-z]+)\\W*(\\d+).*");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final List<String> DATES = List.of("Saved Date", "Read Date");

    private final Sheet information;
    private final Sheet database;
    private final AsmBuilder asm;
    private static final String PLATE_NAME = "Plate Name";

    private final Problems problems;
    private final Source source;

    ApexMapper(Sheet information, Sheet database, Content content, String converter, Problems problems) {
        this.information = information;
        this.database = database;
        this.source = content.source();
        this.asm = OpticalImaging.builder(content, converter);
        this.problems = problems;
    }

    AsmDocument map() {
        Fields plate = plate();
        machine(plate);
        asm.dataSystem()
                .put("UNC path", plate.textOr(source.path(), "Path"))
                .put("software name", "Apex")
                .put("software version", plate.text("Software Version"));
        asm.deviceSystem().put("device identifier", AsmBuilder.NOT_APPLICABLE);
        String analyst = plate.text("Saved By");
        heading(plate);
        plate.forEachUnread((name, value) -> AsmBuilder.custom(asm.aggregate(), name, value));
        wells(analyst);
        return asm.build();
    }

    private void wells(@Nullable String analyst) {
        List<Row> filled = Rows.filled(database.rows());
        Columns columns = columns(filled);
        RowLengths.tellSheet(filled.getFirst(), filled.subList(1, filled.size()),
                problems.place().file() + "!" + database.name(), problems);
        Function<Row, Fields> fields = row -> Fields.of(columns, row, DecimalSign.POINT, problems);
        RowGroups wells = RowGroups.of(filled.subList(1, filled.size()), row -> well(row, fields.apply(row)));
        if (wells.size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        wells.forEach(rows -> {
            List<Fields> lines = rows.stream().map(fields).toList();
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", analyst);
            PlateReader.plate(group, lines.getFirst().requireTime("Read Date"), WELLS);
            for (String name : DATES)
                AsmBuilder.custom(group.aggregate(), name, lines.getFirst().value(name));
            lines.forEach(line -> tellOtherDates(line, lines.getFirst()));
            lines.forEach(line -> group.add(new ApexWell(line, asm, problems).measurement()));
        });
    }

    /** The well of a row, null for a row that was not read, which is told. */
    private @Nullable String well(Row row, Fields fields) {
        if (fields.text("Read Date") != null && fields.text("Machine ID") != null)
            return fields.requireText("Well");
        problems.add(place(row), FileProblem.ROW_LEFT_OUT, fields.textOr("", "Well") + ", Read Date");
        return null;
    }

    /** A sheet that begins at its first row has the plate there as its heading; each measurement names the plate anyway. */
    private void heading(Fields plate) {
        String name = plate.text(PLATE_NAME);
        if (name != null && plate.place(PLATE_NAME).line() > 1)
            AsmBuilder.custom(asm.aggregate(), PLATE_NAME, name);
        else if (name != null)
            problems.add(plate.place(PLATE_NAME), FileProblem.SECTION_LEFT_OUT, PLATE_NAME);
    }

    private void tellOtherDates(Fields line, Fields first) {
        for (String name : DATES) {
            String own = line.textOr("", name);
            if (!own.equals(first.textOr("", name)))
                problems.add(line.place(name), FileProblem.VALUE_NOT_USED, name, own);
        }
    }

    /** Names and values beside each other, wherever on the sheet they stand. */
    private Fields plate() {
        Fields plate = new Fields(Place.file(problems.place().file() + "!" + information.name()), DecimalSign.POINT,
                problems);
        for (Row row : information.rows()) {
            int label = 0;
            while (label < row.cells().size() && row.cell(label).isEmpty())
                label++;
            if (label >= row.width())
                continue;
            int value = label + 1;
            while (value < row.width() && row.cell(value).isEmpty())
                value++;
            plate.add(row.cell(label).replaceFirst(":", ""), row.cell(value), row.line(), value + 1);
        }
        return plate;
    }

    /** Words and number of the machine, such as "Iris 0"; a number alone is the serial number. */
    private void machine(Fields plate) {
        String printed = plate.requireText("Machine ID");
        Matcher machine = MACHINE.matcher(printed);
        Matcher digits = DIGITS.matcher(printed);
        if (machine.matches())
            asm.deviceSystem().put("model number", machine.group(1)).put("equipment serial number", machine.group(2));
        else if (digits.find())
            asm.deviceSystem()
                    .put("model number", AsmBuilder.NOT_APPLICABLE)
                    .put("equipment serial number", digits.group());
        else
            throw problems.refuse(plate.place("Machine ID"), FileProblem.UNSUPPORTED, "Machine ID " + printed);
    }

    private Columns columns(List<Row> filled) {
        if (filled.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, database.name());
        Row header = filled.getFirst();
        for (String name : List.of("Well", "Read Date", "Machine ID"))
            if (header.cells().stream().noneMatch(cell -> cell.strip().equals(name)))
                throw problems.refuse(place(header), FileProblem.MISSING_COLUMN, name);
        return Columns.of(header.cells());
    }

    private Place place(Row row) {
        return new Place(problems.place().file() + "!" + database.name(), row.line(), 0, "");
    }

}
