package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.PlateReader;
import org.stroma.instruments.asm.PlateReader.Component;
import org.stroma.instruments.asm.PlateReader.Mode;
import org.stroma.instruments.asm.Wells;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.softmax.GroupBlock.Element;
import org.stroma.instruments.softmax.PlateBlock.Reading;
import org.stroma.instruments.softmax.PlateBlock.Tables;
import org.stroma.instruments.softmax.PlateHeader.Type;
import org.stroma.instruments.softmax.SoftMaxReader.Export;
import org.stroma.instruments.value.DateTimes;

/** Makes the document of one export: measurements by well, then reduced values, then the values of groups. */
final class SoftMaxMapper {

    private static final Map<Mode, String> CUBES = Map.of(Mode.ABSORBANCE, "ULTRAVIOLET_ABSORBANCE_CUBE_DETECTOR",
            Mode.FLUORESCENCE, "FLUORESCENCE_CUBE_DETECTOR", Mode.LUMINESCENCE, "LUMINESCENCE_CUBE_DETECTOR");

    /** How many plates are kept as they were read, for groups whose samples stand on several. */
    private static final int RECENT = 8;

    private record Well(String plate, String name) {}

    private final Export export;
    private final AsmBuilder asm;
    private final Problems problems;
    /** The number of the identifier of the first reading of each plate. */
    private final Map<PlateBlock, Long> firsts = new HashMap<>();
    /** The tables of the plates used last. */
    private final Map<PlateBlock, Tables> recent = new LinkedHashMap<>(16, 0.75f, true);

    SoftMaxMapper(Export export, Content content, String converter, Problems problems) {
        this.export = export;
        this.problems = problems;
        asm = new AsmBuilder(PlateReader.REC_2025_03, content, converter);
    }

    AsmDocument map() {
        asm.dataSystem()
                .put("ASM file identifier", AsmBuilder.NOT_APPLICABLE)
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", "SoftMax Pro");
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", AsmBuilder.NOT_APPLICABLE);
        findSamples();
        for (PlateBlock plate : export.plates().values())
            firsts.put(plate, asm.reserveIds(plate.readings()));
        for (PlateBlock plate : export.plates().values()) {
            plate(plate);
            reduced(plate);
        }
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        export.groups().forEach(this::group);
        return asm.build();
    }

    /** The plate of an element: in a file of one plate all groups belong to it; null when it cannot be told. */
    private @Nullable PlateBlock plateOf(Element element) {
        if (export.plates().size() == 1)
            return export.plates().values().iterator().next();
        if (element.plate() == null)
            return null;
        PlateBlock plate = export.plates().get(element.plate());
        if (plate == null)
            throw problems.refuse(FileProblem.CONTRADICTION, "WellPlateName " + element.plate());
        return plate;
    }

    private Tables tables(PlateBlock plate) {
        Tables known = recent.get(plate);
        if (known != null)
            return known;
        Tables tables = plate.tables(told -> tell(plate, told));
        recent.put(plate, tables);
        if (recent.size() > RECENT)
            recent.remove(recent.keySet().iterator().next());
        return tables;
    }

    private String id(PlateBlock plate, Reading reading) {
        return asm.id(firsts.getOrDefault(plate, 0L) + reading.number());
    }

    /** Notes which samples have wells on which plates; what they say is told to the readings of a plate. */
    private void findSamples() {
        for (int group = 0; group < export.groups().size(); group++) {
            GroupBlock block = export.groups().get(group);
            for (int sample = 0; sample < block.samples().size(); sample++)
                for (Element element : block.samples().get(sample).elements()) {
                    PlateBlock plate = plateOf(element);
                    if (plate == null)
                        problems.addOnce(FileProblem.SECTION_LEFT_OUT, block.name());
                    else
                        plate.found(group, sample);
                }
        }
    }

    private void tell(PlateBlock plate, Tables tables) {
        plate.forEachFound((group, sample) -> {
            GroupBlock block = export.groups().get(group);
            GroupBlock.Sample found = block.samples().get(sample);
            for (Element element : found.elements())
                if (plateOf(element) == plate)
                    plate.describe(tables, element, found.name(), block.name());
        });
    }

    private void plate(PlateBlock plate) {
        PlateHeader header = plate.header();
        Tables tables = tables(plate);
        for (int row = 0; row < header.rows(); row++)
            for (int column = 1; column <= header.columns(); column++) {
                List<Reading> readings = tables.readings(Wells.letters(row) + column);
                boolean empty = readings.isEmpty()
                        || header.type() == Type.SPECTRUM && readings.stream().allMatch(r -> r.value() == null);
                if (empty)
                    continue;
                AsmBuilder.Group group = asm.group();
                PlateReader.plate(group, time(header), BigDecimal.valueOf(header.wells()));
                if (header.type() == Type.SPECTRUM)
                    group.add(spectrum(plate, readings));
                else
                    for (int i = 0; i < readings.size(); i++)
                        group.add(measurement(plate, readings.get(i), i));
            }
    }

    /** When the document was saved and the time of reading on top, as the published documents have it. */
    private String time(PlateHeader header) {
        LocalDateTime saved = export.saved();
        if (saved == null)
            return AsmBuilder.NO_TIME;
        BigDecimal seconds = header.readTime() == null ? BigDecimal.ZERO : header.readTime();
        return DateTimes.iso(saved.plusNanos(seconds.movePointRight(9).longValue()), ZoneOffset.UTC);
    }

    private Measurement start(PlateBlock plate, Reading first) {
        PlateHeader header = plate.header();
        Measurement measurement = new Measurement(id(plate, first), null);
        measurement.device().put("device type", "plate reader").put("detection type", header.readMode());
        measurement.sample()
                .put("location identifier", first.well())
                .put("sample identifier", first.sample() == null ? header.name() + " " + first.well() : first.sample())
                .put("well plate identifier", header.name());
        AsmBuilder.custom(measurement.sample(), "group identifier", first.group());
        measurement.own().quantity("compartment temperature", first.temperature(), PlateReader.CELSIUS);
        return measurement;
    }

    private static @Nullable BigDecimal at(List<BigDecimal> list, int index) {
        return index < list.size() ? list.get(index) : null;
    }

    private JsonObject measurement(PlateBlock plate, Reading reading, int index) {
        PlateHeader header = plate.header();
        Measurement measurement = start(plate, reading);
        JsonObject device = measurement.device();
        device.quantity("detector wavelength setting", reading.wavelength(), PlateReader.NANOMETER)
                .quantity("number of averages", header.averages(), PlateReader.NUMBER)
                .put("detector gain setting", header.gain());
        if (header.mode() == Mode.FLUORESCENCE)
            device.quantity("excitation wavelength setting", at(header.excitations(), index), PlateReader.NANOMETER)
                    .quantity("wavelength filter cutoff setting", at(header.cutoffs(), index), PlateReader.NANOMETER);
        reading.errors().forEach(error -> measurement.error(error.text(), error.feature()));
        if (header.type() == Type.KINETIC) {
            device.quantity("number of scans setting", BigDecimal.valueOf(header.kineticPoints()), PlateReader.NUMBER)
                    .quantity("read interval setting", header.readInterval(), PlateReader.SECOND)
                    .quantity("total measurement time setting", header.readTime(), PlateReader.SECOND);
            measurement.own()
                    .put(header.mode().profile(), PlateReader.cube(CUBES.getOrDefault(header.mode(), ""),
                            new Component("elapsed time", PlateReader.SECOND),
                            new Component(header.mode().member(), header.mode().unit()), reading.times(),
                            orNegativeZero(reading.values())));
            return measurement.build();
        }
        device.put("scan position setting (plate reader)", header.scanPosition());
        PlateReader.value(measurement, header.mode(), orNegativeZero(reading.value()));
        reading.others().forEach((name, text) -> AsmBuilder.custom(measurement.own(), name, text));
        return measurement.build();
    }

    private static Object orNegativeZero(@Nullable BigDecimal value) {
        return value == null ? JsonObject.NEGATIVE_ZERO : value;
    }

    private static List<Object> orNegativeZero(List<@Nullable BigDecimal> values) {
        List<Object> all = new ArrayList<>();
        for (BigDecimal value : values)
            all.add(orNegativeZero(value));
        return all;
    }

    private JsonObject spectrum(PlateBlock plate, List<Reading> readings) {
        PlateHeader header = plate.header();
        Measurement measurement = start(plate, readings.getFirst());
        List<BigDecimal> wavelengths = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (Reading reading : readings) {
            wavelengths.add(reading.wavelength());
            values.add(orNegativeZero(reading.value()));
            for (NoNumber error : reading.errors())
                measurement.error(error.text(), error.feature().equals(header.readMode())
                        ? Double.toString(reading.wavelength().doubleValue()) + "nm"
                        : error.feature());
        }
        measurement.own()
                .put(header.mode().spectrum(), PlateReader.cube(header.mode().member() + "-spectrum",
                        new Component("wavelength", PlateReader.NANOMETER),
                        new Component(header.mode().member(), header.mode().unit()), wavelengths, values));
        return measurement.build();
    }

    private void sources(PlateBlock plate, String well, List<DataSource> sources) {
        for (Reading reading : tables(plate).readings(well)) {
            sources.add(new DataSource(id(plate, reading), plate.header().readMode()));
            if (plate.header().type() == Type.SPECTRUM)
                return;
        }
    }

    private void calculate(String name, Object value, List<DataSource> sources, @Nullable String description) {
        asm.addCalculation(AsmBuilder.calculation(asm.nextId(), name, value, AsmBuilder.UNITLESS, sources)
                .put("calculation description", description));
    }

    private void reduced(PlateBlock plate) {
        tables(plate).reduced().forEach((well, value) -> {
            List<DataSource> sources = new ArrayList<>();
            sources(plate, well, sources);
            calculate("Reduced", value, sources, null);
        });
    }

    private void group(GroupBlock group) {
        Set<Well> wells = new LinkedHashSet<>();
        for (GroupBlock.Sample sample : group.samples())
            for (Element element : sample.elements()) {
                PlateBlock plate = plateOf(element);
                if (plate == null)
                    continue;
                List<DataSource> sources = new ArrayList<>();
                element.wells().forEach(well -> {
                    sources(plate, well, sources);
                    if (!group.summaries().isEmpty())
                        wells.add(new Well(plate.header().name(), well));
                });
                if (element.calculated())
                    calculate(element.column(), orNegativeZero(element.number()), sources,
                            group.formulas().get(element.column()));
            }
        List<DataSource> all = new ArrayList<>();
        for (Well well : wells) {
            PlateBlock plate = export.plates().get(well.plate);
            if (plate != null)
                sources(plate, well.name, all);
        }
        group.summaries().forEach(summary -> calculate(summary.name(), summary.value(), all, summary.formula()));
    }

}
