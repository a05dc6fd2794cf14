package org.stroma.instruments.unicorn;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.xml.XmlElement;

/** The kinds of measurements in the order of the document, and the curves that belong to each. */
enum Detector {

    ULTRAVIOLET_1("UV( ?1_\\d+)?", "absorbance", "mAU") {
        @Override
        void evaluate(UnicornReader reader, JsonObject processed) {
            List<JsonObject> peaks = reader.peaks();
            if (!peaks.isEmpty())
                processed.put("peak list", new JsonObject().put("peak", peaks));
        }
    },
    ULTRAVIOLET_2("UV ?2_\\d+", "absorbance", "mAU"),
    ULTRAVIOLET_3("UV ?3_\\d+", "absorbance", "mAU"),
    CONDUCTIVITY("Cond", "electric conductivity", "S/m") {
        @Override
        void evaluate(UnicornReader reader, JsonObject processed) {
            Curves curves = reader.curves();
            processed.put(CUBE, curves.cube(curves.find("% Cond"), "electric conductivity", "%"));
        }

        @Override
        @Nullable
        JsonObject cube(Curves curves, @Nullable XmlElement curve) {
            // From mS/cm.
            return curves.cube(curve, "electric conductivity", "S/m", value -> value / 10);
        }
    },
    PH("pH", "pH", "pH"),
    CONCENTRATION("Conc B", "solvent concentration", "%") {
        @Override
        void measure(UnicornReader reader) {
            control(reader, "solvent concentration data cube");
        }
    },
    PRESSURE("DeltaC pressure", "delta column pressure", "MPa") {
        @Override
        void measure(UnicornReader reader) {
            Curves curves = reader.curves();
            XmlElement delta = curves.find(pattern());
            JsonObject processed = new JsonObject().put("derived column pressure data cube", cube(curves, delta));
            JsonObject device = reader.device(delta);
            int before = device.size();
            device.put("pre-column pressure data cube",
                    curves.cube(curves.find("PreC pressure"), "pre-column pressure", "MPa"))
                    .put("sample pressure data cube",
                            curves.cube(curves.find("Sample pressure"), "sample pressure", "MPa"))
                    .put("system pressure data cube",
                            curves.cube(curves.find("System pressure"), "system pressure", "MPa"))
                    .put("post-column pressure data cube",
                            curves.cube(curves.find("PostC pressure"), "post-column pressure", "MPa"));
            if (device.size() > before || !processed.isEmpty())
                reader.add(List.of(device), new JsonObject(), processed, delta);
        }
    },
    FLOW("", "", "") {
        @Override
        void measure(UnicornReader reader) {
            List<JsonObject> devices = new ArrayList<>();
            flow(reader, devices, "CV/h", "Sample flow \\(CV/h\\)", "System flow \\(CV/h\\)");
            flow(reader, devices, "mL/min", "Sample flow", "System flow");
            flow(reader, devices, "cm/s", "Sample linear flow", "");
            if (!devices.isEmpty())
                reader.add(devices, new JsonObject(), new JsonObject(), null);
        }
    },
    TEMPERATURE("Cond temp", "temperature", "degC") {
        @Override
        void measure(UnicornReader reader) {
            control(reader, "temperature profile data cube");
        }
    };

    static final String CUBE = "chromatogram data cube";

    private final String pattern;
    private final String concept;
    private final String unit;

    Detector(String pattern, String concept, String unit) {
        this.pattern = pattern;
        this.concept = concept;
        this.unit = unit;
    }

    String pattern() {
        return pattern;
    }

    @Nullable
    JsonObject cube(Curves curves, @Nullable XmlElement curve) {
        return curves.cube(curve, concept, unit);
    }

    /** Puts what was evaluated from the curve. */
    void evaluate(UnicornReader reader, JsonObject processed) {
        // Most detectors only measure.
    }

    /** Adds the measurement if the result has one of its curves. */
    void measure(UnicornReader reader) {
        XmlElement curve = reader.curves().find(pattern);
        JsonObject cube = cube(reader.curves(), curve);
        JsonObject processed = new JsonObject();
        if (cube != null || this == CONDUCTIVITY)
            evaluate(reader, processed);
        if (cube != null || !processed.isEmpty())
            reader.add(List.of(reader.device(curve)), new JsonObject().put(CUBE, cube), processed, curve);
    }

    /** Adds a measurement whose curve belongs to the control of the device. */
    void control(UnicornReader reader, String member) {
        XmlElement curve = reader.curves().find(pattern);
        JsonObject cube = cube(reader.curves(), curve);
        if (cube != null)
            reader.add(List.of(reader.device(curve).put(member, cube)), new JsonObject(), new JsonObject(), curve);
    }

    private static void flow(UnicornReader reader, List<JsonObject> devices, String unit, String sample,
            String system) {
        Curves curves = reader.curves();
        JsonObject ofSample = curves.cube(curves.find(sample), "sample flow", unit);
        JsonObject ofSystem = system.isEmpty() ? null : curves.cube(curves.find(system), "system flow", unit);
        if (ofSample != null || ofSystem != null)
            devices.add(reader.device(null).put("sample flow rate data cube", ofSample)
                    .put("system flow rate data cube", ofSystem));
    }

}
