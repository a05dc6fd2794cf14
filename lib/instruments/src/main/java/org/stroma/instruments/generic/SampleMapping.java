package org.stroma.instruments.generic;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.logger.ZoneDeclaration;

/**
 * What somebody declares of the table of a machine that measures samples, one in each row: nothing in it is guessed from a file.
 *
 * @param layout how the text is divided; it must have a header line
 * @param kind which model the rows become
 * @param clock where the time of a row comes from, null when the table has none
 * @param zone the zone of the clock, stated or expressly undeclared
 * @param columns where a row says what was measured
 * @param device what is said of the machine
 * @param values the measured columns, named as {@link SampleKind} has them
 * @param noValue cell texts that mean "no value"; the empty cell always does
 */
public record SampleMapping(Layout layout, SampleKind kind, @Nullable TimeColumn clock, ZoneDeclaration zone,
        Columns columns, Device device, List<Mapping.Value> values, Set<String> noValue) {

    /**
     * The columns that are no values.
     *
     * @param sample identifier of the sample
     * @param analyst who measured, null when the table does not say
     * @param well position on the plate, null unless the kind is a plate reader
     */
    public record Columns(Column sample, @Nullable Column analyst, @Nullable Column well) {}

    /**
     * The machine, each empty when unknown.
     *
     * @param wells of the plate, 0 unless the kind is a plate reader
     */
    public record Device(String model, String manufacturer, String serial, String software, int wells) {}

    public SampleMapping {
        values = List.copyOf(values);
        noValue = Set.copyOf(noValue);
        if (values.isEmpty())
            throw new IllegalArgumentException("a mapping needs a measured column");
        if (!layout.header())
            throw new IllegalArgumentException("samples need a header line");
        boolean plate = kind == SampleKind.PLATE_READER;
        if (plate != (columns.well() != null) || plate != device.wells() > 0)
            throw new IllegalArgumentException("a plate reader, and nothing else, has wells");
    }

}
