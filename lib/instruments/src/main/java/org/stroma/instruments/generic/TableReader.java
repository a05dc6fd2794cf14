package org.stroma.instruments.generic;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Limits;
import org.stroma.instruments.Problem.Place;
import org.stroma.instruments.Problems;
import org.stroma.instruments.Source;
import org.stroma.instruments.logger.LoggerProblem;
import org.stroma.instruments.logger.TemperatureTrace;
import org.stroma.instruments.logger.Temperatures;
import org.stroma.instruments.logger.TimeSeries;
import org.stroma.instruments.logger.TimeSeriesBuilder;

/**
 * Reads a delimited text by a declared {@link Mapping}: a pure function of bytes and mapping. Temperatures in K or [degF]
 * become Cel; other units stay as declared.
 */
public final class TableReader {

    private static final int LONGEST_TEXT = 60;

    private final Mapping mapping;
    private final Problems problems;
    private final RowClock clock;
    private final List<TimeSeriesBuilder> builders = new ArrayList<>();
    private int[] valueAt = new int[0];
    private int width;
    private int rows;
    private int left;

    private TableReader(Mapping mapping, Problems problems) {
        this.mapping = mapping;
        this.problems = problems;
        clock = new RowClock(mapping.clock(), problems);
        for (Mapping.Value value : mapping.values()) {
            String unit = Temperatures.isScale(value.unit()) ? TemperatureTrace.CELSIUS : value.unit();
            builders.add(new TimeSeriesBuilder(value.name(), unit, clock.zone(mapping.zone()), problems));
        }
    }

    /**
     * Reads a file.
     *
     * @throws org.stroma.instruments.Refusal when it is no text of the declared encoding, or lacks a declared column
     */
    public static Table read(Source source, Mapping mapping) {
        Problems problems = new Problems(source.name());
        return new TableReader(mapping, problems).table(text(source, mapping.layout(), problems));
    }

    /** Reads bytes; the name is told in problems. */
    public static Table read(byte[] bytes, String name, Mapping mapping) {
        return read(Source.of(ByteBuffer.wrap(bytes), name), mapping);
    }

    static String text(Source source, Layout layout, Problems problems) {
        if (source.size() > Limits.STANDARD.bytes())
            throw problems.refuse(FileProblem.TOO_LARGE, source.size() + " B", Limits.STANDARD.bytes() + " B");
        if (source.size() == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        if (layout.declaredEncoding().isEmpty()) {
            var text = new Content(source).text();
            problems.note(text);
            return text.string();
        }
        try {
            String text = layout.declaredEncoding().orElseThrow().newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(source.buffer()).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw problems.refuse(FileProblem.NOT_TEXT);
        }
    }

    private Table table(String text) {
        RowSplitter splitter = new RowSplitter(text, mapping.layout());
        if (!locate(splitter))
            throw problems.refuse(FileProblem.EMPTY_FILE);
        while (splitter.advance()) {
            List<String> cells = splitter.cells();
            rows++;
            if (!row(cells, splitter.line(), splitter.brokenQuote()))
                left++;
        }
        if (splitter.ended())
            problems.add(at(splitter.line(), 0, ""), FileProblem.SECTION_LEFT_OUT, mapping.layout().end());
        if (rows == 0)
            throw problems.refuse(FileProblem.EMPTY_FILE);
        List<TimeSeries> series = builders.stream().map(builder -> builder.build(mapping.interval())).toList();
        return new Table(series, rows, left, problems.list());
    }

    private boolean locate(RowSplitter splitter) {
        List<String> header = List.of();
        if (mapping.layout().header()) {
            if (!splitter.advance())
                return false;
            header = splitter.cells();
        }
        int line = splitter.line();
        List<String> names = header;
        clock.locate(column -> index(column, names, line));
        valueAt = mapping.values().stream().mapToInt(value -> index(value.column(), names, line)).toArray();
        width = names.size();
        tellUnused(names, line);
        return true;
    }

    /** Columns that the mapping leaves out. */
    private void tellUnused(List<String> names, int line) {
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            boolean used = IntStream.of(valueAt).anyMatch(at -> at == column) || clock.uses(column);
            if (!used && !names.get(i).isEmpty())
                problems.add(at(line, i + 1, names.get(i)), FileProblem.SECTION_LEFT_OUT, names.get(i));
        }
    }

    private int index(Column column, List<String> header, int line) {
        return switch (column) {
            case Column.At at -> at.position() - 1;
            case Column.Named named -> {
                int index = header.indexOf(named.name().strip());
                if (index < 0)
                    throw problems.refuse(at(line, 0, ""), FileProblem.MISSING_COLUMN, named.name());
                if (header.lastIndexOf(named.name().strip()) > index)
                    problems.add(at(line, index + 1, named.name()), FileProblem.DUPLICATE_COLUMN, named.name());
                yield index;
            }
        };
    }

    private boolean row(List<String> cells, int line, boolean brokenQuote) {
        if (brokenQuote) {
            problems.add(at(line, 0, ""), FileProblem.CORRUPT, "quote");
            return false;
        }
        if (width > 0 && cells.size() > width && hasText(cells, width)) {
            problems.add(at(line, 0, ""), FileProblem.ROW_LENGTH, Integer.toString(cells.size()),
                    Integer.toString(width));
            return false;
        }
        if (cells.size() < width)
            problems.add(at(line, 0, ""), FileProblem.ROW_SHORT, Integer.toString(cells.size()),
                    Integer.toString(width));
        Optional<StampParser.Stamped> time = clock.read(cells, line);
        if (time.isEmpty())
            return false;
        for (int i = 0; i < valueAt.length; i++)
            add(builders.get(i), time.get(), value(i, cells, line), at(line, valueAt[i] + 1, ""));
        return true;
    }

    private static boolean hasText(List<String> cells, int from) {
        return cells.subList(from, cells.size()).stream().anyMatch(cell -> !cell.isEmpty());
    }

    private static void add(TimeSeriesBuilder series, StampParser.Stamped time, @Nullable BigDecimal value,
            Place place) {
        switch (time) {
            case StampParser.Stamped.Local local -> series.add(local.time(), value, false, place);
            case StampParser.Stamped.Placed placed -> series.add(placed.time(), value, false, place);
        }
    }

    private @Nullable BigDecimal value(int i, List<String> cells, int line) {
        Mapping.Value value = mapping.values().get(i);
        String text = valueAt[i] < cells.size() ? cells.get(valueAt[i]) : "";
        if (text.isEmpty() || mapping.noValue().contains(text))
            return null;
        Optional<BigDecimal> number = value.form().parse(text);
        if (number.isEmpty()) {
            boolean bounded = text.startsWith("<") || text.startsWith(">");
            problems.add(at(line, valueAt[i] + 1, value.name()),
                    bounded ? FileProblem.CENSORED : LoggerProblem.NOT_A_VALUE, excerpt(text));
            return null;
        }
        boolean temperature = Temperatures.isScale(value.unit());
        return temperature ? Temperatures.toCelsius(number.get(), value.unit()) : number.get();
    }

    private Place at(int line, int column, String field) {
        return new Place(problems.place().file(), line, column, field);
    }

    static String excerpt(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

}
