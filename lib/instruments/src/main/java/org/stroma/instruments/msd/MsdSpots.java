package org.stroma.instruments.msd;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.IdentifierList;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.table.Keys;
import org.stroma.instruments.value.DecimalSign;

/** The measured rows of all tables in the order of their measurements, each known by numbers only. */
final class MsdSpots {

    private final IdentifierList measurements;
    private final Problems problems;
    private final List<MsdTable> tables = new ArrayList<>();
    private final Keys plates = new Keys();
    private final Keys samples = new Keys();
    private final Keys assays = new Keys();
    private final Keys locations = new Keys();
    /** By spot: the table and the row it is of, and the numbers of its plate, sample, assay and location. */
    private final int[] table;
    private final int[] row;
    private final int[] plate;
    private final int[] sample;
    private final int[] assay;
    private final int[] location;

    /**
     * @param size how many there are to be
     * @param measurements an empty list for their identifiers
     */
    MsdSpots(int size, IdentifierList measurements, Problems problems) {
        this.measurements = measurements;
        this.problems = problems;
        table = new int[size];
        row = new int[size];
        plate = new int[size];
        sample = new int[size];
        assay = new int[size];
        location = new int[size];
    }

    /** Adds the row at a place of the file. */
    void add(MsdTable of, int place, Fields fields, String measurement) {
        int spot = measurements.size();
        if (tables.isEmpty() || tables.getLast() != of)
            tables.add(of);
        table[spot] = tables.size() - 1;
        row[spot] = place;
        plate[spot] = plates.add(of.plate());
        sample[spot] = samples.add(sample(fields));
        assay[spot] = assays.add(fields.textOr("", "Assay"));
        location[spot] = locations.add(fields.textOr("", "Spot"));
        measurements.add(measurement);
    }

    static String sample(Fields fields) {
        return fields.textOr("", "Sample") + "_" + fields.textOr("", "Well");
    }

    int size() {
        return measurements.size();
    }

    int plate(int spot) {
        return plate[spot];
    }

    int sample(int spot) {
        return sample[spot];
    }

    int assay(int spot) {
        return assay[spot];
    }

    int location(int spot) {
        return location[spot];
    }

    String assayName(int spot) {
        return assays.get(assay[spot]);
    }

    String measurement(int spot) {
        return measurements.get(spot);
    }

    /** The decimal sign of the numbers of a spot. */
    DecimalSign sign(int spot) {
        return tables.get(table[spot]).sign();
    }

    /** The row of a spot, read again. */
    Fields fields(int spot) {
        return tables.get(table[spot]).row(row[spot], problems);
    }

}
