package org.stroma.app.product;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.database.Refusal;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A version of a product as a file says it. Nothing is passed over: a name that no rule has, a value that is missing and a value of another kind
 * refuse the file, with the place where it stands.
 *
 * @param json the content as it is kept and signed
 */
record ProductFile(Product product, String json) {
    private static final int LONGEST = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static ProductFile read(byte[] yaml) {
        if (yaml.length == 0 || yaml.length > LONGEST) {
            throw refused("", "1 – " + LONGEST + " B");
        }
        String json = JSON.writeValueAsString(tree(yaml));
        try {
            Product product = JSON.readValue(json, Product.class);
            missing("", product);
            return new ProductFile(product, json);
        } catch (JacksonException broken) {
            Throwable cause = broken.getCause();
            throw refused(place(broken), cause == null || cause.getMessage() == null
                    ? broken.getOriginalMessage()
                    : cause.getMessage());
        }
    }

    private static Map<String, Object> tree(byte[] yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(20);
        options.setMaxAliasesForCollections(0);
        options.setCodePointLimit(LONGEST);
        try {
            Object read = new Yaml(new SafeConstructor(options)).load(new String(yaml, StandardCharsets.UTF_8));
            if (read instanceof Map<?, ?> map && map.keySet().stream().allMatch(String.class::isInstance)) {
                return cast(map);
            }
            throw refused("1:1", "product:");
        } catch (MarkedYAMLException marked) {
            String place = marked.getProblemMark() == null
                    ? ""
                    : marked.getProblemMark().getLine() + 1 + ":" + (marked.getProblemMark().getColumn() + 1);
            throw refused(place, String.valueOf(marked.getProblem()));
        } catch (YAMLException broken) {
            throw refused("", String.valueOf(broken.getMessage()));
        }
    }

    @SuppressWarnings("unchecked") // every key was looked at
    private static Map<String, Object> cast(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    /** Refuses a value that may not be absent and is, with the way to it. */
    private static void missing(String way, Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String place = way.isEmpty() ? component.getName() : way + "." + component.getName();
            Object value = value(component, record);
            if (value == null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                throw refused(place, "null");
            }
            each(place, value);
        }
    }

    private static void each(String place, @Nullable Object value) {
        switch (value) {
            case Record inner -> missing(place, inner);
            case Collection<?> several -> several.forEach(item -> each(place, item));
            case Map<?, ?> named -> named.forEach((key, item) -> each(place + "." + key, item));
            case null, default -> {
            }
        }
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    private static String place(JacksonException broken) {
        StringBuilder place = new StringBuilder();
        broken.getPath().forEach(step -> place.append(place.isEmpty() ? "" : ".")
                .append(step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName()));
        return place.toString();
    }

    private static Refusal refused(String place, String reason) {
        return new Refusal("product.file", Map.of("where", place, "reason", reason));
    }
}
