package org.stroma.instruments.qubit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.Technique;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;

/**
 * Fluorescence of tubes read by a Thermo Fisher Qubit 4, as delimited text or as a workbook: a header and one row per reading.
 * Each concentration is followed by a column of its unit. A concentration that is no number, such as {@code Out of range}, is
 * {@code NaN}, as in the published documents.
 *
 * <p>
 * Known from: real exports; the requirements document for Qubit 4 published with Benchling allotropy (MIT). The files state no
 * version and neither zone nor order of day and month, which is told.
 */
public final class QubitFormat implements Format {

    private static final About ABOUT = new About("qubit-4", "Thermo Fisher Qubit 4", "赛默飞 Qubit 4", "spectrophotometry",
            List.of(), "real exports; allotropy requirements for Qubit 4");
    private static final Technique TECHNIQUE = Technique
            .of("spectrophotometry/BENCHLING/2023/12/spectrophotometry.manifest", "spectrophotometry");
    private static final String NAN = "NaN";
    private static final String RFU = "RFU";
    private static final String TUBE = "Qubit® tube conc.";
    private static final String ORIGINAL = "Original sample conc.";
    /** Only the exports of the Flex model have this column. */
    private static final String FLEX = "Reagent Lot#";

    /** A table with the name of the file or sheet it is in. */
    private record Readings(String file, Row header, List<Row> rows, DecimalSign sign) {}

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.TEXT)
            return content.headLines().stream()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> isHeader(List.of(line.replace("\"", "").split("[,;\t]", -1))))
                    .orElse(false);
        return Workbook.find(content)
                .flatMap(book -> book.first().rows().stream().filter(row -> !row.isBlank()).findFirst())
                .map(row -> isHeader(row.cells()))
                .orElse(false);
    }

    private static boolean isHeader(List<String> cells) {
        List<String> names = cells.stream().map(String::strip).toList();
        return names.contains("Test Date") && (names.contains("Green RFU") || names.contains("Far Red RFU"))
                && !names.contains(FLEX);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Readings readings = content.kind() == Content.Kind.TEXT ? text(content, problems) : sheet(content, problems);
        AsmBuilder asm = new AsmBuilder(TECHNIQUE, content, ABOUT.id());
        asm.dataSystem().put("software name", "Qubit 4 software").remove("ASM file identifier");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", "Qubit 4")
                .put("brand name", "Qubit")
                .put("product manufacturer", "Thermo Fisher Scientific");
        Columns names = Columns.of(names(readings.header));
        for (Row row : readings.rows) {
            if (row.isBlank())
                continue;
            Place place = new Place(readings.file, row.line(), 0, "");
            if (row.width() > names.size())
                throw problems.refuse(place, FileProblem.ROW_LENGTH, row.width() + "", names.size() + "");
            add(Fields.of(names, row, place, readings.sign, problems), asm, problems);
        }
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        return asm.build();
    }

    private static Readings text(Content content, Problems problems) {
        Delimited file = Delimited.of(content, problems);
        Readings found = readings(content.name(), file.rows(), file.decimals());
        RowLengths.tell(found.header, found.rows, problems);
        return found;
    }

    private static Readings sheet(Content content, Problems problems) {
        Workbook book = Workbook.of(content, problems);
        book.sheets().stream().skip(1).filter(sheet -> !sheet.rows().isEmpty()).map(Sheet::name)
                .forEach(name -> problems.add(FileProblem.SECTION_LEFT_OUT, name));
        return readings(content.name() + "!" + book.first().name(), book.first().rows(), DecimalSign.POINT);
    }

    private static Readings readings(String file, List<Row> rows, DecimalSign sign) {
        int header = 0;
        while (rows.get(header).isBlank())
            header++;
        return new Readings(file, rows.get(header), rows.subList(header + 1, rows.size()), sign);
    }

    /** The names of the columns; a unit is named after the column before it. */
    private static List<String> names(Row header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.width(); i++)
            names.add(header.cell(i).startsWith("Units") && i > 0 ? "Units_" + header.cell(i - 1) : header.cell(i));
        return names;
    }

    private static void add(Fields row, AsmBuilder asm, Problems problems) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        String emission = row.requireText("Emission");
        String column = column(row, emission, problems);
        measurement.own().quantity("fluorescence", row.requireNumber(column), RFU);
        measurement.device().put("device type", "fluorescence detector");
        AsmBuilder.customQuantity(measurement.device(), "sample volume setting", row.number("Sample Volume (µL)"),
                "μL");
        AsmBuilder.custom(measurement.device(), "excitation setting", row.text("Excitation"));
        AsmBuilder.custom(measurement.device(), "emission setting", emission);
        AsmBuilder.customQuantity(measurement.device(), "dilution factor", row.number("Dilution Factor"),
                AsmBuilder.UNITLESS);
        measurement.sample()
                .put("sample identifier", row.requireText("Test Name"))
                .put("batch identifier", row.text("Run ID"));
        concentration(measurement.sample(), "qubit tube concentration", row, TUBE);
        concentration(measurement.sample(), "original sample concentration", row, ORIGINAL);
        for (int standard = 1; standard <= 3; standard++)
            AsmBuilder.customQuantity(measurement.sample(), "standard " + standard + " concentration",
                    row.number("Std " + standard + " RFU"), RFU);
        AsmBuilder.Group group = asm.group();
        group.aggregate()
                .put("measurement time", row.requireTime("Test Date"))
                .put("experiment type", row.text("Assay Name"))
                .put("container type", "tube");
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        group.add(measurement.build());
    }

    /** The column of the channel that was read. */
    private static String column(Fields row, String emission, Problems problems) {
        return switch (emission.toLowerCase(Locale.ROOT)) {
            case "green" -> "Green RFU";
            case "far red" -> "Far Red RFU";
            default -> throw problems.refuse(row.place("Emission"), FileProblem.UNSUPPORTED, emission);
        };
    }

    private static void concentration(JsonObject sample, String member, Fields row, String column) {
        BigDecimal number = row.number(column);
        AsmBuilder.custom(sample, member, new JsonObject().put("value", number == null ? NAN : number)
                .put("unit", row.textOr(AsmBuilder.UNITLESS, "Units_" + column)));
    }

}
