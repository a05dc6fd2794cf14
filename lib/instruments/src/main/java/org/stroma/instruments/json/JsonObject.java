package org.stroma.instruments.json;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

/**
 * A JSON object that keeps the order of its members and leaves out what is absent: putting null, an empty object or an
 * empty list adds nothing. Values are strings, BigDecimals, {@link #NEGATIVE_ZERO}, {@link #NULL}, booleans, objects, and lists of these.
 */
public final class JsonObject {

    /** The number {@code -0.0}, which the Allotrope exports use where a required number is absent. */
    public static final Object NEGATIVE_ZERO = new Object() {
        @Override
        public String toString() {
            return "-0.0";
        }
    };

    /** The literal {@code null}, for gaps in lists of numbers; as a member it would be left out. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    /** How many texts are kept to be shared. */
    private static final int SHARED = 10_000;
    /** The length of a UUID, which stands only where it identifies and where it is referred to. */
    private static final int IDENTIFIER = 36;

    /** From this many members on, names are looked up by a table. */
    private static final int MANY = 64;

    /** Names and values by turns: documents are mostly small objects, which maps would make several times larger. */
    private Object[] members;
    private int size;
    private @Nullable Map<String, Integer> index;

    /** An object of names and values by turns, which it keeps; each name occurs once. */
    static JsonObject ofMembers(Object[] members) {
        JsonObject object = new JsonObject(members);
        object.size = members.length / 2;
        return object;
    }

    public JsonObject() {
        this(new Object[4]);
    }

    private JsonObject(Object[] members) {
        this.members = members;
    }

    private int find(String name) {
        if (size >= MANY)
            return index().getOrDefault(name, -1);
        for (int i = 0; i < 2 * size; i += 2)
            if (members[i].equals(name))
                return i;
        return -1;
    }

    private Map<String, Integer> index() {
        Map<String, Integer> known = index;
        if (known == null) {
            known = new HashMap<>();
            for (int i = 0; i < 2 * size; i += 2)
                known.put((String) members[i], i);
            index = known;
        }
        return known;
    }

    private void set(String name, Object value) {
        int at = find(name);
        if (at >= 0) {
            members[at + 1] = value;
            return;
        }
        if (2 * size == members.length)
            members = Arrays.copyOf(members, Math.max(4, 2 * members.length));
        members[2 * size] = name;
        members[2 * size + 1] = value;
        if (index != null)
            index.put(name, 2 * size);
        size++;
    }

    /** Adds or replaces a member; null, empty objects and empty lists are left out. */
    public JsonObject put(String name, @Nullable Object value) {
        if (value == null || value instanceof JsonObject object && object.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty())
            return this;
        set(name, checked(value));
        return this;
    }

    /** Adds or replaces a list even when it is empty. */
    public JsonObject putList(String name, List<?> list) {
        set(name, list instanceof PackedObjects ? list : Collections.unmodifiableList(list));
        return this;
    }

    /** Adds or replaces an object even when it is empty. */
    public JsonObject putObject(String name, JsonObject object) {
        set(name, object);
        return this;
    }

    public JsonObject put(String name, long value) {
        set(name, BigDecimal.valueOf(value));
        return this;
    }

    /** Adds {@code {"value": value, "unit": unit}} unless the value is null. */
    public JsonObject quantity(String name, @Nullable Object value, String unit) {
        if (value != null)
            set(name, new JsonObject().put("value", value).put("unit", unit));
        return this;
    }

    /** Adds all members of another object. */
    public JsonObject putAll(JsonObject other) {
        other.forEach(this::set);
        return this;
    }

    private static Object checked(Object value) {
        return switch (value) {
            case String s -> s;
            case BigDecimal n -> n;
            case Integer n -> BigDecimal.valueOf(n);
            case Long n -> BigDecimal.valueOf(n);
            case Boolean b -> b;
            case JsonObject o -> o;
            case PackedObjects packed -> packed;
            case List<?> l -> l.size() <= 2 ? List.copyOf(l) : Collections.unmodifiableList(l);
            default -> {
                if (value != NEGATIVE_ZERO && value != NULL)
                    throw new IllegalArgumentException("no JSON value: " + value.getClass());
                yield value;
            }
        };
    }

    /** How many values stand in it, in objects and lists below too; lists that are packed by themselves count as one. */
    int values() {
        int values = 0;
        for (int i = 1; i < 2 * size; i += 2)
            values += values(members[i]);
        return values;
    }

    private static int values(Object value) {
        if (value instanceof JsonObject object)
            return object.values();
        if (!(value instanceof List<?> list) || list instanceof PackedObjects)
            return 1;
        boolean simple = list.isEmpty()
                || !(list.getFirst() instanceof JsonObject || list.getFirst() instanceof List<?>);
        return simple ? list.size() : list.stream().mapToInt(item -> item == null ? 1 : values(item)).sum();
    }

    /**
     * Gives back the room that was kept for more members, here and in all documents below, and keeps equal texts once.
     *
     * @param texts the texts seen so far, to which new ones are added up to a bound
     */
    JsonObject compact(Map<String, String> texts) {
        if (members.length > 2 * size)
            members = Arrays.copyOf(members, 2 * size);
        index = null;
        for (int i = 1; i < 2 * size; i += 2)
            if (members[i] instanceof String text)
                members[i] = shared(text, texts);
            else
                compact(members[i], texts);
        return this;
    }

    private static void compact(Object value, Map<String, String> texts) {
        if (value instanceof JsonObject object)
            object.compact(texts);
        else if (value instanceof List<?> list && !(list instanceof PackedObjects) && !list.isEmpty()
                && list.getFirst() instanceof JsonObject)
            list.forEach(item -> compact(item, texts));
    }

    private static String shared(String text, Map<String, String> texts) {
        if (text.length() == IDENTIFIER)
            return text;
        String known = texts.get(text);
        if (known == null && texts.size() < SHARED)
            texts.put(text, text);
        return known == null ? text : known;
    }

    public @Nullable Object get(String name) {
        int at = find(name);
        return at < 0 ? null : members[at + 1];
    }

    /** The object under a name, made and added when absent. */
    public JsonObject child(String name) {
        int at = find(name);
        if (at < 0) {
            set(name, new JsonObject());
            at = find(name);
        }
        return (JsonObject) members[at + 1];
    }

    public @Nullable Object remove(String name) {
        int at = find(name);
        if (at < 0)
            return null;
        Object value = members[at + 1];
        System.arraycopy(members, at + 2, members, at, 2 * size - at - 2);
        size--;
        members[2 * size] = "";
        members[2 * size + 1] = "";
        index = null;
        return value;
    }

    public boolean has(String name) {
        return find(name) >= 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** Visits the members in order. */
    public void forEach(BiConsumer<String, Object> action) {
        for (int i = 0; i < 2 * size; i += 2)
            action.accept((String) members[i], members[i + 1]);
    }

    /** The object as indented JSON text. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        JsonWriter.write(this, out);
        return out.toString();
    }

}
