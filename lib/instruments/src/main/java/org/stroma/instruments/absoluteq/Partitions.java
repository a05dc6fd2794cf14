package org.stroma.instruments.absoluteq;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.DataCube;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Dpcr;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.value.Numbers;

/**
 * The partitions of one well: their fluorescence by dye and whether they are positive. A dye is a column whose name is three
 * capitals; the one without a target is the passive reference.
 */
final class Partitions {

    private static final List<String> DYES = List.of("FAM", "VIC", "ABY", "JUN", "ROX");
    private static final List<String> PARTS = List.of("_pos", "_target", "_threshold");

    private final AbsoluteQTable table;
    private final List<Row> rows;
    private final AbsoluteQReader reader;
    private final Problems problems;
    private final List<BigDecimal> indices;

    Partitions(AbsoluteQTable table, List<Row> rows, AbsoluteQReader reader, Problems problems) {
        this.table = table;
        this.rows = new ArrayList<>(rows);
        this.reader = reader;
        this.problems = problems;
        this.rows.sort(Comparator.comparing(row -> number(row, AbsoluteQTable.INDEX)));
        indices = numbers(AbsoluteQTable.INDEX);
    }

    private BigDecimal number(Row row, String column) {
        BigDecimal number = Numbers.parse(table.text(row, column), table.sign());
        if (number == null)
            throw problems.refuse(problems.place(row.line()).withField(column), FileProblem.MISSING_FIELD, column);
        return number;
    }

    private List<BigDecimal> numbers(String column) {
        return rows.stream().map(row -> number(row, column)).toList();
    }

    void read() {
        List<String> dyes = table.names().stream().filter(name -> name.matches("[A-Z0-9]{3}")).toList();
        List<String> passive = dyes.stream().filter(dye -> !table.has(dye + "_target")).toList();
        if (passive.size() != 1)
            throw problems.refuse(FileProblem.CONTRADICTION, "passive reference: " + String.join(", ", passive));
        Fields first = table.fields(rows.getFirst(), problems);
        AsmBuilder.Group group = reader.group(first);
        String well = first.requireText(AbsoluteQTable.WELL);
        skip(first, dyes);
        for (String dye : dyes)
            if (!dye.equals(passive.getFirst()))
                reader.finish(first, measurement(first, well, dye, passive.getFirst()), group);
    }

    private static void skip(Fields row, List<String> dyes) {
        row.skip(AbsoluteQTable.INDEX);
        List<String> all = new ArrayList<>(DYES);
        all.addAll(dyes);
        for (String dye : all) {
            row.skip(dye);
            PARTS.forEach(part -> row.skip(dye + part));
        }
    }

    private Measurement measurement(Fields row, String well, String dye, String passive) {
        Measurement measurement = reader.measurement(row, well, row.requireText(dye + "_target"), dye);
        measurement.device().put("passive reference dye setting", passive);
        BigDecimal total = indices.getLast();
        int positive = count(dye, "true", "1");
        int negative = count(dye, "false", "0");
        if (total.compareTo(BigDecimal.valueOf((long) positive + negative)) != 0)
            problems.add(row.place(dye + "_pos"), FileProblem.VALUE_NOT_USED, dye + "_pos",
                    positive + " + " + negative + " / " + total);
        measurement.own().quantity("total partition count", total, Dpcr.NUMBER);
        BigDecimal concentration = row.number(Calculated.CONCENTRATION.toArray(String[]::new));
        if (concentration == null)
            measurement.error(AsmBuilder.NOT_APPLICABLE, "number concentration");
        measurement.processed()
                .quantity("number concentration", concentration == null ? JsonObject.NEGATIVE_ZERO : concentration,
                        Dpcr.PER_MICROLITER)
                .quantity("positive partition count", BigDecimal.valueOf(positive), Dpcr.NUMBER)
                .quantity("negative partition count", BigDecimal.valueOf(negative), Dpcr.NUMBER)
                .quantity("confidence interval (95%)", row.number("95%CI"), Dpcr.NUMBER);
        Dpcr.threshold(measurement, row.requireNumber(dye + "_threshold"));
        measurement.own()
                .put("reporter dye data cube", cube("reporter dye", dye))
                .put("passive reference dye data cube", cube("passive reference dye", passive));
        return measurement;
    }

    private int count(String dye, String word, String digit) {
        int column = table.names().indexOf(dye + "_pos");
        if (column < 0)
            throw problems.refuse(FileProblem.MISSING_COLUMN, dye + "_pos");
        return (int) rows.stream()
                .map(row -> row.cell(column).toLowerCase(Locale.ROOT))
                .filter(text -> text.equals(word) || text.equals(digit))
                .count();
    }

    private JsonObject cube(String label, String dye) {
        return DataCube.of(label)
                .countAxis("cycle count", Dpcr.NUMBER, indices)
                .series(label + " fluorescence", "RFU", numbers(dye))
                .json();
    }

}
