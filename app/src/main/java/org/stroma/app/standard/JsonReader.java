package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Reads canonical JSON back. Fractions and nulls, which canonical documents do not hold, are refused. */
final class JsonReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(60).build()).build();

    private JsonReader() {}

    /** @throws IllegalArgumentException with the place, if the bytes are not such a document */
    static Json read(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), bytes)) {
            parser.nextToken();
            Json read = value(parser);
            if (parser.nextToken() != null) {
                throw refuse(parser);
            }
            return read;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw refuse(parser);
        }
        return switch (token) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> items(parser);
            case VALUE_STRING -> Json.text(parser.getString());
            case VALUE_NUMBER_INT -> new Json.Count(parser.getLongValue());
            case VALUE_TRUE -> Json.flag(true);
            case VALUE_FALSE -> Json.flag(false);
            default -> throw refuse(parser);
        };
    }

    private static Json members(JsonParser parser) {
        TreeMap<String, Json> members = new TreeMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return new Json.Members(members);
    }

    private static Json items(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Array(items);
    }

    private static IllegalArgumentException refuse(JsonParser parser) {
        return new IllegalArgumentException(
                "not canonical JSON at " + parser.currentTokenLocation().offsetDescription());
    }
}
