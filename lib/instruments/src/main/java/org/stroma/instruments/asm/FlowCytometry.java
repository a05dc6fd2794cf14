package org.stroma.instruments.asm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.json.JsonObject;

/** Words of ASM flow cytometry (Benchling, 2025/03): populations with their gates, statistics and compensation. */
public final class FlowCytometry {

    /** The technique. */
    public static final Technique TECHNIQUE = Technique.of("flow-cytometry/BENCHLING/2025/03/flow-cytometry.manifest",
            "flow cytometry");

    /** Device type of all cytometers. */
    public static final String DEVICE = "Flow Cytometer";

    private static final String FLUORESCENCE_UNIT = "RFU";

    /**
     * A kind of statistic.
     *
     * @param feature {@code fluorescence} or {@code count}
     * @param role the datum role
     */
    public record Statistic(String feature, String role, String unit) {

        /** A statistic of the fluorescence, such as {@code median role}. */
        public static Statistic fluorescence(String role, String unit) {
            return new Statistic("fluorescence", role, unit);
        }

        /** A share of events in percent, such as {@code frequency of parent role}. */
        public static Statistic frequency(String role) {
            return new Statistic("count", role, "%");
        }

    }

    /** The statistics of one population by feature, fluorescence first. */
    public static final class Statistics {

        private final List<JsonObject> fluorescence = new ArrayList<>();
        private final List<JsonObject> counts = new ArrayList<>();

        /** Adds a value; answers its document for custom information. */
        public JsonObject add(Statistic kind, @Nullable String dimension, BigDecimal value) {
            JsonObject document = new JsonObject().put("dimension identifier", dimension)
                    .put("statistical value",
                            new JsonObject().put("value", value)
                                    .put("unit", kind.unit)
                                    .put("has statistic datum role", kind.role));
            (kind.feature.equals("count") ? counts : fluorescence).add(document);
            return document;
        }

        /** The statistics aggregate document, empty when there is none. */
        public JsonObject json() {
            List<JsonObject> documents = new ArrayList<>();
            feature("fluorescence", fluorescence, documents);
            feature("count", counts, documents);
            return new JsonObject().put("statistics document", documents);
        }

        private static void feature(String name, List<JsonObject> dimensions, List<JsonObject> documents) {
            if (!dimensions.isEmpty())
                documents.add(new JsonObject().put("statistical feature", name)
                        .put("statistic dimension aggregate document",
                                new JsonObject().put("statistic dimension document", dimensions)));
        }

    }

    /**
     * The two axes of a region; an axis whose name is the time counts seconds.
     *
     * @param xTime whether the first axis is the time
     * @param yTime whether the second axis is the time
     */
    public record Axes(@Nullable String x, @Nullable String y, boolean xTime, boolean yTime) {

        /** A corner, or the point of a role such as {@code foci}. */
        public JsonObject vertex(BigDecimal xValue, BigDecimal yValue, @Nullable String role) {
            return new JsonObject().quantity("x-coordinate", xValue, unit(xTime))
                    .quantity("y-coordinate", yValue, unit(yTime))
                    .put("vertex role", role);
        }

        private static String unit(boolean time) {
            return time ? PlateReader.SECOND : FLUORESCENCE_UNIT;
        }

    }

    private FlowCytometry() {}

    /** A data region document. */
    public static JsonObject region(@Nullable String identifier, @Nullable String type, @Nullable String parent,
            Axes axes, List<JsonObject> vertices) {
        return new JsonObject().put("data region identifier", identifier)
                .put("region type", type)
                .put("parent data region identifier", parent)
                .put("x-coordinate dimension identifier", axes.x)
                .put("y-coordinate dimension identifier", axes.y)
                .put("vertex aggregate document", new JsonObject().put("vertex document", vertices));
    }

    /** The part of a population document that tells of its children. */
    public static List<JsonObject> populations(List<JsonObject> children) {
        return children.isEmpty() ? List.of() : List.of(new JsonObject().put("population document", children));
    }

    /** One row of the compensation matrix: the documents of its coefficients. */
    public static JsonObject compensation(String dimension, List<JsonObject> coefficients) {
        return new JsonObject().put("dimension identifier", dimension)
                .put("matrix aggregate document", new JsonObject().put("matrix document", coefficients));
    }

    /** One coefficient of the compensation matrix; without a number only its dimension is told. */
    public static JsonObject coefficient(@Nullable String dimension, @Nullable BigDecimal value) {
        return new JsonObject().put("dimension identifier", dimension)
                .quantity("compensation value", value, AsmBuilder.UNITLESS);
    }

    /** Puts the compensation matrix where the technique keeps it; one without rows is there and empty. */
    public static void compensation(AsmBuilder.Group group, List<JsonObject> rows) {
        group.document()
                .putObject("compensation matrix aggregate document",
                        new JsonObject().put("compensation matrix document", rows));
    }

    /** Puts populations and regions into the evaluation of a measurement; without regions their document stays, empty. */
    public static void evaluation(Measurement measurement, String identifier, JsonObject rootPopulation,
            List<JsonObject> regions) {
        measurement.processed()
                .put("processed data identifier", identifier)
                .put("population aggregate document",
                        populations(rootPopulation.isEmpty() ? List.of() : List.of(rootPopulation)))
                .putObject("data region aggregate document", new JsonObject().put("data region document", regions));
    }

}
