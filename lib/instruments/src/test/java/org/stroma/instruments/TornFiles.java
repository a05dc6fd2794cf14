package org.stroma.instruments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.table.Workbook;

/**
 * Damages the lines of one text export in every way a copy, a full disk or an editor does, and finds what passed unnoticed: a
 * damaged file must be refused, or a problem must name its line, or what it still says must be said as before.
 */
final class TornFiles {

    /** How a file is damaged at one line. */
    enum Damage {
        /** The last cell of the line is gone. */
        LAST_CELL,
        /** The second half of the line is gone. */
        HALF,
        /** All but the first cell of the line is gone. */
        ONE_CELL,
        /** A cell within the line is gone, so that those behind it move. */
        INNER_CELL,
        /** The second halves of this line and the two below are gone. */
        THREE_HALVES,
        /** The line is gone. */
        DROPPED,
        /** The line stands twice. */
        DOUBLED,
        /** The file ends before the line; a workbook that ends so is no archive any more. */
        FILE_ENDS
    }

    private static final String SHEET = "== ";
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}.*");
    /** What follows from how many there are, and names of files. */
    private static final Set<String> ASIDE = Set.of("plate well count", "ASM file identifier", "UNC path", "file name",
            "measurement time", "total cycle number setting", "Read Date");
    /** How a document says that something is not told. */
    private static final Set<String> NOTHING = Set.of("N/A", "null", "0.0", "-0.0", "1970-01-01T00:00:00+00:00");
    /** What names the thing that is missing, wherever it belongs. */
    private static final Set<Problem.Code> NAMED = Set.of(FileProblem.NO_VALUE, FileProblem.MISSING_VALUE,
            FileProblem.FEWER_VALUES, FileProblem.UNIT_NOT_DECLARED, FileProblem.ROWS_END_EARLY);
    private static final char[] DELIMITERS = {'\t', ';', ','};

    private final Source source;
    private final List<String> lines;
    private final char delimiter;
    private final Function<List<String>, byte[]> bytes;
    private final Map<String, Integer> said;
    private final Map<String, Long> told;
    private final boolean sheets;

    private TornFiles(Source source, List<String> lines, char delimiter, Function<List<String>, byte[]> bytes) {
        this.source = source;
        this.lines = lines;
        this.delimiter = delimiter;
        this.bytes = bytes;
        Result.Accepted sound = (Result.Accepted) Foreseen.of(Instruments.read(source));
        said = leaves(sound);
        told = told(sound.problems());
        sheets = lines.stream().anyMatch(line -> line.startsWith(SHEET));
    }

    static TornFiles ofText(Source source) {
        Text text = Text.decode(source, Limits.STANDARD);
        return new TornFiles(source, List.copyOf(text.lines()), delimiter(text.string()),
                torn -> encoded(torn, text));
    }

    /** A workbook, of which each row is a line below the name of its sheet. */
    static TornFiles ofWorkbook(Source source) {
        List<String> lines = new ArrayList<>();
        Workbook book = Workbook.find(new Content(source)).orElseThrow();
        for (Sheet sheet : book.sheets()) {
            lines.add(SHEET + sheet.name());
            int first = lines.size();
            for (Row row : sheet.rows()) {
                while (lines.size() - first < row.line() - 1)
                    lines.add("");
                lines.add(row.cells().stream().map(cell -> cell.replaceAll("[|\n\r]", " "))
                        .collect(Collectors.joining("|")));
            }
        }
        byte[] same = ZipMaker.sheets(sheets(lines));
        return new TornFiles(Source.of(same, source.name()), lines, '|', torn -> ZipMaker.sheets(sheets(torn)));
    }

    private static Map<String, String> sheets(List<String> lines) {
        Map<String, String> sheets = new LinkedHashMap<>();
        String name = "";
        for (String line : lines)
            if (line.startsWith(SHEET))
                sheets.put(name = line.substring(SHEET.length()), "");
            else
                sheets.merge(name, line + "\n", String::concat);
        return sheets;
    }

    private static char delimiter(String text) {
        char best = ',';
        long most = 0;
        for (char candidate : DELIMITERS) {
            long lines = text.lines().limit(200).filter(line -> line.indexOf(candidate) >= 0).count();
            best = lines > most ? candidate : best;
            most = Math.max(most, lines);
        }
        return best;
    }

    /** What passed unnoticed at some of the lines, at most so many, spread over the file. */
    List<String> unnoticed(int most) {
        List<String> found = new ArrayList<>();
        TreeSet<Integer> chosen = IntStream.range(0, Math.min(most, lines.size()))
                .mapToObj(i -> (int) ((long) i * lines.size() / Math.min(most, lines.size())))
                .collect(Collectors.toCollection(TreeSet::new));
        for (int line : chosen)
            for (Damage damage : Damage.values()) {
                String what = check(damage, line);
                if (what != null)
                    found.add(damage + " " + (line + 1) + ": " + what);
            }
        return found;
    }

    private @Nullable String check(Damage damage, int line) {
        boolean none = lines.get(line).startsWith(SHEET) || sheets && damage == Damage.FILE_ENDS;
        List<String> torn = none ? null : damaged(damage, line);
        if (torn == null || torn.equals(lines))
            return null;
        Result result = Foreseen.of(Instruments.read(bytes.apply(torn), source.name()));
        if (!(result instanceof Result.Accepted accepted))
            return null;
        Map<String, Integer> now = leaves(accepted);
        if (told(now).equals(told(said)) && damage != Damage.DOUBLED)
            return null;
        Map<String, Long> telling = told(accepted.problems());
        List<Problem> fresh = accepted.problems().stream()
                .filter(problem -> telling.get(key(problem)) > told.getOrDefault(key(problem), 0L)).toList();
        boolean gone = damage != Damage.FILE_ENDS && line < torn.size() && isBlank(torn.get(line))
                && !isBlank(lines.get(line));
        return switch (gone ? Damage.DROPPED : damage) {
            case LAST_CELL, HALF, ONE_CELL, INNER_CELL, THREE_HALVES -> names(fresh, row(line), row(line) + 2)
                    ? null
                    : difference(now, 0);
            case DROPPED -> !fresh.isEmpty() || within(now, 1) ? null : difference(now, 1);
            case FILE_ENDS -> !fresh.isEmpty() || within(now, 1) ? null : difference(now, 1);
            case DOUBLED -> !fresh.isEmpty() || within(now, 2) && covers(now) ? null : difference(now, 2);
        };
    }

    /** The index of a line within the file, or within its sheet. */
    private int row(int line) {
        for (int i = line; i >= 0; i--)
            if (lines.get(i).startsWith(SHEET))
                return line - i - 1;
        return line;
    }

    private static boolean isBlank(String line) {
        return line.replaceAll("[\",;|\\s]", "").isEmpty();
    }

    private static boolean names(List<Problem> problems, int first, int last) {
        return problems.stream().anyMatch(problem -> problem.place().line() >= first - 1
                && problem.place().line() <= last + 1 || NAMED.contains(problem.code()));
    }

    private boolean within(Map<String, Integer> now, int times) {
        return now.entrySet().stream().filter(e -> !saysNothing(e.getKey()))
                .allMatch(e -> e.getValue() <= times * said.getOrDefault(e.getKey(), 0));
    }

    /**
     * A well or sample that nothing names any more is called by its place; of a sample of SoftMax Pro whose first line is gone
     * the others belong to the one above.
     */
    private static boolean saysNothing(String leaf) {
        return leaf.startsWith("sample identifier=") || leaf.startsWith("CVresult=") || leaf.startsWith("error")
                || NOTHING.contains(leaf.substring(leaf.indexOf('=') + 1));
    }

    private static Map<String, Integer> told(Map<String, Integer> leaves) {
        Map<String, Integer> told = new HashMap<>(leaves);
        told.keySet().removeIf(TornFiles::saysNothing);
        return told;
    }

    private boolean covers(Map<String, Integer> now) {
        return said.entrySet().stream().filter(e -> !saysNothing(e.getKey()))
                .allMatch(e -> e.getValue() <= now.getOrDefault(e.getKey(), 0));
    }

    /** The first few of what differs; of what is there more often than so many times, unless 0. */
    private String difference(Map<String, Integer> now, int times) {
        Set<String> all = new HashSet<>(said.keySet());
        all.addAll(now.keySet());
        return all.stream().filter(key -> !saysNothing(key)).filter(key -> times == 0
                ? !said.getOrDefault(key, 0).equals(now.getOrDefault(key, 0))
                : now.getOrDefault(key, 0) > times * said.getOrDefault(key, 0) || times == 2
                        && now.getOrDefault(key, 0) < said.getOrDefault(key, 0))
                .sorted().limit(4)
                .map(key -> key + " " + said.getOrDefault(key, 0) + "->" + now.getOrDefault(key, 0))
                .collect(Collectors.joining("; "));
    }

    private @Nullable List<String> damaged(Damage damage, int line) {
        List<String> torn = new ArrayList<>(lines);
        String text = lines.get(line);
        switch (damage) {
            case DROPPED -> torn.remove(line);
            case DOUBLED -> torn.add(line, text);
            case FILE_ENDS -> torn = torn.subList(0, line);
            case THREE_HALVES -> {
                if (line + 3 >= lines.size() || lines.subList(line, line + 3).stream().anyMatch(String::isBlank))
                    return null;
                for (int i = line; i < line + 3; i++)
                    torn.set(i, cut(lines.get(i), damage));
            }
            default -> torn.set(line, cut(text, damage));
        }
        return torn;
    }

    private String cut(String line, Damage damage) {
        List<Integer> ends = ends(line);
        int cells = ends.size();
        if (cells < 2)
            return line;
        if (damage == Damage.INNER_CELL) {
            int inner = cells / 2;
            return inner == 0 || inner == cells - 1
                    ? line
                    : line.substring(0, ends.get(inner - 1)) + line.substring(ends.get(inner));
        }
        int kept = switch (damage) {
            case LAST_CELL -> cells - 1;
            case ONE_CELL -> 1;
            default -> Math.max(1, cells / 2);
        };
        return line.substring(0, ends.get(kept - 1));
    }

    /** Where each cell ends, quotes heeded. */
    private List<Integer> ends(String line) {
        List<Integer> ends = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            if (!quoted && line.charAt(i) == delimiter)
                ends.add(i);
        }
        ends.add(line.length());
        return ends;
    }

    private static byte[] encoded(List<String> torn, Text as) {
        String text = torn.stream().map(line -> line + "\r\n").collect(Collectors.joining());
        return ((as.marked() ? "\uFEFF" : "") + text).getBytes(as.charset());
    }

    private static Map<String, Long> told(List<Problem> problems) {
        return problems.stream().collect(Collectors.groupingBy(TornFiles::key, Collectors.counting()));
    }

    private static String key(Problem problem) {
        return problem.code().id() + problem.parameters() + problem.place().field()
                + (problem.code() == FileProblem.ROW_SHORT ? problem.place().line() : "");
    }

    /** Every value of a document with its name, and how often it stands there. */
    private static Map<String, Integer> leaves(Result.Accepted result) {
        Map<String, Integer> leaves = new HashMap<>();
        collect("", JsonReader.read(result.document().json().toString()), leaves);
        return leaves;
    }

    private static void collect(String name, @Nullable Object value, Map<String, Integer> leaves) {
        if (value instanceof List<?> list)
            list.forEach(item -> collect(name, item, leaves));
        else if (value instanceof Map<?, ?> map)
            map.forEach((key, inner) -> collect(inner instanceof Map || inner instanceof List || !key.equals("value")
                    ? String.valueOf(key)
                    : name, inner, leaves));
        else if (!ASIDE.contains(name) && !IDENTIFIER.matcher(String.valueOf(value).toLowerCase(Locale.ROOT)).matches())
            leaves.merge(name + "=" + value, 1, Integer::sum);
    }

}
