package org.stroma.instruments.qpcr;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
import org.stroma.instruments.asm.Measurement;
import org.stroma.instruments.asm.Technique;
import org.stroma.instruments.json.JsonObject;

/** Words of ASM digital PCR (BENCHLING/2023/09), an older model without an identifier of the document. */
public final class Dpcr {

    /** The technique. */
    public static final Technique TECHNIQUE = Technique.of("pcr/BENCHLING/2023/09/dpcr.manifest", "dPCR");

    /** Unit of counts. */
    public static final String NUMBER = "#";

    /** Unit of concentrations. */
    public static final String PER_MICROLITER = "#/μL";

    private Dpcr() {}

    /** A document of this technique, with the members of the data system it has. */
    public static AsmBuilder builder(Content content, String converter) {
        AsmBuilder asm = new AsmBuilder(TECHNIQUE, content, converter);
        asm.dataSystem().remove("ASM file identifier");
        return asm;
    }

    /** Puts the threshold of the fluorescence; 0 means that none was set, as in the published documents. */
    public static void threshold(Measurement measurement, @Nullable BigDecimal threshold) {
        if (threshold != null && threshold.signum() != 0)
            measurement.processing().quantity("fluorescence intensity threshold setting", threshold,
                    AsmBuilder.UNITLESS);
    }

    /** A calculated value under the name this model has for it. */
    public static JsonObject calculation(String id, String name, Object value, String unit, List<DataSource> sources) {
        JsonObject calculation = AsmBuilder.calculation(id, name, value, unit, sources);
        return calculation.put("calculated datum", calculation.remove("calculated result"));
    }

}
