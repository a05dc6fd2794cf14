package org.stroma.instruments.quantstudio;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
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

/** Maps an export to measurements: one group per well, one measurement per target. */
public final class QuantStudioReader {

    private static final String DYES = "Multicomponent Data";
    private static final String MELTS = "Melt Curve Raw Data";
    private static final List<String> CARRIED = List.of(QuantStudioExport.SETUP, QuantStudioExport.RESULTS,
            "Amplification Data", DYES, MELTS);

    private record Target(int well, String name) {}

    private final QuantStudioExport export;
    private final AsmBuilder asm;
    private final Problems problems;
    private final Fields run;
    private final Experiment experiment;
    private final Map<Target, Curve> curves = new HashMap<>();
    private final JsonObject device = new JsonObject();
    private final List<Reaction> reactions = new ArrayList<>();

    private QuantStudioReader(QuantStudioExport export, AsmBuilder asm, Problems problems) {
        this.export = export;
        this.asm = asm;
        this.problems = problems;
        run = export.run();
        String type = run.requireText("Experiment Type");
        experiment = Experiment.find(type).orElseThrow(
                () -> problems.refuse(run.place("Experiment Type"), FileProblem.UNSUPPORTED, type));
    }

    /**
     * Reads an export into a document that has its data system already.
     *
     * @return what is said of the run; fields the model has no place for are not marked as read
     */
    public static Fields read(Content content, AsmBuilder asm, Problems problems) {
        QuantStudioReader reader = new QuantStudioReader(QuantStudioExport.of(content, problems), asm, problems);
        reader.read();
        return reader.run;
    }

    private void read() {
        QpcrTable results = export.find(QuantStudioExport.RESULTS)
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_SECTION, QuantStudioExport.RESULTS));
        asm.deviceSystem()
                .put("device identifier", run.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument Name"))
                .put("equipment serial number", run.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument Serial Number"))
                .put("model number", run.requireText("Instrument Type"));
        device.put("device type", "qPCR")
                .put("measurement method identifier", run.requireText("Quantification Cycle Method"))
                .put("qPCR detection chemistry", run.text("Chemistry"))
                .put("passive reference dye setting", run.text("Passive Reference"));
        curves();
        boolean genotyping = experiment == Experiment.GENOTYPING;
        WellItemReader reader = new WellItemReader(export.find(QuantStudioExport.SETUP).orElse(results), problems);
        measure(genotyping ? reader.readAlleles() : reader.read(), new Results(results, experiment, problems));
        if (reactions.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, QuantStudioExport.RESULTS);
        Calculations.add(asm, reactions, experiment.derivations(reference("Reference Sample"),
                reference("Endogenous Control")));
        reportRest();
    }

    private @Nullable String reference(String name) {
        return experiment.isRelative() ? export.analysis().textOr(AsmBuilder.NOT_APPLICABLE, name) : null;
    }

    private void curves() {
        QpcrTable table = export.find("Amplification Data").orElse(null);
        if (table == null || table.rows().isEmpty())
            return;
        int target = table.column("Target Name", problems);
        int cycle = table.column("Cycle", problems);
        int reporter = table.column("Rn", problems);
        int corrected = table.column("Delta Rn", problems);
        table.byNumber(table.column("Well", problems), problems).forEach((well, rows) -> QpcrTable.byText(rows, target)
                .forEach((name, some) -> curves.put(new Target(well, name), new Curve(
                        table.allNumbers(some, cycle, problems), table.numbers(some, reporter, problems),
                        table.numbers(some, corrected, problems)))));
        int longest = curves.values().stream().mapToInt(curve -> curve.cycles().size()).max().orElse(0);
        curves.forEach((key, curve) -> {
            if (curve.cycles().size() < longest)
                problems.add(FileProblem.FEWER_VALUES, "Amplification Data, Well " + key.well + ", " + key.name,
                        curve.cycles().size() + "", longest + "");
        });
    }

    /** Fluorescence or melting by well, from the table of a title. */
    private Map<Integer, List<Row>> byWell(String title) {
        return export.find(title)
                .map(table -> table.byNumber(table.column("Well", problems), problems))
                .orElse(new TreeMap<>());
    }

    private void measure(List<List<WellItem>> wells, Results results) {
        String time = run.requireTime("Experiment Run End Time", "Experiment Run Stop Time");
        String block = run.textOr("", "Block Type");
        BigDecimal plate = Optional.ofNullable(Qpcr.wells(block)).orElseGet(() -> plateOf(wells));
        JsonObject common = new JsonObject().put("experimental data identifier", run.requireText("Experiment Name"))
                .put("experiment type", experiment.term())
                .put("container type", "PCR reaction block")
                .quantity("plate well count", plate, Qpcr.NUMBER);
        Map<Integer, List<Row>> dyes = byWell(DYES);
        Map<Integer, List<Row>> melts = byWell(MELTS);
        for (List<WellItem> items : wells) {
            List<JsonObject> measured = new ArrayList<>();
            for (WellItem item : items) {
                ResultRow result = results.find(item);
                if (result == null)
                    problems.add(problems.place(item.line()), FileProblem.ROW_LEFT_OUT, QuantStudioExport.RESULTS);
                else
                    measured.add(measurement(item, result, time, dyes.getOrDefault(item.well(), List.of()),
                            melts.getOrDefault(item.well(), List.of())));
            }
            if (measured.isEmpty())
                continue;
            AsmBuilder.Group group = asm.group();
            measured.forEach(group::add);
            group.document().put("analyst", run.text("Experiment User Name"));
            group.aggregate().putAll(common);
            Qpcr.wellVolume(group, block);
        }
        results.reportRest();
    }

    private static BigDecimal plateOf(List<List<WellItem>> wells) {
        int last = 0;
        List<String> positions = new ArrayList<>();
        for (List<WellItem> items : wells)
            for (WellItem item : items) {
                last = Math.max(last, item.well());
                if (item.position() != null)
                    positions.add(item.position());
            }
        return BigDecimal.valueOf(Math.max(Wells.plateFor(last), Wells.plateOf(positions)));
    }

    private JsonObject measurement(WellItem item, ResultRow result, String time, List<Row> dyes, List<Row> melts) {
        Measurement measurement = new Measurement(asm.nextId(), time);
        Curve curve = curves.get(new Target(item.well(), item.target()));
        measurement.device().putAll(device);
        if (curve != null) {
            measurement.device().quantity("total cycle number setting", curve.last(), AsmBuilder.UNITLESS);
            Qpcr.amplification(measurement.processed(), curve);
        }
        measurement.device()
                .put("reporter dye setting", item.reporter())
                .put("quencher dye setting", item.quencher());
        measurement.sample()
                .put("sample identifier", item.sample())
                .put("location identifier", item.location())
                .put("sample role type", Qpcr.role(item.task()))
                .put("well location identifier", item.position())
                .put("well plate identifier", run.text("Experiment Barcode"))
                .putAll(item.others());
        measurement.processed().putAll(result.processed());
        measurement.processing().putAll(result.processing());
        references(measurement.processing());
        measurement.own().put("target DNA description", item.target());
        dye(measurement, "reporter", "reporter dye", item.reporter(), dyes);
        dye(measurement, "passive reference", "passive reference dye", run.text("Passive Reference"), dyes);
        melt(measurement, melts);
        reactions.add(new Reaction(measurement.identifier(), item.sample(), item.target(),
                Qpcr.isStandard(item.task()), result.values()));
        return measurement.build();
    }

    private void references(JsonObject processing) {
        if (!experiment.isRelative())
            return;
        AsmBuilder.custom(processing, "reference dna description", reference("Endogenous Control"));
        AsmBuilder.custom(processing, "reference sample description", reference("Reference Sample"));
        for (String name : List.of("Analysis Type", "RQ Min/Max Confidence Level"))
            AsmBuilder.custom(processing, name, export.analysis().value(name));
    }

    private void dye(Measurement measurement, String member, String label, @Nullable String dye, List<Row> rows) {
        QpcrTable table = export.find(DYES).orElse(null);
        if (table == null || dye == null || rows.isEmpty())
            return;
        int column = table.find(dye);
        if (column < 0) {
            problems.addOnce(FileProblem.MISSING_VALUE, DYES + ": " + dye);
            return;
        }
        List<BigDecimal> cycles = table.allNumbers(rows, table.column("Cycle", problems), problems);
        measurement.own().put(member + " data cube", Qpcr.dye(label, cycles, table.numbers(rows, column, problems)));
    }

    private void melt(Measurement measurement, List<Row> rows) {
        QpcrTable table = export.find(MELTS).orElse(null);
        if (table == null || rows.isEmpty())
            return;
        int axis = table.find("Temperature");
        if (axis < 0)
            problems.addOnce(FileProblem.MISSING_VALUE, MELTS + ": Temperature");
        measurement.own().put("melting curve data cube", DataCube.of("melting curve")
                .axis("temperature", "degC",
                        table.allNumbers(rows, axis < 0 ? table.column("Reading", problems) : axis, problems))
                .series("fluorescence", "RFU", table.numbers(rows, table.column("Fluorescence", problems), problems))
                .series("slope", AsmBuilder.UNITLESS,
                        table.numbers(rows, table.column("Derivative", problems), problems))
                .json());
    }

    private void reportRest() {
        for (String title : export.tables().keySet())
            if (!CARRIED.contains(title))
                problems.add(FileProblem.SECTION_LEFT_OUT, title);
    }

}
