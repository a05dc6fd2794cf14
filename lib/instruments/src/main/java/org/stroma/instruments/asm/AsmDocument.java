package org.stroma.instruments.asm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.stroma.instruments.Document;
import org.stroma.instruments.json.JsonObject;

/**
 * A file as an Allotrope Simple Model document.
 *
 * @param json the whole document
 */
public record AsmDocument(JsonObject json) implements Document {

    /** One row per measurement; its columns are the simple members and quantities of the measurement, units in the header. */
    @Override
    public List<Table> tables(Locale locale) {
        List<Map<String, String>> rows = new ArrayList<>();
        Set<String> header = new LinkedHashSet<>();
        collect(json, rows);
        rows.forEach(row -> header.addAll(row.keySet()));
        List<List<String>> cells = rows.stream()
                .map(row -> header.stream().map(name -> row.getOrDefault(name, "")).toList())
                .toList();
        String title = locale.getLanguage().equals("zh") ? "检测结果" : "Measurements";
        return List.of(new Table(title, List.copyOf(header), cells));
    }

    private static void collect(Object value, List<Map<String, String>> rows) {
        if (value instanceof List<?> list)
            list.forEach(item -> {
                if (item != null)
                    collect(item, rows);
            });
        if (value instanceof JsonObject object)
            object.forEach((name, member) -> {
                if (name.equals("measurement document") && member instanceof List<?> measurements)
                    measurements.forEach(measurement -> rows.add(flatten((JsonObject) measurement)));
                else
                    collect(member, rows);
            });
    }

    private static Map<String, String> flatten(JsonObject measurement) {
        Map<String, String> row = new LinkedHashMap<>();
        flatten(measurement, row);
        return row;
    }

    private static void flatten(JsonObject object, Map<String, String> row) {
        object.forEach((name, member) -> {
            if (member instanceof JsonObject child)
                flatten(name, child, row);
            else if (member instanceof List<?> list)
                list.stream().filter(JsonObject.class::isInstance).forEach(item -> flatten((JsonObject) item, row));
            else
                row.putIfAbsent(name, member.toString());
        });
    }

    private static void flatten(String name, JsonObject child, Map<String, String> row) {
        if (child.has("value"))
            row.putIfAbsent(withUnit(name, child), String.valueOf(child.get("value")));
        else
            flatten(child, row);
    }

    private static String withUnit(String name, JsonObject quantity) {
        Object unit = quantity.get("unit");
        return unit == null || unit.equals("(unitless)") ? name : name + " / " + unit;
    }

}
