package org.stroma.instruments.vicellxr;

import java.util.List;

import org.stroma.instruments.Content;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.CellCounting;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Workbook;
import org.stroma.instruments.vicellxr.ViCellXrReader.Export;

/**
 * Results of Beckman Coulter Vi-CELL XR in three shapes: a workbook (xls or xlsx) with one row per sample below a header of
 * two rows, a workbook with the report of one sample, and a text file {@code name : value} of one sample. The first line
 * names the software and its version.
 *
 * <p>
 * Known from: real exports; the requirements document for Vi-CELL XR published with Benchling allotropy (MIT). Seen: 2.04
 * (xls) and 2.06.3 (xlsx, txt). In 2.04 the file name is a link made by a formula: formulas are accepted in that column.
 */
public final class ViCellXrFormat implements Format {

    private static final About ABOUT = new About("vi-cell-xr", "Beckman Coulter Vi-CELL XR", "贝克曼库尔特 Vi-CELL XR",
            "cell counting", List.of("2.04", "2.06.3"), "real exports; allotropy requirements for Vi-CELL XR");
    private static final List<String> DEVICE = List.of("Aspirate cycles", "Probe volume (ml x 10^-6)",
            "Trypan blue mixing cycles");
    private static final List<String> PROCESSING = List.of("Decluster degree", "Viable cell spot area (%)",
            "Viable spot area", "Viable cell spot brightness (%)", "V. cell spot brightness (%)", "Cell sharpness",
            "Sharpness", "Cell brightness (%)", "Brightness (%)", "Brightness", "Analysis version", "Number of bins",
            "Minimum circularity", "Sample depth (microns)");
    private static final List<String> IMAGE = List.of("Images", "Saved images", "ImageBaseName", "Frames",
            "Microns/pixel ratio", "ImageDirectory", "Image size", "Field of view (microns)");
    private static final List<String> PROCESSED = List.of("Avg. cells / image", "Average cells / image",
            "Background intensity sum", "Total diameter sum", "Total circularity sum", "Avg. background intensity",
            "Avg. bg intensity");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        if (content.kind() == Content.Kind.TEXT)
            return ViCellXrReader.isTitle(content.headLines().stream().findFirst().orElse(""));
        return Workbook.find(content).map(book -> ViCellXrReader.isTitle(book.first().cell(1, 1))).orElse(false);
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Export export = new ViCellXrReader(content, problems).read();
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "Vi-Cell XR")
                .put("software version", export.version());
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", export.serialNumber())
                .put("model number", "Vi-Cell XR");
        export.samples().forEach(sample -> add(sample, asm));
        return asm.build();
    }

    private static void add(Fields fields, AsmBuilder asm) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", "Vi-Cell XR");
        AsmBuilder.custom(group.aggregate(), "experimental data identifier", fields.value("File Name", "File name"));
        AsmBuilder.custom(group.aggregate(), "log date", fields.value("LogDate", "Log date"));
        AsmBuilder.custom(group.aggregate(), "file date", fields.value("FileDate", "File date"));
        CellCounting measurement = new CellCounting(asm.nextId(), fields.requireTime("Sample date"),
                fields.requireText("Sample ID"));
        measurement.device()
                .put("device type", "brightfield imager (cell counter)")
                .put("detection type", "brightfield");
        measurement.processing()
                .put("cell type processing method", fields.text("Cell type"))
                .quantity("cell density dilution factor", fields.number("Dilution factor"), AsmBuilder.UNITLESS)
                .quantity("minimum cell diameter setting",
                        fields.number("Min diam. (microns)", "Minimum diameter (microns)"),
                        CellCounting.MICROMETER)
                .quantity("maximum cell diameter setting",
                        fields.number("Max diam. (microns)", "Maximum diameter (microns)"),
                        CellCounting.MICROMETER);
        processed(fields, measurement.processed());
        custom(List.of("Internal Dilution", "Dilution"), fields, measurement.sample());
        custom(DEVICE, fields, measurement.device());
        custom(PROCESSING, fields, measurement.processing());
        custom(IMAGE, fields, measurement.image());
        custom(PROCESSED, fields, measurement.processed());
        fields.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        group.add(measurement.build());
    }

    private static void processed(Fields fields, JsonObject processed) {
        processed.quantity("viability (cell counter)", fields.requireNumber("Viability (%)"), CellCounting.PERCENT)
                .quantity("viable cell density (cell counter)", fields.requireNumber("Viable cells/ml (x10^6)"),
                        CellCounting.MILLION_PER_ML)
                .quantity("total cell density (cell counter)", fields.number("Total cells/ml (x10^6)"),
                        CellCounting.MILLION_PER_ML)
                .quantity("average total cell diameter", fields.number("Avg. diam. (microns)"), CellCounting.MICROMETER)
                .quantity("total cell count", CellCounting.whole(fields.number("Total cells")), CellCounting.CELL)
                .quantity("viable cell count", CellCounting.whole(fields.number("Viable cells")), CellCounting.CELL)
                .quantity("dead cell count", fields.number("Nonviable cells"), CellCounting.CELL)
                .quantity("average total cell circularity", fields.number("Avg. circ."), AsmBuilder.UNITLESS);
    }

    private static void custom(List<String> names, Fields fields, JsonObject document) {
        names.forEach(name -> AsmBuilder.custom(document, name, fields.value(name)));
    }

}
