package org.stroma.instruments.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/**
 * Named values of one row or block. It remembers what was asked for, so that {@link #forEachUnread} yields exactly the rest
 * and nothing of a file is dropped. Names are compared after Unicode NFKC (both micro signs are one). A cell that is blank,
 * or a word for nothing such as {@code N/A}, counts as absent.
 */
public final class Fields {

    /** Central Standard Time in America and China Standard Time. */
    private static final Pattern SHARED_ZONE = Pattern.compile("\\bCST\\b");

    /** How many values are added at most: real exports have some hundred, and each is an object while its sample is mapped. */
    private static final int MOST = 10_000;

    private static final Columns NO_COLUMNS = Columns.of(List.of());

    private record Value(String text, Place place) {}

    private final Place place;
    private final Problems problems;
    private final DecimalSign sign;
    /** The row that most fields are of; its cells are made when they are asked for, since a table has very many. */
    private final @Nullable Row row;
    private final Columns columns;
    /** Columns of the row that were asked for. */
    private final BitSet readColumns = new BitSet(0);
    /** Values that are of no row. */
    private Map<String, Value> values = Map.of();
    private Set<String> read = Set.of();

    public Fields(Place place, DecimalSign sign, Problems problems) {
        this(NO_COLUMNS, null, place, sign, problems);
    }

    private Fields(Columns columns, @Nullable Row row, Place place, DecimalSign sign, Problems problems) {
        this.columns = columns;
        this.row = row;
        this.place = place;
        this.sign = sign;
        this.problems = problems;
    }

    /** The fields of a row below a header, which is best made {@link Columns} once for all rows. */
    public static Fields of(List<String> header, Row row, DecimalSign sign, Problems problems) {
        return of(header, row, problems.place(row.line()), sign, problems);
    }

    /** The fields of a row whose place is not just a line of the file, such as a row of a sheet. */
    public static Fields of(List<String> header, Row row, Place place, DecimalSign sign, Problems problems) {
        return new Fields(Columns.of(header), row, place, sign, problems);
    }

    private int cells() {
        return row == null ? 0 : Math.max(columns.size(), row.cells().size());
    }

    /** The column of the row, -1 when the name is of none or was added. */
    private int column(String normal) {
        return row == null || values.containsKey(normal) ? -1 : columns.find(normal, row.cells().size());
    }

    /** The text as it stands, null when there is no such field. */
    private @Nullable String find(String normal) {
        int column = column(normal);
        if (column >= 0 && row != null)
            return row.cell(column);
        Value value = values.get(normal);
        return value == null ? null : value.text;
    }

    private void markRead(String normal) {
        int column = column(normal);
        if (column >= 0) {
            readColumns.set(column);
            return;
        }
        if (read.isEmpty())
            read = new HashSet<>();
        read.add(normal);
    }

    private boolean wasRead(String normal) {
        int column = column(normal);
        return column >= 0 ? readColumns.get(column) : read.contains(normal);
    }

    /**
     * Adds a value found elsewhere; a repeated name is replaced and reported, and so is one without a value.
     *
     * @throws org.stroma.instruments.Refusal when there are more than 10,000
     */
    public void add(String name, String text, int line, int column) {
        String normal = normal(name.strip());
        if (values.size() == MOST)
            throw problems.refuse(new Place(place.file(), line, column, normal), FileProblem.TOO_MANY_FIELDS,
                    MOST + "");
        if (find(normal) != null)
            problems.add(new Place(place.file(), line, column, normal), FileProblem.DUPLICATE_COLUMN, normal);
        else if (text.isBlank())
            problems.add(new Place(place.file(), line, column, normal), FileProblem.NO_VALUE, normal);
        if (values.isEmpty())
            values = new LinkedHashMap<>();
        values.put(normal, new Value(text.strip(), new Place(place.file(), line, column, normal)));
    }

    private static String normal(String name) {
        return Columns.normal(name);
    }

    /** Whether a field of this name exists, blank or not. */
    public boolean has(String name) {
        return find(normal(name)) != null;
    }

    /** The text as it stands, without asking for it; empty when there is no such field. */
    public String peek(String name) {
        String text = find(normal(name));
        return text == null ? "" : text;
    }

    /** Whether somebody asked for a field. */
    public boolean isRead(String name) {
        return wasRead(normal(name));
    }

    /** The names in file order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < cells(); i++)
            if (!values.containsKey(columns.name(i)))
                names.add(columns.name(i));
        names.addAll(values.keySet());
        return names;
    }

    /** Where a field, or else the row, is. */
    public Place place(String name) {
        String normal = normal(name);
        int column = column(normal);
        if (column >= 0 && row != null)
            return new Place(place.file(), row.line(), column + 1, normal);
        Value value = values.get(normal);
        return value == null ? place.withField(name) : value.place;
    }

    /** The first of the names that has a text. */
    public @Nullable String text(String... names) {
        for (String name : names) {
            String normal = normal(name);
            String text = find(normal);
            if (text == null)
                continue;
            markRead(normal);
            if (!isAbsent(text))
                return text;
        }
        return null;
    }

    /** The text as it stands even when it is blank or a word for nothing; null when there is no such field. */
    public @Nullable String raw(String name) {
        String normal = normal(name);
        markRead(normal);
        return find(normal);
    }

    /** Like {@link #text} with a value for an absent one. */
    public String textOr(String fallback, String... names) {
        String text = text(names);
        return text == null ? fallback : text;
    }

    /** Like {@link #text}, refusing the file when there is none. */
    public String requireText(String... names) {
        String text = text(names);
        if (text == null)
            throw problems.refuse(place(names[0]), FileProblem.MISSING_FIELD, names[0]);
        return text;
    }

    /** The value as printed, of the first name that exists. */
    public Printed printed(String... names) {
        for (String name : names) {
            String text = find(normal(name));
            if (text == null)
                continue;
            markRead(normal(name));
            return Printed.of(text, sign);
        }
        return Printed.of("", sign);
    }

    /** The first of the names that is a number; a trailing percent sign is dropped, any other text is reported. */
    public @Nullable BigDecimal number(String... names) {
        for (String name : names) {
            String text = text(name);
            if (text == null)
                continue;
            BigDecimal number = numberOf(text);
            if (number != null) {
                tellAmbiguous(text, number, sign, place(name), problems);
                return number;
            }
            report(name, text);
        }
        return null;
    }

    /** Reports a number whose comma or point may group digits or separate decimals. */
    public static void tellAmbiguous(Printed printed, DecimalSign sign, Place place, Problems problems) {
        BigDecimal number = printed.number();
        if (number != null)
            tellAmbiguous(printed.text(), number, sign, place, problems);
    }

    private static void tellAmbiguous(String text, BigDecimal number, DecimalSign sign, Place place,
            Problems problems) {
        if (Numbers.isAmbiguous(text, sign))
            problems.add(place, FileProblem.AMBIGUOUS_NUMBER, text, number.toPlainString());
    }

    private void report(String name, String text) {
        Printed printed = Printed.of(text, sign);
        boolean plain = printed.kind() == Printed.Kind.TEXT;
        problems.add(place(name), plain ? FileProblem.NOT_A_NUMBER : FileProblem.CENSORED, text);
    }

    private @Nullable BigDecimal numberOf(String text) {
        return Numbers.parseGrouped(withoutPercent(text), sign);
    }

    private static String withoutPercent(String text) {
        return text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    }

    /** Like {@link #number}, refusing the file when there is none. */
    public BigDecimal requireNumber(String... names) {
        BigDecimal number = number(names);
        if (number == null)
            throw problems.refuse(place(names[0]), FileProblem.MISSING_FIELD, names[0]);
        return number;
    }

    /**
     * Date and time as ISO 8601, null when absent; an undeclared time zone is written as UTC and reported.
     *
     * @throws org.stroma.instruments.Refusal when there is a text that is no date
     */
    public @Nullable String time(String... names) {
        String text = text(names);
        return text == null ? null : time(text, place(names[0]), problems);
    }

    /** Like {@link #time(String...)}, refusing the file when there is none. */
    public String requireTime(String... names) {
        return time(requireText(names), place(names[0]), problems);
    }

    /** A printed date and time as ISO 8601; an undeclared zone or an uncertain order of day and month is reported. */
    public static String time(String text, Place place, Problems problems) {
        return time(text, problems.dates().read(text, place, problems), problems);
    }

    /** Like {@link #requireTime}, as {@link org.stroma.instruments.Dates#readAsPublished} reads it. */
    public String requireTimeAsPublished(String name) {
        String text = requireText(name);
        return time(text, problems.dates().readAsPublished(text, place(name), problems), problems);
    }

    private static String time(String text, DateTimes.Parsed parsed, Problems problems) {
        if (parsed.offset() == null)
            problems.addOnce(FileProblem.TIME_ZONE_NOT_DECLARED, "+00:00");
        else if (SHARED_ZONE.matcher(text).find())
            problems.addOnce(FileProblem.TIME_ZONE_AMBIGUOUS, "CST", parsed.offset().getId());
        return parsed.iso();
    }

    /**
     * A number when the whole text is one, otherwise the text; null when absent. Never reports. A text with more than one
     * comma is taken for a list, not for a number with grouped digits; a truth value becomes {@code True} or {@code False}.
     */
    public @Nullable Object value(String... names) {
        String text = text(names);
        if (text == null)
            return null;
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))
            return text.length() == 4 ? "True" : "False";
        boolean list = text.indexOf(',') != text.lastIndexOf(',');
        BigDecimal number = list ? null : Numbers.parse(withoutPercent(text), sign);
        return number == null ? text : number;
    }

    /** Like {@link #value} but a truth value stays as it is printed. */
    public @Nullable Object valueAsPrinted(String name) {
        Object value = value(name);
        return "True".equals(value) || "False".equals(value) ? text(name) : value;
    }

    /** Marks fields as dealt with. */
    public void skip(String... names) {
        for (String name : names)
            markRead(normal(name));
    }

    /** Visits, in file order, every field not asked for yet that has a value, and marks it as read. */
    public void forEachUnread(BiConsumer<String, Object> action) {
        for (String name : names()) {
            if (wasRead(name))
                continue;
            Object value = value(name);
            if (value != null)
                action.accept(name, value);
        }
    }

    private static boolean isAbsent(String text) {
        return Printed.isNothing(text);
    }

}
