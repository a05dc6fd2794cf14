package org.stroma.instruments.gen5;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.gen5.Gen5Cubes.Cube;
import org.stroma.instruments.gen5.Gen5Measurements.Well;
import org.stroma.instruments.gen5.Gen5Table.Line;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.value.Numbers;
import org.stroma.instruments.value.Printed;

/** Makes measurements and calculated data of the tables of one file, read by read, and joins them by well. */
final class Gen5Mapper {

    private static final Pattern IN_BRACKETS = Pattern.compile("\\[(\\d+)]");

    private final Gen5File file;
    private final List<Gen5Read> reads;
    private final AsmBuilder asm;
    private final Problems problems;
    private final Gen5Measurements measurements;
    private final Map<String, List<JsonObject>> byWell = new LinkedHashMap<>();
    private final Map<String, Integer> plateOfWell = new LinkedHashMap<>();

    Gen5Mapper(Gen5File file, List<Gen5Read> reads, AsmBuilder asm, Problems problems) {
        this.file = file;
        this.reads = reads;
        this.asm = asm;
        this.problems = problems;
        this.measurements = new Gen5Measurements(file);
    }

    void map() {
        boolean together = false;
        for (int i = 0; i < reads.size(); i++) {
            Gen5Read read = reads.get(i);
            List<String> labels = read.sortedLabels();
            int number = i + 1;
            List<String> timed = labels.stream().filter(label -> file.kinetic(number, label) != null).toList();
            List<Line> own = file.results(number, labels);
            if (!timed.isEmpty())
                for (String label : timed)
                    kinetic(read, number, label);
            else if (!own.isEmpty())
                endpoint(own, List.of(read));
            else
                together = true;
        }
        if (together)
            common();
        if (byWell.isEmpty())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        byWell.forEach((well, documents) -> {
            AsmBuilder.Group group = asm.group();
            PlateReader.plate(group, file.heading().time(), BigDecimal.valueOf(plateOfWell.getOrDefault(well, 0)));
            documents.forEach(group::add);
        });
    }

    /** Reads whose values stand in the common results, or by wavelength. */
    private void common() {
        if (reads.getFirst().spectrum() && file.wavelengths() != null) {
            spectrum();
            return;
        }
        if (reads.stream().anyMatch(read -> read.kinetic() != null) && byWell.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Time");
        List<Line> lines = file.results();
        if (lines.isEmpty() && byWell.isEmpty())
            throw problems.refuse(FileProblem.MISSING_SECTION, "Results");
        endpoint(lines, reads);
    }

    private void add(String well, int plate, JsonObject measurement) {
        byWell.computeIfAbsent(well, w -> new ArrayList<>()).add(measurement);
        plateOfWell.putIfAbsent(well, plate);
    }

    /** A label as the reads know it, without the number of the read in front. */
    private static String bare(String label) {
        int colon = label.indexOf(':');
        return label.startsWith("Read ") && colon > 0 ? label.substring(colon + 1) : label;
    }

    private record Value(String identifier, Object value, String label) {}

    private static boolean isMeasured(String label, List<Gen5Read> from) {
        return from.stream().anyMatch(read -> read.labels().contains(label));
    }

    private void endpoint(List<Line> lines, List<Gen5Read> from) {
        Map<String, List<Value>> values = new LinkedHashMap<>();
        Map<String, List<Well.Error>> errors = new LinkedHashMap<>();
        Map<String, Map<String, List<BigDecimal>>> calculated = new LinkedHashMap<>();
        for (Line line : lines) {
            String label = bare(line.label());
            boolean measured = isMeasured(label, from);
            line.forEach((well, text) -> {
                if (Printed.isNothing(text))
                    return;
                BigDecimal number = Numbers.parse(text, file.sign());
                if (number == null)
                    errors.computeIfAbsent(well, w -> new ArrayList<>())
                            .add(new Well.Error(text, measured ? from.getFirst().mode().member() : label));
                if (measured)
                    values.computeIfAbsent(well, w -> new ArrayList<>())
                            .add(new Value(asm.nextId(), number == null ? JsonObject.NEGATIVE_ZERO : number, label));
                else if (number != null)
                    calculated.computeIfAbsent(well, w -> new LinkedHashMap<>())
                            .computeIfAbsent(label, l -> new ArrayList<>())
                            .add(number);
            });
        }
        int plate = Wells.plateFor((int) lines.stream().map(Line::row).distinct().count()
                * (lines.isEmpty() ? 0 : lines.getFirst().values().size()));
        values.forEach((well, of) -> of.forEach(value -> add(well, plate,
                measurements.endpoint(readOf(value.label, from), value.label, value.value,
                        new Well(value.identifier, well, errors.getOrDefault(well, List.of()))))));
        calculated.forEach((well, labels) -> labels.forEach((label, numbers) -> numbers
                .forEach(number -> calculate(label, number, values.getOrDefault(well, List.of()), from))));
    }

    private Gen5Read readOf(String label, List<Gen5Read> from) {
        for (Gen5Read read : from)
            if (read.labels().contains(label))
                return read;
        Matcher m = IN_BRACKETS.matcher(label);
        if (m.find())
            for (Gen5Read read : from)
                if (read.labels().contains(m.group(1)))
                    return read;
        throw problems.refuse(FileProblem.CONTRADICTION, label);
    }

    /** The sources of a calculated value are the values whose label its own contains, or else all of the well. */
    private void calculate(String label, BigDecimal number, List<Value> values, List<Gen5Read> from) {
        boolean pathlength = label.substring(label.lastIndexOf(':') + 1).equals("Pathlength");
        List<Value> sources = values.stream()
                .filter(value -> pathlength
                        ? value.label.endsWith(" [Test]") || value.label.endsWith(" [Ref]")
                        : label.contains(value.label))
                .toList();
        List<DataSource> documents = new ArrayList<>();
        for (Value source : sources.isEmpty() ? values : sources)
            for (Gen5Read read : from)
                documents.add(new DataSource(source.identifier, read.mode().member()));
        if (!documents.isEmpty())
            asm.addCalculation(AsmBuilder.calculation(asm.nextId(), label, number, AsmBuilder.UNITLESS, documents));
    }

    private void kinetic(Gen5Read read, int number, String label) {
        Gen5File.Section section = file.kinetic(number, label);
        if (section == null || read.kinetic() == null)
            throw problems.refuse(FileProblem.CONTRADICTION, label);
        Cube cube = Gen5Cubes.byTime(section, file.sign(), problems);
        int plate = Wells.plateOf(List.copyOf(cube.values().keySet()));
        Map<String, String> identifiers = new LinkedHashMap<>();
        cube.values().forEach((well, values) -> {
            String id = asm.nextId();
            identifiers.put(well, id);
            add(well, plate, measurements.kinetic(read, label, cube.positions(), values,
                    new Well(id, well, cube.errors().getOrDefault(well, List.of()))));
        });
        List<String> labels = read.sortedLabels();
        List<Line> own = file.results(number, labels);
        Map<String, Map<String, List<BigDecimal>>> calculated = new LinkedHashMap<>();
        for (Line line : own.isEmpty() ? file.results() : own)
            line.forEach((well, text) -> {
                BigDecimal value = Numbers.parse(text, file.sign());
                if (value != null && value.signum() != 0)
                    calculated.computeIfAbsent(well, w -> new LinkedHashMap<>())
                            .computeIfAbsent(line.label(), l -> new ArrayList<>())
                            .add(value);
            });
        calculated.forEach((well, byLabel) -> byLabel.forEach((name, values) -> values.forEach(value -> {
            String id = identifiers.get(well);
            if (id != null)
                asm.addCalculation(AsmBuilder.calculation(asm.nextId(), name, value, AsmBuilder.UNITLESS,
                        List.of(new DataSource(id, read.mode().profile()))));
        })));
    }

    private void spectrum() {
        Gen5File.Section section = file.wavelengths();
        if (section == null)
            throw problems.refuse(FileProblem.MISSING_SECTION, "Wavelength");
        Gen5Read read = reads.getFirst();
        Cube cube = Gen5Cubes.byWavelength(section, file.sign(), problems);
        int plate = Wells.plateOf(cube.wells());
        Map<String, String> identifiers = new LinkedHashMap<>();
        Map<String, List<Well.Error>> errors = new LinkedHashMap<>(cube.errors());
        Map<String, List<JsonObject>> calculated = new LinkedHashMap<>();
        cube.values().keySet().forEach(well -> identifiers.put(well, asm.nextId()));
        for (Line line : file.results())
            if (!read.labels().contains(line.label()))
                line.forEach(
                        (well, text) -> ofSpectrum(line.label(), well, text, read, identifiers, errors, calculated));
        cube.values().forEach((well, values) -> add(well, plate, measurements.spectrum(read, cube.positions(), values,
                new Well(identifiers.getOrDefault(well, ""), well, errors.getOrDefault(well, List.of())))));
        calculated.values().forEach(documents -> documents.forEach(asm::addCalculation));
    }

    private void ofSpectrum(String label, String well, String text, Gen5Read read, Map<String, String> identifiers,
            Map<String, List<Well.Error>> errors, Map<String, List<JsonObject>> calculated) {
        @Nullable
        String id = identifiers.get(well);
        if (Printed.isNothing(text) || id == null)
            return;
        BigDecimal number = Numbers.parse(text, file.sign());
        if (number == null) {
            List<Well.Error> all = new ArrayList<>(errors.getOrDefault(well, List.of()));
            all.add(new Well.Error(text, label));
            errors.put(well, all);
        }
        calculated.computeIfAbsent(well, w -> new ArrayList<>())
                .add(AsmBuilder.calculation(asm.nextId(), label, number == null ? JsonObject.NEGATIVE_ZERO : number,
                        AsmBuilder.UNITLESS, List.of(new DataSource(id, read.mode().member()))));
    }

}
