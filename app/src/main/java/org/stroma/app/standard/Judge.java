package org.stroma.app.standard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.stroma.app.standard.Reason.Code;
import org.stroma.app.standard.Requirement.MethodRule;
import org.stroma.measure.Rounding;

/**
 * Judges criteria over facts. Every observation that stands counts: a later good result does not outvote an earlier bad
 * one unless an investigation set that one aside.
 */
final class Judge {
    private static final Comparator<Judgement> WORST = Comparator.comparingInt(Judge::weight);

    private final Standard standard;
    private final Facts facts;
    private final Rounding rounding;
    private final MethodRule rule;
    private final Conversions conversions;

    Judge(Standard standard, Facts facts, Rounding rounding, MethodRule rule, Conversions conversions) {
        this.standard = standard;
        this.facts = facts;
        this.rounding = rounding;
        this.rule = rule;
        this.conversions = conversions;
    }

    Judgement judge(Criterion criterion) {
        return switch (criterion) {
            case Criterion.AllOf all -> allOf(all.criteria().stream().map(this::judge).toList());
            case Criterion.AnyOf any -> anyOf(any.criteria().stream().map(this::judge).toList());
            case Criterion.Sufficient sufficient -> sufficient(judge(sufficient.criterion()));
            case Criterion.DocumentPresent document -> document(document);
            case Criterion.Report report -> report(report);
            case Criterion.SameAs same -> pairs(same.characteristic(), same.other(), Comparisons::same);
            case Criterion.Within within -> pairs(within.characteristic(), within.of(),
                    (one, other) -> Comparisons.within(within, one, other));
            case Criterion.Before before -> pairs(before.characteristic(), before.other(),
                    (one, other) -> Comparisons.before(one, other, before.orAt()));
            case Criterion.After after -> pairs(after.characteristic(), after.other(),
                    (one, other) -> Comparisons.before(other, one, after.orAt()));
            case Criterion.OfOne one -> eachOf(one.characteristic(),
                    observation -> new ObservationTest(rounding, conversions).test(one, observation));
        };
    }

    /** Observations that count for a characteristic, or the judgement that there are none. */
    private List<Observation> standing(String characteristic) {
        return facts.list(characteristic).stream().filter(each -> !each.standing().invalidated()).toList();
    }

    private Judgement nothing(String characteristic) {
        List<String> invalidated = facts.list(characteristic).stream().map(Observation::evidence).toList();
        Code code = invalidated.isEmpty() ? Code.NO_EVIDENCE : Code.ONLY_INVALIDATED;
        return Judgement.of(Status.MISSING, Reason.of(code, Map.of("characteristic", characteristic)), invalidated);
    }

    private Optional<Reason> refuse(Observation observation) {
        return standard.findCharacteristic(observation.characteristic())
                .flatMap(characteristic -> new Usability(characteristic, rule).refuse(observation));
    }

    /** Each standing observation is judged; the worst decides. */
    private Judgement eachOf(String characteristic, Function<Observation, Judgement> test) {
        List<Observation> observations = standing(characteristic);
        if (observations.isEmpty()) {
            return nothing(characteristic);
        }
        return worst(judged(observations, test));
    }

    private List<Judgement> judged(List<Observation> observations, Function<Observation, Judgement> test) {
        return observations.stream().map(observation -> refuse(observation)
                .map(reason -> Judgement.of(Status.MISSING, reason, List.of(observation.evidence())))
                .orElseGet(() -> test.apply(observation))).toList();
    }

    private static Judgement worst(List<Judgement> judgements) {
        Judgement worst = judgements.stream().min(WORST).orElseThrow();
        List<String> evidence = judgements.stream().flatMap(each -> each.evidence().stream()).toList();
        return new Judgement(worst.status(), worst.reason(), evidence, worst.parts());
    }

    private static int weight(Judgement judgement) {
        return switch (judgement.status()) {
            case NOT_MET -> 0;
            case MISSING -> 1;
            case MET -> 2;
            case REPORTED, NOT_APPLICABLE -> 3;
        };
    }

    private Judgement allOf(List<Judgement> parts) {
        if (parts.stream().anyMatch(part -> part.status() == Status.NOT_MET)) {
            return Judgement.composed(Status.NOT_MET, parts);
        }
        if (parts.stream().anyMatch(part -> part.status() == Status.MISSING)) {
            return Judgement.composed(Status.MISSING, parts);
        }
        boolean onlyReported = parts.stream().allMatch(part -> part.status() == Status.REPORTED);
        return Judgement.composed(onlyReported ? Status.REPORTED : Status.MET, parts);
    }

    private Judgement anyOf(List<Judgement> parts) {
        if (parts.stream().anyMatch(part -> part.status() == Status.MET || part.status() == Status.REPORTED)) {
            return Judgement.composed(Status.MET, parts);
        }
        boolean missing = parts.stream().anyMatch(part -> part.status() == Status.MISSING);
        return Judgement.composed(missing ? Status.MISSING : Status.NOT_MET, parts);
    }

    private Judgement sufficient(Judgement inner) {
        if (inner.status() != Status.NOT_MET) {
            return inner;
        }
        return new Judgement(Status.MISSING, Reason.of(Code.INSUFFICIENT, Map.of()), inner.evidence(),
                List.of(inner));
    }

    private Judgement report(Criterion.Report report) {
        return eachOf(report.characteristic(), observation -> Judgement.of(Status.REPORTED,
                Reason.of(Code.REPORTED,
                        Map.of("characteristic", report.characteristic(), "value", Comparisons.written(observation))),
                List.of(observation.evidence())));
    }

    /** One document in force is enough, unless one that was checked does not comply. */
    private Judgement document(Criterion.DocumentPresent criterion) {
        List<Observation> observations = standing(criterion.characteristic());
        if (observations.isEmpty()) {
            return nothing(criterion.characteristic());
        }
        List<Judgement> judgements = judged(observations,
                observation -> worst(observation.values().stream().map(value -> Comparisons.document(criterion,
                        observation, value, facts.asOf())).toList()));
        boolean failed = judgements.stream().anyMatch(each -> each.status() == Status.NOT_MET);
        Optional<Judgement> met = judgements.stream().filter(each -> each.status() == Status.MET).findFirst();
        return failed || met.isEmpty() ? worst(judgements) : met.get();
    }

    /** Every standing observation of one characteristic with every one of the other. */
    private Judgement pairs(String one, String other, Comparisons.OfTwo test) {
        List<Observation> left = standing(one);
        List<Observation> right = standing(other);
        if (left.isEmpty()) {
            return nothing(one);
        }
        if (right.isEmpty()) {
            return nothing(other);
        }
        List<Judgement> judgements = new ArrayList<>();
        for (Observation first : left) {
            for (Observation second : right) {
                List<String> evidence = List.of(first.evidence(), second.evidence());
                Optional<Reason> refusal = refuse(first).or(() -> refuse(second));
                judgements.add(refusal.map(reason -> Judgement.of(Status.MISSING, reason, evidence))
                        .orElseGet(() -> Comparisons.judge(first, second, test)));
            }
        }
        Judgement worst = worst(judgements);
        return new Judgement(worst.status(), worst.reason(),
                worst.evidence().stream().filter(id -> !id.equals(Facts.AS_OF)).toList(), worst.parts());
    }
}
