package org.stroma.instruments.designanalysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.DataCube;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Calculations;
import org.stroma.instruments.qpcr.Qpcr;
import org.stroma.instruments.qpcr.Qpcr.Curve;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.qpcr.Reaction;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Rows;
import org.stroma.instruments.value.Printed;

/** Maps the sheets to measurements: one group per well, one measurement per target. */
final class DesignAnalysisReader {

    private static final String CURVES = "Amplification Data";
    private static final String DYES = "Multicomponent";
    private static final String MELTS = "Melt Curve Raw";
    private static final Pattern SOFTWARE = Pattern.compile("(.*) v(.+)");
    private static final Pattern STAGE = Pattern.compile("Stage (\\d+).*");
    private static final List<String> NUMBERS = List.of("Quantity", "Quantity Mean", "Quantity SD", "Cq Mean",
            "EqCq Mean", "Adjusted EqCq Mean", "Cq SD", "Cq SE", "Delta EqCq Mean", "Delta EqCq SE", "Delta EqCq SD",
            "Delta Delta EqCq", "Rq", "Rq Min", "Rq Max", "Rn Mean", "Rn SD", "Y-Intercept", "R2", "Slope",
            "Efficiency", "Amp Score", "Cq Confidence", "Standard Deviation", "Standard Error");
    private static final Set<String> EVALUATED = Set.of("Amp Status", "Tm1", "Tm2", "Tm3", "Tm4");
    private static final List<String> FLAGS = List.of("prfdrop", "BADROX", "CQCONF", "NOISE", "OUTLIERRG");

    private record Target(int well, String name) {}

    /** The rows of a sheet by well and target. */
    private record Grouped(QpcrTable table, Map<Target, List<Row>> rows) {}

    private final DesignAnalysisBook book;
    private final AsmBuilder asm;
    private final Problems problems;
    private final Fields run;
    private final Experiment experiment;
    private final Reference reference;
    private final JsonObject device = new JsonObject();
    private final JsonObject processing = new JsonObject();
    private final List<Reaction> reactions = new ArrayList<>();
    private final @Nullable Grouped curves;
    private final @Nullable Grouped melts;
    private Map<Integer, List<Row>> dyes = Map.of();

    DesignAnalysisReader(DesignAnalysisBook book, AsmBuilder asm, Problems problems) {
        this.book = book;
        this.asm = asm;
        this.problems = problems;
        run = book.run();
        String plugins = run.text("Plugin Name and Version");
        Experiment found = Experiment.find(book, plugins);
        if (found == null)
            throw problems.refuse(run.place("Plugin Name and Version"), FileProblem.UNSUPPORTED,
                    String.valueOf(plugins));
        experiment = found;
        reference = experiment == Experiment.RELATIVE
                ? book.find(experiment.sheet()).map(table -> Reference.of(table, problems))
                        .orElse(new Reference(null, null))
                : new Reference(null, null);
        curves = grouped(CURVES);
        melts = grouped(MELTS);
    }

    private @Nullable Grouped grouped(String title) {
        QpcrTable table = book.find(title).orElse(null);
        if (table == null)
            return null;
        int target = table.find("Target");
        Map<Target, List<Row>> rows = new HashMap<>();
        table.byNumber(table.column(DesignAnalysisBook.WELL, problems), problems).forEach((well, all) -> {
            if (target < 0)
                rows.put(new Target(well, AsmBuilder.NOT_APPLICABLE), all);
            else
                QpcrTable.byText(all, target).forEach((name, some) -> rows.put(new Target(well, name), some));
        });
        int longest = rows.values().stream().mapToInt(List::size).max().orElse(0);
        rows.forEach((key, some) -> {
            if (some.size() < longest)
                problems.add(table.place(some.getFirst()), FileProblem.FEWER_VALUES,
                        title + ", " + key.well + " " + key.name, some.size() + "", longest + "");
        });
        return new Grouped(table, rows);
    }

    void read() {
        describe();
        QpcrTable results = new ResultTable(book, problems).of(experiment);
        String time = run.requireTime("Run End Date/Time", "Run End Data/Time");
        String block = run.requireText("Block Type");
        var wells = results.byNumber(results.column(DesignAnalysisBook.WELL, problems), problems);
        JsonObject common = common(wells(block, wells.keySet()));
        dyes = dyes();
        wells.forEach((well, rows) -> {
            AsmBuilder.Group group = asm.group();
            group.document().put("analyst", run.text("Operator"));
            group.aggregate().putAll(common);
            Qpcr.wellVolume(group, block);
            targets(results, rows).forEach((target, row) -> group.add(measurement(results, row, well, target, time)));
        });
        if (reactions.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, DesignAnalysisBook.RESULTS);
        boolean grouped = experiment != Experiment.PRIMARY || book.find(ResultTable.REPLICATES).isPresent();
        if (grouped)
            Calculations.add(asm, reactions, experiment.derivations(reference.sample(), reference.target()));
        rest();
    }

    /** The wells a block has; an array card does not say, and the smallest plate that has the numbers of its wells is told. */
    private BigDecimal wells(String block, Set<Integer> numbers) {
        BigDecimal told = Qpcr.wells(block);
        if (told != null || numbers.isEmpty())
            return told == null ? BigDecimal.ZERO : told;
        int plate = Wells.plateFor(Collections.max(numbers));
        problems.add(FileProblem.MISSING_VALUE, "plate well count: " + plate);
        return BigDecimal.valueOf(plate);
    }

    /** What is told of every well. */
    private JsonObject common(BigDecimal wells) {
        String file = run.requireText("File Name");
        JsonObject common = new JsonObject()
                .put("experimental data identifier",
                        file.substring(Math.max(file.lastIndexOf('\\'), file.lastIndexOf('/')) + 1))
                .put("experiment type", experiment.term())
                .put("container type", "PCR reaction block")
                .quantity("plate well count", wells, Qpcr.NUMBER);
        AsmBuilder.custom(common, "total measurement duration setting", run.text("Run Duration"));
        AsmBuilder.custom(common, "Cover Temperature", run.number("Cover Temperature"));
        AsmBuilder.custom(common, "Run Start Date/Time", run.text("Run Start Date/Time"));
        return common;
    }

    /** Carries over what else is said of the run, and tells what the model has no place for. */
    private void rest() {
        for (String name : List.of("Block Serial Number", "Heated Cover Serial Number", "Plugin Name and Version"))
            if (run.text(name) != null)
                problems.add(FileProblem.SECTION_LEFT_OUT, name);
        run.forEachUnread((name, value) -> AsmBuilder.custom(asm.aggregate(), name, value));
        book.others(
                List.of(DesignAnalysisBook.RESULTS, experiment.sheet(), ResultTable.REPLICATES, CURVES, DYES, MELTS))
                .forEach(title -> problems.add(FileProblem.SECTION_LEFT_OUT, title));
    }

    private void describe() {
        String software = run.textOr("", "Software Name and Version");
        Matcher m = SOFTWARE.matcher(software);
        boolean joined = m.matches();
        asm.dataSystem()
                .put("data system instance identifier", "localhost")
                .put("software name", joined ? m.group(1) : run.text("Software name"))
                .put("software version", joined ? m.group(2) : run.text("Software version"));
        asm.deviceSystem()
                .put("device identifier", run.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument Name"))
                .put("equipment serial number", run.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument Serial Number"))
                .put("model number", run.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument Type"))
                .put("product manufacturer", "ThermoFisher Scientific");
        device.put("device type", "qPCR")
                .put("measurement method identifier", run.requireText("Quantification Cycle Method"))
                .put("qPCR detection chemistry", run.text("Chemistry"))
                .put("passive reference dye setting", run.text("Passive Reference"));
        AsmBuilder.custom(processing, "reference dna description", reference.target());
        AsmBuilder.custom(processing, "reference sample description", reference.sample());
        AsmBuilder.custom(processing, "data processing time", run.text("Analysis Date/Time"));
        AsmBuilder.custom(processing, "Exported On", run.text("Exported On"));
        for (String name : List.of("Analysis Type", "RQ Min/Max Confidence Level")) {
            Object value = run.value(name);
            AsmBuilder.custom(processing, name, value);
            AsmBuilder.custom(asm.aggregate(), name, value);
        }
    }

    /** The rows of a well by target; of rows that say the same target the last one counts, as in the published documents. */
    private Map<String, Row> targets(QpcrTable results, List<Row> rows) {
        Map<String, Row> targets = new LinkedHashMap<>();
        int column = results.column("Target", problems);
        for (Row row : rows) {
            String target = row.cell(column);
            if (target.isEmpty())
                throw problems.refuse(results.place(row), FileProblem.MISSING_FIELD, "Target");
            Row before = targets.put(target, row);
            if (before != null)
                problems.add(results.place(before), FileProblem.ROW_LEFT_OUT, target);
        }
        return targets;
    }

    private JsonObject measurement(QpcrTable results, Row row, int well, String target, String time) {
        Fields fields = results.fields(row, problems);
        String position = fields.requireText(DesignAnalysisBook.POSITION);
        String sample = fields.textOr(position, "Sample");
        String task = fields.text("Task");
        String reporter = fields.text("Reporter");
        Measurement measurement = new Measurement(asm.nextId(), time);
        measurement.device().putAll(device);
        measurement.device()
                .put("reporter dye setting", reporter)
                .put("quencher dye setting", fields.text("Quencher"));
        measurement.sample()
                .put("sample identifier", sample)
                .put("location identifier", Integer.toString(well))
                .put("sample role type", Qpcr.role(task))
                .put("well location identifier", position)
                .put("well plate identifier", run.text("Barcode"));
        measurement.own().put("target DNA description", target);
        fields.skip(DesignAnalysisBook.WELL, "Target");
        curves(measurement, new Target(well, target));
        dye(measurement, "reporter", "reporter dye", reporter, well);
        dye(measurement, "passive reference", "passive reference dye", run.text("Passive Reference"), well);
        Map<String, BigDecimal> values = evaluate(fields, measurement);
        others(fields, measurement, values);
        reactions.add(new Reaction(measurement.identifier(), sample, target, Qpcr.isStandard(task), values));
        return measurement.build();
    }

    private Map<String, BigDecimal> evaluate(Fields row, Measurement measurement) {
        Map<String, BigDecimal> values = new HashMap<>();
        boolean called = experiment == Experiment.GENOTYPING || experiment == Experiment.PRESENCE;
        BigDecimal threshold = row.number("Threshold");
        if (threshold == null)
            problems.add(row.place("Threshold"), FileProblem.MISSING_VALUE, "Threshold");
        measurement.processing().putAll(processing)
                .put("automatic cycle threshold enabled setting", QpcrTable.truth(row.text("Auto Threshold")))
                .quantity("cycle threshold value setting (qPCR)", threshold, AsmBuilder.UNITLESS)
                .put("automatic baseline determination enabled setting", QpcrTable.truth(row.text("Auto Baseline")))
                .quantity("genotyping qPCR method setting (qPCR)", called ? threshold : null, AsmBuilder.UNITLESS)
                .quantity("baseline determination start cycle setting", row.number("Baseline Start"), Qpcr.NUMBER)
                .quantity("baseline determination end cycle setting", row.number("Baseline End"), Qpcr.NUMBER);
        BigDecimal cycle = row.number("Cq");
        BigDecimal reporter = row.number("Rn");
        measurement.processed()
                .quantity("cycle threshold result (qPCR)", cycle, AsmBuilder.UNITLESS)
                .quantity("normalized reporter result", reporter, AsmBuilder.UNITLESS)
                .quantity("baseline corrected reporter result", row.number("Delta Rn"), AsmBuilder.UNITLESS)
                .put("genotyping qPCR result", called ? row.text("Call") : null);
        put(values, "ct", cycle);
        put(values, "rn", reporter);
        for (String name : NUMBERS)
            put(values, name.toLowerCase(Locale.ROOT).replace('-', ' '), row.number(name));
        return values;
    }

    private static void put(Map<String, BigDecimal> values, String name, @Nullable BigDecimal number) {
        if (number != null)
            values.put(name, number);
    }

    /** What else the row says: flags go to the processing as well, N when the file has none. */
    private void others(Fields row, Measurement measurement, Map<String, BigDecimal> values) {
        JsonObject settings = new JsonObject();
        FLAGS.forEach(flag -> settings.put(flag, "N"));
        settings.put("Omit", false);
        row.skip("Dye");
        row.forEachUnread((name, value) -> {
            Object shown = row.valueAsPrinted(name);
            AsmBuilder.custom(EVALUATED.contains(name) ? measurement.processed() : measurement.sample(), name, shown);
            if (settings.has(name))
                settings.put(name, shown);
        });
        settings.forEach((name, value) -> AsmBuilder.custom(measurement.processing(), name, value));
        if (!values.containsKey("ct"))
            AsmBuilder.custom(measurement.sample(), "quantity", values.get("quantity"));
        AsmBuilder.custom(measurement.sample(), "sample volume setting", run.number("Sample Volume"));
    }

    private void curves(Measurement measurement, Target target) {
        List<Row> rows = curves == null ? List.of() : curves.rows.getOrDefault(target, List.of());
        if (curves != null && !rows.isEmpty()) {
            Curve curve = new Curve(numbers(curves.table, rows, "Cycle Number"), gaps(curves.table, rows, "Rn"),
                    gaps(curves.table, rows, "dRn"));
            measurement.device().quantity("total cycle number setting", curve.last(), AsmBuilder.UNITLESS);
            Qpcr.amplification(measurement.processed(), curve);
        } else if (curves != null) {
            problems.add(FileProblem.MISSING_VALUE, CURVES + ": " + target.well + " " + target.name);
        }
        List<Row> melted = melts == null ? List.of() : melts.rows.getOrDefault(target, List.of());
        if (melts != null && !melted.isEmpty())
            measurement.own().put("melting curve data cube", DataCube.of("melting curve")
                    .axis("temperature", "degC", numbers(melts.table, melted, "Temperature"))
                    .series("fluorescence", "RFU", gaps(melts.table, melted, "Fluorescence"))
                    .series("derivative", AsmBuilder.UNITLESS, gaps(melts.table, melted, "Derivative"))
                    .json());
    }

    private List<BigDecimal> numbers(QpcrTable table, List<Row> rows, String column) {
        return table.allNumbers(rows, table.column(column, problems), problems);
    }

    private List<Object> gaps(QpcrTable table, List<Row> rows, String column) {
        return table.numbers(rows, table.column(column, problems), problems);
    }

    /** Fluorescence by well, of the stage that was evaluated when stages are told. */
    private Map<Integer, List<Row>> dyes() {
        QpcrTable table = book.find(DYES).orElse(null);
        Matcher m = STAGE.matcher(run.textOr("", "PCR Stage/Step Number"));
        if (table == null)
            return Map.of();
        Map<Integer, List<Row>> wells = table.byNumber(table.column(DesignAnalysisBook.WELL, problems), problems);
        int column = table.find("Stage Number");
        if (column < 0 || !m.matches())
            return wells;
        BigDecimal stage = new BigDecimal(m.group(1));
        wells.replaceAll((well, rows) -> rows.stream().allMatch(row -> Printed.isNothing(row.cell(column)))
                ? rows
                : Rows.where(rows, row -> isStage(table.number(row, column), stage)));
        return wells;
    }

    private static boolean isStage(@Nullable BigDecimal number, BigDecimal stage) {
        return number != null && number.compareTo(stage) == 0;
    }

    private void dye(Measurement measurement, String member, String label, @Nullable String dye, int well) {
        QpcrTable table = book.find(DYES).orElse(null);
        List<Row> rows = dyes.getOrDefault(well, List.of());
        int column = table == null || dye == null ? -1 : table.find(dye);
        if (table != null && column >= 0 && !rows.isEmpty())
            measurement.own().put(member + " data cube",
                    Qpcr.dye(label, numbers(table, rows, "Cycle Number"), table.numbers(rows, column, problems)));
    }

}
