package org.stroma.instruments.luminex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.luminex.BeadRun.Analyte;
import org.stroma.instruments.luminex.BeadRun.Count;
import org.stroma.instruments.luminex.BeadRun.Result;
import org.stroma.instruments.luminex.BeadRun.Statistic;
import org.stroma.instruments.luminex.BeadRun.Well;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;

/** Puts the tables of an export together by well. */
final class XponentWells {

    private static final Pattern LOCATION = Pattern.compile("\\d+\\((\\d+,(\\w+))\\)");
    private static final String COUNT = "Count";
    private static final String DILUTION = "Dilution Factor";
    private static final String WARNINGS = "Warnings/Errors";

    private final Map<String, XponentTable> tables;
    private final Map<String, Keys> rows = new LinkedHashMap<>();
    private final String time;
    private final Fields heading;
    private final DecimalSign sign;
    private final Problems problems;

    XponentWells(Map<String, XponentTable> tables, String time, Fields heading, DecimalSign sign, Problems problems) {
        this.tables = tables;
        this.time = time;
        this.heading = heading;
        this.sign = sign;
        this.problems = problems;
    }

    /** The wells in the order of their counts; what concerns the whole file is told here, each well while it is taken. */
    Stream<Well> read() {
        XponentTable counts = table(COUNT);
        XponentTable dilutions = table(DILUTION);
        XponentTable units = table("Units");
        Row beads = units.rows().stream().filter(row -> row.cell(0).equals("BeadID:")).findFirst()
                .orElseThrow(() -> problems.refuse(problems.place(units.header().line()), FileProblem.MISSING_FIELD,
                        "BeadID:"));
        select();
        Map<String, List<String>> warnings = warnings();
        JsonObject others = BeadHeading.unread(heading);
        Keys byWell = counts.byName(problems);
        Keys diluted = dilutions.byName(problems);
        if (byWell.size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        Stream<Well> wells = IntStream.range(0, byWell.size()).mapToObj(place -> {
            Row row = counts.rows().get(place);
            Matcher location = location(row);
            List<String> told = warnings.remove(location.group(1));
            return new Well(cell(row, counts, "Sample"), location.group(2), time,
                    dilution(dilutions.row(diluted, row.cell(0)), dilutions, row), events(row, counts),
                    told == null ? List.of() : told, analytes(row.cell(0), row, counts, beads, units),
                    place == 0 ? others : new JsonObject());
        });
        return Stream.concat(wells, Stream.of(warnings).flatMap(rest -> {
            leftOver(rest);
            rows.forEach((title, named) -> complete(title, named, byWell));
            return Stream.empty();
        }));
    }

    private Matcher location(Row row) {
        Matcher location = LOCATION.matcher(row.cell(0));
        if (!location.matches())
            throw problems.refuse(place(row, 1, COUNT), FileProblem.UNEXPECTED_LINE, row.cell(0));
        return location;
    }

    /** Tells the warnings that are of no well. */
    private void leftOver(Map<String, List<String>> warnings) {
        warnings.forEach((where, messages) -> problems.add(FileProblem.SECTION_LEFT_OUT,
                WARNINGS + ", " + where + ": " + String.join("; ", messages)));
    }

    private XponentTable table(String title) {
        XponentTable table = tables.get(title);
        if (table == null)
            throw problems.refuse(FileProblem.MISSING_SECTION, title);
        return table;
    }

    private Place place(Row row, int column, String field) {
        return new Place(problems.place().file(), row.line(), column, field);
    }

    /** Keeps the rows of the tables that are used, and names the others. */
    private void select() {
        Set<String> used = new LinkedHashSet<>(List.of(COUNT, DILUTION, "Units", WARNINGS));
        List<String> titles = Stream
                .concat(Stream.of(Statistic.values()).map(Statistic::title),
                        Stream.of(Result.values()).map(Result::title))
                .toList();
        for (String title : titles) {
            XponentTable table = tables.get(title);
            if (table == null || !table.isByWell())
                continue;
            used.add(title);
            rows.put(title, table.byName(problems));
        }
        if (Stream.of(Statistic.values()).noneMatch(statistic -> rows.containsKey(statistic.title())))
            throw problems.refuse(FileProblem.MISSING_SECTION, Statistic.MEDIAN.title());
        tables.forEach((title, table) -> {
            if (!used.contains(title))
                problems.add(problems.place(table.header().line()), FileProblem.SECTION_LEFT_OUT, title);
        });
    }

    /** A well of another table that is not among the counted ones cannot be placed. */
    private void complete(String title, Keys named, Keys counted) {
        for (int i = 0; i < named.size(); i++)
            if (counted.find(named.get(i)) < 0)
                throw problems.refuse(place(table(title).rows().get(i), 1, title), FileProblem.CONTRADICTION,
                        title + ", " + named.get(i) + ", " + COUNT);
    }

    private Map<String, List<String>> warnings() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        XponentTable table = tables.get(WARNINGS);
        if (table == null)
            return found;
        for (Row row : table.rows())
            found.computeIfAbsent(row.cell(0), where -> new ArrayList<>()).add(cell(row, table, "Message"));
        return found;
    }

    /** A text of a column that must be there; a blank one is told. */
    private String cell(Row row, XponentTable table, String name) {
        int column = table.column(name);
        if (column < 0)
            throw problems.refuse(problems.place(table.header().line()), FileProblem.MISSING_COLUMN, name);
        if (row.cell(column).isEmpty())
            problems.add(place(row, column + 1, name), FileProblem.MISSING_VALUE, name);
        return row.cell(column);
    }

    private BigDecimal events(Row row, XponentTable counts) {
        String printed = cell(row, counts, "Total Events");
        BigDecimal number = Numbers.parse(printed, sign);
        if (number == null)
            throw problems.refuse(place(row, counts.column("Total Events") + 1, "Total Events"),
                    FileProblem.NOT_A_NUMBER, printed);
        return number;
    }

    private @Nullable BigDecimal dilution(@Nullable Row row, XponentTable table, Row counted) {
        if (row == null)
            throw problems.refuse(place(counted, 1, DILUTION), FileProblem.MISSING_FIELD,
                    DILUTION + ", " + counted.cell(0));
        int column = table.column(DILUTION);
        String printed = column < 0 ? "" : row.cell(column);
        BigDecimal number = Numbers.parse(printed, sign);
        if (number == null)
            problems.add(place(row, column + 1, DILUTION), FileProblem.MISSING_VALUE, DILUTION + " " + printed);
        return number;
    }

    private List<Analyte> analytes(String location, Row row, XponentTable counts, Row beads, XponentTable units) {
        List<Analyte> analytes = new ArrayList<>();
        for (String name : counts.analytes()) {
            int bead = units.column(name);
            String identifier = bead < 0 ? "" : beads.cell(bead);
            if (identifier.isEmpty())
                problems.addOnce(FileProblem.MISSING_VALUE, "BeadID: " + name);
            BeadRun.Value<Count> count = counts.value(Count.BEADS, row, name, sign, problems);
            if (count != null)
                analytes.add(new Analyte(name, identifier.isEmpty() ? "N/A" : identifier, count,
                        values(Statistic.values(), Statistic::title, location, name),
                        values(Result.values(), Result::title, location, name)));
        }
        return analytes;
    }

    private <K extends Enum<K>> List<BeadRun.Value<K>> values(K[] kinds, java.util.function.Function<K, String> title,
            String location, String analyte) {
        List<BeadRun.Value<K>> values = new ArrayList<>();
        for (K kind : kinds) {
            String name = title.apply(kind);
            Keys named = rows.get(name);
            if (named == null)
                continue;
            XponentTable table = table(name);
            Row row = table.row(named, location);
            BeadRun.Value<K> value = row == null ? null : table.value(kind, row, analyte, sign, problems);
            if (value != null)
                values.add(value);
            else if (kind instanceof Statistic)
                throw problems.refuse(problems.place(table.header().line()), FileProblem.MISSING_FIELD,
                        name + ", " + location + ", " + analyte);
            else
                problems.add(problems.place(table.header().line()), FileProblem.MISSING_VALUE,
                        name + ", " + location + ", " + analyte);
        }
        return values;
    }

}
