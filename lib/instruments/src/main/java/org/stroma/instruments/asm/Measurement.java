package org.stroma.instruments.asm;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/**
 * A measurement document. Put values into its parts under their ASM names, then {@link #build()}; parts that stay empty are
 * left out.
 */
public class Measurement {

    private final String identifier;
    private final @Nullable String time;
    private final JsonObject device = new JsonObject();
    private final JsonObject processing = new JsonObject();
    private final JsonObject processed = new JsonObject();
    private final JsonObject sample = new JsonObject();
    private final JsonObject image = new JsonObject();
    private final JsonObject own = new JsonObject();
    private final List<JsonObject> errors = new ArrayList<>();

    /**
     * @param time date and time as ISO 8601; null where the technique keeps it elsewhere
     */
    public Measurement(String identifier, @Nullable String time) {
        this.identifier = identifier;
        this.time = time;
    }

    /** The measurement identifier. */
    public final String identifier() {
        return identifier;
    }

    /** The device control document. */
    public final JsonObject device() {
        return device;
    }

    /** The data processing document: settings of the evaluation. */
    public final JsonObject processing() {
        return processing;
    }

    /** The processed data document: what the instrument evaluated. */
    public final JsonObject processed() {
        return processed;
    }

    /** The sample document. */
    public final JsonObject sample() {
        return sample;
    }

    /** The image document. */
    public final JsonObject image() {
        return image;
    }

    /** The measurement document itself: what the instrument measured, and custom information. */
    public final JsonObject own() {
        return own;
    }

    /** Adds an error of the instrument and what it concerns. */
    public final void error(String error, @Nullable String feature) {
        errors.add(new JsonObject().put("error", error).put("error feature", feature));
    }

    /** The measurement document. */
    public final JsonObject build() {
        JsonObject whole = new JsonObject().put("data processing document", processing).putAll(processed);
        JsonObject document = new JsonObject();
        if (!device.isEmpty())
            document.put("device control aggregate document", list("device control document", device));
        document.put("measurement identifier", identifier).put("measurement time", time);
        if (!whole.isEmpty())
            document.put("processed data aggregate document", list("processed data document", whole));
        document.put("sample document", sample);
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
