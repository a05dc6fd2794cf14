package org.stroma.instruments.asm;

import java.util.AbstractList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.Consumer;

import org.stroma.instruments.Document;
import org.stroma.instruments.Limits;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.json.PackedObjects;
import org.stroma.instruments.json.Packing;

/**
 * A file as an Allotrope Simple Model document.
 *
 * @param json the whole document
 */
public record AsmDocument(JsonObject json) implements Document {

    /** One row per measurement; its columns are the simple members and quantities of the measurement, units in the header. */
    @Override
    public List<Table> tables(Locale locale) {
        PackedObjects rows = new Packing(Limits.STANDARD.values()).list();
        Set<String> header = new LinkedHashSet<>();
        collect(json, row -> {
            row.forEach((name, cell) -> header.add(name));
            rows.add(row);
        });
        Cells cells = new Cells(rows, List.copyOf(header));
        String title = locale.getLanguage().equals("zh") ? "检测结果" : "Measurements";
        return List.of(new Table(title, cells.header, cells));
    }

    /** The cells of each row under the header, empty where the row has none. */
    private static final class Cells extends AbstractList<List<String>> implements RandomAccess {

        private final List<JsonObject> rows;
        private final List<String> header;

        Cells(List<JsonObject> rows, List<String> header) {
            this.rows = rows;
            this.header = header;
        }

        @Override
        public List<String> get(int index) {
            JsonObject row = rows.get(index);
            return header.stream().map(name -> Objects.requireNonNullElse(row.get(name), "").toString()).toList();
        }

        @Override
        public int size() {
            return rows.size();
        }

    }

    private static void collect(Object value, Consumer<JsonObject> rows) {
        if (value instanceof List<?> list)
            list.forEach(item -> {
                if (item != null)
                    collect(item, rows);
            });
        if (value instanceof JsonObject object)
            object.forEach((name, member) -> {
                if (name.equals("measurement document") && member instanceof List<?> measurements)
                    measurements.forEach(measurement -> rows.accept(flatten((JsonObject) measurement)));
                else
                    collect(member, rows);
            });
    }

    private static JsonObject flatten(JsonObject measurement) {
        JsonObject row = new JsonObject();
        flatten(measurement, row);
        return row;
    }

    private static void flatten(JsonObject object, JsonObject row) {
        object.forEach((name, member) -> {
            if (member instanceof JsonObject child)
                flatten(name, child, row);
            else if (member instanceof List<?> list)
                list.stream().filter(JsonObject.class::isInstance).forEach(item -> flatten((JsonObject) item, row));
            else
                add(row, name, member.toString());
        });
    }

    private static void flatten(String name, JsonObject child, JsonObject row) {
        if (child.has("value"))
            add(row, withUnit(name, child), String.valueOf(child.get("value")));
        else
            flatten(child, row);
    }

    private static void add(JsonObject row, String name, String cell) {
        if (!row.has(name))
            row.put(name, cell);
    }

    private static String withUnit(String name, JsonObject quantity) {
        Object unit = quantity.get("unit");
        return unit == null || unit.equals("(unitless)") ? name : name + " / " + unit;
    }

}
