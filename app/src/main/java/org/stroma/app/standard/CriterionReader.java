package org.stroma.app.standard;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.stroma.app.standard.Criterion.Aggregate;
import org.stroma.app.standard.Criterion.End;
import org.stroma.app.standard.Criterion.Relation;
import org.stroma.measure.MeasureException;
import org.stroma.measure.Qualifier;
import org.stroma.measure.Quantity;
import org.stroma.measure.Span;
import org.yaml.snakeyaml.nodes.Node;

/** Reads criteria and conditions and checks them against the characteristics of their standard. */
final class CriterionReader {
    static final Map<String, Relation> RELATIONS = Map.of("at_least", Relation.AT_LEAST, "at_most", Relation.AT_MOST,
            "greater_than", Relation.GREATER_THAN, "less_than", Relation.LESS_THAN);
    static final Map<String, Aggregate> AGGREGATES = Map.of("each", Aggregate.EACH, "mean", Aggregate.MEAN, "median",
            Aggregate.MEDIAN);
    private static final List<String> KINDS = List.of("at_least", "at_most", "greater_than", "less_than", "between",
            "one_of", "none_of", "is", "same_as", "absent", "document", "within", "before", "after", "replicates",
            "report", "all_of", "any_of", "sufficient");

    private final Source source;
    private final CharacteristicChecks checks;

    CriterionReader(Source source, Map<String, Characteristic> characteristics) {
        this.source = source;
        this.checks = new CharacteristicChecks(characteristics);
    }

    @Nullable
    Criterion criterion(Node node, String path) {
        return Mapping.read(source, node, path, this::criterion);
    }

    private @Nullable Criterion criterion(Mapping mapping) {
        List<String> given = mapping.keys();
        KINDS.forEach(mapping::has);
        if (given.size() != 1 || !KINDS.contains(given.getFirst())) {
            mapping.problem(Problem.Kind.NOT_ONE_OF, String.join(", ", given), String.join(", ", KINDS));
            return null;
        }
        String kind = given.getFirst();
        Relation relation = RELATIONS.get(kind);
        if (relation != null) {
            return mapping.mapping(kind, inner -> limit(inner, relation));
        }
        return switch (kind) {
            case "between" -> mapping.mapping(kind, this::between);
            case "one_of" -> mapping.mapping(kind, inner -> codes(inner, true));
            case "none_of" -> mapping.mapping(kind, inner -> codes(inner, false));
            case "is" -> mapping.mapping(kind, this::is);
            case "same_as" -> mapping.mapping(kind, this::sameAs);
            case "within" -> mapping.mapping(kind, this::within);
            case "before", "after" -> mapping.mapping(kind, inner -> order(inner, kind.equals("before")));
            case "replicates" -> mapping.mapping(kind, this::replicates);
            case "all_of" -> allOf(mapping.list(kind, this::criterion));
            case "any_of" -> anyOf(mapping.list(kind, this::criterion));
            case "sufficient" -> sufficient(mapping.find(kind), mapping.path(kind));
            default -> named(mapping, kind);
        };
    }

    private @Nullable Criterion named(Mapping mapping, String kind) {
        String of = mapping.text(kind);
        if (of == null) {
            return null;
        }
        return switch (kind) {
            case "absent" -> checks.require(mapping, kind, of, ValueType.FINDING, ValueType.QUANTITY)
                    ? new Criterion.Absent(of)
                    : null;
            case "document" -> checks.require(mapping, kind, of, ValueType.DOCUMENT)
                    ? new Criterion.DocumentPresent(of)
                    : null;
            default -> checks.require(mapping, kind, of, ValueType.values()) ? new Criterion.Report(of) : null;
        };
    }

    private Criterion.@Nullable Limit limit(Mapping mapping, Relation relation) {
        String of = mapping.text("of");
        Quantity limit = quantity(mapping, "limit");
        if (of == null || limit == null || !checks.requireScale(mapping, of, limit)) {
            return null;
        }
        return new Criterion.Limit(of, relation, limit);
    }

    private Criterion.@Nullable Between between(Mapping mapping) {
        String of = mapping.text("of");
        boolean openLow = mapping.has("above");
        boolean openHigh = mapping.has("below");
        Quantity low = quantity(mapping, openLow ? "above" : "from");
        Quantity high = quantity(mapping, openHigh ? "below" : "to");
        if (of == null || low == null || high == null || !checks.requireScale(mapping, of, low)
                || !checks.requireScale(mapping, of, high)) {
            return null;
        }
        int order = low.compareTo(high);
        if (order > 0 || (order == 0 && (openLow || openHigh))) {
            mapping.problem(Problem.Kind.EMPTY_RANGE, low + " … " + high);
            return null;
        }
        return new Criterion.Between(of, new End(low, !openLow), new End(high, !openHigh));
    }

    private @Nullable Criterion codes(Mapping mapping, boolean one) {
        String of = mapping.text("of");
        List<String> codes = mapping.texts("codes");
        if (of == null || !checks.require(mapping, "of", of, ValueType.CODE)) {
            return null;
        }
        codes.forEach(code -> checks.requireChoice(mapping, "codes", of, code));
        return one ? new Criterion.OneOf(of, new TreeSet<>(codes)) : new Criterion.NoneOf(of, new TreeSet<>(codes));
    }

    private @Nullable Criterion is(Mapping mapping) {
        String of = mapping.text("of");
        boolean code = mapping.has("code");
        boolean quantity = mapping.has("quantity");
        if (of == null) {
            return null;
        }
        if (quantity) {
            Quantity expected = quantity(mapping, "quantity");
            return expected == null || !checks.requireScale(mapping, of, expected)
                    ? null
                    : new Criterion.Is(of, new Value.Measured(new org.stroma.measure.Measurement.Exact(expected)));
        }
        if (code) {
            String expected = mapping.text("code");
            return expected == null || !checks.require(mapping, "of", of, ValueType.CODE)
                    || !checks.requireChoice(mapping, "code", of, expected)
                            ? null
                            : new Criterion.Is(of, new Value.Code(expected));
        }
        if (!mapping.has("flag")) {
            mapping.problem(Problem.Kind.MISSING_KEY, "flag");
            return null;
        }
        return checks.require(mapping, "of", of, ValueType.FLAG)
                ? new Criterion.Is(of, new Value.Flag(mapping.flag("flag", false)))
                : null;
    }

    private @Nullable Criterion sameAs(Mapping mapping) {
        String of = mapping.text("of");
        String other = mapping.text("other");
        if (of == null || other == null || !checks.require(mapping, "of", of, ValueType.values())) {
            return null;
        }
        return checks.require(mapping, "other", other, checks.typeOf(of)) ? new Criterion.SameAs(of, other) : null;
    }

    private @Nullable Criterion within(Mapping mapping) {
        String of = mapping.text("of");
        String origin = mapping.text("after");
        Span from = span(mapping, "from");
        Span to = span(mapping, "to");
        if (from == null && to == null) {
            mapping.problem(Problem.Kind.MISSING_KEY, "to");
            return null;
        }
        return of != null && origin != null && checks.require(mapping, "of", of, ValueType.MOMENT)
                && checks.require(mapping, "after", origin, ValueType.MOMENT)
                        ? new Criterion.Within(of, origin, from, to)
                        : null;
    }

    private @Nullable Criterion order(Mapping mapping, boolean before) {
        String of = mapping.text("of");
        String other = mapping.text("other");
        boolean orAt = mapping.flag("or_at", false);
        if (of == null || other == null || !checks.require(mapping, "of", of, ValueType.MOMENT)
                || !checks.require(mapping, "other", other, ValueType.MOMENT)) {
            return null;
        }
        return before ? new Criterion.Before(of, other, orAt) : new Criterion.After(of, other, orAt);
    }

    private @Nullable Criterion replicates(Mapping mapping) {
        Aggregate aggregate = mapping.choice("aggregate", AGGREGATES, Aggregate.EACH);
        int n = mapping.count("n", 1);
        Node inner = mapping.find("criterion");
        if (inner == null) {
            mapping.problem(Problem.Kind.MISSING_KEY, "criterion");
            return null;
        }
        Criterion criterion = criterion(inner, mapping.path("criterion"));
        if (criterion instanceof Criterion.Limit limit) {
            return new Criterion.OverReplicates(aggregate, n, limit);
        }
        if (criterion instanceof Criterion.Between between) {
            return new Criterion.OverReplicates(aggregate, n, between);
        }
        if (criterion != null) {
            mapping.problem(Problem.Kind.NOT_ON_REPLICATES);
        }
        return null;
    }

    private static @Nullable Criterion allOf(List<Criterion> criteria) {
        return criteria.isEmpty() ? null : new Criterion.AllOf(criteria);
    }

    private static @Nullable Criterion anyOf(List<Criterion> criteria) {
        return criteria.isEmpty() ? null : new Criterion.AnyOf(criteria);
    }

    private @Nullable Criterion sufficient(@Nullable Node node, String path) {
        Criterion inner = node == null ? null : criterion(node, path);
        return inner == null ? null : new Criterion.Sufficient(inner);
    }

    /** A number, a unit of measure and for cells which: {@code 5.4e6 {cells}/mL viable}. */
    static @Nullable Quantity quantity(Mapping mapping, String key) {
        String text = mapping.text(key);
        return text == null ? null : quantity(mapping, key, text);
    }

    static @Nullable Quantity quantity(Mapping mapping, String key, String text) {
        String[] words = text.strip().split(" +");
        Qualifier qualifier = words.length < 3
                ? Qualifier.NONE
                : Map.of("viable", Qualifier.VIABLE, "total", Qualifier.TOTAL).getOrDefault(words[2], Qualifier.NONE);
        try {
            if (words.length < 2 || words.length > 3 || (words.length == 3 && qualifier == Qualifier.NONE)) {
                mapping.problem(key, Problem.Kind.NOT_A_QUANTITY, text, "80 %, 5.4e6 {cells}/mL viable");
                return null;
            }
            return Quantity.parse(words[0], words[1], qualifier);
        } catch (MeasureException e) {
            mapping.problem(key, Problem.Kind.NOT_A_QUANTITY, text, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            mapping.problem(key, Problem.Kind.NOT_A_QUANTITY, text, "viable / total");
        }
        return null;
    }

    private static @Nullable Span span(Mapping mapping, String key) {
        String text = mapping.findText(key);
        try {
            return text == null ? null : Span.parse(text);
        } catch (MeasureException e) {
            mapping.problem(key, Problem.Kind.NOT_A_SPAN, String.valueOf(text), String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** When a requirement applies: a word, or a mapping. */
    Applicability applicability(Node node, String path) {
        if (node instanceof org.yaml.snakeyaml.nodes.ScalarNode scalar) {
            return switch (scalar.getValue()) {
                case "always" -> new Applicability.Always();
                case "never" -> new Applicability.Never();
                default -> {
                    source.add(node, path, Problem.Kind.NOT_ONE_OF, scalar.getValue(), "always, never");
                    yield new Applicability.Always();
                }
            };
        }
        Applicability read = Mapping.read(source, node, path, this::applicability);
        return read == null ? new Applicability.Always() : read;
    }

    private @Nullable Applicability applicability(Mapping mapping) {
        if (mapping.has("when")) {
            Node when = mapping.find("when");
            Criterion criterion = when == null ? null : criterion(when, mapping.path("when"));
            return criterion == null ? null : new Applicability.When(criterion);
        }
        if (mapping.has("if_observed")) {
            String observed = mapping.text("if_observed");
            return observed != null && checks.require(mapping, "if_observed", observed, ValueType.values())
                    ? new Applicability.IfObserved(observed)
                    : null;
        }
        if (mapping.has("decision")) {
            String decision = mapping.text("decision");
            Applicability.Undecided undecided = mapping.choice("undecided",
                    Map.of("missing", Applicability.Undecided.MISSING, "required", Applicability.Undecided.REQUIRED),
                    Applicability.Undecided.MISSING);
            return decision != null && checks.require(mapping, "decision", decision, ValueType.DECISION)
                    ? new Applicability.ByDecision(decision, undecided)
                    : null;
        }
        String by = mapping.text("by");
        Map<String, Applicability> cases = mapping.mapping("cases", this::cases);
        if (by == null || cases == null || !checks.require(mapping, "by", by, ValueType.CODE)) {
            return null;
        }
        checks.requireCases(mapping, by, cases.keySet());
        return new Applicability.ByCase(by, new TreeMap<>(cases));
    }

    private Map<String, Applicability> cases(Mapping mapping) {
        Map<String, Applicability> cases = new TreeMap<>();
        for (String key : mapping.keys()) {
            Node value = mapping.find(key);
            if (value != null) {
                cases.put(key, applicability(value, mapping.path(key)));
            }
        }
        return cases;
    }
}
