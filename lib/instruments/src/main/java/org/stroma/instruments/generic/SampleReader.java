package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmDocument;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.SolutionAnalyzer;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.ZoneDeclaration;
import org.stroma.instruments.value.DateTimes;

/**
 * Reads a delimited text of samples by a declared {@link SampleMapping} into the Allotrope model of its kind: a pure function of
 * bytes and mapping. Columns that the mapping does not name are carried over as custom information.
 */
public final class SampleReader {

    private final SampleMapping mapping;
    private final Problems problems;
    private final AsmBuilder asm;
    private final @Nullable RowClock clock;
    private final TreeSet<Integer> used = new TreeSet<>();
    private List<String> header = List.of();
    private int headerLine;

    private SampleReader(Source source, SampleMapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        asm = new AsmBuilder(mapping.kind().technique(), new Content(source), "table");
        TimeColumn column = mapping.clock();
        clock = column == null ? null : new RowClock(column, problems);
    }

    /**
     * Reads a file; a row that cannot be read as declared is told as an error.
     *
     * @throws org.stroma.instruments.Refusal when it is no text of the declared encoding, lacks a declared column or has no row
     */
    public static AsmDocument read(Source source, SampleMapping mapping, Problems problems) {
        return new SampleReader(source, mapping, problems).document(TableReader.text(source, mapping.layout(), problems));
    }

    private AsmDocument document(String text) {
        RowSplitter rows = new RowSplitter(text, mapping.layout());
        if (!rows.advance())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        header = rows.cells();
        headerLine = rows.line();
        if (clock != null)
            clock.locate(this::index);
        mapping.values().forEach(value -> index(value.column()));
        describe();
        tellTimes();
        while (rows.advance())
            row(rows.cells(), rows.line(), rows.brokenQuote());
        if (rows.ended())
            problems.add(problems.place(rows.line()), FileProblem.SECTION_LEFT_OUT, mapping.layout().end());
        if (!asm.hasGroups())
            throw problems.refuse(FileProblem.EMPTY_FILE);
        return asm.build();
    }

    private void describe() {
        SampleMapping.Device device = mapping.device();
        asm.dataSystem()
                .put("data system instance identifier", AsmBuilder.NOT_APPLICABLE)
                .put("software name", told(device.software()));
        asm.deviceSystem()
                .put("device identifier", AsmBuilder.NOT_APPLICABLE)
                .put("model number", told(device.model()))
                .put("product manufacturer", device.manufacturer().isEmpty() ? null : device.manufacturer())
                .put("equipment serial number", device.serial().isEmpty() ? null : device.serial());
    }

    private static String told(String text) {
        return text.isEmpty() ? AsmBuilder.NOT_APPLICABLE : text;
    }

    private void tellTimes() {
        if (clock == null)
            problems.add(FileProblem.TIME_NOT_DECLARED, AsmBuilder.NO_TIME);
        else if (clock.zone(mapping.zone()) instanceof ZoneDeclaration.Undeclared)
            problems.add(FileProblem.TIME_ZONE_NOT_DECLARED, "+00:00");
    }

    private int index(Column column) {
        int index = switch (column) {
            case Column.At at -> at.position() - 1;
            case Column.Named named -> header.indexOf(named.name().strip());
        };
        if (index < 0 || index >= header.size())
            throw problems.refuse(problems.place(headerLine), FileProblem.MISSING_COLUMN, column.text());
        if (header.lastIndexOf(header.get(index)) != header.indexOf(header.get(index)))
            problems.addOnce(FileProblem.DUPLICATE_COLUMN, header.get(index));
        used.add(index);
        return index;
    }

    private @Nullable String text(List<String> cells, @Nullable Column column) {
        int index = column == null ? -1 : index(column);
        String text = index < 0 || index >= cells.size() ? "" : cells.get(index);
        return text.isEmpty() ? null : text;
    }

    private Place at(int line, int column, String field) {
        return new Place(problems.place().file(), line, column, field);
    }

    private void row(List<String> cells, int line, boolean brokenQuote) {
        boolean beyond = cells.size() > header.size()
                && cells.subList(header.size(), cells.size()).stream().anyMatch(cell -> !cell.isEmpty());
        if (brokenQuote || beyond || cells.size() < header.size()) {
            problems.add(at(line, 0, ""), brokenQuote ? FileProblem.CORRUPT : FileProblem.ROW_LENGTH,
                    brokenQuote ? "quote" : cells.size() + "", header.size() + "");
            return;
        }
        String time = time(cells, line);
        String sample = text(cells, mapping.columns().sample());
        if (sample == null)
            problems.add(at(line, 0, ""), FileProblem.MISSING_FIELD,
                    mapping.columns().sample().text());
        if (time != null && sample != null)
            group(cells, line, time, sample);
    }

    private @Nullable String time(List<String> cells, int line) {
        if (clock == null)
            return AsmBuilder.NO_TIME;
        Optional<StampParser.Stamped> read = clock.read(cells, line);
        ZoneDeclaration zone = mapping.zone();
        return read.map(stamped -> switch (stamped) {
            case StampParser.Stamped.Placed placed -> DateTimes.iso(placed.time().atOffset(ZoneOffset.UTC)
                    .toLocalDateTime(), ZoneOffset.UTC);
            case StampParser.Stamped.Local local -> DateTimes.iso(local.time(), switch (zone) {
                case ZoneDeclaration.Declared declared -> declared.zone().getRules().getOffset(local.time());
                case ZoneDeclaration.Undeclared() -> ZoneOffset.UTC;
            });
        }).orElse(null);
    }

    private void group(List<String> cells, int line, String time, String sample) {
        AsmBuilder.Group group = asm.group();
        group.document().put("analyst", text(cells, mapping.columns().analyst()));
        boolean plate = mapping.kind() == SampleKind.PLATE_READER;
        if (plate)
            org.stroma.instruments.asm.PlateReader.plate(group, time, BigDecimal.valueOf(mapping.device().wells()));
        List<List<Mapping.Value>> parts = plate
                ? mapping.values().stream().map(List::of).toList()
                : List.of(mapping.values());
        for (List<Mapping.Value> values : parts)
            group.add(measurement(cells, line, plate ? null : time, sample, values));
    }

    private JsonObject measurement(List<String> cells, int line, @Nullable String time, String sample,
            List<Mapping.Value> values) {
        Measurement measurement = new Measurement(asm.nextId(), time);
        measurement.sample().put("sample identifier", sample)
                .put("location identifier", text(cells, mapping.columns().well()));
        measurement.device().put("device type", switch (mapping.kind()) {
            case CELL_COUNTING -> "cell counter";
            case SOLUTION_ANALYZER -> SolutionAnalyzer.DEVICE;
            case PLATE_READER -> values.getFirst().name() + " detector";
        });
        List<JsonObject> analytes = new ArrayList<>();
        for (Mapping.Value value : values)
            value(cells, line, value, measurement, analytes);
        if (!analytes.isEmpty())
            measurement.own()
                    .put("analyte aggregate document", new JsonObject().put("analyte document", analytes));
        for (int i = 0; i < header.size(); i++)
            if (!used.contains(i) && !cells.get(i).isEmpty())
                AsmBuilder.custom(measurement.own(), header.get(i).isEmpty() ? "column " + (i + 1) : header.get(i),
                        cells.get(i));
        return measurement.build();
    }

    private void value(List<String> cells, int line, Mapping.Value value, Measurement measurement,
            List<JsonObject> analytes) {
        SampleKind.Member member = SampleKind.find(mapping.kind(), value.name()).orElseThrow();
        BigDecimal number = number(cells, line, value);
        if (number == null) {
            measurement.error(AsmBuilder.NOT_APPLICABLE, value.name());
            problems.add(at(line, index(value.column()) + 1, value.name()), FileProblem.MISSING_VALUE, value.name());
        }
        boolean demanded = value.name().equals("viable cell density (cell counter)")
                || mapping.kind() == SampleKind.PLATE_READER;
        if (number == null && !demanded)
            return;
        Object told = number == null ? JsonObject.NEGATIVE_ZERO : member.inUnit(number, value.unit());
        switch (member.part()) {
            case OWN -> measurement.own().quantity(member.name(), told, member.unit());
            case PROCESSED -> measurement.processed().quantity(member.name(), told, member.unit());
            case PROCESSING -> measurement.processing().quantity(member.name(), told, member.unit());
            case DEVICE -> measurement.device().quantity(member.name(), told, member.unit());
            case ANALYTE -> Optional.ofNullable(SolutionAnalyzer.analyte(member.name(), told, value.unit()))
                    .ifPresent(analytes::add);
        }
    }

    private @Nullable BigDecimal number(List<String> cells, int line, Mapping.Value value) {
        int index = index(value.column());
        String text = cells.get(index);
        if (text.isEmpty() || mapping.noValue().contains(text))
            return null;
        Optional<BigDecimal> number = value.form().parse(text);
        if (number.isEmpty())
            problems.add(at(line, index + 1, value.name()), LoggerProblem.NOT_A_VALUE, TableReader.excerpt(text));
        return number.orElse(null);
    }

}
