package org.stroma.instruments.absoluteq;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.qpcr.Dpcr;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowGroups;
import org.stroma.instruments.value.DateTimes;
import org.stroma.instruments.value.Printed;

/** Maps the rows of an export to measurements: one group per well, one measurement per dye. */
final class AbsoluteQReader {

    private static final BigDecimal WELLS = BigDecimal.valueOf(16);
    private static final Pattern IN_SAMPLE = Pattern.compile("Sample ([a-zA-Z0-9]+)");

    private final AbsoluteQTable table;
    private final AsmBuilder asm;
    private final Problems problems;
    private final GroupCalculations calculations;
    private @Nullable String instrument;

    AbsoluteQReader(AbsoluteQTable table, AsmBuilder asm, Problems problems) {
        this.table = table;
        this.asm = asm;
        this.problems = problems;
        calculations = new GroupCalculations(asm, table, problems);
    }

    void read() {
        boolean channels = table.has(AbsoluteQTable.CHANNELS);
        RowGroups wells = RowGroups.of(table.rows(), row -> {
            boolean measured = !Printed.isNothing(
                    table.text(row, channels ? AbsoluteQTable.CHANNELS : AbsoluteQTable.SAMPLE));
            if (measured)
                return channels ? table.text(row, AbsoluteQTable.SAMPLE) : wellOf(row);
            if (table.has(AbsoluteQTable.GROUP))
                calculations.addGroup(table.fields(row, problems));
            else
                problems.add(problems.place(row.line()), FileProblem.ROW_LEFT_OUT, AbsoluteQTable.SAMPLE);
            return null;
        });
        boolean partitions = table.has(AbsoluteQTable.INDEX);
        wells.forEachSorted(Comparator.naturalOrder(), rows -> {
            if (partitions)
                new Partitions(table, rows, this, problems).read();
            else
                well(rows);
        });
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        calculations.tell();
    }

    private String wellOf(Row row) {
        String well = table.text(row, AbsoluteQTable.WELL);
        Matcher m = IN_SAMPLE.matcher(table.text(row, AbsoluteQTable.SAMPLE));
        if (!Printed.isNothing(well))
            return well;
        if (m.lookingAt())
            return m.group(1);
        throw problems.refuse(problems.place(row.line()), FileProblem.MISSING_FIELD, AbsoluteQTable.WELL);
    }

    private void well(List<Row> rows) {
        AsmBuilder.Group group = group(table.fields(rows.getFirst(), problems));
        for (Row row : rows) {
            Fields fields = table.fields(row, problems);
            Measurement measurement = measurement(fields, wellOf(row), fields.textOr("N/A", "Target"),
                    fields.requireText("Dye", AbsoluteQTable.CHANNELS));
            measurement.own().quantity("total partition count", whole(fields.requireNumber("Total")), Dpcr.NUMBER);
            measurement.processed()
                    .quantity("number concentration",
                            fields.requireNumber(Calculated.CONCENTRATION.toArray(String[]::new)), Dpcr.PER_MICROLITER)
                    .quantity("positive partition count", whole(fields.requireNumber("Positives", "Count")),
                            Dpcr.NUMBER)
                    .quantity("confidence interval (95%)", fields.number("95%CI"), Dpcr.NUMBER);
            Dpcr.threshold(measurement, fields.number("Threshold"));
            calculations.addMeasurement(fields, measurement);
            finish(fields, measurement, group);
        }
    }

    private static BigDecimal whole(BigDecimal count) {
        return count.setScale(0, RoundingMode.HALF_EVEN);
    }

    /** The group of a well whose run a row names. */
    AsmBuilder.Group group(Fields row) {
        if (instrument == null) {
            instrument = row.textOr(AsmBuilder.NOT_APPLICABLE, "Instrument");
            asm.deviceSystem().put("device identifier", instrument);
        }
        AsmBuilder.Group group = asm.group();
        group.aggregate()
                .put("experimental data identifier", row.requireText(AbsoluteQTable.RUN))
                .quantity("plate well count", WELLS, Dpcr.NUMBER)
                .put("container type", "well plate");
        return group;
    }

    /** A measurement with what all exports tell of it. */
    Measurement measurement(Fields row, String well, String target, String dye) {
        Measurement measurement = new Measurement(asm.nextId(), time(row));
        measurement.device()
                .put("device type", "dPCR")
                .put("device identifier", instrument)
                .put("reporter dye setting", dye);
        measurement.sample()
                .put("sample identifier", row.requireText(AbsoluteQTable.SAMPLE))
                .put("well location identifier", well)
                .put("well plate identifier", row.text("Plate"));
        measurement.own().put("target DNA description", target);
        row.skip(AbsoluteQTable.RUN, AbsoluteQTable.GROUP, AbsoluteQTable.WELL, "Instrument");
        if (row.text("Instrument") != null && !row.textOr("", "Instrument").equals(instrument))
            problems.add(row.place("Instrument"), FileProblem.VALUE_NOT_USED, "Instrument",
                    row.textOr("", "Instrument"));
        return measurement;
    }

    private String time(Fields row) {
        String date = row.text("Date");
        String time = row.time("Date");
        if (date == null || time == null) {
            problems.addOnce(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
            return AsmBuilder.NO_TIME;
        }
        boolean midnight = DateTimes.parse(date).map(t -> t.local().toLocalTime().toSecondOfDay() == 0).orElse(false);
        if (midnight && date.indexOf(':') < 0)
            problems.addOnce(FileProblem.TIME_OF_DAY_NOT_DECLARED, time);
        return time;
    }

    /** Adds the rest of a row and the measurement itself. */
    void finish(Fields row, Measurement measurement, AsmBuilder.Group group) {
        row.forEachUnread((name, value) -> AsmBuilder.custom(measurement.own(), name, value));
        group.add(measurement.build());
    }

}
