package org.stroma.instruments.unicorn;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.xml.XmlElement;

/** The first table of peaks of a chromatogram. */
final class PeakTable {

    private static final String MILLILITER = "mL";

    /**
     * A number of a peak.
     *
     * @param element its element in the file
     * @param member its name in the document
     * @param tenth whether it is in mS/cm and told in S/m
     */
    private record Value(String element, String member, String unit, boolean tenth) {}

    private static final List<Value> OWN = List.of(value("EndPeakRetention", "peak end", MILLILITER),
            value("Height", "peak height", "mAU"), value("Area", "peak area", "mAU.mL"),
            value("PercentOfTotalPeakArea", "relative peak area", "%"),
            value("StartPeakRetention", "peak start", MILLILITER),
            value("Resolution", "chromatographic peak resolution", AsmBuilder.UNITLESS),
            value("WidthAtHalfHeight", "peak width at half height", MILLILITER),
            value("Width", "peak width", MILLILITER),
            value("Assymetry", "chromatographic peak asymmetry factor", AsmBuilder.UNITLESS));
    private static final List<Value> CUSTOM = List.of(value("MaxPeakRetention", "max peak retention", MILLILITER),
            value("PercentOfTotalArea", "percent of total area", "%"),
            value("StartPeakEndpointHeight", "start peak end point height", "mAU"),
            value("EndPeakEndpointHeight", "end peak end point height", "mAU"),
            value("Sigma", "sigma", AsmBuilder.UNITLESS),
            value("AssymetryPeakStart", "asymmetry peak start", AsmBuilder.UNITLESS),
            value("AssymetryPeakEnd", "asymmetry peak end", AsmBuilder.UNITLESS),
            conductivity("StartConductivityHeight", "start conductivity height"),
            conductivity("MaxConductivityHeight", "max conductivity height"),
            conductivity("EndConductivityHeight", "end conductivity height"),
            conductivity("AverageConductivity", "average conductivity"));

    private PeakTable() {}

    private static Value value(String element, String member, String unit) {
        return new Value(element, member, unit, false);
    }

    private static Value conductivity(String element, String member) {
        return new Value(element, member, "S/m", true);
    }

    static List<JsonObject> peaks(XmlElement chromatogram, AsmBuilder asm) {
        List<JsonObject> peaks = new ArrayList<>();
        Elements.path(chromatogram, "PeakTables", "PeakTable", "Peaks")
                .ifPresent(
                        table -> table.children("Peak").forEach(peak -> peaks.add(peak(peak, peaks.size() + 1, asm))));
        return peaks;
    }

    private static JsonObject peak(XmlElement element, int index, AsmBuilder asm) {
        JsonObject peak = new JsonObject().put("identifier", asm.nextId())
                .put("peak index", "Peak " + index)
                .put("written name", element.childText("Name"));
        Set<String> read = new HashSet<>(Set.of("Name"));
        for (Value value : OWN) {
            read.add(value.element);
            peak.quantity(value.member, Elements.number(element, value.element), value.unit);
        }
        for (Value value : CUSTOM) {
            read.add(value.element);
            BigDecimal number = Elements.number(element, value.element);
            BigDecimal told = number != null && value.tenth ? tenth(number) : number;
            AsmBuilder.customQuantity(peak, value.member, told, value.unit);
        }
        Elements.rest(peak, element, read);
        return peak;
    }

    /** From mS/cm to S/m; 0 means that there was no conductivity curve. */
    private static @Nullable BigDecimal tenth(BigDecimal number) {
        return number.signum() == 0 ? null : number.movePointLeft(1);
    }

}
