package org.stroma.instruments.flowjo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.xml.XmlElement;

/** The keywords of one sample: those of its FCS file and those FlowJo adds; the last of a name counts. */
final class Keywords {

    /** Attributes of workspace, cytometer and sample that are told with the measurement. */
    static final List<String> OF_WORKSPACE = List.of("modDate", "name", "clientTimestamp", "homepage");
    /** Attributes of workspace and cytometer that are told with the evaluation. */
    static final List<String> OF_SCALES = List.of("linFromKW", "logFromKW", "linMax", "logMax", "useFCS3", "useGain",
            "linearRescale", "logMin", "linMin", "extraNegs", "logRescale");

    private static final Set<String> MEASUREMENT = Set.of("$INST", "FJ_FCS_VERSION", "$BEGINANALYSIS", "$ENDANALYSIS",
            "$BEGINSTEXT", "$ENDSTEXT", "$BEGINDATA", "$ENDDATA", "$FIL", "$SYS", "$TOT", "$PAR", "$MODE", "$BYTEORD",
            "$DATATYPE", "$NEXTDATA", "CREATOR", "$SRC", "EXPERIMENT NAME", "GUID", "$DATE", "$BTIM", "$ETIM",
            "SETTINGS", "WINDOW EXTENSION", "EXPORT USER NAME", "EXPORT TIME");
    private static final Set<String> EVALUATION = Set.of("THRESHOLD", "APPLY COMPENSATION", "$TIMESTEP", "FSC ASF",
            "AUTOBS", "SPILL");
    private static final Set<String> ELSEWHERE = Set.of("$OP", "WELL ID", "PLATE ID", "$CYT", "CYTNUM", "curGroup",
            "CTNUM", "$CYTSN", "FJ FCS VERSION", "TUBE NAME");
    private static final Pattern DEVICE = Pattern
            .compile(
                    "\\$P\\d+[NRBEVGS]|P\\d+(DISPLAY|BS|MS)|LASER\\d+(NAME|DELAY|ASF)|CST SETUP STATUS|CST BEADS LOT ID"
                            + "|CYTOMETER CONFIG NAME|CYTOMETER CONFIG CREATE DATE|CST SETUP DATE|CST BASELINE DATE"
                            + "|CST BEADS EXPIRED|CST PERFORMANCE EXPIRED|CST REGULATORY STATUS");

    private final Map<String, String> values = new LinkedHashMap<>();

    Keywords(XmlElement sample) {
        sample.child("Keywords").ifPresent(keywords -> keywords.children("Keyword").forEach(keyword -> {
            String name = Attributes.text(keyword, "name");
            String value = Attributes.text(keyword, "value");
            if (name != null && value != null)
                values.put(name, value.strip());
        }));
    }

    /** A value as it stands, blank or not; null when there is no such keyword. */
    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /** Date and end of the acquisition, null unless both are told. */
    @Nullable
    String time() {
        String date = values.getOrDefault("$DATE", "");
        String end = values.getOrDefault("$ETIM", "");
        return date.isEmpty() || end.isEmpty() ? null : date + " " + end;
    }

    /** The serial number of the cytometer. */
    @Nullable
    String serial() {
        String serial = values.getOrDefault("$CYTSN", values.getOrDefault("CTNUM", ""));
        return serial.isEmpty() ? null : serial;
    }

    void ofMeasurement(JsonObject document) {
        put(document, name -> MEASUREMENT.contains(name) || OF_WORKSPACE.contains(name));
    }

    void ofEvaluation(JsonObject document) {
        put(document, name -> EVALUATION.contains(name) || OF_SCALES.contains(name));
    }

    void ofSample(JsonObject document) {
        put(document, name -> name.equals("TUBE NAME"));
    }

    void ofDevice(JsonObject document) {
        put(document, name -> DEVICE.matcher(name).matches());
    }

    /** All that is told nowhere else. */
    void others(JsonObject document) {
        put(document, name -> !MEASUREMENT.contains(name) && !EVALUATION.contains(name) && !ELSEWHERE.contains(name)
                && !OF_WORKSPACE.contains(name) && !OF_SCALES.contains(name) && !DEVICE.matcher(name).matches());
    }

    private void put(JsonObject document, Predicate<String> wanted) {
        values.forEach((name, value) -> {
            if (!value.isEmpty() && wanted.test(name))
                AsmBuilder.custom(document, name, value);
        });
    }

}
