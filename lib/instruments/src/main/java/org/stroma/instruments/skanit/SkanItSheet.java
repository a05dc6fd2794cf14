package org.stroma.instruments.skanit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.table.Row;
import org.stroma.instruments.table.RowLengths;
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

    /** A block of one plate; of its rows only the places on the sheet are held. */
    private final class Block {

        private final String plate;
        private final BigDecimal wavelength;
        private final int header;
        private int[] places = new int[8];
        private int length;

        Block(String plate, BigDecimal wavelength, int header) {
            this.plate = plate;
            this.wavelength = wavelength;
            this.header = header;
        }

        void add(int place) {
            if (length == places.length)
                places = Arrays.copyOf(places, 2 * length);
            places[length++] = place;
        }

        Row header() {
            return sheet.rows().get(header);
        }

        List<Row> rows() {
            return MappedList.of(length, index -> sheet.rows().get(places[index]));
        }

    }

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

    /** Hands out the readings of each well of each plate, in the order the wells come first. */
    void forEachWell(Consumer<List<Reading>> action) {
        collect();
        values.forEach((plate, blocks) -> {
            Map<String, String> names = names(samples.get(plate));
            int wells = blocks.values().stream().reduce((a, b) -> b).map(SkanItSheet::wells).orElse(0);
            List<Reading> readings = new ArrayList<>();
            blocks.values().forEach(block -> readings(block, names, wells, readings));
            tellNames(samples.get(plate), names, readings);
            byWell(readings).forEach(action);
        });
    }

    private void collect() {
        String plate = null;
        BigDecimal wavelength = null;
        Block open = null;
        for (int at = 0; at < sheet.rows().size(); at++) {
            Row row = sheet.rows().get(at);
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
                open = new Block(plate, wavelength == null ? BigDecimal.ZERO : wavelength, at);
                if (value)
                    values.computeIfAbsent(plate, p -> new LinkedHashMap<>()).put(open.wavelength, open);
                else
                    samples.put(plate, open);
            } else if (open != null && !first.isEmpty())
                open.add(at);
        }
    }

    private Place place(int line, int column) {
        return new Place(file, line, column, "");
    }

    private static int wells(Block block) {
        return block.length * (int) block.header().cells().stream().skip(1).filter(cell -> !cell.isBlank()).count();
    }

    private Map<String, String> names(@Nullable Block block) {
        Map<String, String> names = new HashMap<>();
        Row header = block == null ? new Row(1, List.of()) : block.header();
        if (block != null)
            for (Row row : block.rows())
                for (int i = 1; i < row.cells().size(); i++)
                    if (!row.cell(i).isEmpty() && !header.cell(i).isEmpty())
                        names.put(row.cell(0) + number(header, i), row.cell(i));
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
        List<Row> rows = block.rows();
        List<Long> counts = rows.stream()
                .map(row -> row.cells().stream().skip(1).filter(cell -> !Printed.isNothing(cell)).count()).toList();
        long most = counts.stream().mapToLong(Long::longValue).max().orElse(0);
        for (int i = 0; i < counts.size(); i++)
            if (counts.get(i) < most)
                problems.add(place(rows.get(i).line(), 0), FileProblem.FEWER_VALUES, rows.get(i).cell(0),
                        counts.get(i) + "", most + "");
    }

    /** Where a plate has samples, each well that has a value has a sample and the other way round. */
    private void tellNames(@Nullable Block block, Map<String, String> names, List<Reading> readings) {
        Set<String> wells = readings.stream().map(reading -> reading.row + reading.column).collect(Collectors.toSet());
        long both = wells.stream().filter(names::containsKey).count();
        if (block != null && (both < wells.size() || both < names.size()))
            problems.add(place(block.header().line(), 0), FileProblem.FEWER_VALUES, block.plate + ", Sample", both + "",
                    Math.max(wells.size(), names.size()) + "");
    }

    private void readings(Block block, Map<String, String> names, int wells, List<Reading> readings) {
        tellGaps(block);
        Row header = block.header();
        RowLengths.tellSheet(header, block.rows(), file, problems);
        for (Row row : block.rows())
            for (int i = 1; i < row.cells().size(); i++) {
                String text = row.cell(i);
                if (Printed.isNothing(text) || header.cell(i).isEmpty())
                    continue;
                int column = number(header, i);
                readings.add(new Reading(block.plate, block.wavelength, row.cell(0), column, text,
                        names.get(row.cell(0) + column), wells, place(row.line(), i + 1)));
            }
    }

    private static Iterable<List<Reading>> byWell(List<Reading> readings) {
        Map<List<String>, List<Reading>> wells = new LinkedHashMap<>();
        for (Reading reading : readings)
            wells.computeIfAbsent(List.of(reading.plate, reading.row, "" + reading.column), key -> new ArrayList<>())
                    .add(reading);
        return wells.values();
    }

}
