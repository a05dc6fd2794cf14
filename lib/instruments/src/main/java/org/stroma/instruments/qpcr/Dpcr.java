package org.stroma.instruments.qpcr;

import java.util.List;

import org.stroma.instruments.Source;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.asm.AsmBuilder.DataSource;
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
    public static AsmBuilder builder(Source source, String converter) {
        AsmBuilder asm = new AsmBuilder(TECHNIQUE, source, converter);
        asm.dataSystem().remove("ASM file identifier");
        return asm;
    }

    /** A calculated value under the name this model has for it. */
    public static JsonObject calculation(String id, String name, Object value, String unit, List<DataSource> sources) {
        JsonObject calculation = AsmBuilder.calculation(id, name, value, unit, sources);
        return calculation.put("calculated datum", calculation.remove("calculated result"));
    }

}
