package org.stroma.app.standard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;
import org.stroma.measure.Rounding;
import org.stroma.measure.Span;

/**
 * Writes criteria, conditions and reasons as sentences of one language, from the templates that the standard's own version
 * carries. A template names its holes ({@code {name}}, {@code {limit}}); a hole that nothing fills becomes a dash.
 */
public final class Sentences {
    private static final int DIGITS = 6;
    private static final int LARGE = 5;

    private final Standard standard;
    private final Locale locale;
    private final Wording wording;

    public Sentences(Standard standard, Locale locale) {
        this.standard = standard;
        this.locale = locale;
        this.wording = new Wording(standard.sentences(), locale);
    }

    /** What is asked: {@code 细胞活率不低于 80 %}. */
    public String criterion(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Limit limit -> say("criterion." + word(limit.relation()), "name",
                    name(limit.characteristic()), "limit", quantity(limit.limit()));
            case Criterion.Between between -> between(between);
            case Criterion.OneOf oneOf -> say("criterion.one_of", "name", name(oneOf.characteristic()), "limit",
                    choices(oneOf.characteristic(), List.copyOf(oneOf.codes())));
            case Criterion.NoneOf noneOf -> say("criterion.none_of", "name", name(noneOf.characteristic()), "limit",
                    choices(noneOf.characteristic(), List.copyOf(noneOf.codes())));
            case Criterion.Is is -> say("criterion.is", "name", name(is.characteristic()), "limit",
                    value(is.characteristic(), Values.write(is.expected())));
            case Criterion.SameAs same -> say("criterion.same_as", "name", name(same.characteristic()), "other",
                    name(same.other()));
            case Criterion.Absent absent -> say("criterion.absent", "name", name(absent.characteristic()));
            case Criterion.DocumentPresent document -> say("criterion.document", "name",
                    name(document.characteristic()));
            case Criterion.Within within -> within(within);
            case Criterion.Before before -> say(before.orAt() ? "criterion.before_or_at" : "criterion.before", "name",
                    name(before.characteristic()), "other", name(before.other()));
            case Criterion.After after -> say(after.orAt() ? "criterion.after_or_at" : "criterion.after", "name",
                    name(after.characteristic()), "other", name(after.other()));
            case Criterion.OverReplicates over -> say("criterion." + word(over.aggregate()), "n",
                    "" + over.atLeast(), "criterion", criterion(over.criterion()));
            case Criterion.Report report -> say("criterion.report", "name", name(report.characteristic()));
            case Criterion.AllOf all -> joined("criterion.all_of", all.criteria());
            case Criterion.AnyOf any -> joined("criterion.any_of", any.criteria());
            case Criterion.Sufficient sufficient -> say("criterion.sufficient", "criterion",
                    criterion(sufficient.criterion()));
        };
    }

    /** When it is asked; empty if always. */
    public Optional<String> applicability(Applicability applicability) {
        return switch (applicability) {
            case Applicability.Always always -> Optional.empty();
            case Applicability.Never never -> Optional.of(say("applies.never"));
            case Applicability.When when -> Optional.of(say("applies.when", "criterion", criterion(when.criterion())));
            case Applicability.IfObserved observed -> Optional.of(say("applies.if_observed", "name",
                    name(observed.characteristic())));
            case Applicability.ByDecision decision -> Optional.of(say("applies.decision_" + word(decision.undecided()),
                    "name", name(decision.decision())));
            case Applicability.ByCase byCase -> Optional.of(byCase.cases().entrySet().stream()
                    .map(each -> say("applies.case", "name", choice(byCase.characteristic(), each.getKey()),
                            "criterion",
                            applicability(each.getValue()).orElseGet(() -> say("applies.always"))))
                    .collect(Collectors.joining(say("join.list"))));
        };
    }

    /** How results are held against the limit: 修约值比较法(四舍六入五成双). */
    public String comparison(Rounding rounding) {
        return rounding.method() == Rounding.Method.FULL_VALUE
                ? say("comparison.full")
                : say("comparison.rounded", "mode", say("comparison." + word(rounding.mode())));
    }

    public String status(Status status) {
        return say("status." + status.name());
    }

    public String overall(Evaluation.Overall overall) {
        return say("overall." + overall.name());
    }

    public String severity(Severity severity) {
        return say("severity." + severity.letter());
    }

    /** Why it came out so, parts included. */
    public String reason(Judgement judgement) {
        Map<String, String> parameters = judgement.reason().parameters();
        String characteristic = parameters.getOrDefault("characteristic", "");
        List<String> holes = new ArrayList<>(List.of("name", name(characteristic)));
        parameters.forEach((key, raw) -> {
            holes.add(key);
            holes.add(judgement.reason().code() == Reason.Code.OTHER_UNIT
                    ? otherUnit(key, raw, parameters)
                    : parameter(key, raw, parameters));
        });
        String parts = judgement.parts().stream().filter(part -> worthSaying(judgement, part)).map(this::reason)
                .collect(Collectors.joining(say("join.list")));
        holes.addAll(List.of("parts", parts));
        return wording.say("reason." + judgement.reason().code().name() + variant(parameters),
                holes.toArray(String[]::new));
    }

    /** Where units exclude each other they are the point, those that are not written elsewhere too. */
    private String otherUnit(String key, String raw, Map<String, String> parameters) {
        String unit = parameters.get("unit");
        return switch (key) {
            case "required" -> wording.unit(raw);
            case "value" -> wording.measured(unit == null ? raw : raw + " " + unit);
            default -> parameter(key, raw, parameters);
        };
    }

    /** A comparison of two values names both; a rounded result is shown with what it was rounded to. */
    private static String variant(Map<String, String> parameters) {
        if (parameters.containsKey("otherValue") && parameters.containsKey("other")) {
            return ".TWO";
        }
        String compared = parameters.get("compared");
        return compared == null || compared.equals(parameters.get("value")) ? "" : ".ROUNDED";
    }

    /** Of a failed or missing whole, the parts that made it so; of any other, all parts. */
    private static boolean worthSaying(Judgement whole, Judgement part) {
        boolean good = part.status() == Status.MET || part.status() == Status.REPORTED;
        return whole.reason().code() != Reason.Code.PARTS || whole.status() == Status.MET || !good;
    }

    private String parameter(String key, String raw, Map<String, String> parameters) {
        return switch (key) {
            case "value" -> values(parameters.getOrDefault("characteristic", ""), raw, parameters.get("unit"));
            case "otherValue" -> values(parameters.getOrDefault("other", ""), raw, null);
            case "other" -> name(raw);
            case "limit" -> limit(parameters.getOrDefault("characteristic", ""), raw);
            case "aggregate" -> say("aggregate." + raw);
            case "type" -> say("type." + raw);
            case "compared" -> wording.number(raw);
            case "lowest", "highest" -> wording.quantity(raw);
            case "method", "accepted" -> raw.isEmpty() ? say("none") : Spoken.methods(raw, locale);
            default -> raw.isEmpty() ? say("none") : raw;
        };
    }

    private String values(String characteristic, String raw, @Nullable String unit) {
        if (unit != null) {
            return (wording.number(raw) + " " + wording.beside(unit)).strip();
        }
        return java.util.Arrays.stream(raw.split("; ")).map(each -> value(characteristic, each))
                .collect(Collectors.joining(say("join.values")));
    }

    private String value(String characteristic, String raw) {
        Optional<Characteristic> found = standard.findCharacteristic(characteristic);
        return found.map(each -> switch (each.type()) {
            case CODE -> choice(characteristic, raw);
            case FLAG -> say("flag." + raw);
            case FINDING -> say("found." + raw);
            case DOCUMENT -> say("document." + raw);
            case QUANTITY -> wording.quantity(raw);
            default -> raw;
        }).orElse(raw);
    }

    /** A unit of measure in words; blank for pure numbers. */
    public String unit(String code) {
        return wording.unit(code);
    }

    /** A code as it stands in a record, such as {@code NEGATIVE} or a choice, in words. */
    public String word(Characteristic characteristic, String code) {
        return value(characteristic.code(), code);
    }

    /**
     * What was observed, as people read it: quantities of one unit listed with the unit once, at most six digits
     * and powers of ten from 10⁵ on; choices and findings in words. The record keeps what was written.
     */
    public String observed(String characteristic, List<Value> values) {
        List<Quantity> quantities = values.stream().map(Sentences::plain).flatMap(Optional::stream).toList();
        boolean alike = !quantities.isEmpty() && quantities.size() == values.size()
                && quantities.stream().map(Values::unit).distinct().count() == 1;
        if (!alike) {
            return values.stream().map(each -> value(characteristic, Values.write(each)))
                    .collect(Collectors.joining(" "));
        }
        return (quantities.stream().map(quantity -> wording.number(brief(quantity.value())))
                .collect(Collectors.joining(say("join.values")))
                + " " + wording.beside(Values.unit(quantities.getFirst()))).strip();
    }

    private static Optional<Quantity> plain(Value value) {
        return value instanceof Value.Measured measured && measured.measurement() instanceof Measurement.Exact
                ? measured.measurement().written()
                : Optional.empty();
    }

    private static String brief(BigDecimal number) {
        BigDecimal digits = number.precision() > DIGITS ? number.round(new MathContext(DIGITS)) : number;
        int exponent = digits.precision() - digits.scale() - 1;
        if (exponent < LARGE || digits.signum() == 0) {
            return digits.toPlainString();
        }
        BigDecimal mantissa = digits.movePointLeft(exponent);
        BigDecimal bare = mantissa.stripTrailingZeros();
        return (bare.scale() < 2 ? bare.setScale(2) : bare).toPlainString() + "e" + exponent;
    }

    private String limit(String characteristic, String raw) {
        return standard.findCharacteristic(characteristic)
                .map(each -> each.type() == ValueType.CODE || each.type() == ValueType.FLAG
                        ? choices(characteristic, List.of(raw.split(", ")))
                        : wording.limit(raw))
                .orElse(raw);
    }

    private String between(Criterion.Between between) {
        String key = between.low().inclusive() && between.high().inclusive()
                ? "criterion.between"
                : "criterion.between_open";
        boolean alike = Values.unit(between.low().limit()).equals(Values.unit(between.high().limit()));
        return say(key, "name", name(between.characteristic()), "low",
                alike ? bare(between.low().limit()) : quantity(between.low().limit()), "high",
                quantity(between.high().limit()), "from",
                say(between.low().inclusive() ? "end.from" : "end.above", "limit", quantity(between.low().limit())),
                "to", say(between.high().inclusive() ? "end.to" : "end.below", "limit",
                        quantity(between.high().limit())));
    }

    private String within(Criterion.Within within) {
        Span from = within.from();
        Span to = within.to();
        String key = from == null ? "criterion.within_to" : to == null ? "criterion.within_from" : "criterion.within";
        return say(key, "name", name(within.characteristic()), "other", name(within.of()), "from",
                from == null ? "" : wording.span(from), "to", to == null ? "" : wording.span(to));
    }

    private String joined(String key, List<Criterion> criteria) {
        return criteria.stream()
                .map(each -> each instanceof Criterion.AllOf || each instanceof Criterion.AnyOf
                        ? say("join.brackets", "criterion", criterion(each))
                        : criterion(each))
                .collect(Collectors.joining(say(key)));
    }

    private String choices(String characteristic, List<String> codes) {
        return codes.stream().map(code -> code.startsWith("!") ? code.substring(1) : code)
                .map(code -> value(characteristic, code)).collect(Collectors.joining(say("join.values")));
    }

    private String choice(String characteristic, String code) {
        return standard.findCharacteristic(characteristic).flatMap(each -> each.findChoice(code))
                .map(each -> each.name().in(locale)).orElse(code);
    }

    private String name(String characteristic) {
        if (characteristic.equals(Facts.AS_OF)) {
            return say("as_of");
        }
        return standard.findCharacteristic(characteristic).map(each -> each.name().in(locale)).orElse(characteristic);
    }

    private String quantity(Quantity quantity) {
        return wording.quantity(Values.write(quantity));
    }

    /** A number whose unit stands beside the number that follows it. */
    private String bare(Quantity quantity) {
        return wording.number(Values.write(quantity).split(" ", 2)[0]);
    }

    private String say(String key, String... holes) {
        return wording.say(key, holes);
    }

    private static String word(Enum<?> word) {
        return StandardJson.lower(word);
    }
}
