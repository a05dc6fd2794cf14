package org.stroma.instruments.ncview;

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
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/**
 * The result list of ChemoMetec NC-View (NucleoCounter NC-202): a delimited table with one row per sample, counts per
 * millilitre with thousands grouped by spaces, and the day in the first part of the name {@code yyyymmdd-number}.
 *
 * <p>
 * Known from: a real export. Seen: NC-View of 2024 (the file states no version).
 */
public final class NcViewFormat implements Format {

    private static final About ABOUT = new About("nc-view", "ChemoMetec NC-View", "ChemoMetec NC-View", "cell counting",
            List.of(), "a real export of 2024");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        String header = content.headLines().stream().findFirst().orElse("");
        return header.contains("INSTRUMENT") && header.contains("VIABILITY (%)") && header.contains("LIVE (cells/ml)");
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Delimited table = Delimited.of(content, problems);
        List<Row> rows = Rows.filled(table.rows());
        if (rows.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        RowLengths.tell(rows.getFirst(), rows.subList(1, rows.size()), problems);
        AsmBuilder asm = new AsmBuilder(CellCounting.TECHNIQUE, content, ABOUT.id());
        problems.addOnce(FileProblem.TIME_OF_DAY_NOT_DECLARED, "00:00");
        List<String> header = Columns.of(rows.getFirst().cells());
        for (Row row : rows.subList(1, rows.size())) {
            Fields fields = Fields.of(header, row, table.decimals(), problems);
            if (!asm.hasGroups())
                system(fields, asm);
            add(fields, asm, table.decimals(), problems);
        }
        return asm.build();
    }

    private static void system(Fields fields, AsmBuilder asm) {
        String instrument = fields.requireText("INSTRUMENT");
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "NC-View");
        AsmBuilder.custom(asm.dataSystem(), "USER", fields.value("USER"));
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", instrument.substring(instrument.lastIndexOf(':') + 1).strip())
                .put("model number", AsmBuilder.NOT_APPLICABLE)
                .put("product manufacturer", "ChemoMetec");
    }

    private static void add(Fields fields, AsmBuilder asm, DecimalSign sign, Problems problems) {
        fields.skip("INSTRUMENT", "USER");
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", fields.requireText("OPERATOR"));
        String name = fields.requireText("NAME");
        String day = name.contains("-") ? name.substring(0, name.indexOf('-')) : name;
        CellCounting measurement = new CellCounting(asm.nextId(), Fields.time(day, fields.place("NAME"), problems),
                fields.requireText("SAMPLE ID"));
        measurement.device().put("device type", "Cell counter").put("detection type", "fluorescence");
        measurement.processing()
                .quantity("cell density dilution factor", fields.number("DILUTION FACTOR"), AsmBuilder.UNITLESS);
        JsonObject processed = measurement.processed();
        processed.put("processed data identifier", asm.nextId())
                .quantity("viability (cell counter)", fields.requireNumber("VIABILITY (%)"), CellCounting.PERCENT);
        measurement.viableDensity(density(fields, "LIVE (cells/ml)", sign, problems));
        processed
                .quantity("total cell density (cell counter)", density(fields, "TOTAL (cells/ml)", sign, problems),
                        CellCounting.MILLION_PER_ML)
                .quantity("dead cell density (cell counter)", density(fields, "DEAD (cells/ml)", sign, problems),
                        CellCounting.MILLION_PER_ML)
                .quantity("average total cell diameter", fields.number("DIAMETER (μm)"), CellCounting.MICROMETER);
        AsmBuilder.customQuantity(processed, "cell aggregation percentage", fields.number("AGGREGATES (%)"),
                CellCounting.PERCENT);
        AsmBuilder.customQuantity(processed, "debris index", fields.number("DEBRIS INDEX"), AsmBuilder.UNITLESS);
        AsmBuilder.custom(measurement.sample(), "MEDIA", fields.value("MEDIA"));
        AsmBuilder.custom(measurement.own(), "method name", fields.text("PROTOCOL"));
        AsmBuilder.custom(measurement.own(), "STATUS", fields.text("STATUS"));
        fields.forEachUnread((field, value) -> AsmBuilder.custom(measurement.own(), field, value));
        group.add(measurement.build());
    }

    private static @Nullable BigDecimal density(Fields fields, String name, DecimalSign sign, Problems problems) {
        String text = fields.text(name);
        if (text == null)
            return null;
        BigDecimal number = Numbers.parseGrouped(text, sign);
        if (number == null)
            problems.add(fields.place(name), FileProblem.NOT_A_NUMBER, text);
        return number == null ? null : Numbers.millions(number);
    }

}
