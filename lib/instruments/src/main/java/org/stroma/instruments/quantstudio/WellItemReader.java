package org.stroma.instruments.quantstudio;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Printed;

/** Reads what was to be amplified from the sample setup or, without one, from the results. */
final class WellItemReader {

    private static final String WELL = "Well";
    private static final String TARGET = "Target Name";
    private static final String SAMPLE = "Sample Name";

    private final QpcrTable table;
    private final Problems problems;
    private final int column;
    private final boolean decimals;

    WellItemReader(QpcrTable table, Problems problems) {
        this.table = table;
        this.problems = problems;
        column = table.column(WELL, problems);
        // As in the published documents: a column in which one number has decimals has them in all.
        decimals = table.rows().stream().anyMatch(row -> row.cell(column).indexOf('.') >= 0);
    }

    /** The items of each well, in the order of the wells; rows without a target are empty wells. */
    List<List<WellItem>> read() {
        int target = table.column(TARGET, problems);
        int sample = table.find(SAMPLE);
        List<List<WellItem>> wells = new ArrayList<>();
        for (List<Row> rows : table.byNumber(column, problems).values()) {
            List<WellItem> items = new ArrayList<>();
            for (Row row : rows)
                if (!Printed.isNothing(row.cell(target)))
                    items.add(generic(row));
                else if (sample >= 0 && !Printed.isNothing(row.cell(sample)))
                    problems.add(table.place(row), FileProblem.ROW_LEFT_OUT, TARGET);
            wells.add(items);
        }
        return wells;
    }

    /** The two alleles of each row. */
    List<List<WellItem>> readAlleles() {
        List<List<WellItem>> wells = new ArrayList<>();
        for (Row row : table.rows())
            if (!Printed.isNothing(row.cell(column)))
                wells.add(alleles(row));
        return wells;
    }

    private WellItem generic(Row row) {
        Fields fields = table.fields(row, problems);
        WellItem item = item(row, fields, fields.requireText(TARGET), "", 0);
        fields.forEachUnread((name, value) -> AsmBuilder.custom(item.others(), name, value));
        return item;
    }

    private List<WellItem> alleles(Row row) {
        Fields fields = table.fields(row, problems);
        String assay = fields.text("SNP Assay Name");
        if (assay == null) {
            problems.add(table.place(row), FileProblem.ROW_LEFT_OUT, "SNP Assay Name");
            return List.of();
        }
        List<WellItem> items = new ArrayList<>();
        for (int allele = 1; allele <= 2; allele++) {
            String target = assay + "-" + fields.requireText("Allele" + allele + " Name");
            items.add(item(row, fields, target, assay, allele));
        }
        // As in the published documents, what is said of the whole assay stands with its second allele.
        JsonObject others = items.getLast().others();
        fields.forEachUnread((name, value) -> AsmBuilder.custom(others, name, value));
        return items;
    }

    private WellItem item(Row row, Fields fields, String target, String assay, int allele) {
        String reporter = allele == 0 ? "Reporter" : "Allele" + allele + " Reporter";
        int well = table.wholeNumber(row, column, problems);
        fields.skip(WELL);
        JsonObject others = new JsonObject();
        AsmBuilder.custom(others, "well identifier", well);
        AsmBuilder.custom(others, "sample color", fields.text("Sample Color"));
        AsmBuilder.custom(others, "biogroup color", fields.text("Biogroup Color"));
        AsmBuilder.custom(others, "target color", fields.text("Target Color"));
        AsmBuilder.custom(others, "group identifier", fields.text("Biogroup Name"));
        return new WellItem(row.line(), well, decimals ? well + ".0" : Integer.toString(well),
                fields.text("Well Position"), fields.textOr(AsmBuilder.NOT_APPLICABLE, SAMPLE), target,
                allele == 0 ? target : assay, allele,
                fields.text("Task"), fields.text(reporter), fields.text("Quencher"), others);
    }

}
