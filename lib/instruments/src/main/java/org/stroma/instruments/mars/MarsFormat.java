package org.stroma.instruments.mars;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/**
 * A plate exported by BMG Labtech MARS: cells {@code name: value} above, the kind of reading, a line "Raw Data" with the
 * filters in brackets, and the plate as a table with letters down and numbers across. Filters are {@code ex/em},
 * {@code ex em}, {@code em} or "No filter".
 *
 * <p>
 * Known from: real exports; the requirements document for MARS published with Benchling allotropy (MIT). Seen: exports of
 * 2016 to 2026 from PHERAstar and others (the file states no version). Only the first block of raw data is mapped; more
 * blocks are named by a problem. The character that begins the line of column numbers separates cells: a comma, a
 * semicolon or a tab; machines of other regions print decimal commas.
 */
public final class MarsFormat implements Format {

    private static final About ABOUT = new About("mars", "BMG Labtech MARS", "BMG Labtech MARS", "plate reader",
            List.of(),
            "real exports of 2016 to 2026; allotropy requirements for MARS");
    private static final Pattern RAW = Pattern.compile("Raw Data\\s+\\((.*?)\\)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,2}");
    private static final Pattern FILTERS = Pattern.compile("(\\d+\\.?\\d*)(?:[/ ](\\d+\\.?\\d*))?");

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        List<String> lines = content.headLines().stream().limit(60).toList();
        return lines.stream().anyMatch(MarsFormat::isRawData)
                && lines.stream().anyMatch(line -> line.startsWith("Test name") || line.contains("Test run no."));
    }

    private static boolean isRawData(String line) {
        return line.startsWith("Raw Data") || line.length() > 1 && isDelimiter(line.charAt(0))
                && line.startsWith("Raw Data", 1);
    }

    private static boolean isDelimiter(char c) {
        return c == ',' || c == ';' || c == '\t';
    }

    private static boolean isBlank(String line) {
        return line.chars().allMatch(c -> c == '"' || isDelimiter((char) c) || Character.isWhitespace(c));
    }

    /** The character that stands before the first number of the columns. */
    private static char delimiter(String columns, int line, Problems problems) {
        String bare = columns.replaceFirst("^\"\"", "");
        if (bare.isEmpty() || !isDelimiter(bare.charAt(0)))
            throw problems.refuse(problems.place(line), FileProblem.UNEXPECTED_LINE, columns);
        return bare.charAt(0);
    }

    /** Wavelengths in nanometres, null where no filter is named. */
    private record Filters(@Nullable BigDecimal emission, @Nullable BigDecimal excitation) {

        static Filters of(String heading, DecimalSign sign, Problems problems) {
            Matcher raw = RAW.matcher(heading);
            if (!raw.find())
                throw problems.refuse(FileProblem.MISSING_SECTION, "Raw Data");
            String printed = sign == DecimalSign.COMMA ? raw.group(1).replace(',', '.') : raw.group(1);
            if (printed.equals("No filter"))
                return new Filters(null, null);
            Matcher m = FILTERS.matcher(printed);
            if (!m.matches())
                throw problems.refuse(FileProblem.UNSUPPORTED, raw.group());
            BigDecimal first = new BigDecimal(plain(m.group(1)));
            String second = m.group(2);
            return second == null ? new Filters(first, null) : new Filters(new BigDecimal(plain(second)), first);
        }

        private static String plain(String number) {
            return number.endsWith(".") ? number.substring(0, number.length() - 1) : number;
        }

    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        List<String> lines = content.text().lines();
        problems.note(content.text());
        int raw = 0;
        while (!isRawData(lines.get(raw)))
            raw++;
        int from = raw + 1;
        while (from < lines.size() && isBlank(lines.get(from)))
            from++;
        if (from == lines.size())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        char delimiter = delimiter(lines.get(from), from + 1, problems);
        Delimited.tell(delimiter, problems);
        int to = from;
        while (to < lines.size() && !isBlank(lines.get(to)))
            to++;
        for (int i = to; i < lines.size(); i++)
            if (!isBlank(lines.get(i)))
                problems.add(problems.place(i + 1), FileProblem.SECTION_LEFT_OUT, lines.get(i));
        List<Row> rows = Delimited.rows(lines.subList(from, to), delimiter, from + 1, problems,
                content.limits().cells());
        if (rows.size() < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        DecimalSign sign = sign(delimiter, rows.subList(1, rows.size()), problems);
        List<String> above = lines.subList(0, raw + 1);
        Fields heading = heading(above, delimiter, sign, problems);
        String joined = String.join("\n", above);
        return map(heading, mode(joined, problems), Filters.of(joined, sign, problems), rows, sign, content, problems);
    }

    /** Where commas separate cells, one within quotes that tells nothing groups digits. */
    private static DecimalSign sign(char delimiter, List<Row> rows, Problems problems) {
        DecimalSign sign = Delimited.decimals(rows.stream().flatMap(row -> row.cells().stream()), problems);
        return delimiter == ',' && sign == DecimalSign.UNKNOWN ? DecimalSign.POINT : sign;
    }

    private static Fields heading(List<String> lines, char delimiter, DecimalSign sign, Problems problems) {
        Fields fields = new Fields(problems.place(), sign, problems);
        for (int i = 0; i < lines.size(); i++) {
            List<String> cells = Delimited.cells(lines.get(i), delimiter, problems);
            for (int k = 0; k < cells.size(); k++) {
                int colon = cells.get(k).indexOf(": ");
                if (colon > 0)
                    fields.add(cells.get(k).substring(0, colon).toUpperCase(Locale.ROOT),
                            cells.get(k).substring(colon + 2),
                            i + 1, k + 1);
            }
        }
        return fields;
    }

    private static Mode mode(String heading, Problems problems) {
        String lower = heading.toLowerCase(Locale.ROOT);
        List<Mode> modes = Stream.of(Mode.values()).filter(mode -> lower.contains(mode.member())).toList();
        if (modes.size() != 1)
            throw problems.refuse(modes.isEmpty() ? FileProblem.MISSING_FIELD : FileProblem.CONTRADICTION, "read type");
        return modes.getFirst();
    }

    private AsmDocument map(Fields heading, Mode mode, Filters filters, List<Row> rows, DecimalSign sign,
            Content content, Problems problems) {
        AsmBuilder asm = new AsmBuilder(PlateReader.REC_2024_06, content, ABOUT.id());
        String path = heading.text("PATH");
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("UNC path", path == null ? content.source().path() : path)
                .put("software name", "BMG MARS");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", AsmBuilder.NOT_APPLICABLE)
                .put("product manufacturer", "BMG LABTECH");
        int columns = rows.getFirst().cells().size() - 1;
        check(rows, problems);
        Plate plate = new Plate(heading, mode, filters, BigDecimal.valueOf((long) columns * (rows.size() - 1)),
                problems);
        for (Row row : rows.subList(1, rows.size()))
            for (int column = 1; column <= columns; column++) {
                Printed value = Printed.of(row.cell(column), sign);
                Place place = new Place(problems.place().file(), row.line(), column + 1, row.cell(0));
                Fields.tellAmbiguous(value, sign, place, problems);
                if (!value.isAbsent())
                    plate.add(row.cell(0) + rows.getFirst().cell(column), value, place, asm);
            }
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        return asm.build();
    }

    /** Lines or cells that are missing are told; a line out of its order refuses the file. */
    private static void check(List<Row> rows, Problems problems) {
        Row header = rows.getFirst();
        for (int column = 1; column < header.width(); column++)
            if (!NUMBER.matcher(header.cell(column)).matches())
                throw problems.refuse(problems.place(header.line()), FileProblem.UNEXPECTED_LINE,
                        header.cell(column));
        for (Row row : rows)
            if (row.width() > header.width())
                throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.width() + "",
                        header.width() + "");
        RowLengths.tell(header, rows.subList(1, rows.size()), problems);
        int first = Wells.row(rows.get(1).cell(0));
        for (int i = 1; i < rows.size(); i++)
            if (!rows.get(i).cell(0).equals(Wells.letters(first + i - 1)))
                throw problems.refuse(problems.place(rows.get(i).line()), FileProblem.UNEXPECTED_LINE,
                        rows.get(i).cell(0));
        if (!Wells.isPlate(rows.size() - 1, header.width() - 1))
            problems.add(problems.place(header.line()), FileProblem.PLATE_INCOMPLETE,
                    (header.width() - 1) * (rows.size() - 1) + "");
    }

    /** What all wells share. */
    private static final class Plate {

        private final Mode mode;
        private final Filters filters;
        private final BigDecimal wells;
        private final Problems problems;
        private final String time;
        private final String name;
        private final String test;
        private final String user;
        private final @Nullable String experiment;
        private final JsonObject others = new JsonObject();

        Plate(Fields heading, Mode mode, Filters filters, BigDecimal wells, Problems problems) {
            this.mode = mode;
            this.filters = filters;
            this.wells = wells;
            this.problems = problems;
            user = heading.requireText("USER");
            test = heading.requireText("TEST NAME");
            time = Fields.time(heading.requireText("DATE") + " " + heading.requireText("TIME"), heading.place("DATE"),
                    problems);
            name = heading.requireText("ID1");
            experiment = heading.text("ID2");
            for (String unused : List.of("ID3", "TEST ID")) {
                String text = heading.text(unused);
                if (text != null)
                    problems.add(heading.place(unused), FileProblem.SECTION_LEFT_OUT, unused + ": " + text);
            }
            for (String usual : List.of("PATH", "TEST RUN NO.", "ID2"))
                if (!heading.has(usual))
                    problems.add(FileProblem.NO_VALUE, usual);
            heading.forEachUnread((key, value) -> AsmBuilder.custom(others, key, value));
        }

        void add(String well, Printed value, Place place, AsmBuilder asm) {
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", user);
            PlateReader.plate(group, time, wells);
            group.aggregate().put("experimental data identifier", experiment).put("experiment type", test);
            AsmBuilder.customAll(group.aggregate(), others);
            Measurement measurement = new Measurement(asm.nextId(), null);
            measurement.device()
                    .put("device type", mode.member() + " detector")
                    .put("detection type", mode.member())
                    .quantity("detector wavelength setting", filters.emission, PlateReader.NANOMETER);
            if (mode != Mode.ABSORBANCE)
                measurement.device()
                        .quantity("excitation wavelength setting", filters.excitation, PlateReader.NANOMETER);
            measurement.sample()
                    .put("sample identifier", name + " " + well)
                    .put("location identifier", well)
                    .put("well plate identifier", name);
            BigDecimal number = value.exact();
            if (number == null) {
                problems.add(place, FileProblem.CENSORED, value.text());
                measurement.error(value.text(), mode.member());
            }
            PlateReader.value(measurement, mode, number == null ? JsonObject.NEGATIVE_ZERO : number);
            group.add(measurement.build());
        }

    }

}
