package org.stroma.instruments.qiacuity;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Format;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Dpcr;
import org.stroma.instruments.table.Columns;
import org.stroma.instruments.table.Delimited;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
import org.stroma.instruments.table.Rows;

/**
 * Wells measured by digital PCR on a QIAGEN QIAcuity: a first line {@code sep=,} that names the delimiter, a header, one row
 * per well and target. Older exports have the well in a column without a name; newer ones print concentrations of the reaction
 * and of the undiluted sample. The plate and its identifier stand in the first row only.
 *
 * <p>
 * Known from: real exports; the requirements document for QIAcuity published with Benchling allotropy (MIT). The files tell
 * neither version nor time nor instrument; as in the published documents the plate has 0 wells, since the model demands a number.
 */
public final class QiacuityFormat implements Format {

    private static final About ABOUT = new About("qiacuity", "QIAGEN QIAcuity", "凯杰 QIAcuity 数字 PCR", "dPCR", List.of(),
            "real exports; allotropy requirements for QIAcuity");
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=(.).*", Pattern.CASE_INSENSITIVE);
    private static final String SAMPLE = "Sample/NTC/Control";
    private static final String WELL = "Well";
    private static final Map<String, String> ROLES = Map.of("Sample", "Sample Role", "Control", "Control Sample Role",
            "Non Template Control", "Blank Role");
    private static final List<String> OF_SAMPLE = List.of("IC", "Control type", "Target (IC)", "Target (Control)");

    /** A calculated value: its column, name, unit, and what it follows from. */
    private record Calculated(String column, String name, String unit, String feature) {}

    private static final List<Calculated> CALCULATED = List.of(
            new Calculated("CI (95%)", "CI (95%)", "%", "Positive Partition Count"),
            new Calculated("SD", "SD", AsmBuilder.UNITLESS, "Number Concentration"),
            new Calculated("CV%", "CV%", "%", "Number Concentration (#/μL)"),
            new Calculated("Mean conc. [copies/μL]", "Mean Concentration", Dpcr.PER_MICROLITER,
                    "Mean Concentration (#/μL)"));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public boolean recognise(Content content) {
        return content.kind() == Content.Kind.TEXT && content.headLines().stream()
                .filter(line -> !line.isBlank())
                .limit(2)
                .anyMatch(line -> line.contains(SAMPLE) && line.contains("Partitions"));
    }

    @Override
    public AsmDocument read(Content content, Problems problems) {
        Matcher m = SEPARATOR.matcher(content.text().lines().getFirst());
        Delimited file = m.matches() && ",;\t|".contains(m.group(1))
                ? Delimited.of(content, m.group(1).charAt(0), problems)
                : Delimited.of(content, problems);
        AsmBuilder asm = Dpcr.builder(content, ABOUT.id());
        asm.dataSystem().put("software name", "Qiacuity Software Suite");
        asm.deviceSystem()
                .put("device identifier", "Qiacuity dPCR")
                .put("brand name", "Qiacuity Digital PCR System")
                .put("product manufacturer", "Qiagen");
        List<Row> rows = Rows.filled(file.rows());
        int header = rows.getFirst().cells().contains(SAMPLE) ? 0 : 1;
        if (header == rows.size())
            throw problems.refuse(problems.place(rows.getFirst().line()), FileProblem.MISSING_COLUMN, SAMPLE);
        RowLengths.tell(rows.get(header),
                file.rows().subList(file.rows().indexOf(rows.get(header)) + 1, file.rows().size()), problems);
        Columns names = Columns.of(names(rows.get(header)));
        AsmBuilder.Group group = asm.group();
        group.aggregate().quantity("plate well count", BigDecimal.ZERO, Dpcr.NUMBER);
        for (Row row : rows.subList(header + 1, rows.size())) {
            if (row.width() > names.size())
                throw problems.refuse(problems.place(row.line()), FileProblem.ROW_LENGTH, row.width() + "",
                        names.size() + "");
            group.add(measurement(Fields.of(names, row, file.decimals(), problems), asm, problems));
        }
        if (rows.size() == header + 1)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        problems.addOnce(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
        return asm.build();
    }

    /** The names of the columns; a micro sign that was lost or decoded twice on the way is put right. */
    private static List<String> names(Row header) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.cells().size(); i++)
            names.add(header.cell(i).replace('\uFFFD', 'μ').replace("Âµ", "μ").replace("Âμ", "μ"));
        if (!names.contains(WELL))
            names.set(0, WELL);
        return names;
    }

    private static JsonObject measurement(Fields row, AsmBuilder asm, Problems problems) {
        Measurement measurement = new Measurement(asm.nextId(), AsmBuilder.NO_TIME);
        measurement.device().put("device type", "dPCR").put("device identifier", "Qiacuity dPCR");
        measurement.sample()
                .put("sample identifier", row.requireText(SAMPLE))
                .put("sample role type", role(row, problems))
                .put("well location identifier", row.requireText(WELL))
                .put("well plate identifier", row.text("Plate ID"));
        for (String name : OF_SAMPLE) {
            Object value = row.value(name);
            AsmBuilder.custom(measurement.sample(), name, "-".equals(value) || "--".equals(value) ? null : value);
        }
        measurement.own()
                .put("target DNA description", row.requireText("Target", "Target (Name)"))
                .quantity("total partition count", row.requireNumber("Partitions (valid)", "Partitions (Valid)"),
                        Dpcr.NUMBER);
        measurement.processed()
                .quantity("number concentration",
                        row.requireNumber("Concentration (copies/μL)", "Conc. [copies/μL]",
                                "Conc. [cp/μL] (dPCR reaction)"),
                        Dpcr.PER_MICROLITER)
                .quantity("positive partition count",
                        row.requireNumber("Partitions (positive)", "Partitions (Positive)"), Dpcr.NUMBER)
                .quantity("negative partition count", row.number("Partitions (negative)", "Partitions (Negative)"),
                        Dpcr.NUMBER);
        Dpcr.threshold(measurement, row.number("Threshold"));
        calculate(row, measurement.identifier(), asm);
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        return measurement.build();
    }

    private static void calculate(Fields row, String measurement, AsmBuilder asm) {
        for (Calculated one : CALCULATED) {
            BigDecimal value = row.number(one.column);
            if (value != null)
                asm.addCalculation(Dpcr.calculation(asm.nextId(), one.name, value, one.unit,
                        List.of(new DataSource(measurement, one.feature))));
        }
    }

    private static @Nullable String role(Fields row, Problems problems) {
        String type = row.text("Type");
        if (type != null && !ROLES.containsKey(type))
            problems.add(row.place("Type"), FileProblem.VALUE_NOT_USED, "Type", type);
        return type == null ? null : ROLES.get(type);
    }

}
