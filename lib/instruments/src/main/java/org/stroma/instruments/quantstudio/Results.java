package org.stroma.instruments.quantstudio;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Printed;

/** The table of results, found by well and target. */
final class Results {

    /** The threshold cycle has the name of the method: CT, Crt, Cq, and in old versions a Cyrillic letter. */
    private static final Pattern CYCLE = Pattern.compile("(?:(?<allele>\\w+) )?(?<cycle>C[tTт]|Crt|CRT|C[qQ])");

    /** One row, with the target as it is compared: without spaces. */
    private record Key(int well, String target) {}

    private final QpcrTable table;
    private final Problems problems;
    private final String cycle;
    private final Map<Key, Row> rows = new LinkedHashMap<>();
    private final Map<Row, Fields> read = new HashMap<>();
    private final Set<Key> taken = new HashSet<>();

    Results(QpcrTable table, Experiment experiment, Problems problems) {
        boolean genotyping = experiment == Experiment.GENOTYPING;
        this.table = table;
        this.problems = problems;
        // What only melts has no threshold cycle.
        cycle = cycle(experiment != Experiment.MELT_CURVE);
        int target = table.column(genotyping ? "SNP Assay Name" : "Target Name", problems);
        for (Map.Entry<Integer, List<Row>> well : table.byNumber(table.column("Well", problems), problems).entrySet())
            for (Row row : well.getValue()) {
                if (Printed.isNothing(row.cell(target)))
                    continue;
                if (rows.put(new Key(well.getKey(), bare(row.cell(target))), row) != null)
                    throw problems.refuse(table.place(row), FileProblem.CONTRADICTION,
                            well.getKey() + " " + row.cell(target));
            }
    }

    private static String bare(String target) {
        return target.replace(" ", "");
    }

    private String cycle(boolean cycles) {
        String suffix = "";
        for (String name : table.names()) {
            Matcher m = CYCLE.matcher(name);
            if (!m.matches())
                continue;
            if (m.group("allele") == null)
                return m.group("cycle");
            suffix = suffix.isEmpty() && !m.group("allele").equals("Delta") ? m.group("cycle") : suffix;
        }
        if (suffix.isEmpty() && cycles)
            throw problems.refuse(table.place(table.header()), FileProblem.MISSING_COLUMN, "CT");
        return suffix.isEmpty() ? "CT" : suffix;
    }

    /** The result of an item, null when there is none; the first allele of a row must be asked for first. */
    @Nullable
    ResultRow find(WellItem item) {
        Key key = new Key(item.well(), bare(item.assay()));
        Row row = rows.get(key);
        if (row == null)
            return null;
        taken.add(key);
        Fields fields = read.computeIfAbsent(row, r -> table.fields(r, problems));
        return ResultRow.of(fields, problems, item.allele() == 0 ? "" : "Allele" + item.allele() + " ", cycle);
    }

    /** Tells which rows were not asked for. */
    void reportRest() {
        rows.forEach((key, row) -> {
            if (!taken.contains(key))
                problems.add(table.place(row), FileProblem.ROW_LEFT_OUT, QuantStudioExport.SETUP);
        });
    }

}
