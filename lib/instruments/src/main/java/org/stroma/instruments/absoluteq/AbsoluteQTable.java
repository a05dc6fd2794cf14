package org.stroma.instruments.absoluteq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/**
 * An export as one table with a row per well and dye. A summary has the dyes side by side, their names in a line above the
 * header; it is turned so that each dye has rows of its own.
 *
 * @param names the columns; those that mean the same have the same name in all exports
 * @param common the columns of a summary that are about all dyes of a row; empty in other exports
 */
record AbsoluteQTable(List<String> names, List<Row> rows, Set<String> common, DecimalSign sign) {

    static final String RUN = "Run";
    static final String GROUP = "Group";
    static final String SAMPLE = "Sample";
    static final String WELL = "Well";
    static final String CHANNELS = "Channels";
    static final String INDEX = "Index";
    private static final String TARGET = "Target";
    private static final Map<String, String> SAME = Map.of("Name", SAMPLE, "Well ID", WELL, "Run name", RUN);

    static AbsoluteQTable of(Content content, Problems problems) {
        Delimited file = Delimited.of(content, problems);
        List<Row> block = block(file, problems);
        if (block.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        boolean summary = block.get(1).cells().contains(TARGET) && !block.getFirst().cells().contains(TARGET);
        int header = summary ? 1 : 0;
        RowLengths.tell(block.get(header), block.subList(header + 1, block.size()), problems);
        AbsoluteQTable table = summary
                ? new Summary(block, file.decimals(), problems).turn()
                : new AbsoluteQTable(block.getFirst().cells(), block.subList(1, block.size()), Set.of(),
                        file.decimals());
        return table.renamed(problems);
    }

    /** The rows up to the first blank one behind a filled one; what follows is told. */
    private static List<Row> block(Delimited file, Problems problems) {
        List<Row> rows = file.rows();
        int from = 0;
        while (from < rows.size() && rows.get(from).isBlank())
            from++;
        int to = from;
        while (to < rows.size() && !rows.get(to).isBlank())
            to++;
        for (Row row : rows.subList(to, rows.size()))
            if (!row.isBlank())
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, row.cell(0));
        return rows.subList(from, to);
    }

    private AbsoluteQTable renamed(Problems problems) {
        List<String> same = new ArrayList<>();
        for (String name : names) {
            String other = SAME.getOrDefault(name.strip(), name.strip());
            same.add(names.contains(other) ? name.strip() : other);
        }
        if (!same.contains(SAMPLE))
            throw problems.refuse(FileProblem.MISSING_COLUMN, SAMPLE);
        for (Row row : rows)
            if (row.width() > same.size())
                throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.width() + "",
                        same.size() + "");
        return new AbsoluteQTable(Columns.of(same), rows, common, sign);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** The text of a cell, empty when there is no such column. */
    String text(Row row, String name) {
        int column = names.indexOf(name);
        return column < 0 ? "" : row.cell(column);
    }

    Fields fields(Row row, Problems problems) {
        return Fields.of(names, row, sign, problems);
    }

    /** Turns the dyes of a summary, which stand side by side, into rows. */
    private static final class Summary {

        private final List<Row> block;
        private final DecimalSign sign;
        private final Problems problems;
        private final List<String> header;
        private final List<Integer> starts = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();

        Summary(List<Row> block, DecimalSign sign, Problems problems) {
            this.block = block;
            this.sign = sign;
            this.problems = problems;
            header = block.get(1).cells().stream().map(String::strip).toList();
            for (int i = 0; i < header.size(); i++)
                if (header.get(i).equals(TARGET))
                    starts.add(i);
                else if (header.get(i).equals("Threshold"))
                    ends.add(i);
        }

        AbsoluteQTable turn() {
            List<String> dyes = block.getFirst().cells().stream().map(String::strip).filter(d -> !d.isEmpty()).toList();
            check(dyes);
            List<Integer> base = new ArrayList<>();
            for (int i = 0; i < header.size(); i++)
                if (i < starts.getFirst() || i > ends.getLast())
                    base.add(i);
            List<String> names = new ArrayList<>(base.stream().map(header::get).toList());
            Set<String> common = Set.copyOf(names);
            names.addAll(header.subList(starts.getFirst(), ends.getFirst() + 1));
            names.add("Dye");
            int group = common.contains(GROUP) ? names.indexOf(GROUP) : -1;
            List<Row> data = block.subList(2, block.size());
            int[] groups = group < 0 ? new int[0] : groups(data, base.get(group));
            List<Row> rows = MappedList.of(dyes.size() * data.size(), place -> {
                int dye = place / data.size();
                Row row = data.get(place % data.size());
                List<String> cells = new ArrayList<>(base.stream().map(row::cell).toList());
                if (group >= 0) {
                    int told = groups[place % data.size()];
                    cells.set(group, told < 0 ? "" : data.get(told).cell(base.get(group)));
                }
                for (int i = starts.get(dye); i <= ends.get(dye); i++)
                    cells.add(row.cell(i));
                cells.add(dyes.get(dye));
                return new Row(row.line(), cells);
            });
            return new AbsoluteQTable(names, rows, common, sign);
        }

        /** The place of the row that tells the group of each: it stands in its own row only and holds for the rows below. */
        private static int[] groups(List<Row> data, int column) {
            int[] groups = new int[data.size()];
            int told = -1;
            for (int i = 0; i < groups.length; i++) {
                told = Printed.isNothing(data.get(i).cell(column)) ? told : i;
                groups[i] = told;
            }
            return groups;
        }

        private void check(List<String> dyes) {
            boolean fits = dyes.size() == starts.size() && dyes.size() == ends.size() && !dyes.isEmpty();
            for (int i = 0; fits && i < dyes.size(); i++)
                fits = starts.get(i) < ends.get(i) && (i == 0 || starts.get(i) > ends.get(i - 1))
                        && header.subList(starts.get(i), ends.get(i)).equals(header.subList(starts.getFirst(),
                                ends.getFirst()));
            if (!fits)
                throw problems.refuse(problems.place(block.get(1).line()), FileProblem.CONTRADICTION,
                        String.join(", ", dyes));
        }

    }

}
