package org.stroma.instruments.cfxmaestro;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Qpcr;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowGroups;
import org.stroma.instruments.table.RowLengths;

/**
 * Quantification results exported by Bio-Rad CFX Maestro to delimited text: one row per well and fluorophore. The file tells
 * neither time nor instrument nor plate: as in the published documents, the plate has as many wells as occur, and the threshold
 * and the volume of a well, which the model demands, are {@code -0.0} with an error.
 *
 * <p>
 * Known from: real exports and their published documents (Benchling allotropy, MIT). The files state no version. A row with
 * neither sample nor Cq is an empty well; the mean of Cq and the set point are not carried over.
 */
public final class CfxMaestroFormat implements Format {

    private static final About ABOUT = new About("cfx-maestro", "Bio-Rad CFX Maestro", "伯乐 CFX Maestro", "qPCR",
            List.of(), "real exports; published documents of allotropy for CFX Maestro");
    private static final String ABSENT = "Value not provided in instrument file";
    private static final String CONTROL = "control sample role";
    private static final Map<String, String> ROLES = Map.of("Unkn", "unknown sample role", "Std",
            "standard sample role", "NTC", CONTROL, "Pos", CONTROL, "Neg", CONTROL, "NRT", CONTROL);
    private static final List<String> SAMPLE = List.of("Starting Quantity (SQ)", "Log Starting Quantity",
            "SQ Std. Dev", "SQ Mean", "Well Note");
    private static final List<String> NOT_CARRIED = List.of("Cq Mean", "Set Point");
    private static final int PREAMBLE = 50;

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.kind() == Content.Kind.TEXT && content.headLines().stream().limit(PREAMBLE)
                .filter(line -> line.contains("Fluor")).anyMatch(line -> {
                    List<String> names = List.of(line.replace("\"", "").split("[,;\t]", -1));
                    return isHeader(names.stream().map(String::strip).toList());
                });
    }

    private static boolean isHeader(List<String> names) {
        return names.contains("Well") && names.contains("Fluor") && (names.contains("Cq") || names.contains("Content"));
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Delimited file = Delimited.of(content, problems);
        AsmBuilder asm = new AsmBuilder(Qpcr.TECHNIQUE, content, ABOUT.id());
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "CFX Maestro");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("equipment serial number", AsmBuilder.NOT_APPLICABLE)
                .put("model number", AsmBuilder.NOT_APPLICABLE)
                .put("product manufacturer", "Bio-Rad");
        Row names = header(file, problems);
        Columns columns = Columns.of(names.cells());
        RowGroups wells = wells(file, names, columns, problems);
        BigDecimal plate = BigDecimal.valueOf(wells.size());
        wells.forEach(rows -> well(rows, row -> Fields.of(columns, row, file.decimals(), problems), plate, asm,
                problems));
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        problems.addOnce(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
        return asm.build();
    }

    private static Row header(Delimited file, Problems problems) {
        return file.rows()
                .stream()
                .limit(PREAMBLE)
                .filter(row -> isHeader(row.cells().stream().map(String::strip).toList()))
                .findFirst()
                .orElseThrow(() -> problems.refuse(FileProblem.MISSING_COLUMN, "Fluor"));
    }

    private static RowGroups wells(Delimited file, Row names, Columns columns, Problems problems) {
        RowLengths.tell(names, file.rows().subList(file.rows().indexOf(names) + 1, file.rows().size()), problems);
        RowGroups wells = RowGroups.of(file.rows(), row -> {
            if (row.isBlank() || row.line() == names.line())
                return null;
            if (row.line() < names.line()) {
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, row.cell(0));
                return null;
            }
            if (row.width() > names.cells().size())
                throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.width() + "",
                        names.cells().size() + "");
            return Fields.of(columns, row, file.decimals(), problems).requireText("Well");
        });
        NOT_CARRIED.stream().filter(name -> names.cells().contains(name))
                .forEach(name -> problems.add(FileProblem.SECTION_LEFT_OUT, name));
        return wells;
    }

    private static void well(List<Row> rows, Function<Row, Fields> fields, BigDecimal plate, AsmBuilder asm,
            Problems problems) {
        AsmBuilder.Group group = null;
        for (Row each : rows) {
            Fields row = fields.apply(each);
            if (row.text("Sample") == null && row.number("Cq") == null)
                problems.add(row.place("Sample"), FileProblem.ROW_LEFT_OUT, "Sample, Cq");
            else {
                if (group == null)
                    group = asm.group();
                group.add(measurement(row, asm, problems));
            }
        }
        if (group == null)
            return;
        group.aggregate()
                .put("experimental data identifier", AsmBuilder.NOT_APPLICABLE)
                .put("experiment type", "comparative CT qPCR experiment")
                .put("container type", "well plate")
                .quantity("plate well count", plate, Qpcr.NUMBER)
                .quantity("well volume", JsonObject.NEGATIVE_ZERO, Qpcr.MICROLITER)
                .put("error aggregate document", new JsonObject().put("error document",
                        List.of(new JsonObject().put("error", ABSENT).put("error feature", "well volume"))));
    }

    private static JsonObject measurement(Fields row, AsmBuilder asm, Problems problems) {
        Measurement measurement = new Measurement(asm.nextId(), AsmBuilder.NO_TIME);
        measurement.device()
                .put("device type", "qPCR")
                .put("measurement method identifier", AsmBuilder.NOT_APPLICABLE)
                .put("reporter dye setting", row.requireText("Fluor"));
        String well = row.requireText("Well");
        String content = row.text("Content");
        String role = content == null ? null : ROLES.get(content);
        if (content != null && role == null)
            problems.addOnce(FileProblem.SECTION_LEFT_OUT, "Content: " + content);
        measurement.sample()
                .put("sample identifier", row.textOr(AsmBuilder.NOT_APPLICABLE, "Sample"))
                .put("location identifier", well)
                .put("sample role type", role)
                .put("well location identifier", well);
        AsmBuilder.custom(measurement.sample(), "group identifier",
                row.textOr(AsmBuilder.NOT_APPLICABLE, "Biological Set Name"));
        SAMPLE.forEach(name -> AsmBuilder.custom(measurement.sample(), name, row.value(name)));
        measurement.own().put("target DNA description", row.textOr(AsmBuilder.NOT_APPLICABLE, "Target"));
        measurement.processed().quantity("cycle threshold result (qPCR)", row.number("Cq"), AsmBuilder.UNITLESS);
        AsmBuilder.custom(measurement.processed(), "Cq Std. Dev", row.value("Cq Std. Dev"));
        BigDecimal threshold = row.number("Cycle Number");
        measurement.processing().quantity("cycle threshold value setting (qPCR)",
                threshold == null ? JsonObject.NEGATIVE_ZERO : threshold, AsmBuilder.UNITLESS);
        if (threshold == null)
            measurement.error(ABSENT, "cycle threshold value setting (qPCR)");
        row.skip("Cq Mean", "Set Point", "Unnamed: 0");
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        return measurement.build();
    }

}
