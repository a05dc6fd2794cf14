package org.stroma.instruments.msd;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/** Divides the text of the instrument software into its tables of signals with what is told above each. */
final class MsdPlateText {

    private static final Pattern DATA = Pattern.compile("\\s*=+\\s*Data\\s*=+\\s*");
    private static final Pattern SECTION = Pattern.compile("\\s*=+\\s*([^=]+?)\\s*=+\\s*");
    private static final Pattern START = Pattern.compile("\\s*(?:FileName|Stack ID|Plate\\s*#)\\s*:.*");
    private static final Pattern LABEL = Pattern.compile("[A-Z]{1,2}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final Pattern SPOT = Pattern.compile("\\d{1,4}");
    /** A name behind the drawing of the legend; the drawing has names in its first two lines only. */
    private static final Pattern BEHIND_LEGEND = Pattern.compile("(?!Spot\\s|Legend\\s)[A-Z][\\w #.]*:.*");

    /**
     * One signal.
     *
     * @param spot the number of the line within its well, from 1; spots that are not read have a line without values
     */
    record Signal(String well, int spot, Printed value, Place place) {}

    /**
     * One table of signals.
     *
     * @param legend the spots the legend names, empty without one
     * @param wells rows with a letter times columns in use
     */
    record Plate(Fields header, Set<String> legend, List<Signal> signals, BigDecimal wells) {

        String barcode() {
            String printed = header.requireText("Barcode1", "Barcode", "Plate ID");
            return printed.startsWith("<") && printed.endsWith(">") && printed.length() > 1
                    ? printed.substring(1, printed.length() - 1)
                    : printed;
        }

    }

    private final Content content;
    private final Problems problems;

    MsdPlateText(Content content, Problems problems) {
        this.content = content;
        this.problems = problems;
    }

    static boolean isPlateText(List<String> head) {
        List<String> lines = head.stream().limit(120).toList();
        return lines.stream().limit(8).anyMatch(line -> START.matcher(line).matches())
                && lines.stream().anyMatch(line -> DATA.matcher(line).matches());
    }

    /**
     * Reads all tables once, each with the line where it starts; {@link #plate(int)} reads one again.
     *
     * @param action what is to be done with each
     */
    void forEach(PlateAction action) {
        problems.note(content.text());
        LineCursor lines = new LineCursor(content.text().lines());
        while (lines.hasNext()) {
            int first = lines.number();
            List<String> above = lines.popUntil(line -> DATA.matcher(line).matches());
            if (lines.pop() == null) {
                if (above.stream().anyMatch(line -> !line.isBlank()))
                    throw problems.refuse(problems.place(first), FileProblem.MISSING_SECTION, "Data");
                break;
            }
            action.accept(first, plate(above, first, lines));
            skipSections(lines);
        }
    }

    /** What is to be done with a table that starts on a line. */
    interface PlateAction {

        void accept(int line, Plate plate);

    }

    /** The table that starts on a line. */
    Plate plate(int line) {
        LineCursor lines = new LineCursor(content.text().lines(), line);
        List<String> above = lines.popUntil(text -> DATA.matcher(text).matches());
        lines.pop();
        return plate(above, line, lines);
    }

    private void skipSections(LineCursor lines) {
        while (lines.hasNext() && !lines.next(line -> START.matcher(line).matches())) {
            int number = lines.number();
            String line = String.valueOf(lines.pop());
            Matcher section = SECTION.matcher(line);
            if (section.matches())
                problems.add(problems.place(number), FileProblem.SECTION_LEFT_OUT, section.group(1));
        }
    }

    private Plate plate(List<String> above, int first, LineCursor lines) {
        Fields header = new Fields(problems.place(first), DecimalSign.POINT, problems);
        Set<String> legend = new LinkedHashSet<>();
        boolean inLegend = false;
        for (int i = 0; i < above.size(); i++) {
            String line = unescaped(above.get(i));
            inLegend = inLegend
                    ? !BEHIND_LEGEND.matcher(line).matches()
                    : line.startsWith("Spot") && i + 1 < above.size() && above.get(i + 1).startsWith("Legend");
            if (inLegend) {
                SPOT.matcher(line).results().forEach(spot -> legend.add(spot.group()));
                continue;
            }
            int colon = line.indexOf(':');
            boolean named = colon > 0 && !line.contains("Digital_Signature");
            if (named && !line.substring(colon + 1).isBlank())
                header.add(line.substring(0, colon), line.substring(colon + 1), first + i, 1);
            else if (named)
                problems.add(problems.place(first + i), FileProblem.NO_VALUE, line.substring(0, colon).strip());
            else if (colon <= 0 && !line.isBlank() && !line.contains("Digital_Signature"))
                problems.add(problems.place(first + i), FileProblem.SECTION_LEFT_OUT, line.strip());
        }
        return table(header, legend, lines);
    }

    /** Some exports write the letters {@code \\t} for a tabulator; beside real ones they belong to a path. */
    private static String unescaped(String line) {
        return line.indexOf('\t') >= 0 ? line : line.replace("\\t", "\t");
    }

    private Plate table(Fields header, Set<String> legend, LineCursor lines) {
        lines.skipBlank();
        int at = lines.number();
        List<String> columns = cells(lines.pop());
        if (columns.stream().noneMatch(cell -> NUMBER.matcher(cell.strip()).matches()))
            throw problems.refuse(problems.place(at), FileProblem.MISSING_SECTION, "1 ... 12");
        List<Signal> signals = new ArrayList<>();
        Set<String> labels = new LinkedHashSet<>();
        Set<Integer> used = new LinkedHashSet<>();
        String label = "";
        int spot = 0;
        while (lines.hasNext() && !lines.next(line -> line.startsWith("===") || START.matcher(line).matches())) {
            int line = lines.number();
            List<String> cells = cells(lines.pop());
            if (cells.stream().allMatch(String::isBlank)) {
                spot += cells.size() > 1 ? 1 : 0;
                continue;
            }
            String printed = cells.getFirst().strip();
            if (!printed.isEmpty() && cells.stream().skip(1).allMatch(String::isBlank)) {
                problems.add(problems.place(line), FileProblem.SECTION_LEFT_OUT, printed);
                continue;
            }
            spot = printed.isEmpty() || printed.equals(label) ? spot + 1 : 1;
            label = printed.isEmpty() ? label : printed;
            if (!LABEL.matcher(label).matches() || spot == 1 && !labels.add(label))
                throw problems.refuse(problems.place(line), FileProblem.UNEXPECTED_LINE, cells.getFirst());
            row(label, spot, cells, columns, line, used, signals);
        }
        tellSpots(header, signals, at, problems);
        if (signals.isEmpty())
            throw problems.refuse(problems.place(at), FileProblem.EMPTY_FILE);
        if (!lines.hasNext())
            complete(header, labels.size(), lines.number() - 1);
        return new Plate(header, legend, signals, BigDecimal.valueOf((long) labels.size() * used.size()));
    }

    /** More lines of values in a well than the header tells of spots, and wells of which some have fewer values than others in their line. */
    private static void tellSpots(Fields header, List<Signal> signals, int line, Problems problems) {
        BigDecimal told = header.number("Spots Per Well");
        long most = signals.stream().mapToInt(Signal::spot).distinct().count();
        if (told != null && told.compareTo(BigDecimal.valueOf(most)) < 0)
            problems.add(problems.place(line), FileProblem.VALUE_NOT_USED, "Spots Per Well",
                    told.toPlainString() + ", " + most);
        Map<Integer, Long> values = signals.stream().collect(Collectors.groupingBy(signal -> signal.place().line(),
                TreeMap::new, Collectors.counting()));
        long full = values.values().stream().mapToLong(Long::longValue).max().orElse(0);
        values.forEach((at, count) -> {
            if (count < full)
                problems.add(problems.place(at), FileProblem.FEWER_VALUES, "Data", count + "", full + "");
        });
    }

    /** A table that the end of the file ends must have as many rows as its header says. */
    private void complete(Fields header, int rows, int line) {
        BigDecimal told = header.number("Wells Per Col");
        if (told != null && told.compareTo(BigDecimal.valueOf(rows)) > 0)
            throw problems.refuse(problems.place(line), FileProblem.ROW_LENGTH, rows + "", told.toPlainString());
    }

    private static List<String> cells(@org.jspecify.annotations.Nullable String line) {
        return line == null ? List.of("") : List.of(line.split("\t", -1));
    }

    private void row(String label, int spot, List<String> cells, List<String> columns, int line, Set<Integer> used,
            List<Signal> signals) {
        int last = columns.size() - 1;
        while (!NUMBER.matcher(columns.get(last).strip()).matches())
            last--;
        if (cells.size() <= last)
            throw problems.refuse(problems.place(line), FileProblem.ROW_LENGTH, cells.size() + "", last + 1 + "");
        for (int i = 1; i < cells.size(); i++) {
            String column = i < columns.size() ? columns.get(i).strip() : "";
            boolean numbered = NUMBER.matcher(column).matches();
            if (numbered && !cells.get(i).isEmpty())
                used.add(i);
            if (cells.get(i).isBlank())
                continue;
            Place place = new Place(problems.place().file(), line, i + 1, label + column);
            if (!numbered)
                throw problems.refuse(place, FileProblem.ROW_LENGTH, cells.size() + "", columns.size() + "");
            signals.add(new Signal(label + column, spot, Printed.of(cells.get(i), DecimalSign.POINT), place));
        }
    }

}
