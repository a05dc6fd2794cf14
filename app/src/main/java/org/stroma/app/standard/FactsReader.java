package org.stroma.app.standard;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Decimals;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;
import org.stroma.measure.Quantity;
import org.stroma.measure.UnitOfMeasure;

/** Reads facts back from a snapshot, so that an evaluation can be done again. */
public final class FactsReader {

    private FactsReader() {}

    /**
     * The facts of a snapshot made by {@link Evaluation#snapshotBytes()}.
     *
     * @throws IllegalArgumentException if the bytes are not a snapshot
     */
    public static Facts read(byte[] snapshot) {
        Fields facts = Fields.of(JsonReader.read(snapshot)).fields("facts");
        return new Facts(OffsetDateTime.parse(facts.text("asOf")),
                facts.array("observations").stream().map(FactsReader::observation).toList());
    }

    private static Observation observation(Json json) {
        Fields fields = Fields.of(json);
        Observation.Method method = fields.find("method").map(Fields::of)
                .map(each -> new Observation.Method(each.text("code"), each.flag("validated"))).orElse(null);
        Observation.Derivation derivation = fields.find("derivation").map(Fields::of)
                .map(each -> new Observation.Derivation(each.text("formula"),
                        each.array("inputs").stream().map(Fields::text).toList()))
                .orElse(null);
        Observation.Standing standing = new Observation.Standing(fields.flag("reviewed"), fields.count("attempt"),
                fields.flag("invalidated"));
        return new Observation(fields.text("characteristic"),
                fields.array("values").stream().map(FactsReader::value).toList(), fields.text("evidence"), method,
                derivation, fields.findText("definition"), standing, moment(fields, "takenAt"));
    }

    private static @Nullable Moment moment(Fields fields, String key) {
        String text = fields.findText(key);
        return text == null ? null : Moment.parse(text);
    }

    static Value value(Json json) {
        Fields fields = Fields.of(json);
        if (fields.has("sign")) {
            return new Value.Measured(measurement(fields));
        }
        if (fields.has("structure")) {
            SortedMap<String, Value> parts = new TreeMap<>();
            fields.fields("parts").members.forEach((name, part) -> parts.put(name, value(part)));
            return new Value.Structure(fields.text("structure"), parts);
        }
        if (fields.has("document")) {
            return new Value.Document(Value.DocumentStatus.valueOf(fields.text("document")),
                    moment(fields, "validUntil"));
        }
        if (fields.has("required")) {
            return new Value.Decided(fields.flag("required"), fields.flag("signed"), moment(fields, "validUntil"));
        }
        return single(fields);
    }

    private static Value single(Fields fields) {
        Map.Entry<String, Json> only = fields.members.entrySet().iterator().next();
        return switch (only.getKey()) {
            case "code" -> new Value.Code(fields.text("code"));
            case "flag" -> new Value.Flag(fields.flag("flag"));
            case "found" -> new Value.Found(Value.Presence.valueOf(fields.text("found")));
            case "at" -> new Value.At(Moment.parse(fields.text("at")));
            case "gestation" -> new Value.Gestation(GestationalAge.parse(fields.text("gestation")));
            case "text" -> new Value.Text(fields.text("text"));
            default -> throw new IllegalArgumentException("no value: " + only.getKey());
        };
    }

    private static Measurement measurement(Fields fields) {
        String number = fields.findText("number");
        String cells = fields.findText("cells");
        Quantity written = number == null
                ? null
                : new Quantity(Decimals.parse(number), UnitOfMeasure.parse(fields.text("unit")),
                        cells == null ? Qualifier.NONE : Qualifier.valueOf(cells));
        String sign = fields.sign();
        if (sign.equals("ND")) {
            return new Measurement.NotDetected(written);
        }
        if (written == null) {
            throw new IllegalArgumentException("a measurement without a number");
        }
        return switch (sign) {
            case "" -> new Measurement.Exact(written);
            case "<" -> new Measurement.Below(written, false);
            case "≤" -> new Measurement.Below(written, true);
            case ">" -> new Measurement.Above(written, false);
            case "≥" -> new Measurement.Above(written, true);
            default -> throw new IllegalArgumentException("no sign: " + sign);
        };
    }

    /** The members of an object; a member that is not there or of another kind is refused. */
    private record Fields(SortedMap<String, Json> members) {

        static Fields of(Json json) {
            if (json instanceof Json.Members object && !object.members().isEmpty()) {
                return new Fields(object.members());
            }
            throw new IllegalArgumentException("not an object: " + json);
        }

        static String text(Json json) {
            if (json instanceof Json.Text text) {
                return text.text();
            }
            throw new IllegalArgumentException("not a text: " + json);
        }

        boolean has(String key) {
            return members.containsKey(key);
        }

        Optional<Json> find(String key) {
            return Optional.ofNullable(members.get(key));
        }

        private Json get(String key) {
            return find(key).orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
        }

        String text(String key) {
            return text(get(key));
        }

        String sign() {
            return text("sign");
        }

        @Nullable
        String findText(String key) {
            return find(key).map(Fields::text).orElse(null);
        }

        boolean flag(String key) {
            if (get(key) instanceof Json.Flag flag) {
                return flag.flag();
            }
            throw new IllegalArgumentException(key + " is not true or false");
        }

        int count(String key) {
            if (get(key) instanceof Json.Count count) {
                return Math.toIntExact(count.count());
            }
            throw new IllegalArgumentException(key + " is not a count");
        }

        Fields fields(String key) {
            return of(get(key));
        }

        List<Json> array(String key) {
            if (get(key) instanceof Json.Array array) {
                return array.items();
            }
            throw new IllegalArgumentException(key + " is not a list");
        }
    }
}
