package org.stroma.instruments.asm;

import java.math.BigDecimal;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.Content;
import org.stroma.instruments.MappedList;
import org.stroma.instruments.Source;
import org.stroma.instruments.json.Identifiers;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.json.PackedObjects;
import org.stroma.instruments.json.Packing;

/**
 * Assembles the frame all techniques share: data system, device system, one technique document per measurement group with
 * its measurements, and calculated data. Identifiers are made of the file's SHA-256 and a counter, so that the
 * same file always gives the same document. Groups and calculated data of a large document are packed as soon as they are finished.
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
    /** From this many sources on, their documents are not kept. */
    private static final int MANY = 1_000;

    private final Technique technique;
    private final JsonObject dataSystem = new JsonObject();
    private final JsonObject deviceSystem = new JsonObject();
    private final JsonObject aggregate = new JsonObject();
    private final Identifiers identifiers;
    private final Packing packing;
    private final PackedObjects groups;
    private final PackedObjects calculated;
    private @Nullable Group open;
    private long ids;

    /**
     * @param converter the format's id, told in the document as {@code stroma_<id>}
     */
    public AsmBuilder(Technique technique, Content content, String converter) {
        this.technique = technique;
        Source source = content.source();
        identifiers = Identifiers.of(source.sha256());
        packing = new Packing(identifiers, content.limits().values());
        groups = packing.list();
        calculated = packing.list();
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
        return id(reserveIds(1));
    }

    /** Sets identifiers aside for what is added in another order than it stands in the file, and gives the number of the first. */
    public long reserveIds(int count) {
        long first = ids;
        ids += count;
        return first;
    }

    /** A list for identifiers of this document. */
    public IdentifierList identifierList() {
        return new IdentifierList(identifiers);
    }

    /** An identifier that was set aside, by its number. */
    public String id(long number) {
        return identifiers.text(number);
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

    /**
     * One technique document: a group of measurements and what belongs to all of them. It is open until the next group is
     * asked for or the document is built, and must not be changed afterwards.
     */
    public static final class Group {

        private final JsonObject document = new JsonObject();
        private final JsonObject aggregate = new JsonObject();
        private final PackedObjects measurements;
        private boolean closed;

        private Group(PackedObjects measurements) {
            this.measurements = measurements;
        }

        /** The technique document itself, for members such as {@code analyst}. */
        public JsonObject document() {
            requireOpen();
            return document;
        }

        /** The measurement aggregate document, for members beside the list of measurements. */
        public JsonObject aggregate() {
            requireOpen();
            return aggregate;
        }

        /** Adds a finished measurement document, which must not be changed afterwards. */
        public void add(JsonObject measurement) {
            requireOpen();
            measurements.add(measurement);
        }

        private void requireOpen() {
            if (closed)
                throw new IllegalStateException("the next group was begun");
        }

        private JsonObject close() {
            closed = true;
            JsonObject whole = new JsonObject().put("measurement document", measurements).putAll(aggregate);
            return new JsonObject().put("measurement aggregate document", whole).putAll(document);
        }

    }

    /** Begins a group, which ends the one before. */
    public Group group() {
        closeGroup();
        Group group = new Group(packing.innerList());
        open = group;
        return group;
    }

    private void closeGroup() {
        if (open != null)
            groups.add(open.close());
        open = null;
    }

    /** Whether a group was begun. */
    public boolean hasGroups() {
        return open != null || !groups.isEmpty();
    }

    /** A list of documents that several groups refer to and that is complete when the document is built. */
    public List<JsonObject> sharedList() {
        return packing.list();
    }

    /** A value that another is calculated from: the identifier of its document and the name of the value there. */
    public record DataSource(String identifier, String feature) {}

    /** A calculated data document; not added anywhere. The sources must not be changed afterwards. */
    public static JsonObject calculation(String id, String name, Object value, String unit, List<DataSource> sources) {
        List<JsonObject> documents = sources.size() < MANY
                ? sources.stream().map(AsmBuilder::source).toList()
                : MappedList.of(sources, AsmBuilder::source);
        return new JsonObject().put("calculated data name", name)
                .quantity("calculated result", value, unit)
                .put("calculated data identifier", id)
                .put("data source aggregate document", new JsonObject().putList("data source document", documents));
    }

    private static JsonObject source(DataSource from) {
        return new JsonObject().put("data source identifier", from.identifier())
                .put("data source feature", from.feature());
    }

    /** Adds a finished calculated data document, which must not be changed afterwards, to the aggregate document of the technique. */
    public void addCalculation(JsonObject calculation) {
        calculated.add(calculation);
    }

    /** Wraps calculated data documents for a place where a technique keeps them. */
    public static JsonObject calculations(List<JsonObject> documents) {
        return new JsonObject().putList("calculated data document", documents);
    }

    /** The whole document. */
    public AsmDocument build() {
        closeGroup();
        packing.finish();
        JsonObject root = new JsonObject().put(technique.document(), groups);
        if (!calculated.isEmpty())
            root.put("calculated data aggregate document", calculations(calculated));
        root.put("data system document", dataSystem).put("device system document", deviceSystem)
                .putAll(aggregate);
        return new AsmDocument(
                new JsonObject().put("$asm.manifest", technique.manifest()).put(technique.aggregate(), root));
    }

}
