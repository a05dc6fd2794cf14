package org.stroma.app.standard;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values as canonical JSON, for keeping them beside what they were observed on. */
public final class ValueJson {
    private ValueJson() {}

    /** A JSON array, decimals as strings. */
    public static String write(List<Value> values) {
        return new String(new Json.Array(values.stream().map(FactsJson::of).toList()).toBytes(),
                StandardCharsets.UTF_8);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static List<Value> read(String json) {
        if (JsonReader.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Json.Array array) {
            return array.items().stream().map(FactsReader::value).toList();
        }
        throw new IllegalArgumentException("not an array of values");
    }
}
