package org.stroma.app.demo;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that a handler can read, made from the type that it declares, and where each of its values stands. What it names does
 * not exist.
 */
final class JsonSample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Place> places = new ArrayList<>();
    private final JsonNode body;

    private JsonSample(Type type) {
        body = of(type, Map.of(), List.of(), true);
    }

    static JsonSample of(Type type) {
        return new JsonSample(type);
    }

    /**
     * Where a value stands.
     *
     * @param steps names of properties and numbers of elements from the outside in
     * @param optional whether the value may be absent
     */
    record Place(List<Object> steps, Class<?> type, boolean optional) {
        String text() {
            return String.join(".", steps.stream().map(Object::toString).toList());
        }

        boolean isCollection() {
            return Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
        }
    }

    JsonNode body() {
        return body;
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    /** The same body with another value at a place. */
    JsonNode with(Place place, JsonNode value) {
        JsonNode copy = body.deepCopy();
        JsonNode at = copy;
        for (Object step : place.steps().subList(0, place.steps().size() - 1)) {
            at = step instanceof Integer index ? at.get(index) : at.get(step.toString());
        }
        Object last = place.steps().getLast();
        if (at instanceof ArrayNode array) {
            array.set((Integer) last, value);
        } else {
            ((ObjectNode) at).set(last.toString(), value);
        }
        return copy;
    }

    /** What stands at a place. */
    JsonNode at(Place place) {
        JsonNode at = body;
        for (Object step : place.steps()) {
            at = step instanceof Integer index ? at.get(index) : at.get(step.toString());
        }
        return at;
    }

    private JsonNode of(Type type, Map<TypeVariable<?>, Type> bound, List<Object> steps, boolean required) {
        Type actual = bound.getOrDefault(type, type);
        Class<?> raw = raw(actual);
        if (!steps.isEmpty()) {
            places.add(new Place(steps, raw, !required));
        }
        if (Map.class.isAssignableFrom(raw)) {
            ObjectNode map = JSON.objectNode();
            String key = argument(actual, 0) == Integer.class ? "1" : "k";
            map.set(key, of(argument(actual, 1), bound, then(steps, key), true));
            return map;
        }
        if (Collection.class.isAssignableFrom(raw)) {
            return JSON.arrayNode().add(of(argument(actual, 0), bound, then(steps, 0), true));
        }
        return raw.isRecord() ? record(actual, raw, bound, steps) : leaf(raw, steps);
    }

    private JsonNode record(Type actual, Class<?> raw, Map<TypeVariable<?>, Type> outer, List<Object> steps) {
        Map<TypeVariable<?>, Type> bound = new HashMap<>(outer);
        if (actual instanceof ParameterizedType parameterized) {
            for (int i = 0; i < raw.getTypeParameters().length; i++) {
                bound.put(raw.getTypeParameters()[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        ObjectNode object = JSON.objectNode();
        for (RecordComponent component : raw.getRecordComponents()) {
            object.set(component.getName(), of(component.getGenericType(), bound, then(steps, component.getName()),
                    !mayBeNull(component.getAnnotatedType())));
        }
        return object;
    }

    private static boolean mayBeNull(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private static JsonNode leaf(Class<?> type, List<Object> steps) {
        if (type.isEnum()) {
            return JSON.stringNode(((Enum<?>) type.getEnumConstants()[0]).name());
        }
        return switch (type.getSimpleName()) {
            case "String" -> JSON.stringNode("NO-SUCH-1");
            case "int", "Integer", "long", "Long" -> JSON.numberNode(1);
            case "BigDecimal" -> JSON.numberNode(BigDecimal.ONE);
            case "boolean", "Boolean" -> JSON.booleanNode(true);
            case "Instant" -> JSON.stringNode(Instant.EPOCH.toString());
            case "LocalDate" -> JSON.stringNode(LocalDate.EPOCH.toString());
            case "Duration" -> JSON.stringNode(Duration.ofHours(1).toString());
            case "byte[]" -> JSON.stringNode("AAAA");
            default -> throw new IllegalStateException("No sample of " + type + " at " + steps);
        };
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }

    private static List<Object> then(List<Object> steps, Object next) {
        List<Object> more = new ArrayList<>(steps);
        more.add(next);
        return List.copyOf(more);
    }
}
