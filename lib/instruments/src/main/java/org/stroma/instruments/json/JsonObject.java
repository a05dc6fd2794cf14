package org.stroma.instruments.json;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
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

    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Adds or replaces a member; null, empty objects and empty lists are left out. */
    public JsonObject put(String name, @Nullable Object value) {
        if (value == null || value instanceof JsonObject object && object.isEmpty()
                || value instanceof Collection<?> list && list.isEmpty())
            return this;
        members.put(name, checked(value));
        return this;
    }

    /** Adds or replaces a list even when it is empty. */
    public JsonObject putList(String name, List<?> list) {
        members.put(name, Collections.unmodifiableList(list));
        return this;
    }

    /** Adds or replaces an object even when it is empty. */
    public JsonObject putObject(String name, JsonObject object) {
        members.put(name, object);
        return this;
    }

    public JsonObject put(String name, long value) {
        members.put(name, BigDecimal.valueOf(value));
        return this;
    }

    /** Adds {@code {"value": value, "unit": unit}} unless the value is null. */
    public JsonObject quantity(String name, @Nullable Object value, String unit) {
        if (value != null)
            members.put(name, new JsonObject().put("value", value).put("unit", unit));
        return this;
    }

    /** Adds all members of another object. */
    public JsonObject putAll(JsonObject other) {
        members.putAll(other.members);
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
            case List<?> l -> Collections.unmodifiableList(l);
            default -> {
                if (value != NEGATIVE_ZERO && value != NULL)
                    throw new IllegalArgumentException("no JSON value: " + value.getClass());
                yield value;
            }
        };
    }

    public @Nullable Object get(String name) {
        return members.get(name);
    }

    /** The object under a name, made and added when absent. */
    public JsonObject child(String name) {
        return (JsonObject) members.computeIfAbsent(name, n -> new JsonObject());
    }

    public @Nullable Object remove(String name) {
        return members.remove(name);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    public int size() {
        return members.size();
    }

    /** Visits the members in order. */
    public void forEach(BiConsumer<String, Object> action) {
        members.forEach(action);
    }

    /** The object as indented JSON text. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        JsonWriter.write(this, out);
        return out.toString();
    }

}
