package org.stroma.instruments.luminex;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.luminex.BeadRun.Count;
import org.stroma.instruments.luminex.BeadRun.Result;
import org.stroma.instruments.luminex.BeadRun.Statistic;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/** Takes the names of columns apart: the label of an analyte, and the kind of value. */
final class IntelliflexColumn {

    /** The kinds of values of an analyte. */
    enum Metric {
        /** Count.BEADS. */
        COUNT("COUNT", Count.BEADS),
        /** Statistic.MEDIAN. */
        MEDIAN("MEDIAN", Statistic.MEDIAN),
        /** Statistic.MEAN. */
        MEAN("MEAN", Statistic.MEAN),
        /** Statistic.STANDARD_DEVIATION. */
        STANDARD_DEVIATION("STANDARD DEVIATION", Statistic.STANDARD_DEVIATION),
        /** Statistic.PEAK. */
        PEAK("PEAK", Statistic.PEAK),
        /** Statistic.TRIMMED_PEAK. */
        TRIMMED_PEAK("TRIMMED PEAK", Statistic.TRIMMED_PEAK),
        /** Statistic.TRIMMED_COUNT. */
        TRIMMED_COUNT("TRIMMED COUNT", Statistic.TRIMMED_COUNT),
        /** Statistic.TRIMMED_STANDARD_DEVIATION. */
        TRIMMED_STANDARD_DEVIATION("TRIMMED STANDARD DEVIATION", Statistic.TRIMMED_STANDARD_DEVIATION),
        /** Statistic.TRIMMED_MEAN. */
        TRIMMED_MEAN("TRIMMED MEAN", Statistic.TRIMMED_MEAN),
        /** Result.NET_MFI. */
        NET_MEDIAN("NET MEDIAN", Result.NET_MFI),
        /** Result.AVERAGE_NET_MFI. */
        AVERAGE_MFI("AVERAGE MFI", Result.AVERAGE_NET_MFI),
        /** Result.CV_OF_REPLICATES. */
        REPLICATE_CV("REPLICATE %CV", Result.CV_OF_REPLICATES),
        /** Result.BACKGROUND. */
        BACKGROUND("BACKGROUND", Result.BACKGROUND),
        /** Result.NET_NORMALIZED_MEDIAN. */
        NET_NORMALIZED_MEDIAN("NET NORMALIZED MEDIAN", Result.NET_NORMALIZED_MEDIAN),
        /** Of the analyte itself. */
        ANALYTE_NAME("ANALYTE NAME", null),
        /** Of the analyte itself. */
        REGION("REGION", null);

        private final String words;
        private final @Nullable Enum<?> kind;

        Metric(String words, @Nullable Enum<?> kind) {
            this.words = words;
            this.kind = kind;
        }

        /** The statistic or result it is; null when it tells of the analyte itself. */
        @Nullable
        Enum<?> kind() {
            return kind;
        }

    }

    private static final Pattern LABEL = Pattern.compile("R\\d+:\\s+RP\\d+\\s+.*");
    private static final Set<String> OF_PLATE = Set.of("INSTRUMENT TYPE", "SERIAL NUMBER", "SOFTWARE VERSION",
            "PLATE NAME", "PLATE START", "WELL LOCATION", "SAMPLE ID");
    /** Every word the names of values are made of; what stands before them is the label. */
    private static final Set<String> WORDS = Set.of("MEAN", "MEDIAN", "COUNT", "PEAK", "STDEV", "STANDARD", "DEVIATION",
            "%CV", "TRIMMED", "NET", "MFI", "AVERAGE", "AVG", "RMS", "MODE", "TRMEAN", "TRIMSTDEV", "NORMALIZED",
            "DILUTION", "FACTOR", "SETTING", "UNITS", "ANALYTE", "NAME", "REGION", "BACKGROUND", "REPLICATE");

    private IntelliflexColumn() {}

    /** The columns of each analyte that has a count, by label and kind. */
    static Map<String, Map<Metric, Integer>> analytes(Row header, Problems problems) {
        boolean labelled = header.cells().stream().anyMatch(name -> LABEL.matcher(name.strip()).matches());
        Map<String, Map<Metric, Integer>> found = new LinkedHashMap<>();
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cell(i);
            boolean candidate = labelled ? LABEL.matcher(name).matches() : !OF_PLATE.contains(name);
            String words = candidate ? words(name) : "";
            Metric metric = metric(words);
            if (metric == null)
                continue;
            String label = name.strip().replaceAll("\\s+", " ");
            label = label.substring(0, label.length() - words.length()).strip();
            if (found.computeIfAbsent(label, key -> new EnumMap<>(Metric.class)).put(metric, i) != null)
                throw problems.refuse(new Place(problems.place().file(), header.line(), i + 1, name),
                        FileProblem.CONTRADICTION, name);
        }
        found.values().removeIf(columns -> !columns.containsKey(Metric.COUNT));
        if (found.isEmpty())
            throw problems.refuse(problems.place(header.line()), FileProblem.MISSING_COLUMN, "COUNT");
        if (found.values().stream().noneMatch(columns -> columns.keySet().stream()
                .anyMatch(metric -> metric.kind instanceof Statistic)))
            throw problems.refuse(problems.place(header.line()), FileProblem.MISSING_COLUMN, "MEDIAN");
        return found;
    }

    /** The kind of these words, or for results the kind their last words name, such as {@code NET AVERAGE MFI}. */
    private static @Nullable Metric metric(String words) {
        for (Metric each : Metric.values())
            if (each.words.equals(words))
                return each;
        return Arrays.stream(Metric.values())
                .filter(each -> each.kind instanceof Result && words.endsWith(" " + each.words))
                .findFirst().orElse(null);
    }

    /** The known words at the end of a name; empty when there are none or nothing stands before them. */
    private static String words(String name) {
        List<String> parts = List.of(name.strip().toUpperCase(Locale.ROOT).split("\\s+"));
        int from = parts.size();
        while (from > 0 && WORDS.contains(parts.get(from - 1)))
            from--;
        return String.join(" ", parts.subList(Math.max(from, 1), parts.size()));
    }

    /** The indexes of all columns taken. */
    static Set<Integer> used(Map<String, Map<Metric, Integer>> analytes) {
        Set<Integer> used = new HashSet<>();
        analytes.values().forEach(columns -> used.addAll(columns.values()));
        return used;
    }

    static <K extends Enum<K>> BeadRun.Value<K> value(K kind, @Nullable Integer column, Metric metric, Row row,
            DecimalSign sign, Problems problems) {
        Place place = new Place(problems.place().file(), row.line(), column == null ? 0 : column + 1, metric.words);
        return new BeadRun.Value<>(kind, Printed.of(column == null ? "" : row.cell(column), sign), place);
    }

}
