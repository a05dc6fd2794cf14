package org.stroma.app.standard;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Value.DocumentStatus;
import org.stroma.app.standard.Value.Presence;
import org.stroma.measure.GestationalAge;
import org.stroma.measure.Measurement;
import org.stroma.measure.Moment;
import org.stroma.measure.Qualifier;

/**
 * Observations entered by hand in a YAML file, with the source they were taken from: published results, worked examples.
 *
 * @param code stable name
 * @param citation where the observations were published, or what they illustrate
 */
public record FactsFile(String code, Texts name, String citation, Facts facts) {
    private static final Pattern QUANTITY = Pattern
            .compile("(ND|[<>]=?|[≤≥])?\\s*([-+0-9.eE]+)?\\s*(\\S+)?(?:\\s+(viable|total))?");
    private static final Map<String, Presence> PRESENCES = Map.of("negative", Presence.NEGATIVE, "positive",
            Presence.POSITIVE, "indeterminate", Presence.INDETERMINATE);
    private static final Map<String, DocumentStatus> STATUSES = Map.of("valid", DocumentStatus.VALID, "invalid",
            DocumentStatus.INVALID, "pending", DocumentStatus.PENDING);
    private static final List<String> KINDS = List.of("quantity", "quantities", "code", "flag", "found", "at",
            "gestation", "document", "required", "structure", "text");

    public static Reading<FactsFile> read(byte[] bytes) {
        return Source.read(bytes, FactsFile::file);
    }

    private static @Nullable FactsFile file(Mapping mapping) {
        String code = mapping.code("facts");
        Texts name = mapping.bilingual("name");
        String citation = mapping.text("citation");
        OffsetDateTime asOf = asOf(mapping);
        boolean reviewed = mapping.flag("reviewed", false);
        List<Observation> observations = mapping.list("observations", (node, path) -> Mapping.read(mapping.source(),
                node, path, inner -> observation(inner, reviewed)));
        return code == null || name == null || citation == null || asOf == null
                ? null
                : new FactsFile(code, name, citation, new Facts(asOf, observations));
    }

    private static @Nullable OffsetDateTime asOf(Mapping mapping) {
        String text = mapping.text("as_of");
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            mapping.problem("as_of", Problem.Kind.NOT_READABLE, String.valueOf(text), "2026-03-06T10:00:00+08:00");
            return null;
        }
    }

    private static @Nullable Observation observation(Mapping mapping, boolean allReviewed) {
        String of = mapping.code("of");
        String evidence = mapping.text("evidence");
        String method = mapping.findText("method");
        boolean validated = mapping.flag("validated", false);
        String formula = mapping.findText("formula");
        List<String> inputs = mapping.has("inputs") ? mapping.texts("inputs") : List.of();
        String definition = mapping.findText("definition");
        Observation.Standing standing = new Observation.Standing(mapping.flag("reviewed", allReviewed),
                mapping.count("attempt", 1), mapping.flag("invalidated", false));
        Moment takenAt = parsed(mapping, "taken_at", Moment::parse);
        List<Value> values = values(mapping);
        if (of == null || evidence == null || values.isEmpty()) {
            return null;
        }
        return new Observation(of, values, evidence,
                method == null ? null : new Observation.Method(method, validated),
                formula == null ? null : new Observation.Derivation(formula, inputs), definition, standing, takenAt);
    }

    private static List<Value> values(Mapping mapping) {
        List<String> given = KINDS.stream().filter(mapping::has).toList();
        if (given.size() != 1) {
            mapping.problem(Problem.Kind.NOT_ONE_OF, String.join(", ", given), String.join(", ", KINDS));
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        if (given.getFirst().equals("quantities")) {
            mapping.texts("quantities").forEach(text -> add(values, measured(mapping, "quantities", text)));
        } else {
            add(values, value(mapping, given.getFirst()));
        }
        return values;
    }

    private static void add(List<Value> values, @Nullable Value value) {
        if (value != null) {
            values.add(value);
        }
    }

    private static @Nullable Value value(Mapping mapping, String kind) {
        String text = mapping.text(kind);
        if (text == null) {
            return null;
        }
        return switch (kind) {
            case "quantity" -> measured(mapping, kind, text);
            case "code" -> new Value.Code(text);
            case "flag" -> new Value.Flag(mapping.flag(kind, false));
            case "found" -> new Value.Found(mapping.choice(kind, PRESENCES, Presence.INDETERMINATE));
            case "at" -> at(parsed(mapping, kind, Moment::parse));
            case "gestation" -> gestation(parsed(mapping, kind, GestationalAge::parse));
            case "document" -> new Value.Document(mapping.choice(kind, STATUSES, DocumentStatus.PENDING),
                    parsed(mapping, "valid_until", Moment::parse));
            case "required" -> new Value.Decided(mapping.flag(kind, true), mapping.flag("signed", false),
                    parsed(mapping, "valid_until", Moment::parse));
            case "structure" -> structure(mapping, text);
            default -> new Value.Text(text);
        };
    }

    private static @Nullable Value at(@Nullable Moment moment) {
        return moment == null ? null : new Value.At(moment);
    }

    private static @Nullable Value gestation(@Nullable GestationalAge age) {
        return age == null ? null : new Value.Gestation(age);
    }

    private static Value structure(Mapping mapping, String text) {
        SortedMap<String, Value> parts = new TreeMap<>();
        mapping.mapping("parts", inner -> {
            for (String name : inner.keys()) {
                Value part = inner.mapping(name, each -> {
                    List<Value> values = values(each);
                    return values.isEmpty() ? null : values.getFirst();
                });
                if (part != null) {
                    parts.put(name, part);
                }
            }
            return parts;
        });
        return new Value.Structure(text, parts);
    }

    /** {@code <0.1 {EU}/mL}, {@code 6.31e6 {cells}/mL viable}, {@code ND}. */
    private static @Nullable Value measured(Mapping mapping, String key, String text) {
        Matcher matcher = QUANTITY.matcher(text.strip());
        if (!matcher.matches()) {
            mapping.problem(key, Problem.Kind.NOT_READABLE, text, "<0.1 {EU}/mL");
            return null;
        }
        String sign = matcher.group(1) == null ? "" : matcher.group(1);
        String number = matcher.group(2) == null ? "" : matcher.group(2);
        String unit = matcher.group(3) == null ? "" : matcher.group(3);
        Qualifier cells = matcher.group(4) == null
                ? Qualifier.NONE
                : Qualifier.valueOf(matcher.group(4).toUpperCase(Locale.ROOT));
        try {
            return new Value.Measured(Measurement.parse(sign + number, unit, cells));
        } catch (IllegalArgumentException e) {
            mapping.problem(key, Problem.Kind.NOT_A_QUANTITY, text, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static <T> @Nullable T parsed(Mapping mapping, String key, java.util.function.Function<String, T> parser) {
        String text = mapping.findText(key);
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException e) {
            mapping.problem(key, Problem.Kind.NOT_READABLE, String.valueOf(text), String.valueOf(e.getMessage()));
            return null;
        }
    }
}
