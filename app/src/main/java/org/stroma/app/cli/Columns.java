package org.stroma.app.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.stroma.statistics.Sample;

/** What the columns of a table mean: as named by options, else as recognised by their names. Each column has one meaning. */
final class Columns {
    private static final List<String> VALUES = List.of("value", "y", "result", "response", "measurement", "count",
            "defects", "defectives", "defective", "nonconforming",
            "nonconformities", "rejects", "failures", "d", "x", "结果", "数值", "测定值", "不合格数", "缺陷数");
    static final List<String> LABELS = List.of("label", "sample", "subgroup", "group", "lot", "batch", "wafer", "day",
            "date", "time", "month", "id", "no", "index", "point", "run", "observation", "vial", "unit", "replicate",
            "tube", "container", "批号", "序号", "日期", "样品", "子组", "编号", "瓶号");
    static final List<String> SIZES = List.of("size", "n", "units", "inspected", "sizes", "sample size",
            "samplesize", "sample_size", "sample.size", "tested", "area", "样本量", "检验数");
    static final List<String> BASELINES = List.of("trial", "baseline", "phase1", "基线");
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "1", "是");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "0", "否");

    private final CsvTable table;
    private final Numbers numbers;
    private final Set<Integer> taken = new HashSet<>();

    Columns(CsvTable table, Numbers numbers) {
        this.table = table;
        this.numbers = numbers;
    }

    /** Takes the column an option names, or the first whose name is known, if any. */
    Optional<Integer> take(Optional<String> given, List<String> known) {
        Optional<Integer> column = given.map(table::column);
        for (String name : known) {
            column = column.or(() -> table.find(name).filter(found -> !taken.contains(found)));
        }
        column.ifPresent(taken::add);
        return column;
    }

    /** Takes the column of values: the one named, one of a known name, or the only column of numbers left. */
    int takeValue(Optional<String> given) {
        List<Integer> left = given.isPresent() ? List.of() : numeric();
        Optional<Integer> known = VALUES.stream().map(this::free).flatMap(Optional::stream)
                .filter(column -> left.contains(column) || left.isEmpty() || !countsRows(column)).findFirst();
        Optional<Integer> column = given.map(table::column).or(() -> known);
        if (column.isEmpty() && left.size() != 1) {
            throw CommandRefusal.of(left.isEmpty() ? "value-column-missing" : "value-column-unclear", "file",
                    table.file(), "header", String.join(", ", table.header()));
        }
        int chosen = column.orElseGet(left::getFirst);
        taken.add(chosen);
        return chosen;
    }

    /** Columns named by an option, separated by commas; without it all columns of numbers not yet taken. */
    List<Integer> takeValues(Optional<String> given) {
        List<Integer> columns = given.map(names -> List.of(names.split(",", -1)).stream()
                .map(name -> table.column(name.strip())).toList()).orElseGet(this::numeric);
        taken.addAll(columns);
        return columns;
    }

    /** Columns of numbers not yet taken; one that only counts the rows is none where another is left. */
    List<Integer> numeric() {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            int column = i;
            if (!taken.contains(i) && table.rows().stream().map(row -> table.cell(row, column))
                    .allMatch(cell -> Numbers.missing(cell) || numbers.reads(cell))) {
                columns.add(i);
            }
        }
        List<Integer> values = columns.stream().filter(column -> !countsRows(column)).toList();
        return values.isEmpty() ? columns : values;
    }

    /** Whether a column holds 1, 2, 3 and so on, as row numbers do; two rows tell nothing. */
    private boolean countsRows(int column) {
        List<String> cells = texts(column);
        return cells.size() > 2
                && IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals(Integer.toString(i + 1)));
    }

    /** Columns of numbers named alike but for the number at the end (x1, x2, x3), if there is one such series. */
    List<Integer> series() {
        Map<String, List<Integer>> byStem = numeric().stream().filter(column -> name(column).matches(".*[0-9]"))
                .collect(Collectors.groupingBy(column -> name(column).replaceFirst("[0-9]+$", "")));
        List<List<Integer>> series = byStem.values().stream().filter(columns -> columns.size() > 1).toList();
        return series.size() == 1 ? series.getFirst() : List.of();
    }

    /** Whether a column that is left is called as values are. */
    boolean namesValue() {
        return VALUES.stream().map(this::free).flatMap(Optional::stream).anyMatch(numeric()::contains);
    }

    /** Columns not yet taken whose cells differ. */
    List<Integer> varying() {
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < table.header().size(); i++) {
            if (!taken.contains(i) && new TreeSet<>(texts(i)).size() > 1) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** Numbers of a column; an empty cell is refused with its place. */
    double[] numbers(int column) {
        return table.rows().stream().mapToDouble(row -> numbers.get(table, row, column)).toArray();
    }

    /** Numbers of a column, NaN where a cell says that there is none. */
    double[] numbersWithGaps(int column) {
        return table.rows().stream().mapToDouble(row -> numbers.find(table, row, column).orElse(Double.NaN)).toArray();
    }

    /** The same columns without the rows that have no number in one of them. */
    Columns measured(int column) {
        List<CsvTable.Row> kept = table.rows().stream().filter(row -> !Numbers.missing(table.cell(row, column)))
                .toList();
        Columns columns = new Columns(table.withRows(kept), numbers);
        columns.taken.addAll(taken);
        return columns;
    }

    /** A refusal that names the file. */
    CommandRefusal about(String code) {
        return CommandRefusal.of("about-file", "file", table.file(), "what", CommandRefusal.of(code));
    }

    /** How many rows there are. */
    int size() {
        return table.rows().size();
    }

    /** The sample in a column, its decimals taken as written. */
    Sample sample(int column) {
        double[] checked = numbers(column);
        if (numbers.decimalComma()) {
            return Sample.of(checked);
        }
        return Sample.ofDecimals(texts(column).stream().map(BigDecimal::new).toList());
    }

    /** Cells of a column. */
    List<String> texts(int column) {
        return table.rows().stream().map(row -> table.cell(row, column)).toList();
    }

    /** Cells of a column of a factor; an empty one is refused with its place. */
    List<String> levels(int column) {
        for (CsvTable.Row row : table.rows()) {
            if (table.cell(row, column).isEmpty()) {
                throw table.refusal(row, column, "level-needed");
            }
        }
        return texts(column);
    }

    /** Whether no cell of a column is like another. */
    boolean allDiffer(int column) {
        return new HashSet<>(texts(column)).size() == size();
    }

    /** Cells of a column of yes and no. */
    List<Boolean> flags(int column) {
        return table.rows().stream().map(row -> {
            String cell = table.cell(row, column).toLowerCase(java.util.Locale.ROOT);
            if (!TRUE.contains(cell) && !FALSE.contains(cell)) {
                throw table.refusal(row, column, "flag-needed");
            }
            return TRUE.contains(cell);
        }).toList();
    }

    /** Name of a column. */
    String name(int column) {
        return table.header().get(column);
    }

    /** Labels of the rows: those of a column, else their positions. */
    List<String> labels(Optional<Integer> column) {
        return column.map(this::texts)
                .orElseGet(() -> IntStream.rangeClosed(1, table.rows().size())
                        .mapToObj(Integer::toString).toList());
    }

    private Optional<Integer> free(String name) {
        return table.find(name).filter(column -> !taken.contains(column));
    }
}
