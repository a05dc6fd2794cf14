package org.stroma.instruments.qpcr;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.DataCube;
import org.stroma.instruments.asm.Technique;
import org.stroma.instruments.json.JsonObject;

/** Words of ASM quantitative PCR (REC/2024/09), and what blocks and tasks of Applied Biosystems instruments mean in it. */
public final class Qpcr {

    /** The technique. */
    public static final Technique TECHNIQUE = Technique.of("pcr/REC/2024/09/qpcr.manifest", "qpcr");

    /** Unit of counts. */
    public static final String NUMBER = "#";

    /** Unit of volumes; note the Greek letter, as ASM has it. */
    public static final String MICROLITER = "μL";

    private static final String CONTROL = "control sample role";
    private static final Map<String, String> ROLES = Map.ofEntries(Map.entry("NTC", CONTROL),
            Map.entry("STANDARD", "standard sample role"), Map.entry("UNKNOWN", "unknown sample role"),
            Map.entry("POSITIVE_CONTROL", CONTROL), Map.entry("IPC", CONTROL), Map.entry("BLOCKED_IPC", CONTROL),
            Map.entry("BLOCKEDIPC", CONTROL), Map.entry("PC_ALLELE_1", CONTROL), Map.entry("PC_ALLELE_2", CONTROL),
            Map.entry("PC_ALLELE_BOTH", CONTROL), Map.entry("POSITIVE_11", CONTROL),
            Map.entry("POSITIVE_22", CONTROL), Map.entry("POSITIVE_12", CONTROL),
            Map.entry("Accuracy Control", CONTROL));
    private static final Pattern VOLUME = Pattern.compile("([0-9]+\\.[0-9]+)-?mL");
    private static final Pattern ARRAY_CARD = Pattern.compile("TaqMan™? Array Card", Pattern.CASE_INSENSITIVE);
    private static final Pattern WELLS = Pattern.compile("96|384");

    private Qpcr() {}

    /** The sample role of a task, null when the task is none of the known words. */
    public static @Nullable String role(@Nullable String task) {
        return task == null ? null : ROLES.get(task);
    }

    /** Whether a task makes a reaction part of the standard curve. */
    public static boolean isStandard(@Nullable String task) {
        return "STANDARD".equals(task);
    }

    /** The number of wells a block name tells, null when it tells none. */
    public static @Nullable BigDecimal wells(String block) {
        Matcher m = WELLS.matcher(block);
        return m.find() ? new BigDecimal(m.group()) : null;
    }

    /**
     * Puts the volume of a well in microlitres: the one the block name tells, else that of the manufacturer for 384-well
     * blocks (40) and array cards (1.5), else {@code -0.0} with an error, since the model demands one.
     */
    public static void wellVolume(AsmBuilder.Group group, String block) {
        BigDecimal volume = volume(block);
        group.aggregate().quantity("well volume", volume == null ? JsonObject.NEGATIVE_ZERO : volume, MICROLITER);
        if (volume == null)
            group.aggregate().put("error aggregate document", new JsonObject().put("error document",
                    List.of(new JsonObject().put("error", "NaN").put("error feature", "well volume"))));
    }

    private static @Nullable BigDecimal volume(String block) {
        Matcher m = VOLUME.matcher(block);
        if (m.find())
            return new BigDecimal(m.group(1)).movePointRight(3);
        if (block.contains("384-Well Block"))
            return new BigDecimal("40");
        return ARRAY_CARD.matcher(block).find() ? new BigDecimal("1.5") : null;
    }

    /** Puts the two cubes of an amplification curve into processed data. */
    public static void amplification(JsonObject processed, Curve curve) {
        processed.put("normalized reporter data cube",
                cycles("normalized reporter", curve.cycles(), "normalized reporter result", AsmBuilder.UNITLESS,
                        curve.reporter()));
        processed.put("baseline corrected reporter data cube",
                cycles("baseline corrected reporter", curve.cycles(), "baseline corrected reporter result",
                        AsmBuilder.UNITLESS, curve.corrected()));
    }

    /**
     * An amplification curve.
     *
     * @param cycles numbers of the cycles
     * @param reporter normalised reporter by cycle
     * @param corrected the same with its baseline taken off
     */
    public record Curve(List<BigDecimal> cycles, List<?> reporter, List<?> corrected) {

        /** The number of the last cycle. */
        public BigDecimal last() {
            return cycles.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        }

    }

    /** The fluorescence of a dye by cycle. */
    public static JsonObject dye(String label, List<BigDecimal> cycles, List<?> fluorescence) {
        return cycles(label, cycles, "fluorescence", "RFU", fluorescence);
    }

    private static JsonObject cycles(String label, List<BigDecimal> cycles, String concept, String unit,
            List<?> values) {
        return DataCube.of(label).axis("cycle count", NUMBER, cycles).series(concept, unit, values).json();
    }

}
