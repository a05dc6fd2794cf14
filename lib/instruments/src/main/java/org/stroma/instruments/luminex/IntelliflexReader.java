package org.stroma.instruments.luminex;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.luminex.BeadRun.Analyte;
import org.stroma.instruments.luminex.BeadRun.Count;
import org.stroma.instruments.luminex.BeadRun.Result;
import org.stroma.instruments.luminex.BeadRun.Statistic;
import org.stroma.instruments.luminex.BeadRun.Well;
import org.stroma.instruments.luminex.IntelliflexColumn.Metric;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Printed;

/** Reads the single table: one row for each well. */
final class IntelliflexReader {

    private static final Map<String, String> HEADING = heading();
    private static final List<String> OF_WELL = List.of("WELL TYPE", "WELL STATUS", "WELL ACQUISITION START",
            "WELL ACQUISITION END", "TOTAL ACTIVE EVENTS", "TOTAL CLASSIFIED EVENTS", "TOTAL GATED EVENTS",
            "COUNT %CV");
    private static final Set<String> TAKEN = Set.of("SERIAL NUMBER", "SOFTWARE VERSION", "PLATE START", "WELL LOCATION",
            "SAMPLE ID", "DILUTION", "TOTAL EVENTS");
    private static final List<Integer> PLATES = List.of(96, 384);

    private final Problems problems;
    private final DecimalSign sign;
    private final Row header;
    /** The header in capitals. */
    private final Columns columns;
    private final List<Row> rows;
    private final Map<String, Map<Metric, Integer>> analytes;

    IntelliflexReader(Content content, Problems problems) {
        this.problems = problems;
        Delimited file = Delimited.of(content, problems);
        sign = file.decimals();
        List<Row> filled = Rows.filled(file.rows());
        int end = 0;
        while (end < filled.size() && !filled.get(end).cell(0).startsWith("--DOCUMENT SIGNATURE--"))
            end++;
        if (end < 2)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        header = filled.getFirst();
        columns = Columns.of(header.cells().stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        rows = filled.subList(1, end);
        analytes = IntelliflexColumn.analytes(header, problems);
    }

    /** Columns of plate and protocol by the names the older layout has for them. */
    private static Map<String, String> heading() {
        Map<String, String> names = new LinkedHashMap<>();
        String[] pairs = {"MODEL NAME", "ModelName", "PROTOCOL NAME", "ProtocolName", "PROTOCOL VERSION",
                "ProtocolVersion", "PANEL NAME", "PanelName", "BEAD TYPE", "BeadType", "PLATE END", "BatchStopTime",
                "PLATE STATUS", "PlateStatus", "PLATE TYPE NAME", "PlateTypeName", "UPTAKE VOLUME",
                "MaxSampleUptakeVolume", "ACTIVE USER", "Operator", "AUTHORIZED USER", "AuthorizedUser",
                "CALIBRATION STATE", "CalibrationState", "CALIBRATION LOT", "CalibrationLot",
                "CALIBRATION LOT EXPIRATION", "CalibrationLotExpiration", "CALIBRATION LOT EXPIRED",
                "CalibrationLotExpired", "CALIBRATION TIMESTAMP", "CalibrationTimestamp", "VERIFICATION STATE",
                "VerificationState", "VERIFICATION LOT", "VerificationLot", "VERIFICATION LOT EXPIRATION",
                "VerificationLotExpiration", "VERIFICATION LOT EXPIRED", "VerificationLotExpired",
                "VERIFICATION TIMESTAMP", "VerificationTimestamp", "FLUIDICS VER STATE", "FluidicsVerState",
                "FLUIDICS VER TIMESTAMP", "FluidicsVerTimestamp", "FLUIDICS 1 VER LOT", "Fluidics1VerLot",
                "FLUIDICS 1 VER LOT EXPIRATION", "Fluidics1VerLotExpiration", "FLUIDICS 1 VER LOT EXPIRED",
                "Fluidics1VerLotExpired", "FLUIDICS 2 VER LOT", "Fluidics2VerLot", "FLUIDICS 2 VER LOT EXPIRATION",
                "Fluidics2VerLotExpiration", "FLUIDICS 2 VER LOT EXPIRED", "Fluidics2VerLotExpired"};
        for (int i = 0; i < pairs.length; i += 2)
            names.put(pairs[i], pairs[i + 1]);
        return names;
    }

    BeadRun read() {
        Row first = rows.getFirst();
        Fields heading = new Fields(problems.place(first.line()), sign, problems);
        HEADING.forEach((column, name) -> {
            int at = column(column);
            if (at >= 0)
                heading.add(name, first.cell(at), first.line(), at + 1);
        });
        BeadRun.Others others = BeadHeading.others(heading);
        BeadRun.Settings settings = new BeadRun.Settings("INTELLIFLEX", cell(first, "SOFTWARE VERSION"), null,
                cell(first, "SERIAL NUMBER"), "", heading.text("Operator"), heading.text("ProtocolName"),
                heading.text("ProtocolVersion"), null, BigDecimal.valueOf(plate()),
                XponentReader.volume(heading, problems, sign), null, null, others);
        JsonObject unread = BeadHeading.unread(heading);
        leftOut();
        return new BeadRun(settings, List.of(), rows.stream()
                .map(row -> well(row, row.line() == first.line() ? unread : new JsonObject())));
    }

    private int column(String name) {
        for (int i = 0; i < header.cells().size(); i++)
            if (header.cell(i).toUpperCase(Locale.ROOT).equals(name))
                return i;
        return -1;
    }

    private @Nullable String cell(Row row, String name) {
        int at = column(name);
        return at < 0 || row.cell(at).isEmpty() ? null : row.cell(at);
    }

    private String require(Row row, String name) {
        String text = cell(row, name);
        if (text == null)
            throw problems.refuse(problems.place(row.line()).withField(name), FileProblem.MISSING_FIELD, name);
        return text;
    }

    private int plate() {
        Keys locations = new Keys();
        rows.forEach(row -> locations.add(require(row, "WELL LOCATION").toUpperCase(Locale.ROOT)));
        int wells = locations.size();
        return PLATES.stream().filter(plate -> plate >= wells).findFirst().orElse(wells);
    }

    /** Names the columns nobody maps. */
    private void leftOut() {
        Set<Integer> used = IntelliflexColumn.used(analytes);
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cell(i).toUpperCase(Locale.ROOT);
            if (!name.isEmpty() && !used.contains(i) && !TAKEN.contains(name) && !HEADING.containsKey(name)
                    && !OF_WELL.contains(name))
                problems.add(problems.place(header.line()).withField(header.cell(i)), FileProblem.SECTION_LEFT_OUT,
                        header.cell(i) + ": " + rows.getFirst().cell(i));
        }
    }

    private Well well(Row row, JsonObject heading) {
        if (row.width() > header.cells().size() || row.cells().size() < header.width())
            throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.cells().size() + "",
                    header.cells().size() + "");
        Fields fields = Fields.of(columns, row, sign, problems);
        JsonObject others = new JsonObject();
        AsmBuilder.customAll(others, heading);
        OF_WELL.forEach(name -> AsmBuilder.custom(others, name, fields.value(name)));
        List<Analyte> found = new ArrayList<>();
        analytes.forEach((label, columns) -> found.add(analyte(label, columns, row)));
        BigDecimal events = fields.number("TOTAL EVENTS");
        if (events == null)
            events = found.stream().map(analyte -> analyte.count().printed().exact()).filter(Objects::nonNull)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Well(fields.textOr("", "SAMPLE ID"), require(row, "WELL LOCATION"),
                Fields.time(require(row, "PLATE START"), fields.place("PLATE START"), problems),
                fields.number("DILUTION"), events, List.of(), found, others);
    }

    private Analyte analyte(String label, Map<Metric, Integer> columns, Row row) {
        String name = first(columns.get(Metric.ANALYTE_NAME));
        String bead = first(columns.get(Metric.REGION));
        return new Analyte(name.isEmpty() ? label : name, bead.isEmpty() ? AsmBuilder.NOT_APPLICABLE : bead,
                value(Count.BEADS, columns, Metric.COUNT, row), values(Statistic.values(), columns, row),
                values(Result.values(), columns, row));
    }

    /** The first text of a column, empty when there is none; wells that were not read have {@code NaN} there. */
    private String first(@Nullable Integer column) {
        return column == null
                ? ""
                : rows.stream().map(row -> row.cell(column)).filter(cell -> !Printed.isNothing(cell)).findFirst()
                        .orElse("");
    }

    private <K extends Enum<K>> BeadRun.Value<K> value(K kind, Map<Metric, Integer> columns, Metric metric, Row row) {
        return IntelliflexColumn.value(kind, columns.get(metric), metric, row, sign, problems);
    }

    private <K extends Enum<K>> List<BeadRun.Value<K>> values(K[] kinds, Map<Metric, Integer> columns, Row row) {
        List<BeadRun.Value<K>> values = new ArrayList<>();
        for (K kind : kinds)
            for (Metric metric : Metric.values())
                if (metric.kind() == kind && analytes.values().stream().anyMatch(other -> other.containsKey(metric)))
                    values.add(value(kind, columns, metric, row));
        return values;
    }

}
