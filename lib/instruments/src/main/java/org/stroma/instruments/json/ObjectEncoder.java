package org.stroma.instruments.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.zip.Deflated;

/** Writes objects as {@link PackedForm}. */
final class ObjectEncoder {

    /** Names in an order, found by walking from the first to the last. */
    private static final class Names {

        private final Map<String, Names> next = new HashMap<>();
        private int place = -1;

    }

    /** From this many bytes on, room is not doubled and not kept. */
    private static final int LARGE = 1 << 18;

    private final Identifiers identifiers;
    private final List<PackedObjects> inner;
    private final Map<String, Integer> texts = new HashMap<>();
    private Names names = new Names();
    private int orders;
    private long identifier;
    private byte[] bytes = new byte[1 << 10];
    private int length;
    private int count;

    /**
     * @param inner where lists that are packed by themselves are added, to be referred to by their place
     */
    ObjectEncoder(Identifiers identifiers, List<PackedObjects> inner) {
        this.identifiers = identifiers;
        this.inner = inner;
    }

    /** Bytes written since the last {@link #take}. */
    int length() {
        return length;
    }

    /** Objects added since the last {@link #take}. */
    int count() {
        return count;
    }

    /** The bytes written, after which the encoder starts anew. */
    Deflated take() {
        Deflated taken = Deflated.of(bytes, length);
        if (bytes.length > LARGE)
            bytes = new byte[1 << 10];
        texts.clear();
        names = new Names();
        orders = 0;
        identifier = 0;
        length = 0;
        count = 0;
        return taken;
    }

    void add(JsonObject object) {
        object(object);
        count++;
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> tag(PackedForm.NOTHING);
            case String text -> text(text);
            case BigDecimal number -> number(number);
            case JsonObject object -> object(object);
            case PackedObjects list when !list.isInline() -> {
                tag(PackedForm.PACKED_LIST);
                whole(place(list));
            }
            case List<?> list -> {
                tag(PackedForm.LIST);
                whole(list.size());
                list.forEach(this::value);
            }
            case Boolean truth -> tag(truth ? PackedForm.TRUE : PackedForm.FALSE);
            case Integer number -> number(BigDecimal.valueOf(number));
            case Long number -> number(BigDecimal.valueOf(number));
            default -> {
                if (value != JsonObject.NULL && value != JsonObject.NEGATIVE_ZERO)
                    throw new IllegalArgumentException("no JSON value: " + value.getClass());
                tag(value == JsonObject.NULL ? PackedForm.NULL : PackedForm.NEGATIVE_ZERO);
            }
        }
    }

    private int place(PackedObjects list) {
        if (inner.isEmpty() || inner.getLast() != list)
            inner.add(list);
        return inner.size() - 1;
    }

    private void object(JsonObject object) {
        Names[] order = {names};
        object.forEach(
                (name, value) -> order[0] = order[0].next.computeIfAbsent(name, unknown -> new Names()));
        Names found = order[0];
        if (found.place < 0) {
            found.place = orders++;
            tag(PackedForm.OBJECT);
            whole(object.size());
            object.forEach((name, value) -> text(name));
        } else if (found.place < PackedForm.SHORT_OBJECTS) {
            tag(PackedForm.SHORT_OBJECT + found.place);
        } else {
            tag(PackedForm.KNOWN_OBJECT);
            whole(found.place);
        }
        object.forEach((name, value) -> value(value));
    }

    private void text(String text) {
        long number = identifiers.number(text);
        if (number >= 0) {
            tag(PackedForm.IDENTIFIER);
            signed(number - identifier);
            identifier = number;
            return;
        }
        Integer place = texts.putIfAbsent(text, texts.size());
        if (place == null) {
            tag(PackedForm.TEXT);
            whole(text.length());
            for (int i = 0; i < text.length(); i++)
                whole(text.charAt(i));
        } else if (place < PackedForm.SHORT_TEXTS) {
            tag(PackedForm.SHORT_TEXT + place);
        } else {
            tag(PackedForm.KNOWN_TEXT);
            whole(place);
        }
    }

    private void number(BigDecimal number) {
        BigInteger unscaled = number.unscaledValue();
        int scale = number.scale();
        if (unscaled.bitLength() > 63) {
            tag(PackedForm.LONG_DECIMAL);
            signed(scale);
            byte[] digits = unscaled.toByteArray();
            whole(digits.length);
            for (byte digit : digits)
                tag(digit);
        } else if (scale >= 0 && scale < PackedForm.SHORT_SCALES) {
            tag(PackedForm.SHORT_DECIMAL + scale);
            signed(unscaled.longValue());
        } else {
            tag(PackedForm.DECIMAL);
            signed(scale);
            signed(unscaled.longValue());
        }
    }

    private void signed(long number) {
        whole(number << 1 ^ number >> 63);
    }

    private void whole(long number) {
        while ((number & ~0x7FL) != 0) {
            tag((int) number | 0x80);
            number >>>= 7;
        }
        tag((int) number);
    }

    private void tag(int value) {
        if (length == bytes.length)
            bytes = Arrays.copyOf(bytes, length < LARGE ? 2 * length : length + (length >> 2));
        bytes[length++] = (byte) value;
    }

}
