package org.stroma.app.genealogy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation to be recorded: what went in, what came out, what became of the rest, when, where and how. Built step by step;
 * {@link Door#perform} records it whole or refuses it whole.
 */
public final class Operation {
    private final String type;
    private final Instant startedAt;
    private final Instant endedAt;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Map<String, Object>> inputs = new ArrayList<>();
    private final List<Map<String, Object>> outputs = new ArrayList<>();
    private final List<Map<String, Object>> fates = new ArrayList<>();
    private final List<Map<String, Object>> inside = new ArrayList<>();

    private Operation(String type, Instant startedAt, Instant endedAt) {
        this.type = type;
        this.startedAt = startedAt;
        this.endedAt = endedAt;
    }

    /** An operation of the catalogue, from start to end in plant time. */
    public static Operation of(String type, Instant startedAt, Instant endedAt) {
        return new Operation(type, startedAt, endedAt);
    }

    /** An exact amount with its UCUM unit of measure. */
    public record Amount(BigDecimal value, String measure, @Nullable String qualifier) {
        public static Amount of(String value, String measure) {
            return new Amount(new BigDecimal(value), measure, null);
        }

        /** Viable cells. */
        public static Amount viable(String cells) {
            return new Amount(new BigDecimal(cells), "{cells}", "viable");
        }
    }

    /** Takes a unit in whole, or without taking any of it, as its port says. */
    public Operation in(String port, String unit) {
        return add(inputs, "code", unit, "port", port);
    }

    /** Takes part of a unit. */
    public Operation in(String port, String unit, @Nullable BigDecimal quantity) {
        return add(inputs, "code", unit, "port", port, "quantity", quantity);
    }

    /** Takes a unit to a state, where its port leads to several; and only if it still has the revision that was shown. */
    public Operation in(String port, String unit, @Nullable BigDecimal quantity, @Nullable String toState,
            @Nullable Integer revision) {
        return add(inputs, "code", unit, "port", port, "quantity", quantity, "to", toState, "revision", revision);
    }

    /** Makes a unit. */
    public Operation out(Made made) {
        Amount amount = made.amount();
        return add(outputs, "code", made.code(), "type", made.type(), "port", made.port(), "quantity",
                amount == null ? null : amount.value(),
                "measure", amount == null ? null : amount.measure(), "qualifier",
                amount == null ? null : amount.qualifier(), "lot", made.lot(),
                "product", made.product(), "expires_at", made.expiresAt() == null ? null : made.expiresAt().toString(),
                "position", made.position(),
                "subject", made.subject(), "attributes", made.attributes().isEmpty() ? null : made.attributes());
    }

    /**
     * A unit to be made; only port, type and code are always needed.
     *
     * @param lot code of the lot or bank it belongs to, which may be made by the same operation
     * @param subject patient code of a dose
     */
    public record Made(String port, String type, String code, @Nullable Amount amount, @Nullable String lot,
            @Nullable String product,
            @Nullable Instant expiresAt, @Nullable String position, @Nullable String subject,
            Map<String, Object> attributes) {
        public Made {
            attributes = Map.copyOf(attributes);
        }

        public static Made of(String port, String type, String code) {
            return new Made(port, type, code, null, null, null, null, null, null, Map.of());
        }

        public Made with(Amount newAmount) {
            return new Made(port, type, code, newAmount, lot, product, expiresAt, position, subject, attributes);
        }

        public Made inLot(String newLot) {
            return new Made(port, type, code, amount, newLot, product, expiresAt, position, subject, attributes);
        }

        public Made ofProduct(String newProduct) {
            return new Made(port, type, code, amount, lot, newProduct, expiresAt, position, subject, attributes);
        }

        public Made expiring(@Nullable Instant at) {
            return new Made(port, type, code, amount, lot, product, at, position, subject, attributes);
        }

        public Made at(@Nullable String newPosition) {
            return new Made(port, type, code, amount, lot, product, expiresAt, newPosition, subject, attributes);
        }

        public Made forSubject(String newSubject) {
            return new Made(port, type, code, amount, lot, product, expiresAt, position, newSubject, attributes);
        }

        public Made describedBy(Map<String, Object> newAttributes) {
            return new Made(port, type, code, amount, lot, product, expiresAt, position, subject, newAttributes);
        }
    }

    /** What became of a part of an input that did not go on. */
    public enum Fate {
        LOSS, DISCARD, SAMPLE
    }

    public Operation fate(String unit, Fate fate, BigDecimal quantity, String note) {
        return add(fates, "code", unit, "fate", fate.name(), "quantity", quantity, "note", note);
    }

    /** Puts a unit into a container, or takes it out when the container is null. */
    public Operation put(String unit, @Nullable String container) {
        return add(inside, "code", unit, "container", container);
    }

    /** A parameter of the process, with its unit of measure in its name or as text. */
    public Operation parameter(String name, Object value) {
        parameters.put(name, value instanceof BigDecimal number ? number.toPlainString() : value);
        return this;
    }

    public Operation place(@Nullable String place) {
        return set("place", place);
    }

    public Operation note(@Nullable String note) {
        return set("note", note);
    }

    /** Why it is entered later than the product allows. */
    public Operation lateBecause(@Nullable String reason) {
        return set("late_reason", reason);
    }

    /** The donation identification number; collections only. */
    public Operation donationNumber(String number) {
        return set("donation_number", number);
    }

    private Operation set(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value);
        }
        return this;
    }

    private Operation add(List<Map<String, Object>> list, @Nullable Object... pairs) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                row.put(String.valueOf(pairs[i]), value);
            }
        }
        list.add(row);
        return this;
    }

    public String type() {
        return type;
    }

    /** The codes of the units that it takes. */
    List<String> taken() {
        return inputs.stream().map(input -> String.valueOf(input.get("code"))).toList();
    }

    /** @param expected revisions that the caller saw, by unit; the database refuses when one has moved on */
    Map<String, Object> toMap(Map<String, Integer> expected) {
        for (Map<String, Object> input : inputs) {
            Integer revision = expected.get(String.valueOf(input.get("code")));
            if (revision != null) {
                input.putIfAbsent("revision", revision);
            }
        }
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("type", type);
        all.put("started_at", startedAt.toString());
        all.put("ended_at", endedAt.toString());
        all.put("parameters", parameters);
        all.put("inputs", inputs);
        all.put("outputs", outputs);
        all.put("fates", fates);
        all.put("inside", inside);
        return all;
    }
}
