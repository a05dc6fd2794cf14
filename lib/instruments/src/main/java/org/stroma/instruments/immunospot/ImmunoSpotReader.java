package org.stroma.instruments.immunospot;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.Decimals;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Texts;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Reads the heading and finds the tables by their line of column numbers. */
final class ImmunoSpotReader {

    private static final Pattern PAIR = Pattern.compile("([^:]+):\\s+(.*)");
    private static final Pattern REVIEW = Pattern.compile("QC review last updated.*? on (.*?) by.*");
    private static final Pattern FILE = Pattern.compile(".*\\.(?:txt|xlsx?)", Pattern.CASE_INSENSITIVE);
    private static final Pattern PLATE_CODE = Pattern.compile("Plate Code = ([\\w ]+)");
    private static final Pattern WELL = Pattern.compile("[A-Z]{1,2}\\d{1,2}");
    private static final Pattern VALUES = Pattern.compile("[A-Z]{1,2}\\d{0,2}\\s+[-\\d].*");
    private static final String HISTOGRAM = "Histogram";

    /** Counts of spots by size; sizes and counts in file order, counts by well. */
    record Histogram(List<BigDecimal> sizes, Map<String, List<BigDecimal>> counts) {}

    /**
     * The whole export.
     *
     * @param plate the plate code, null when none is told
     */
    record Export(Fields heading, @Nullable String plate, List<SpotTable> tables, @Nullable Histogram histogram) {}

    private final Problems problems;
    private final List<String> lines;
    private final boolean[] used;
    private final List<SpotTable> tables = new ArrayList<>();
    private final Set<String> tableNames = new HashSet<>();
    private final Texts cells = new Texts();
    private @Nullable Histogram histogram;
    private @Nullable String plate;
    private int at;

    ImmunoSpotReader(Content content, Problems problems) {
        this.problems = problems;
        problems.note(content.text());
        lines = content.text().lines();
        used = new boolean[lines.size()];
    }

    Export read() {
        Fields heading = heading();
        for (; at < lines.size(); at++) {
            if (lines.get(at).contains(HISTOGRAM) && histogram == null)
                histogram();
            else if (columns(at) > 0)
                tables();
        }
        for (int i = 0; i < lines.size(); i++)
            if (!used[i] && !blank(i))
                unused(i);
        if (tables.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "1 2 3 ...");
        return new Export(heading, plate, tables, histogram);
    }

    /** Numbers of wells outside a table would be lost, so they refuse the file; other lines are told. */
    private void unused(int line) {
        String text = lines.get(line).strip();
        if (VALUES.matcher(text).matches())
            throw problems.refuse(problems.place(line + 1), FileProblem.UNEXPECTED_LINE, text);
        if (text.chars().anyMatch(Character::isLetterOrDigit))
            problems.add(problems.place(line + 1), FileProblem.SECTION_LEFT_OUT, text);
    }

    private boolean blank(int line) {
        return line >= lines.size() || lines.get(line).chars().allMatch(c -> Character.isWhitespace(c) || c == ',');
    }

    /** Whether a line is drawn there, as newer versions do below the column numbers. */
    private boolean rule(int line) {
        return lines.get(line).indexOf('_') >= 0
                && lines.get(line).chars().allMatch(c -> Character.isWhitespace(c) || c == '_');
    }

    /** Two blocks of lines with colons, the second being the settings. */
    private Fields heading() {
        Fields heading = new Fields(problems.place(), DecimalSign.POINT, problems);
        block(heading);
        while (at < lines.size() && blank(at))
            at++;
        if (at < lines.size() && lines.get(at).contains(":"))
            block(heading);
        return heading;
    }

    private void block(Fields heading) {
        while (at < lines.size() && blank(at))
            at++;
        for (; at < lines.size() && !blank(at); at++)
            for (String part : lines.get(at).split(";"))
                for (String text : parts(part.strip()))
                    pair(text, heading);
    }

    private static List<String> parts(String text) {
        String bare = text.replaceAll("^[ \"]+|[ \"]+$", "");
        if (FILE.matcher(bare).matches())
            return List.of("File path: " + bare);
        Matcher review = REVIEW.matcher(bare);
        if (review.matches())
            return List.of("Review Date: " + review.group(1));
        if (bare.startsWith("(") && bare.endsWith(")") && bare.contains(","))
            return List.of(bare.substring(1, bare.length() - 1).split(","));
        if (bare.indexOf('\t') >= 0 && bare.indexOf(':') != bare.lastIndexOf(':'))
            return List.of(bare.split("\t+"));
        return List.of(bare);
    }

    private void pair(String text, Fields heading) {
        Matcher pair = PAIR.matcher(text.strip());
        used[at] = true;
        if (pair.matches())
            heading.add(pair.group(1), pair.group(2), at + 1, 1);
        else if (!text.isBlank())
            problems.add(problems.place(at + 1), FileProblem.SECTION_LEFT_OUT, text.strip());
    }

    /** How many numbers a line has that counts 1, 2, 3 ... once or several times; 0 when it does not. */
    private int columns(int line) {
        String text = line < lines.size() ? lines.get(line).strip() : "";
        if (!text.startsWith("1") || text.length() > 2000)
            return 0;
        String[] numbers = text.split("\\s+");
        int width = columnsOfOne(numbers);
        if (width == 0 || numbers.length % width != 0)
            return 0;
        for (int i = 0; i < numbers.length; i++)
            if (!numbers[i].equals(Integer.toString(i % width + 1)))
                return 0;
        return numbers.length;
    }

    private static int columnsOfOne(String[] numbers) {
        int width = 1;
        while (width < numbers.length && numbers[width].equals(Integer.toString(width + 1)))
            width++;
        return width;
    }

    private void tables() {
        String[] numbers = lines.get(at).strip().split("\\s+");
        int width = columnsOfOne(numbers);
        List<String> names = names(numbers.length / width);
        used[at] = true;
        while (at + 1 < lines.size() && (blank(at + 1) || rule(at + 1)))
            at++;
        SpotTable.Layout layout = new SpotTable.Layout(problems.place().file(), at + 2, width,
                names.size(), cells,
                cells.size(), new BitSet());
        for (int row = 0; at + 1 < lines.size() && isRow(at + 1, Wells.letters(row)); row++)
            row(++at, layout, row);
        for (int i = 0; i < names.size(); i++)
            add(new SpotTable(names.get(i), layout, i));
    }

    private void add(SpotTable table) {
        Place place = problems.place(at + 1);
        if (table.rows() == 0)
            throw problems.refuse(place, FileProblem.MISSING_SECTION, table.name());
        if (!tables.isEmpty() && (tables.getFirst().rows() != table.rows()
                || tables.getFirst().columns() != table.columns()) || !tableNames.add(table.name()))
            throw problems.refuse(place, FileProblem.CONTRADICTION, table.name());
        tables.add(table);
    }

    private boolean isRow(int line, String label) {
        String[] cells = lines.get(line).strip().split("\\s+", 2);
        return cells.length == 2 && cells[0].equals(label);
    }

    private void row(int line, SpotTable.Layout layout, int row) {
        String[] printed = lines.get(line).strip().split("\\s+");
        boolean labelled = printed.length == (layout.width() + 1) * layout.count();
        if (!labelled && printed.length != layout.width() * layout.count() + 1)
            throw problems.refuse(problems.place(line + 1), FileProblem.ROW_LENGTH, printed.length + "",
                    (layout.width() + 1) * layout.count() + "");
        layout.labelled().set(row, labelled);
        int cell = 0;
        for (int table = 0; table < layout.count(); table++) {
            if ((labelled || cell == 0) && !printed[cell++].equals(Wells.letters(row)))
                throw problems.refuse(problems.place(line + 1), FileProblem.UNEXPECTED_LINE, printed[cell - 1]);
            for (int column = 0; column < layout.width(); column++)
                cells.add(printed[cell++]);
        }
        used[line] = true;
    }

    /** The first line of the block above the column numbers, which names the tables below it from left to right. */
    private List<String> names(int count) {
        int line = at - 1;
        while (line >= 0 && blank(line))
            line--;
        while (line > 0 && !blank(line - 1))
            line--;
        if (line < 0)
            throw problems.refuse(problems.place(at + 1), FileProblem.MISSING_FIELD, "name");
        String text = lines.get(line);
        if (used[line])
            throw problems.refuse(problems.place(at + 1), FileProblem.MISSING_FIELD, "name");
        used[line] = true;
        Matcher code = PLATE_CODE.matcher(text);
        if (code.find() && !code.group(1).isBlank())
            plate = code.group(1).strip();
        if (text.contains("Plate Code"))
            return List.of("Spot Count");
        if (tables.isEmpty())
            problems.add(problems.place(line + 1), FileProblem.NO_VALUE, "Plate Code");
        List<String> names = Arrays.stream(text.strip().split("\t\t")).map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
        if (count == 1)
            return List.of(text.strip());
        if (names.size() != count)
            throw problems.refuse(problems.place(line + 1), FileProblem.CONTRADICTION, text.strip());
        return names;
    }

    /** The sizes in a line of numbers, then a line for each well. */
    private void histogram() {
        int title = at;
        used[at++] = true;
        while (at < lines.size() && blank(at))
            at++;
        if (at >= lines.size())
            throw problems.refuse(problems.place(title + 1), FileProblem.MISSING_SECTION, HISTOGRAM);
        List<BigDecimal> sizes = numbers(at, lines.get(at).strip().split("\\s+"), 0);
        used[at] = true;
        Map<String, List<BigDecimal>> counts = new LinkedHashMap<>();
        for (int i = at + 1; i < lines.size(); i++) {
            String[] row = lines.get(i).strip().split("\\s+");
            if (!WELL.matcher(row[0]).matches()) {
                if (!counts.isEmpty())
                    break;
                continue;
            }
            List<BigDecimal> values = numbers(i, row, 1);
            if (values.size() != sizes.size() || counts.put(row[0], values) != null)
                throw problems.refuse(problems.place(i + 1), FileProblem.ROW_LENGTH, values.size() + "",
                        sizes.size() + "");
            used[i] = true;
            at = i;
        }
        histogram = new Histogram(sizes, counts);
    }

    private List<BigDecimal> numbers(int line, String[] cells, int from) {
        Decimals numbers = new Decimals();
        for (int i = from; i < cells.length; i++) {
            BigDecimal number = Numbers.parse(cells[i], DecimalSign.POINT);
            if (number == null)
                throw problems.refuse(problems.place(line + 1), FileProblem.NOT_A_NUMBER, cells[i]);
            numbers.add(number);
        }
        return numbers.numbers();
    }

}
