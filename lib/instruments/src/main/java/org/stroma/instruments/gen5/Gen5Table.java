package org.stroma.instruments.gen5;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;

/** Tables in the shape of a plate: numbers across, letters down, several lines per letter, each with its label at the end. */
final class Gen5Table {

    private Gen5Table() {}

    /**
     * One line.
     *
     * @param number its line in the file
     * @param row the letters of the row
     * @param values one text per number across, blank where there is none
     */
    record Line(int number, String row, List<String> values, String label) {

        /** Visits all wells of the line. */
        void forEach(BiConsumer<String, String> action) {
            for (int i = 0; i < values.size(); i++)
                action.accept(row + (i + 1), values.get(i));
        }

    }

    /** The lines below a header of numbers. */
    static List<Line> lines(List<String> table, int first, Problems problems) {
        if (table.isEmpty())
            return List.of();
        requireNumbers(table.getFirst(), first, problems);
        int width = table.getFirst().split("\t", -1).length - 1;
        List<Line> lines = new ArrayList<>();
        String row = "";
        for (int i = 1; i < table.size(); i++) {
            String[] cells = table.get(i).split("\t", -1);
            if (cells.length > width + 2)
                throw problems.refuse(problems.place(first + i), FileProblem.ROW_LENGTH, cells.length + "",
                        (width + 2) + "");
            row = cells[0].isBlank() ? row : cells[0].strip();
            List<String> values = new ArrayList<>();
            for (int k = 1; k <= width; k++)
                values.add(k < cells.length ? cells[k].strip() : "");
            lines.add(new Line(first + i, row, values, cells.length == width + 2 ? cells[width + 1].strip() : ""));
        }
        tellTorn(table, width + 2, first, problems);
        return lines;
    }

    /** Without the line of column numbers the first line of values would be taken for it. */
    private static void requireNumbers(String header, int line, Problems problems) {
        String[] cells = header.split("\t", -1);
        for (int i = 1; i < cells.length; i++)
            if (!cells[i].strip().equals(Integer.toString(i)))
                throw problems.refuse(problems.place(line), FileProblem.UNEXPECTED_LINE, header.strip());
    }

    /** The label ends a line; where others have one, a line without was cut, and its values may not be told. */
    private static void tellTorn(List<String> table, int full, int first, Problems problems) {
        List<Integer> cells = table.stream().map(line -> line.split("\t", -1).length).toList();
        if (cells.stream().skip(1).noneMatch(count -> count == full))
            return;
        for (int i = 1; i < table.size(); i++)
            if (cells.get(i) < full && !table.get(i).isBlank())
                problems.add(problems.place(first + i), FileProblem.ROW_SHORT, cells.get(i) + "", full + "");
    }

}
