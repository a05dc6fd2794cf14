package org.stroma.app.standard;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stroma.measure.Span;

/** Criteria and conditions as canonical JSON, in the schema that {@link CriterionReader} reads. */
final class CriterionJson {

    private CriterionJson() {}

    static Json of(Criterion criterion) {
        return switch (criterion) {
            case Criterion.Limit limit -> Json.object(StandardJson.lower(limit.relation()), Json.object("of",
                    Json.text(limit.characteristic()), "limit", Json.text(Values.write(limit.limit()))));
            case Criterion.Between between -> Json.object("between", Json.object("of",
                    Json.text(between.characteristic()), between.low().inclusive() ? "from" : "above",
                    Json.text(Values.write(between.low().limit())), between.high().inclusive() ? "to" : "below",
                    Json.text(Values.write(between.high().limit()))));
            case Criterion.OneOf oneOf -> codes("one_of", oneOf.characteristic(), oneOf.codes());
            case Criterion.NoneOf noneOf -> codes("none_of", noneOf.characteristic(), noneOf.codes());
            case Criterion.Is is -> is(is);
            case Criterion.SameAs same -> Json.object("same_as",
                    Json.object("of", Json.text(same.characteristic()), "other", Json.text(same.other())));
            case Criterion.Absent absent -> Json.object("absent", Json.text(absent.characteristic()));
            case Criterion.DocumentPresent document -> Json.object("document", Json.text(document.characteristic()));
            case Criterion.Report report -> Json.object("report", Json.text(report.characteristic()));
            case Criterion.Within within -> Json.object("within", Json.object("of",
                    Json.text(within.characteristic()), "after", Json.text(within.of()), "from", span(within.from()),
                    "to", span(within.to())));
            case Criterion.Before before -> order("before", before.characteristic(), before.other(), before.orAt());
            case Criterion.After after -> order("after", after.characteristic(), after.other(), after.orAt());
            case Criterion.OverReplicates over -> Json.object("replicates", Json.object("aggregate",
                    Json.text(StandardJson.lower(over.aggregate())), "n", Json.text("" + over.atLeast()), "criterion",
                    of(over.criterion())));
            case Criterion.AllOf all -> Json.object("all_of", list(all.criteria()));
            case Criterion.AnyOf any -> Json.object("any_of", list(any.criteria()));
            case Criterion.Sufficient sufficient -> Json.object("sufficient", of(sufficient.criterion()));
        };
    }

    private static Json list(List<Criterion> criteria) {
        return new Json.Array(criteria.stream().map(CriterionJson::of).toList());
    }

    private static Json codes(String key, String of, java.util.Collection<String> codes) {
        return Json.object(key, Json.object("of", Json.text(of), "codes", Json.texts(List.copyOf(codes))));
    }

    private static Json order(String key, String of, String other, boolean orAt) {
        return Json.object(key,
                Json.object("of", Json.text(of), "other", Json.text(other), "or_at", Json.text("" + orAt)));
    }

    private static Json is(Criterion.Is is) {
        String key = switch (is.expected()) {
            case Value.Code code -> "code";
            case Value.Flag flag -> "flag";
            case Value.Measured measured -> "quantity";
            case Value other -> throw new IllegalArgumentException("nothing is compared with " + other);
        };
        return Json.object("is",
                Json.object("of", Json.text(is.characteristic()), key, Json.text(Values.write(is.expected()))));
    }

    private static @Nullable Json span(@Nullable Span span) {
        return span == null ? null : Json.text(span.toString());
    }

    static Json of(Applicability applicability) {
        return switch (applicability) {
            case Applicability.Always always -> Json.text("always");
            case Applicability.Never never -> Json.text("never");
            case Applicability.When when -> Json.object("when", of(when.criterion()));
            case Applicability.IfObserved observed ->
                Json.object("if_observed", Json.text(observed.characteristic()));
            case Applicability.ByDecision decision -> Json.object("decision", Json.text(decision.decision()),
                    "undecided", Json.text(StandardJson.lower(decision.undecided())));
            case Applicability.ByCase byCase -> {
                TreeMap<String, Json> cases = new TreeMap<>();
                byCase.cases().forEach((code, inner) -> cases.put(code, of(inner)));
                yield Json.object("by", Json.text(byCase.characteristic()), "cases", new Json.Members(cases));
            }
        };
    }
}
