package org.stroma.instruments.asm;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Source;
import org.stroma.instruments.json.JsonObject;

/**
 * Assembles the frame all techniques share: data system, device system, one technique document per measurement group with
 * its measurements, and calculated data. Identifiers are name-based UUIDs of the file's SHA-256 and a counter, so that the
 * same file always gives the same document.
 */
public final class AsmBuilder {

    /** What ASM writes where a required text is unknown. */
    public static final String NOT_APPLICABLE = "N/A";

    /** What is written where the file has no time of measurement. */
    public static final String NO_TIME = "1970-01-01T00:00:00+00:00";

    /** The unit of plain numbers. */
    public static final String UNITLESS = "(unitless)";

    private static final String CUSTOM = "custom information document";
    private static final String VERSION = "0.1.0";

    private final Technique technique;
    private final Source source;
    private final JsonObject dataSystem = new JsonObject();
    private final JsonObject deviceSystem = new JsonObject();
    private final JsonObject aggregate = new JsonObject();
    private final List<JsonObject> groups = new ArrayList<>();
    private final List<JsonObject> calculated = new ArrayList<>();
    private final MessageDigest md5 = md5();
    private int ids;

    /**
     * @param converter the format's id, told in the document as {@code stroma_<id>}
     */
    public AsmBuilder(Technique technique, Source source, String converter) {
        this.technique = technique;
        this.source = source;
        dataSystem.put("ASM file identifier", source.nameAsJson())
                .put("file name", source.name())
                .put("UNC path", source.path())
                .put("ASM converter name", "stroma_" + converter)
                .put("ASM converter version", VERSION);
    }

    /** The data system document, already with file and converter. */
    public JsonObject dataSystem() {
        return dataSystem;
    }

    /** The device system document. */
    public JsonObject deviceSystem() {
        return deviceSystem;
    }

    /** The aggregate document itself, for members beside the technique documents such as custom information. */
    public JsonObject aggregate() {
        return aggregate;
    }

    /** A new identifier, the same for the same file and order of calls. */
    public String nextId() {
        return id(Integer.toString(ids++));
    }

    /** The identifier of something the file names by a key, the same for the same file and key. */
    public String id(String key) {
        ByteBuffer hash = ByteBuffer
                .wrap(md5.digest((source.sha256() + ":" + key).getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & ~0xF000L | 0x3000L;
        long low = hash.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low).toString();
    }

    /** One digest for all identifiers of a document: looking one up for each takes longer than the digest. */
    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has MD5", e);
        }
    }

    /** Adds to the custom information of a document; null is left out and underscores in the name become spaces. */
    public static void custom(JsonObject document, String name, @Nullable Object value) {
        if (value != null)
            document.child(CUSTOM).put(name.replace('_', ' '), value);
    }

    /** Adds the custom information of one document to that of another. */
    public static void customAll(JsonObject document, JsonObject from) {
        if (from.get(CUSTOM) instanceof JsonObject custom)
            document.child(CUSTOM).putAll(custom);
    }

    /** Adds a quantity to the custom information of a document unless it is null. */
    public static void customQuantity(JsonObject document, String name, @Nullable BigDecimal value, String unit) {
        if (value != null)
            document.child(CUSTOM).quantity(name, value, unit);
    }

    /** One technique document: a group of measurements and what belongs to all of them. */
    public static final class Group {

        private final JsonObject document = new JsonObject();
        private final JsonObject aggregate = new JsonObject();
        private final List<JsonObject> measurements = new ArrayList<>();

        private final Map<String, String> texts;

        private Group(Map<String, String> texts) {
            this.texts = texts;
        }

        /** The technique document itself, for members such as {@code analyst}. */
        public JsonObject document() {
            return document;
        }

        /** The measurement aggregate document, for members beside the list of measurements. */
        public JsonObject aggregate() {
            return aggregate;
        }

        /** Adds a measurement document. */
        public void add(JsonObject measurement) {
            measurements.add(measurement.compact(texts));
        }

        private JsonObject build() {
            JsonObject whole = new JsonObject().put("measurement document", measurements).putAll(aggregate);
            return new JsonObject().put("measurement aggregate document", whole).putAll(document);
        }

    }

    private final Map<String, String> texts = new HashMap<>();
    private final List<Group> open = new ArrayList<>();

    /** Adds a group. */
    public Group group() {
        Group group = new Group(texts);
        open.add(group);
        return group;
    }

    /** The groups added so far. */
    public List<Group> groups() {
        return Collections.unmodifiableList(open);
    }

    /** A value that another is calculated from: the identifier of its document and the name of the value there. */
    public record DataSource(String identifier, String feature) {}

    /** A calculated data document; not added anywhere. */
    public static JsonObject calculation(String id, String name, Object value, String unit, List<DataSource> sources) {
        List<JsonObject> documents = sources.stream()
                .map(from -> new JsonObject().put("data source identifier", from.identifier())
                        .put("data source feature", from.feature()))
                .toList();
        return new JsonObject().put("calculated data name", name)
                .quantity("calculated result", value, unit)
                .put("calculated data identifier", id)
                .put("data source aggregate document", new JsonObject().putList("data source document", documents));
    }

    /** Adds a calculated data document to the aggregate document of the technique. */
    public void addCalculation(JsonObject calculation) {
        calculated.add(calculation.compact(texts));
    }

    /** Wraps calculated data documents for a place where a technique keeps them. */
    public static JsonObject calculations(List<JsonObject> documents) {
        return new JsonObject().put("calculated data document", documents);
    }

    /** The whole document. */
    public AsmDocument build() {
        open.forEach(group -> groups.add(group.build()));
        JsonObject root = new JsonObject().put(technique.document(), groups);
        if (!calculated.isEmpty())
            root.put("calculated data aggregate document", calculations(calculated));
        root.put("data system document", dataSystem).put("device system document", deviceSystem)
                .putAll(aggregate);
        return new AsmDocument(
                new JsonObject().put("$asm.manifest", technique.manifest()).put(technique.aggregate(), root));
    }

}
