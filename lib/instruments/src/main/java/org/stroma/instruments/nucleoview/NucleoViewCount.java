package org.stroma.instruments.nucleoview;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.table.Fields;
import org.stroma.instruments.value.Printed;

/**
 * One count of the NC-200. Concentrations are in cells per millilitre as printed and, as the instrument prints them,
 * already multiplied by the multiplication factor; percentages are 0 to 100; volumes are in microlitres and diameters in
 * micrometres. A value the file does not have, or not as a plain number, is null; {@link Printed} keeps {@code <8}.
 */
public final class NucleoViewCount {

    private final String sampleIdentifier;
    private final @Nullable OffsetDateTime time;
    private final boolean zoneDeclared;
    private final @Nullable String image;
    private final @Nullable String imageFile;
    private final @Nullable String operator;
    private final BigDecimal viability;
    private final @Nullable BigDecimal live;
    private final @Nullable BigDecimal dead;
    private final @Nullable BigDecimal total;
    private final Printed printedDiameter;
    private final @Nullable BigDecimal diameter;
    private final @Nullable BigDecimal diameterDeviation;
    private final @Nullable BigDecimal aggregates;
    private final @Nullable BigDecimal sampleVolume;
    private final @Nullable BigDecimal dilutionVolume;
    private final @Nullable BigDecimal multiplicationFactor;
    private final @Nullable String instrumentType;
    private final @Nullable String serialNumber;
    private final @Nullable String softwareVersion;
    private final @Nullable String computer;
    private final Map<String, Object> others = new LinkedHashMap<>();

    NucleoViewCount(String sampleIdentifier, @Nullable OffsetDateTime time, boolean zoneDeclared,
            @Nullable String image,
            Fields fields) {
        this.sampleIdentifier = sampleIdentifier;
        this.time = time;
        this.zoneDeclared = zoneDeclared;
        this.image = image;
        imageFile = fields.text("cm filename");
        operator = fields.text("Operator");
        viability = fields.requireNumber("Viability (%)");
        live = fields.number("Live (cells/ml)");
        dead = fields.number("Dead (cells/ml)");
        total = fields.number("Total (cells/ml)");
        printedDiameter = fields.printed("Estimated cell diameter (um)");
        diameter = fields.number("Estimated cell diameter (um)");
        diameterDeviation = fields.number("Cell diameter standard deviation (um)");
        aggregates = fields.number("(%) of cells in aggregates with five or more cells");
        sampleVolume = fields.number("Sample Volume (ul)");
        dilutionVolume = fields.number("Dilution Volume (ul)");
        multiplicationFactor = fields.number("Multiplication factor");
        instrumentType = fields.text("Instrument type");
        serialNumber = fields.text("Instrument s/n");
        softwareVersion = fields.text("Application SW version");
        computer = fields.text("PC");
        fields.forEachUnread(others::put);
    }

    public String sampleIdentifier() {
        return sampleIdentifier;
    }

    /** When it was counted; null when the file does not say; at UTC when it declares no zone. */
    public @Nullable OffsetDateTime time() {
        return time;
    }

    /** Whether the file declares the offset of {@link #time()} from UTC. */
    public boolean zoneDeclared() {
        return zoneDeclared;
    }

    /** The name of the image, {@code date-number-letter-sample}. */
    public @Nullable String image() {
        return image;
    }

    /** The name of the raw image file. */
    public @Nullable String imageFile() {
        return imageFile;
    }

    public @Nullable String operator() {
        return operator;
    }

    /** Percent of live cells. */
    public BigDecimal viability() {
        return viability;
    }

    /** Live cells per millilitre. */
    public @Nullable BigDecimal live() {
        return live;
    }

    /** Dead cells per millilitre. */
    public @Nullable BigDecimal dead() {
        return dead;
    }

    /** All cells per millilitre. */
    public @Nullable BigDecimal total() {
        return total;
    }

    /** The estimated cell diameter as printed: a number, {@code <8}, or a number with a remark. */
    public Printed printedDiameter() {
        return printedDiameter;
    }

    /** The estimated cell diameter when it is a plain number. */
    public @Nullable BigDecimal diameter() {
        return diameter;
    }

    /** Standard deviation of the cell diameter. */
    public @Nullable BigDecimal diameterDeviation() {
        return diameterDeviation;
    }

    /** Percent of cells in aggregates of five or more. */
    public @Nullable BigDecimal aggregates() {
        return aggregates;
    }

    public @Nullable BigDecimal sampleVolume() {
        return sampleVolume;
    }

    public @Nullable BigDecimal dilutionVolume() {
        return dilutionVolume;
    }

    /** What the instrument multiplied its counts by because of dilution. */
    public @Nullable BigDecimal multiplicationFactor() {
        return multiplicationFactor;
    }

    public @Nullable String instrumentType() {
        return instrumentType;
    }

    public @Nullable String serialNumber() {
        return serialNumber;
    }

    public @Nullable String softwareVersion() {
        return softwareVersion;
    }

    /** The name of the computer. */
    public @Nullable String computer() {
        return computer;
    }

    /** Every other line of the file: text, or BigDecimal when the whole value is a number. */
    public Map<String, Object> others() {
        return Collections.unmodifiableMap(others);
    }

}
