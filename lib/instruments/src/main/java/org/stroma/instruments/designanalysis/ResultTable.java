package org.stroma.instruments.designanalysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Printed;

/** The table of results with what other sheets say of the same sample and target, row by row. */
final class ResultTable {

    static final String REPLICATES = "Replicate Group Result";
    private static final String SAMPLE = "Sample";
    private static final String TARGET = "Target";

    private record Key(String sample, String target) {}

    private final DesignAnalysisBook book;
    private final Problems problems;

    ResultTable(DesignAnalysisBook book, Problems problems) {
        this.book = book;
        this.problems = problems;
    }

    QpcrTable of(Experiment experiment) {
        String sheet = experiment == Experiment.STANDARD_CURVE ? experiment.sheet() : DesignAnalysisBook.RESULTS;
        QpcrTable results = book.find(sheet)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, sheet));
        if (results.find(TARGET) < 0)
            results = results.with(List.of(TARGET), row -> List.of("N/A"));
        return switch (experiment) {
            case PRIMARY -> joined(results, REPLICATES, "Cq Mean", "Cq SD", "Cq SE");
            case RELATIVE -> joined(joined(results, REPLICATES, "Cq SE"), experiment.sheet(), "EqCq Mean",
                    "Adjusted EqCq Mean", "Delta EqCq Mean", "Delta EqCq SD", "Delta EqCq SE", "Delta Delta EqCq",
                    "Rq", "Rq Min", "Rq Max");
            case PRESENCE -> joined(results, experiment.sheet(), "Call");
            case GENOTYPING -> called(results, experiment.sheet());
            case STANDARD_CURVE, MELT_CURVE -> results;
        };
    }

    /** Takes some columns from another sheet, if it is there; as many as it has. */
    private QpcrTable joined(QpcrTable results, String title, String... columns) {
        QpcrTable other = book.find(title).orElse(null);
        if (other == null)
            return results;
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (Row row : other.rows())
            put(rows, other, row, other.text(row, SAMPLE), other.text(row, TARGET));
        return joined(results, other, rows, List.of(columns));
    }

    /** The calls of assays, each for both of its alleles. */
    private QpcrTable called(QpcrTable results, String title) {
        QpcrTable other = book.find(title)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, title));
        int assay = other.column("SNP Assay", problems);
        Map<Key, Row> rows = new LinkedHashMap<>();
        for (Row row : other.rows())
            for (String allele : List.of("-Allele 1", "-Allele 2"))
                put(rows, other, row, other.text(row, SAMPLE), row.cell(assay) + allele);
        return joined(results, other, rows, List.of("Call"));
    }

    private void put(Map<Key, Row> rows, QpcrTable table, Row row, String sample, String target) {
        Row before = rows.put(new Key(sample, target), row);
        if (before != null && !before.cells().equals(row.cells()))
            problems.add(table.place(before), FileProblem.VALUE_NOT_USED, sample, target);
    }

    private QpcrTable joined(QpcrTable results, QpcrTable other, Map<Key, Row> rows, List<String> columns) {
        List<String> there = new ArrayList<>(columns);
        there.removeIf(name -> other.find(name) < 0);
        return results.with(there, row -> {
            String sample = results.text(row, SAMPLE);
            Row found = Printed.isNothing(sample) ? null : rows.get(new Key(sample, results.text(row, TARGET)));
            return there.stream().map(name -> found == null ? "" : other.text(found, name)).toList();
        });
    }

}
