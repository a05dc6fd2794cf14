package org.stroma.instruments.asm;

import java.math.BigDecimal;

import org.stroma.instruments.json.JsonObject;

/** Words of ASM solution analyzer (2024/09). */
public final class SolutionAnalyzer {

    /** The recommended model. */
    public static final Technique TECHNIQUE = Technique.of("solution-analyzer/REC/2024/09/solution-analyzer.manifest",
            "solution analyzer");

    /** The model with gas pressures in either unit. */
    public static final Technique BENCHLING = Technique
            .of("solution-analyzer/BENCHLING/2024/09/solution-analyzer.manifest", "solution analyzer");

    /** Device type of all analysers. */
    public static final String DEVICE = "solution-analyzer";

    /** One unit of enzyme activity per litre in millimoles per litre and minute, as ASM has lactate dehydrogenase. */
    private static final BigDecimal ENZYME_UNIT = new BigDecimal("0.0167");

    private SolutionAnalyzer() {}

    /**
     * An analyte document, or null when the unit is none the model has: g/L, mL/L, mmol/L, and U/L of lactate dehydrogenase.
     *
     * @param value a BigDecimal, or {@link JsonObject#NEGATIVE_ZERO} where there is no number
     */
    public static @org.jspecify.annotations.Nullable JsonObject analyte(String name, Object value, String unit) {
        JsonObject analyte = new JsonObject().put("analyte name", name);
        return switch (unit) {
            case "g/L" -> analyte.quantity("mass concentration", value, "g/L");
            case "mL/L" -> analyte.quantity("volume concentration", value, "mL/L");
            case "mmol/L" -> analyte.quantity("molar concentration", value, "mmol/L");
            case "U/L" -> name.equals("ldh") ? analyte.quantity("molar concentration", enzyme(value), "mmol/L") : null;
            default -> null;
        };
    }

    private static Object enzyme(Object value) {
        return value instanceof BigDecimal number && number.signum() > 0 ? number.multiply(ENZYME_UNIT) : value;
    }

}
