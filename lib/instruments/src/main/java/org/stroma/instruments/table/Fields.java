package org.stroma.instruments.table;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
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

    private record Value(String text, Place place) {}

    private final Place place;
    private final Problems problems;
    private final DecimalSign sign;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    public Fields(Place place, DecimalSign sign, Problems problems) {
        this.place = place;
        this.sign = sign;
        this.problems = problems;
    }

    /**
     * The fields of a row below a header. A repeated name gets {@code .1}, {@code .2} as in most data tools; a column without
     * a name is called {@code Unnamed: n} with n from 0.
     */
    public static Fields of(List<String> header, Row row, DecimalSign sign, Problems problems) {
        return of(header, row, problems.place(row.line()), sign, problems);
    }

    /** The fields of a row whose place is not just a line of the file, such as a row of a sheet. */
    public static Fields of(List<String> header, Row row, Place place, DecimalSign sign, Problems problems) {
        Fields fields = new Fields(place, sign, problems);
        for (int i = 0; i < Math.max(header.size(), row.cells().size()); i++) {
            String name = i < header.size() ? header.get(i).strip() : "";
            String unique = fields.unique(name.isEmpty() ? "Unnamed: " + i : name);
            fields.values.put(unique, new Value(row.cell(i), new Place(place.file(), row.line(), i + 1, unique)));
        }
        return fields;
    }

    private String unique(String name) {
        String normal = normal(name);
        String unique = normal;
        for (int i = 1; values.containsKey(unique); i++)
            unique = normal + "." + i;
        return unique;
    }

    /** Adds a value found elsewhere; a repeated name is replaced and reported. */
    public void add(String name, String text, int line, int column) {
        String normal = normal(name.strip());
        if (values.containsKey(normal))
            problems.add(new Place(place.file(), line, column, normal), FileProblem.DUPLICATE_COLUMN, normal);
        values.put(normal, new Value(text.strip(), new Place(place.file(), line, column, normal)));
    }

    private static String normal(String name) {
        for (int i = 0; i < name.length(); i++)
            if (name.charAt(i) >= 0x80)
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
        return name;
    }

    /** Whether a field of this name exists, blank or not. */
    public boolean has(String name) {
        return values.containsKey(normal(name));
    }

    /** Whether somebody asked for a field. */
    public boolean isRead(String name) {
        return read.contains(normal(name));
    }

    /** The names in file order. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** Where a field, or else the row, is. */
    public Place place(String name) {
        Value value = values.get(normal(name));
        return value == null ? place.withField(name) : value.place;
    }

    /** The first of the names that has a text. */
    public @Nullable String text(String... names) {
        for (String name : names) {
            String normal = normal(name);
            Value value = values.get(normal);
            if (value == null)
                continue;
            read.add(normal);
            if (!isAbsent(value.text))
                return value.text;
        }
        return null;
    }

    /** The text as it stands even when it is blank or a word for nothing; null when there is no such field. */
    public @Nullable String raw(String name) {
        Value value = values.get(normal(name));
        read.add(normal(name));
        return value == null ? null : value.text;
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
            Value value = values.get(normal(name));
            if (value == null)
                continue;
            read.add(normal(name));
            return Printed.of(value.text, sign);
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
                if (Numbers.isAmbiguous(text, sign))
                    problems.add(place(name), FileProblem.AMBIGUOUS_NUMBER, text, number.toPlainString());
                return number;
            }
            report(name, text);
        }
        return null;
    }

    private void report(String name, String text) {
        Printed printed = Printed.of(text, sign);
        boolean plain = printed.kind() == Printed.Kind.TEXT;
        problems.add(place(name), plain ? FileProblem.NOT_A_NUMBER : FileProblem.CENSORED, text);
    }

    private @Nullable BigDecimal numberOf(String text) {
        return Numbers.parse(text.endsWith("%") ? text.substring(0, text.length() - 1) : text, sign);
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
        DateTimes.Parsed parsed = DateTimes.parse(text)
                .orElseThrow(() -> problems.refuse(place, FileProblem.NOT_A_DATE, text));
        if (parsed.ambiguous())
            problems.addOnce(FileProblem.DATE_ORDER_ASSUMED, text, parsed.local().toLocalDate().toString());
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
        BigDecimal number = list ? null : numberOf(text);
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
            read.add(normal(name));
    }

    /** Visits, in file order, every field not asked for yet that has a value, and marks it as read. */
    public void forEachUnread(BiConsumer<String, Object> action) {
        for (String name : new ArrayList<>(values.keySet())) {
            if (read.contains(name))
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
