package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problems;
import org.stroma.instruments.gen5.Gen5Table.Line;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.LineCursor;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** One export divided into its heading, its procedure and its sections, which blank lines separate. */
final class Gen5File {

    private static final Set<String> KNOWN = Set.of("Layout", "Results", "Wavelength", "Actual Temperature");

    /**
     * A section by its lines.
     *
     * @param line where it begins
     * @param below where its second line is, since blank lines may stand below a title
     */
    record Section(int line, int below, List<String> lines) {

        /** The lines as rows. */
        List<Row> rows() {
            return MappedList.of(lines.size(),
                    at -> new Row(at == 0 ? line : below + at - 1, List.of(lines.get(at).split("\t", -1))));
        }

    }

    private final Problems problems;
    private final Gen5Heading heading;
    private final List<String> procedure;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Section> kinetics = new LinkedHashMap<>();
    private final DecimalSign sign;

    Gen5File(Content content, Problems problems) {
        this.problems = problems;
        problems.note(content.text());
        List<String> lines = MappedList.of(content.text().lines(), Gen5File::withoutTabs);
        sign = DecimalSign.recognise(lines.stream().flatMap(line -> List.of(line.split("\t", -1)).stream()));
        if (lines.stream().filter(line -> line.startsWith("Software Version")).count() > 1)
            throw problems.refuse(FileProblem.UNSUPPORTED, "more than one plate");
        LineCursor cursor = new LineCursor(lines);
        cursor.popUntil(line -> line.startsWith("Software Version"));
        heading = heading(cursor, content.name());
        cursor.popUntil(line -> line.startsWith("Procedure Details"));
        if (!cursor.hasNext())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Procedure Details");
        cursor.pop();
        procedure = cursor.popBlock();
        while (cursor.hasNext())
            section(cursor);
        reportUnused();
    }

    /** Without the tabs at its end. */
    private static String withoutTabs(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\t')
            end--;
        return line.substring(0, end);
    }

    private Gen5Heading heading(LineCursor cursor, String fileName) {
        Fields fields = new Fields(problems.place(), DecimalSign.POINT, problems);
        while (cursor.hasNext() && !cursor.next(line -> line.contains("Procedure Details"))) {
            int number = cursor.number();
            String[] cells = String.valueOf(cursor.pop()).split("\t", -1);
            if (!cells[0].isBlank())
                fields.add(cells[0], cells.length > 1 ? cells[1] : "", number, 2);
        }
        return Gen5Heading.of(fields, fileName, problems);
    }

    private @Nullable String lastTitle;
    private @Nullable String readTitle;

    private void section(LineCursor cursor) {
        cursor.skipBlank();
        int line = cursor.number();
        int below = line + 1;
        List<String> lines = cursor.popBlock();
        String name = name(lines.getFirst());
        boolean titled = lines.size() == 1 && (name.equals("Layout") || name.equals("Results"));
        boolean read = lines.size() == 1 && name.startsWith("Read ");
        if (read)
            readTitle = name;
        if ((titled || read) && cursor.hasNext()) {
            below = cursor.number();
            List<String> next = cursor.popBlock();
            if (titled || !next.getFirst().startsWith("Time")) {
                String title = lines.getFirst();
                lines = MappedList.of(1 + next.size(), at -> at == 0 ? title : next.get(at - 1));
            } else {
                lines = next;
                line = below++;
                name = "Time";
            }
        }
        Section section = new Section(line, below, stripTab(lines));
        if (!name.equals("Time")) {
            sections.put(name, section);
            lastTitle = name;
            return;
        }
        String title = readTitle != null ? readTitle : lastTitle != null ? lastTitle : "Time";
        kinetics.put(title, section);
        readTitle = null;
    }

    /** The first cell that is not blank, without quotes and colons. */
    private static String name(String line) {
        for (String cell : line.split("\t", -1)) {
            String name = cell.replaceAll("^\"+|\"+$", "").replaceAll("^:+|:+$", "");
            if (!name.isEmpty())
                return name;
        }
        return "";
    }

    /** Some versions begin every line below the title with one tab more. */
    private static List<String> stripTab(List<String> lines) {
        if (lines.size() < 2)
            return lines;
        List<String> below = lines.getFirst().startsWith("\t") ? lines : lines.subList(1, lines.size());
        if (!below.stream().filter(line -> !line.isBlank()).allMatch(line -> line.startsWith("\t")))
            return lines;
        return MappedList.of(lines, line -> line.startsWith("\t") ? line.substring(1) : line);
    }

    private void reportUnused() {
        sections.forEach((name, section) -> {
            boolean title = section.lines.size() == 1 && !name.startsWith("Curve")
                    && !section.lines.getFirst().startsWith("\t");
            if (!KNOWN.contains(name) && !title && !isTable(section.lines))
                problems.add(problems.place(section.line), FileProblem.SECTION_LEFT_OUT, name);
        });
    }

    private static boolean isTable(List<String> lines) {
        return lines.size() > 2 && lines.get(1).startsWith("\t1") && lines.get(2).startsWith("A\t");
    }

    Gen5Heading heading() {
        return heading;
    }

    List<String> procedure() {
        return procedure;
    }

    DecimalSign sign() {
        return sign;
    }

    /** The values by time of a read and label. */
    @Nullable
    Section kinetic(int read, String label) {
        Section section = kinetics.get("Read " + read + ":" + label);
        return section == null ? kinetics.get(label) : section;
    }

    @Nullable
    Section wavelengths() {
        return sections.get("Wavelength");
    }

    /** The tables of a read under titles of its own, in the order of the labels; empty when it has none. */
    List<Line> results(int read, List<String> labels) {
        List<Section> own = labels.stream()
                .map(label -> sections.get("Read " + read + ":" + label))
                .filter(section -> section != null && isTable(section.lines))
                .toList();
        return own.isEmpty() ? List.of() : interleaved(own);
    }

    /** The results of all reads: the section of that name, or else every other table except the layout. */
    List<Line> results() {
        Section results = sections.get("Results");
        if (results != null)
            return Gen5Table.lines(results.lines.subList(1, results.lines.size()), results.below, problems);
        List<Section> tables = new ArrayList<>();
        sections.forEach((name, section) -> {
            if (!name.equals("Layout") && isTable(section.lines))
                tables.add(section);
        });
        return tables.isEmpty() ? List.of() : interleaved(tables);
    }

    /** The lines of several tables of one plate, row by row. */
    private List<Line> interleaved(List<Section> tables) {
        List<List<Line>> parts = new ArrayList<>();
        for (Section table : tables) {
            List<Line> part = Gen5Table.lines(table.lines.subList(1, table.lines.size()), table.below, problems);
            if (!parts.isEmpty() && part.size() != parts.getFirst().size())
                throw problems.refuse(problems.place(table.line), FileProblem.CONTRADICTION, "tables of unlike size");
            parts.add(part);
        }
        List<Line> all = new ArrayList<>();
        for (int i = 0; i < parts.getFirst().size(); i++)
            for (List<Line> part : parts)
                all.add(part.get(i));
        return all;
    }

    /** The samples of the wells by name, or by well identifier where there is no name. */
    Map<String, String> samples() {
        Map<String, String> samples = new HashMap<>();
        for (Line line : layout())
            line.forEach((well, text) -> {
                if (!text.isEmpty() && (line.label().equals("Name") || line.label().equals("Well ID")
                        && !samples.containsKey(well)))
                    samples.put(well, text);
            });
        return samples;
    }

    /** The concentrations or dilutions of the wells. */
    Map<String, BigDecimal> concentrations() {
        Map<String, BigDecimal> concentrations = new HashMap<>();
        for (Line line : layout())
            line.forEach((well, text) -> {
                BigDecimal number = line.label().equals("Conc/Dil") ? Numbers.parse(text, sign) : null;
                if (number != null)
                    concentrations.put(well, number);
            });
        return concentrations;
    }

    private List<Line> layout() {
        Section layout = sections.get("Layout");
        return layout == null || layout.lines.size() < 2
                ? List.of()
                : Gen5Table.lines(layout.lines.subList(1, layout.lines.size()), layout.below, problems);
    }

    /** The temperature in degrees Celsius. */
    @Nullable
    BigDecimal temperature() {
        Section section = sections.get("Actual Temperature");
        if (section == null)
            return null;
        String line = section.lines.getLast().strip();
        BigDecimal number = Numbers.parse(line.substring(line.lastIndexOf('\t') + 1), sign);
        if (section.lines.size() != 1 || number == null)
            throw problems.refuse(problems.place(section.line), FileProblem.NOT_A_NUMBER, line);
        return number;
    }

}
