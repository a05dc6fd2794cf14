package org.stroma.instruments.cedexhires;

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
 * The result list of Roche Cedex HiRes: one row per sample in a delimited file or the first sheet of a workbook, with the
 * system in the first columns and cell concentrations per millilitre. Some versions spell "identifer".
 *
 * <p>
 * Known from: real exports; the requirements document for Cedex HiRes published with Benchling allotropy (MIT). Seen:
 * exports of 2019 (the file states no version).
 */
public final class CedexHiResFormat implements Format {

    private static final About ABOUT = new About("cedex-hires", "Roche Cedex HiRes", "罗氏 Cedex HiRes", "cell counting",
            List.of(), "real exports of 2019; allotropy requirements for Cedex HiRes");
    private static final List<String> DEVICE = List.of("Default system", "Default system (processed)",
            "System description (processed)");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String header = content.headLines().stream().findFirst().orElse("");
        if (header.isEmpty())
            header = Workbook.find(content)
                    .flatMap(book -> book.first().rows().stream().findFirst())
                    .map(row -> String.join(",", row.cells()))
                    .orElse("");
        return header.contains("Cedex ID") && header.contains("Viability");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        boolean text = content.kind() == Content.Kind.TEXT;
        List<Row> rows;
        DecimalSign sign = DecimalSign.POINT;
        if (text) {
            Delimited table = Delimited.of(content, problems);
            rows = table.rows();
            sign = table.decimals();
        } else
            rows = Workbook.firstOf(content, problems).rows();
        rows = Rows.filled(rows);
        if (rows.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        if (text)
            RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
        List<String> header = Columns.of(rows.getFirst()
                .cells()
                .stream()
                .map(name -> name.replace("identifer", "identifier"))
                .toList());
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, ABOUT.id());
        for (Row row : rows.subList(1, rows.size())) {
            Fields fields = Fields.of(header, row, sign, problems);
            if (!asm.hasGroups())
                system(fields, asm);
            add(fields, asm);
        }
        return asm.build();
    }

    private static void system(Fields fields, AsmBuilder asm) {
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Cedex software");
        asm.deviceSystem()
                .put("asset management identifier", fields.requireText("System name"))
                .put("brand name", "Cedex")
                .put("description", fields.requireText("System description"))
                .put("device identifier", fields.requireText("Cedex ID"))
                .put("model number", "Cedex HiRes")
                .put("product manufacturer", "Roche");
        DEVICE.forEach(name -> AsmBuilder.custom(asm.deviceSystem(), name, fields.value(name)));
    }

    private static void add(Fields fields, AsmBuilder asm) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", fields.text("Username"));
        AsmBuilder.custom(group.aggregate(), "Workarea name", fields.value("Workarea name"));
        AsmBuilder.custom(group.aggregate(), "Comment", fields.value("Comment"));
        CellCounting measurement = new CellCounting(asm.nextId(), fields.requireTime("Date finished"),
                fields.requireText("Sample identifier"));
        measurement.device()
                .put("device type", "cell counter")
                .put("detection type", "brightfield")
                .quantity("sample volume setting", fields.number("Sample volume"), CellCounting.MICROLITER);
        measurement.processing()
                .put("cell type processing method", fields.text("Cell type name"))
                .quantity("cell density dilution factor", fields.number("Dilution"), AsmBuilder.UNITLESS);
        processed(fields, measurement);
        measurement.sample().put("batch identifier", fields.text("Reactor identifier"));
        AsmBuilder.custom(measurement.sample(), "group identifier", fields.text("Data set name"));
        AsmBuilder.custom(measurement.sample(), "sample draw time", fields.time("Sample draw Time"));
        fields.skip("System name", "System description", "Cedex ID", "Cedex ID (processed)", "System name (processed)",
                "Default system", "Default system (processed)", "System description (processed)");
        fields.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        group.add(measurement.build());
    }

    private static void processed(Fields fields, CellCounting measurement) {
        measurement.processed()
                .quantity("viability (cell counter)", fields.requireNumber("Viability"), CellCounting.PERCENT);
        measurement.viableDensity(millions(fields.requireNumber("Viable Cell Conc.")));
        measurement.processed()
                .quantity("total cell density (cell counter)", millions(fields.number("Total Cell Conc.")),
                        CellCounting.MILLION_PER_ML)
                .quantity("dead cell density (cell counter)", millions(fields.number("Dead Cell Conc.")),
                        CellCounting.MILLION_PER_ML)
                .quantity("average live cell diameter (cell counter)", fields.number("Avg Diameter"),
                        CellCounting.MICROMETER)
                .quantity("total cell count", fields.number("Total Cell Count"), CellCounting.CELL)
                .quantity("viable cell count", fields.number("Viable Cell Count"), CellCounting.CELL)
                .quantity("dead cell count", fields.number("Dead Cell Count"), CellCounting.CELL);
        custom(fields, measurement, "average compactness", "Avg Compactness", AsmBuilder.UNITLESS);
        custom(fields, measurement, "average area", "Avg Area", AsmBuilder.UNITLESS);
        custom(fields, measurement, "average perimeter", "Avg Perimeter", CellCounting.MICROMETER);
        custom(fields, measurement, "average segment area", "Avg Segm. Area", AsmBuilder.UNITLESS);
        custom(fields, measurement, "total object count", "Total Object Count", CellCounting.CELL);
        custom(fields, measurement, "standard deviation", "Std Dev.", CellCounting.CELL);
        custom(fields, measurement, "aggregate rate", "Aggregate Rate", CellCounting.PERCENT);
    }

    private static void custom(Fields fields, CellCounting measurement, String name, String column, String unit) {
        AsmBuilder.customQuantity(measurement.processed(), name, fields.number(column), unit);
    }

    private static @Nullable BigDecimal millions(@Nullable BigDecimal perMl) {
        return perMl == null ? null : Numbers.millions(perMl);
    }

}
