package org.stroma.instruments.revvitymatrix;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.CellCounting;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * Results of Revvity Matrix software for Cellaca counters, as a delimited file or the first sheet of a workbook, in two
 * layouts: a plain table with one row per well, or lines {@code name, value} from "Plate Name" on followed by such a table,
 * whose header has "Row" and "Column". Densities are per millilitre, or in millions when the column says E6. Workbooks of
 * the plain layout may hold the viability as a fraction.
 *
 * <p>
 * Known from: real exports; the requirements document for Revvity Matrix published with Benchling allotropy (MIT). Seen:
 * version 2.0 and a plain table without version.
 */
public final class RevvityMatrixFormat implements Format {

    private static final About ABOUT = new About("revvity-matrix", "Revvity Matrix (Cellaca)", "瑞孚迪 Matrix（Cellaca）",
            "cell counting", List.of("2.0"), "real exports; allotropy requirements for Revvity Matrix");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.TEXT)
            return isTable(content.headLines().stream().limit(40).toList());
        return Workbook.find(content)
                .map(book -> isTable(
                        book.first().rows().stream().limit(40).map(row -> String.join(",", row.cells())).toList()))
                .orElse(false);
    }

    private static boolean isTable(List<String> lines) {
        return lines.stream()
                .anyMatch(line -> line.contains("Well Name") && line.contains("Viability")
                        && (line.contains("Live Cells/mL") || line.contains("Live Concentration (E6)")));
    }

    private record Parts(Fields heading, List<String> header, List<Row> rows, DecimalSign sign, boolean fractions) {}

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Parts parts = split(content, problems);
        Fields heading = parts.heading;
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Revvity Matrix")
                .put("software version", heading.text("Version"));
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", heading.text("Instrument SN"));
        Heading common = Heading.of(heading, problems);
        for (Row row : parts.rows)
            add(Fields.of(parts.header, row, parts.sign, problems), common, parts.fractions, asm);
        return asm.build();
    }

    private static Parts split(Content content, Problems problems) {
        boolean text = content.kind() == Content.Kind.TEXT;
        Delimited table = text
                ? Delimited.of(content, problems)
                : new Delimited(Workbook.firstOf(content, problems).rows(), ',', DecimalSign.POINT);
        List<Row> rows = Rows.filled(table.rows());
        int header = 0;
        while (header < rows.size()
                && !rows.get(header).cells().stream().anyMatch(cell -> cell.strip().equals("Well Name")))
            header++;
        if (header + 1 >= rows.size())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        Fields heading = new Fields(problems.place(), table.decimals(), problems);
        for (Row row : rows.subList(0, header))
            headingLine(row, heading, problems);
        Columns names = Columns.of(rows.get(header).cells());
        List<Row> data = rows.subList(header + 1, rows.size());
        if (text)
            RowLengths.tell(rows.get(header),
                    table.rows().subList(table.rows().indexOf(rows.get(header)) + 1, table.rows().size()), problems);
        else
            RowLengths.tellSheet(rows.get(header), data, content.name(), problems);
        boolean fractions = !text && header == 0 && isFraction(names, data.getFirst());
        return new Parts(heading, names, data, table.decimals(), fractions);
    }

    /** Values of some lines repeat their name before a colon. */
    private static void headingLine(Row row, Fields heading, Problems problems) {
        String name = row.cell(0);
        String value = row.cell(1);
        if (name.isEmpty() || row.width() > 2)
            throw problems.refuse(problems.place(row.line()), FileProblem.UNEXPECTED_LINE,
                    String.join(",", row.cells()));
        boolean named = name.equals("Plate Name") || name.equals("Dilution") || name.equals("Assay Name");
        heading.add(name, named ? value.substring(value.lastIndexOf(':') + 1) : value, row.line(), 2);
    }

    private static boolean isFraction(List<String> header, Row first) {
        int column = header.indexOf("Viability");
        if (column < 0 || first.cell(column).contains("%"))
            return false;
        BigDecimal value = Numbers.parse(first.cell(column), DecimalSign.POINT);
        return value != null && value.compareTo(BigDecimal.ONE) < 0;
    }

    /** What the lines above the table say of every well. */
    private record Heading(@Nullable String analyst, @Nullable String assay, String time, @Nullable String plate,
            @Nullable BigDecimal dilution, JsonObject others) {

        static Heading of(Fields fields, Problems problems) {
            String time = fields.time("Results Timestamp");
            if (time == null)
                problems.addOnce(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
            JsonObject others = new JsonObject();
            AsmBuilder.custom(others, "Scanresult Timestamp", fields.text("Scanresult Timestamp"));
            Heading heading = new Heading(fields.text("Operator"), fields.text("Assay Name"),
                    time == null ? AsmBuilder.NO_TIME : time, fields.text("Plate Name"), fields.number("Dilution"),
                    others);
            fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
            return heading;
        }

    }

    private static void add(Fields fields, Heading heading, boolean fractions, AsmBuilder asm) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", heading.analyst);
        AsmBuilder.custom(group.aggregate(), "assay identifier", heading.assay);
        CellCounting measurement = new CellCounting(asm.nextId(), heading.time, fields.requireText("Well Name"));
        measurement.device().put("device type", "cell counter");
        measurement.processing().quantity("cell density dilution factor", heading.dilution, AsmBuilder.UNITLESS);
        measurement.processed().put("processed data identifier", asm.nextId());
        processed(fields, fractions, measurement);
        String errors = fields.text("Errors:", "Errors");
        if (errors != null)
            for (String error : errors.split(","))
                measurement.error(error, "Cell Counting");
        AsmBuilder.custom(measurement.sample(), "Row", fields.text("Row"));
        AsmBuilder.custom(measurement.sample(), "Column", fields.text("Column"));
        AsmBuilder.custom(measurement.sample(), "Well Plate Identifier", heading.plate);
        fields.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        AsmBuilder.customAll(measurement.own(), heading.others);
        group.add(measurement.build());
    }

    private static void processed(Fields fields, boolean fractions, CellCounting measurement) {
        BigDecimal viability = fields.requireNumber("Viability", "Viability (%)");
        measurement.processed()
                .quantity("viability (cell counter)", fractions ? viability.movePointRight(2) : viability,
                        CellCounting.PERCENT);
        BigDecimal viable = density(fields, "Live Concentration (E6)", "Live Cells/mL");
        measurement.viableDensity(viable == null ? fields.requireNumber("Live Cells/mL") : viable);
        measurement.processed()
                .quantity("total cell density (cell counter)",
                        density(fields, "Total Concentration (E6)", "Total Cells/mL"), CellCounting.MILLION_PER_ML)
                .quantity("dead cell density (cell counter)",
                        density(fields, "Dead Concentration (E6)", "Dead Cells/mL"),
                        CellCounting.MILLION_PER_ML)
                .quantity("average total cell diameter", fields.number("Total Mean Size", "Total Diameter"),
                        CellCounting.MICROMETER)
                .quantity("average live cell diameter (cell counter)", fields.number("Live Mean Size", "Live Diameter"),
                        CellCounting.MICROMETER)
                .quantity("average dead cell diameter (cell counter)", fields.number("Dead Mean Size", "Dead Diameter"),
                        CellCounting.MICROMETER)
                .quantity("total cell count", fields.number("Total Count"), CellCounting.CELL)
                .quantity("viable cell count", fields.number("Live Count"), CellCounting.CELL)
                .quantity("dead cell count", fields.number("Dead Count"), CellCounting.CELL);
        JsonObject processed = measurement.processed();
        AsmBuilder.customQuantity(processed, "cell aggregation percentage", fields.number("Aggregates (%)"),
                CellCounting.PERCENT);
        AsmBuilder.customQuantity(processed, "aggregate size", fields.number("Aggregate Size"),
                CellCounting.MICROMETER);
        AsmBuilder.customQuantity(processed, "aggregate count", fields.number("Aggregate Count"), CellCounting.CELL);
    }

    private static @Nullable BigDecimal density(Fields fields, String inMillions, String plain) {
        BigDecimal millions = fields.number(inMillions);
        if (millions != null)
            return millions;
        BigDecimal perMl = fields.number(plain);
        return perMl == null ? null : Numbers.millions(perMl);
    }

}
