package org.stroma.instruments;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** Reads JSON text to maps, lists, strings, BigDecimals, booleans and null; -0.0 becomes 0. Strict enough for tests. */
public final class JsonReader {

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    public static @Nullable Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value();
        reader.space();
        if (reader.at != text.length())
            throw reader.bad("more text");
        return value;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("JSON, " + what + " at " + at);
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0)
            at++;
    }

    private char next() {
        space();
        if (at >= text.length())
            throw bad("end");
        return text.charAt(at);
    }

    private void expect(char c) {
        if (next() != c)
            throw bad("no " + c);
        at++;
    }

    private @Nullable Object value() {
        return switch (next()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at))
            throw bad("unknown word");
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0)
            at++;
        return new BigDecimal(text.substring(start, at));
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char e = text.charAt(at++);
            if (e == 'u') {
                out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int i = "nrtbf".indexOf(e);
                out.append(i < 0 ? e : "\n\r\t\b\f".charAt(i));
            }
        }
        at++;
        return out.toString();
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        expect('[');
        while (next() != ']') {
            list.add(value());
            if (next() == ',')
                at++;
        }
        at++;
        return list;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        expect('{');
        while (next() != '}') {
            String name = string();
            expect(':');
            if (map.put(name, value()) != null)
                throw bad("member twice: " + name);
            if (next() == ',')
                at++;
        }
        at++;
        return map;
    }

}
