package org.stroma.instruments.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Writes a tree as JSON text (RFC 8259), two spaces per level; numbers keep their decimals. */
public final class JsonWriter {

    private final Appendable out;

    private JsonWriter(Appendable out) {
        this.out = out;
    }

    /**
     * Writes one object without a final line end.
     *
     * @throws UncheckedIOException when {@code out} fails
     */
    public static void write(JsonObject object, Appendable out) {
        try {
            new JsonWriter(out).value(object, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void value(@Nullable Object value, int depth) throws IOException {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text);
            case JsonObject object -> object(object, depth);
            case List<?> list -> list(list, depth);
            default -> out.append(value.toString());
        }
    }

    private void object(JsonObject object, int depth) throws IOException {
        if (object.isEmpty()) {
            out.append("{}");
            return;
        }
        String[] separator = {"{"};
        object.forEach((name, value) -> {
            try {
                out.append(separator[0]);
                separator[0] = ",";
                newLine(depth + 1);
                string(name);
                out.append(": ");
                value(value, depth + 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        newLine(depth);
        out.append('}');
    }

    private void list(List<?> list, int depth) throws IOException {
        boolean flat = list.stream().noneMatch(item -> item instanceof JsonObject || item instanceof List<?>);
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0)
                out.append(flat ? ", " : ",");
            if (!flat)
                newLine(depth + 1);
            value(list.get(i), depth + 1);
        }
        if (!flat)
            newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) throws IOException {
        out.append('\n');
        for (int i = 0; i < depth; i++)
            out.append("  ");
    }

    private void string(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) && !paired(text, i))
                        out.append("\\u%04x".formatted((int) c));
                    else
                        out.append(c);
                }
            }
        }
        out.append('"');
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

}
