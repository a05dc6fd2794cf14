package org.stroma.app.standard;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * JSON in the canonical form of RFC 8785: keys sorted by UTF-16 code unit, no white space, shortest escapes. There are no
 * fractions on purpose: RFC 8785 writes numbers as doubles, so a decimal is a text and only counts are numbers.
 */
public sealed interface Json {

    record Members(SortedMap<String, Json> members) implements Json {
        public Members {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        @Override
        public String toString() {
            return members.entrySet().stream().map(each -> quoted(each.getKey()) + ":" + each.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    record Array(List<Json> items) implements Json {
        public Array {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return items.stream().map(Json::toString).collect(Collectors.joining(",", "[", "]"));
        }
    }

    record Text(String text) implements Json {
        @Override
        public String toString() {
            return quoted(text);
        }
    }

    /** A count; beyond ±2^53 a double could not hold it and RFC 8785 has no form for it. */
    record Count(long count) implements Json {
        public Count {
            if (Math.abs(count) > 1L << 53) {
                throw new IllegalArgumentException("a count of " + count);
            }
        }

        @Override
        public String toString() {
            return Long.toString(count);
        }
    }

    record Flag(boolean flag) implements Json {
        @Override
        public String toString() {
            return Boolean.toString(flag);
        }
    }

    static Json text(String text) {
        return new Text(text);
    }

    static Json flag(boolean flag) {
        return new Flag(flag);
    }

    static Json texts(List<String> texts) {
        return new Array(texts.stream().map(Json::text).toList());
    }

    /** Key, value, key, value …; a null value leaves its key out, as canonical documents hold no null. */
    static Json object(@Nullable Object... keysAndValues) {
        Map<String, Json> members = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            if (keysAndValues[i] instanceof String key && keysAndValues[i + 1] instanceof Json value) {
                members.put(key, value);
            } else if (keysAndValues[i + 1] != null) {
                throw new IllegalArgumentException("neither JSON nor null: " + keysAndValues[i + 1]);
            }
        }
        return new Members(new TreeMap<>(members));
    }

    /** @throws IllegalArgumentException if a text holds half of a surrogate pair, which UTF-8 cannot hold */
    default byte[] toBytes() {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(toString()));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that is not Unicode", e);
        }
    }

    /** SHA-256 in lower-case hexadecimal. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
