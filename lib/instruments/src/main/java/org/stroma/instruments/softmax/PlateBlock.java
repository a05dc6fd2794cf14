package org.stroma.instruments.softmax;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Problems;
import org.stroma.instruments.softmax.GroupBlock.Element;
import org.stroma.instruments.softmax.PlateHeader.Type;

/**
 * One plate. Its tables are read again when they are asked for, unless they are few, since readings take many times the room of
 * their text; what groups say of the wells is told to the readings then.
 */
final class PlateBlock {

    /** One reading of one well; it collects what groups say of it. */
    static final class Reading {

        private final int number;
        private final String well;
        private final BigDecimal wavelength;
        private final @Nullable BigDecimal temperature;
        private final @Nullable BigDecimal value;
        private final List<BigDecimal> times = new ArrayList<>();
        private final List<@Nullable BigDecimal> values = new ArrayList<>();
        private final List<NoNumber> errors = new ArrayList<>();
        private final Map<String, String> others = new LinkedHashMap<>();
        private @Nullable String sample;
        private @Nullable String group;

        Reading(int number, String well, BigDecimal wavelength, @Nullable BigDecimal temperature,
                @Nullable BigDecimal value) {
            this.number = number;
            this.well = well;
            this.wavelength = wavelength;
            this.temperature = temperature;
            this.value = value;
        }

        /** Its place among the readings of the plate, from 0. */
        int number() {
            return number;
        }

        String well() {
            return well;
        }

        BigDecimal wavelength() {
            return wavelength;
        }

        /** In degrees Celsius; 0 means it was not read. */
        @Nullable
        BigDecimal temperature() {
            return temperature == null || temperature.signum() == 0 ? null : temperature;
        }

        /** Null when the cell is no number. */
        @Nullable
        BigDecimal value() {
            return value;
        }

        void add(BigDecimal seconds, @Nullable BigDecimal number) {
            times.add(seconds);
            values.add(number);
        }

        /** Times of a kinetic in seconds. */
        List<BigDecimal> times() {
            return times;
        }

        List<@Nullable BigDecimal> values() {
            return values;
        }

        void add(NoNumber error) {
            errors.add(error);
        }

        List<NoNumber> errors() {
            return errors;
        }

        /** What a group says of the sample of this well. */
        void describe(String sampleName, String groupName, Map<String, String> more) {
            sample = sampleName;
            group = groupName;
            others.putAll(more);
        }

        @Nullable
        String sample() {
            return sample;
        }

        @Nullable
        String group() {
            return group;
        }

        Map<String, String> others() {
            return others;
        }

    }

    /**
     * What stands in the tables: for each wavelength, and for each line of a table by time, the readings by well; and the
     * reduced values.
     *
     * @param readings how many there are
     * @param reduced by well, in their order; empty when there are none
     */
    record Tables(List<Map<String, Reading>> tables, int readings, Map<String, BigDecimal> reduced) {

        /** All readings of a well, wavelength by wavelength; empty when the well was not read. */
        List<Reading> readings(String well) {
            List<Reading> readings = new ArrayList<>();
            for (Map<String, Reading> table : tables) {
                Reading reading = table.get(well);
                if (reading != null)
                    readings.add(reading);
            }
            return readings;
        }

    }

    private final PlateHeader header;
    private final List<String> lines;
    private final int line;
    private final String file;
    private final int readings;
    private final @Nullable Tables kept;
    private boolean told;
    /** Samples with wells on this plate: by turns the number of a group and of a sample in it. */
    private int[] found = new int[2];
    private int foundLength;

    /** What is to be done with a sample, told by its group and its number in it. */
    interface SampleAction {

        void accept(int group, int sample);

    }

    /**
     * @param lines the lines of the block
     * @param line the line of the file where it starts, from 1
     */
    private PlateBlock(PlateHeader header, List<String> lines, int line, Problems problems, boolean few) {
        this.header = header;
        this.lines = lines;
        this.line = line;
        this.file = problems.place().file();
        Tables tables = new PlateReader(header, lines, line, problems).read();
        readings = tables.readings();
        kept = few ? tables : null;
    }

    /** A plate whose tables are kept. */
    static PlateBlock ofFew(PlateHeader header, List<String> lines, int line, Problems problems) {
        return new PlateBlock(header, lines, line, problems, true);
    }

    /** A plate whose tables are read again each time. */
    static PlateBlock ofMany(PlateHeader header, List<String> lines, int line, Problems problems) {
        return new PlateBlock(header, lines, line, problems, false);
    }

    PlateHeader header() {
        return header;
    }

    /** How many readings the tables have. */
    int readings() {
        return readings;
    }

    /** Notes that a sample has wells on this plate; one that was noted last is not noted again. */
    void found(int group, int sample) {
        if (foundLength > 0 && found[foundLength - 2] == group && found[foundLength - 1] == sample)
            return;
        if (foundLength == found.length)
            found = Arrays.copyOf(found, 2 * foundLength);
        found[foundLength++] = group;
        found[foundLength++] = sample;
    }

    void forEachFound(SampleAction action) {
        for (int i = 0; i < foundLength; i += 2)
            action.accept(found[i], found[i + 1]);
    }

    /**
     * The tables with what groups say of their wells; to be asked for once per plate where order allows.
     *
     * @param groups tells the tables what groups say, by {@link #describe}
     */
    Tables tables(Consumer<Tables> groups) {
        Tables tables = kept == null ? new PlateReader(header, lines, line, new Problems(file)).read() : kept;
        if (kept == null || !told)
            groups.accept(tables);
        told = true;
        return tables;
    }

    /** Tells the tables what a group says of the wells of one value. */
    void describe(Tables tables, Element element, String sample, String group) {
        Map<String, String> others = element.calculated() ? Map.of() : Map.of(element.column(), element.text());
        NoNumber error = element.error();
        for (String well : element.wells()) {
            boolean first = true;
            for (Reading reading : tables.readings(well)) {
                reading.describe(sample, group, others);
                if (error != null && (first || header.type() != Type.SPECTRUM))
                    reading.add(error);
                first = false;
            }
        }
    }

}
