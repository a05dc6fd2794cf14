package org.stroma.instruments.asm;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.json.JsonObject;

/** Words of ASM plate reader for images of wells and the features counted in them (Benchling, 2023/09). */
public final class OpticalImaging {

    private OpticalImaging() {}

    /** A builder of the model, which keeps no identifier of the ASM file. */
    public static AsmBuilder builder(Content content, String converter) {
        AsmBuilder asm = new AsmBuilder(PlateReader.BENCHLING_2023_09, content, converter);
        asm.dataSystem().remove("ASM file identifier");
        return asm;
    }

    /** A measurement of one well: the sample is named after plate and well. */
    public static Measurement measurement(AsmBuilder asm, @Nullable String plate, String well) {
        Measurement measurement = new Measurement(asm.nextId(), null);
        measurement.device().put("device type", "imager").put("detection type", "optical-imaging");
        measurement.sample()
                .put("sample identifier", plate == null ? well : plate + "_" + well)
                .put("location identifier", well)
                .put("well plate identifier", plate);
        return measurement;
    }

    /** An image feature document; the value is a BigDecimal or {@link JsonObject#NEGATIVE_ZERO}. */
    public static JsonObject feature(AsmBuilder asm, String name, Object value) {
        return new JsonObject().put("image feature identifier", asm.nextId())
                .put("image feature name", name)
                .quantity("image feature result", value, AsmBuilder.UNITLESS);
    }

    /** Puts the features into a measurement. */
    public static void features(AsmBuilder asm, Measurement measurement, List<JsonObject> features) {
        measurement.processed()
                .put("processed data identifier", asm.nextId())
                .put("image feature aggregate document", new JsonObject().put("image feature document", features));
    }

}
