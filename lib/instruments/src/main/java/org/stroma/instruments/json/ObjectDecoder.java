package org.stroma.instruments.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Reads objects of {@link PackedForm}. */
final class ObjectDecoder {

    private final byte[] bytes;
    private final Identifiers identifiers;
    private final List<PackedObjects> inner;
    private final List<String> texts = new ArrayList<>();
    private final List<String[]> names = new ArrayList<>();
    private long identifier;
    private int at;

    /**
     * @param inner the lists that are packed by themselves
     */
    ObjectDecoder(byte[] bytes, Identifiers identifiers, List<PackedObjects> inner) {
        this.bytes = bytes;
        this.identifiers = identifiers;
        this.inner = inner;
    }

    /** All objects. */
    JsonObject[] objects() {
        List<JsonObject> objects = new ArrayList<>();
        while (at < bytes.length)
            if (value() instanceof JsonObject object)
                objects.add(object);
        return objects.toArray(JsonObject[]::new);
    }

    private @Nullable Object value() {
        int tag = next();
        if (tag >= PackedForm.SHORT_TEXT)
            return texts.get(tag - PackedForm.SHORT_TEXT);
        if (tag >= PackedForm.SHORT_DECIMAL)
            return BigDecimal.valueOf(signed(), tag - PackedForm.SHORT_DECIMAL);
        if (tag >= PackedForm.SHORT_OBJECT)
            return object(names.get(tag - PackedForm.SHORT_OBJECT));
        return switch (tag) {
            case PackedForm.NOTHING -> null;
            case PackedForm.NULL -> JsonObject.NULL;
            case PackedForm.NEGATIVE_ZERO -> JsonObject.NEGATIVE_ZERO;
            case PackedForm.TRUE -> true;
            case PackedForm.FALSE -> false;
            case PackedForm.TEXT -> text();
            case PackedForm.KNOWN_TEXT -> texts.get((int) whole());
            case PackedForm.IDENTIFIER -> identifiers.text(identifier += signed());
            case PackedForm.DECIMAL -> decimal((int) signed());
            case PackedForm.LONG_DECIMAL -> longDecimal((int) signed());
            case PackedForm.LIST -> list();
            case PackedForm.PACKED_LIST -> inner.get((int) whole());
            case PackedForm.OBJECT -> object(names());
            case PackedForm.KNOWN_OBJECT -> object(names.get((int) whole()));
            default -> throw new IllegalStateException("tag " + tag);
        };
    }

    private String text() {
        int length = (int) whole();
        char[] characters = new char[length];
        for (int i = 0; i < length; i++)
            characters[i] = (char) whole();
        String text = new String(characters);
        texts.add(text);
        return text;
    }

    private BigDecimal decimal(int scale) {
        return BigDecimal.valueOf(signed(), scale);
    }

    private BigDecimal longDecimal(int scale) {
        int length = (int) whole();
        BigInteger unscaled = new BigInteger(Arrays.copyOfRange(bytes, at, at + length));
        at += length;
        return new BigDecimal(unscaled, scale);
    }

    private List<?> list() {
        int length = (int) whole();
        Decimals numbers = new Decimals();
        @Nullable
        Object next = null;
        while (numbers.size() < length) {
            next = value();
            if (next == null || !Decimals.accepts(next))
                break;
            numbers.add(next);
        }
        if (numbers.size() == length)
            return numbers;
        @Nullable
        Object[] elements = new @Nullable Object[length];
        for (int i = 0; i < numbers.size(); i++)
            elements[i] = numbers.get(i);
        elements[numbers.size()] = next;
        for (int i = numbers.size() + 1; i < length; i++)
            elements[i] = value();
        return Collections.unmodifiableList(Arrays.asList(elements));
    }

    private String[] names() {
        String[] order = new String[(int) whole()];
        for (int i = 0; i < order.length; i++)
            order[i] = String.valueOf(value());
        names.add(order);
        return order;
    }

    private JsonObject object(String[] order) {
        Object[] values = new Object[2 * order.length];
        for (int i = 0; i < order.length; i++) {
            values[2 * i] = order[i];
            values[2 * i + 1] = member();
        }
        return JsonObject.ofMembers(values);
    }

    private Object member() {
        Object value = value();
        if (value == null)
            throw new IllegalStateException("a member without value");
        return value;
    }

    private long signed() {
        long number = whole();
        return number >>> 1 ^ -(number & 1);
    }

    private long whole() {
        long number = 0;
        for (int shift = 0;; shift += 7) {
            int next = next();
            number |= (next & 0x7FL) << shift;
            if (next < 0x80)
                return number;
        }
    }

    private int next() {
        return bytes[at++] & 0xFF;
    }

}
