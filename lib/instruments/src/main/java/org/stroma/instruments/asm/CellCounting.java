package org.stroma.instruments.asm;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * The measurement document of ASM cell counting (REC/2024/09). Put values into the parts under their ASM names, then
 * {@link #build()}; parts that stay empty are left out.
 */
public final class CellCounting {

    /** The technique. */
    public static final Technique TECHNIQUE = Technique.of("cell-counting/REC/2024/09/cell-counting.manifest",
            "cell counting");

    /** Unit of cell densities. */
    public static final String MILLION_PER_ML = "10^6 cells/mL";

    /** Unit of lengths. */
    public static final String MICROMETER = "µm";

    /** Unit of volumes; note the Greek letter, as ASM has it. */
    public static final String MICROLITER = "μL";

    /** Unit of counts. */
    public static final String CELL = "cell";

    /** Unit of shares. */
    public static final String PERCENT = "%";

    private final String identifier;
    private final String time;
    private final JsonObject device = new JsonObject();
    private final JsonObject processing = new JsonObject();
    private final JsonObject processed = new JsonObject();
    private final JsonObject sample = new JsonObject();
    private final JsonObject image = new JsonObject();
    private final JsonObject own = new JsonObject();
    private final List<JsonObject> errors = new ArrayList<>();

    public CellCounting(String identifier, String time, String sampleIdentifier) {
        this.identifier = identifier;
        this.time = time;
        sample.put("sample identifier", sampleIdentifier);
    }

    /** The device control document. */
    public JsonObject device() {
        return device;
    }

    /** The data processing document: settings of the counting. */
    public JsonObject processing() {
        return processing;
    }

    /** The processed data document: counts, densities, sizes. */
    public JsonObject processed() {
        return processed;
    }

    /** The sample document. */
    public JsonObject sample() {
        return sample;
    }

    /** The image document. */
    public JsonObject image() {
        return image;
    }

    /** The measurement document itself, for custom information. */
    public JsonObject own() {
        return own;
    }

    /** The cell density a technique document must have: {@code -0.0} and an error where the file has none. */
    public void viableDensity(@Nullable BigDecimal millionPerMl) {
        String name = "viable cell density (cell counter)";
        if (millionPerMl == null)
            error(AsmBuilder.NOT_APPLICABLE, "viable cell density");
        processed.quantity(name, millionPerMl == null ? JsonObject.NEGATIVE_ZERO : millionPerMl, MILLION_PER_ML);
    }

    /** A count rounded to whole cells, halves to even; null stays null. */
    public static @Nullable BigDecimal whole(@Nullable BigDecimal count) {
        return count == null ? null : count.setScale(0, RoundingMode.HALF_EVEN);
    }

    /** Adds an error of the instrument and what it concerns. */
    public void error(String error, String feature) {
        errors.add(new JsonObject().put("error", error).put("error feature", feature));
    }

    /** The measurement document. */
    public JsonObject build() {
        JsonObject whole = new JsonObject().put("data processing document", processing).putAll(processed);
        JsonObject document = new JsonObject()
                .put("device control aggregate document", list("device control document", device))
                .put("measurement identifier", identifier)
                .put("measurement time", time)
                .put("processed data aggregate document", list("processed data document", whole))
                .put("sample document", sample);
        if (!errors.isEmpty())
            document.put("error aggregate document", new JsonObject().put("error document", errors));
        if (!image.isEmpty())
            document.put("image aggregate document", list("image document", image));
        return document.putAll(own);
    }

    private static JsonObject list(String name, JsonObject only) {
        return new JsonObject().put(name, List.of(only));
    }

}
