package org.stroma.instruments.vicellblu;

import java.util.List;

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

/**
 * The sample list of Beckman Coulter Vi-CELL BLU: a delimited table with one row per sample, densities in millions per
 * millilitre; UTF-8 or UTF-16.
 *
 * <p>
 * Known from: real exports; the requirements document for Vi-CELL BLU published with Benchling allotropy (MIT). Seen:
 * exports of 2022 (the file states no version).
 */
public final class ViCellBluFormat implements Format {

    private static final About ABOUT = new About("vi-cell-blu", "Beckman Coulter Vi-CELL BLU",
            "贝克曼库尔特 Vi-CELL BLU", "cell counting", List.of(),
            "real exports of 2022; allotropy requirements for Vi-CELL BLU");
    private static final List<String> DEVICE = List.of("Wash", "Mixing cycles", "Aspiration cycles");
    private static final List<String> IMAGE = List.of("Images", "Images for analysis");
    private static final List<String> PROCESSING = List.of("Decluster degree", "Minimum circularity",
            "Viable spot area (%)", "Viable spot brightness (%)", "Cell sharpness", "Average background intensity",
            "Bubble count", "Cluster count");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String header = content.headLines().stream().findFirst().orElse("");
        return header.contains("Viability (%)") && header.contains("Viable (x10^6) cells/mL");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Delimited table = Delimited.of(content, problems);
        List<Row> rows = Rows.filled(table.rows());
        if (rows.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Vi-Cell BLU");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", "Vi-Cell BLU");
        List<String> header = Columns.of(rows.getFirst().cells());
        for (Row row : rows.subList(1, rows.size()))
            add(Fields.of(header, row, table.decimals(), problems), asm);
        return asm.build();
    }

    private static void add(Fields fields, AsmBuilder asm) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", fields.textOr("Vi-CELL", "Analysis by"));
        CellCounting measurement = new CellCounting(asm.nextId(), fields.requireTime("Analysis date/time"),
                fields.requireText("Sample ID"));
        measurement.device()
                .put("device type", "brightfield imager (cell counter)")
                .put("detection type", "brightfield");
        measurement.processing()
                .put("cell type processing method", fields.text("Cell type"))
                .quantity("minimum cell diameter setting", fields.number("Minimum Diameter (μm)"),
                        CellCounting.MICROMETER)
                .quantity("maximum cell diameter setting", fields.number("Maximum Diameter (μm)"),
                        CellCounting.MICROMETER)
                .quantity("cell density dilution factor", fields.number("Dilution"), AsmBuilder.UNITLESS);
        measurement.processed()
                .quantity("viability (cell counter)", fields.requireNumber("Viability (%)"), CellCounting.PERCENT)
                .quantity("viable cell density (cell counter)", fields.requireNumber("Viable (x10^6) cells/mL"),
                        CellCounting.MILLION_PER_ML)
                .quantity("total cell density (cell counter)", fields.number("Total (x10^6) cells/mL"),
                        CellCounting.MILLION_PER_ML)
                .quantity("average total cell diameter", fields.number("Average diameter (μm)"),
                        CellCounting.MICROMETER)
                .quantity("average live cell diameter (cell counter)", fields.number("Average viable diameter (μm)"),
                        CellCounting.MICROMETER)
                .quantity("total cell count", CellCounting.whole(fields.number("Cell count")), CellCounting.CELL)
                .quantity("viable cell count", CellCounting.whole(fields.number("Viable cells")), CellCounting.CELL)
                .quantity("average total cell circularity", fields.number("Average circularity"), AsmBuilder.UNITLESS)
                .quantity("average viable cell circularity", fields.number("Average viable circularity"),
                        AsmBuilder.UNITLESS);
        DEVICE.forEach(name -> AsmBuilder.custom(measurement.device(), name, fields.value(name)));
        IMAGE.forEach(name -> AsmBuilder.custom(measurement.image(), name, fields.value(name)));
        PROCESSING.forEach(name -> AsmBuilder.custom(measurement.processing(), name, fields.value(name)));
        AsmBuilder.custom(measurement.processed(), "Average cells per image", fields.value("Average cells per image"));
        fields.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        group.add(measurement.build());
    }

}
