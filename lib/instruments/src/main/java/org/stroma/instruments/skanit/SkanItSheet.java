package org.stroma.instruments.skanit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.Sheet;
import org.stroma.instruments.value.DecimalSign;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Reads the sheet of one step: blocks of values by wavelength and plate, and blocks of sample names by plate. */
final class SkanItSheet {

    private static final Pattern WAVELENGTH = Pattern.compile("Wavelength:\\s*(\\d{1,3})\\s*nm");
    private static final Pattern PLATE = Pattern.compile("\\b(?:\\w+\\s+)?plate(?:\\s+\\d+)?\\b",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> VALUES = List.of("Abs", "RLU", "RFU");

    /**
     * One value.
     *
     * @param wavelength in nanometres, 0 when none
     * @param row the letters of the well
     * @param text as it stands in the cell
     * @param sample the name of the sample, null when the sheet has none
     * @param wells how many wells the block has
     */
    record Reading(String plate, BigDecimal wavelength, String row, int column, String text, @Nullable String sample,
            int wells, Place place) {}

    private record Block(String plate, BigDecimal wavelength, Row header, List<Row> rows) {}

    private final Sheet sheet;
    private final String file;
    private final Problems problems;
    private final Map<String, Map<BigDecimal, Block>> values = new LinkedHashMap<>();
    private final Map<String, Block> samples = new HashMap<>();

    SkanItSheet(Sheet sheet, String file, Problems problems) {
        this.sheet = sheet;
        this.file = file + "!" + sheet.name();
        this.problems = problems;
    }

    List<Reading> read() {
        collect();
        List<Reading> readings = new ArrayList<>();
        values.forEach((plate, blocks) -> {
            Map<String, String> names = names(samples.get(plate));
            int wells = blocks.values().stream().reduce((a, b) -> b).map(SkanItSheet::wells).orElse(0);
            blocks.values().forEach(block -> readings(block, names, wells, readings));
        });
        return readings;
    }

    private void collect() {
        String plate = null;
        BigDecimal wavelength = null;
        Block open = null;
        for (Row row : sheet.rows()) {
            String first = row.cell(0);
            Matcher length = WAVELENGTH.matcher(first);
            Matcher named = PLATE.matcher(first);
            boolean value = row.cells().stream().anyMatch(cell -> VALUES.contains(cell.strip()));
            boolean sample = row.cells().stream().anyMatch(cell -> cell.strip().equals("Sample"));
            if (first.contains("Wavelength:") && length.find()) {
                wavelength = new BigDecimal(length.group(1));
                open = null;
            } else if (named.find()) {
                plate = named.group();
                values.computeIfAbsent(plate, p -> new LinkedHashMap<>());
            } else if (value || sample) {
                if (plate == null || value && wavelength == null)
                    throw problems.refuse(place(row.line(), 0), FileProblem.MISSING_FIELD, "Plate, Wavelength");
                open = new Block(plate, wavelength == null ? BigDecimal.ZERO : wavelength, row, new ArrayList<>());
                if (value)
                    values.computeIfAbsent(plate, p -> new LinkedHashMap<>()).put(open.wavelength, open);
                else
                    samples.put(plate, open);
            } else if (open != null && !first.isEmpty())
                open.rows.add(row);
        }
    }

    private Place place(int line, int column) {
        return new Place(file, line, column, "");
    }

    private static int wells(Block block) {
        return block.rows.size() * (int) block.header.cells().stream().skip(1).filter(cell -> !cell.isBlank()).count();
    }

    private Map<String, String> names(@Nullable Block block) {
        Map<String, String> names = new HashMap<>();
        if (block != null)
            for (Row row : block.rows)
                for (int i = 1; i < row.cells().size(); i++)
                    if (!row.cell(i).isEmpty() && !block.header.cell(i).isEmpty())
                        names.put(row.cell(0) + number(block.header, i), row.cell(i));
        return names;
    }

    private int number(Row header, int index) {
        BigDecimal number = Numbers.parse(header.cell(index), DecimalSign.POINT);
        if (number == null || number.abs().compareTo(BigDecimal.valueOf(1000)) > 0)
            throw problems.refuse(place(header.line(), index + 1), FileProblem.NOT_A_NUMBER, header.cell(index));
        return number.intValue();
    }

    /** Rows of which some wells have no value where others have. */
    private void tellGaps(Block block) {
        List<Long> counts = block.rows.stream()
                .map(row -> row.cells().stream().skip(1).filter(cell -> !Printed.isNothing(cell)).count()).toList();
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        for (int i = 0; i < counts.size(); i++)
            if (counts.get(i) < most)
                problems.add(place(block.rows.get(i).line(), 0), FileProblem.FEWER_VALUES, block.rows.get(i).cell(0),
                        counts.get(i) + "", most + "");
    }

    private void readings(Block block, Map<String, String> names, int wells, List<Reading> readings) {
        tellGaps(block);
        for (Row row : block.rows)
            for (int i = 1; i < row.cells().size(); i++) {
                String text = row.cell(i);
                if (Printed.isNothing(text) || block.header.cell(i).isEmpty())
                    continue;
                int column = number(block.header, i);
                readings.add(new Reading(block.plate, block.wavelength, row.cell(0), column, text,
                        names.get(row.cell(0) + column), wells, place(row.line(), i + 1)));
            }
    }

    /** The readings of each well of each plate, in the order the wells come first. */
    static List<List<Reading>> byWell(List<Reading> readings) {
        Map<List<String>, List<Reading>> wells = new LinkedHashMap<>();
        for (Reading reading : readings)
            wells.computeIfAbsent(List.of(reading.plate, reading.row, "" + reading.column), key -> new ArrayList<>())
                    .add(reading);
        return List.copyOf(wells.values());
    }

}
