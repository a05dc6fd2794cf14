package org.stroma.instruments.asm;

import java.util.ArrayList;
import java.util.List;

import org.stroma.instruments.json.JsonObject;

/** An ASM data cube: series of one length over one or more axes. */
public final class DataCube {

    private final String label;
    private final String type;
    private final List<JsonObject> axes = new ArrayList<>();
    private final List<JsonObject> series = new ArrayList<>();
    private final List<List<?>> positions = new ArrayList<>();
    private final List<List<?>> values = new ArrayList<>();

    private DataCube(String label, String type) {
        this.label = label;
        this.type = type;
    }

    /** A cube of numbers, without axes and series. */
    public static DataCube of(String label) {
        return new DataCube(label, "double");
    }

    /** A cube of numbers of single precision, without axes and series. */
    public static DataCube ofSingles(String label) {
        return new DataCube(label, "float");
    }

    /** Adds an axis: what it is, its unit and its positions. */
    public DataCube axis(String concept, String unit, List<?> at) {
        return axis(type, concept, unit, at);
    }

    /** Adds an axis of whole numbers. */
    public DataCube countAxis(String concept, String unit, List<?> at) {
        return axis("integer", concept, unit, at);
    }

    private DataCube axis(String numbers, String concept, String unit, List<?> at) {
        axes.add(component(numbers, concept, unit));
        positions.add(at);
        return this;
    }

    /** Adds a series: what it is, its unit and its values; a gap is {@link JsonObject#NULL}. */
    public DataCube series(String concept, String unit, List<?> measured) {
        series.add(component(type, concept, unit));
        values.add(measured);
        return this;
    }

    private static JsonObject component(String numbers, String concept, String unit) {
        return new JsonObject().put("@componentDatatype", numbers).put("concept", concept).put("unit", unit);
    }

    /** The cube as JSON. */
    public JsonObject json() {
        return new JsonObject().put("label", label)
                .put("cube-structure", new JsonObject().put("dimensions", axes).put("measures", series))
                .put("data", new JsonObject().put("dimensions", positions).put("measures", values));
    }

}
