package org.stroma.app.standard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.stroma.app.standard.Reason.Code;

/** Decides whether a requirement applies to the facts. */
record Applying(Standard standard, Facts facts, Conversions conversions) {

    /** Empty if the requirement applies; else why it does not, or why that cannot be said. */
    Optional<Judgement> refuse(Applicability applicability) {
        return switch (applicability) {
            case Applicability.Always always -> Optional.empty();
            case Applicability.Never never -> notApplicable(Code.NOT_IN_THIS_CASE, Map.of(), List.of());
            case Applicability.When when -> when(when);
            case Applicability.IfObserved observed -> ifObserved(observed);
            case Applicability.ByDecision decision -> byDecision(decision);
            case Applicability.ByCase byCase -> byCase(byCase);
        };
    }

    private Optional<Judgement> ifObserved(Applicability.IfObserved rule) {
        boolean observed = facts.list(rule.characteristic()).stream()
                .anyMatch(each -> !each.standing().invalidated());
        return observed
                ? Optional.empty()
                : notApplicable(Code.NOT_OBSERVED, Map.of("characteristic", rule.characteristic()), List.of());
    }

    private Optional<Judgement> when(Applicability.When when) {
        Judgement condition = new Judge(standard, facts, org.stroma.measure.Rounding.NONE,
                Requirement.MethodRule.ANY, conversions).judge(when.criterion());
        return switch (condition.status()) {
            case MET, REPORTED -> Optional.empty();
            case NOT_MET -> Optional.of(new Judgement(Status.NOT_APPLICABLE,
                    Reason.of(Code.CONDITION_NOT_MET, Map.of()), condition.evidence(), List.of(condition)));
            case MISSING, NOT_APPLICABLE -> Optional.of(new Judgement(Status.MISSING,
                    Reason.of(Code.APPLICABILITY_UNKNOWN, Map.of()), condition.evidence(), List.of(condition)));
        };
    }

    private Optional<Judgement> byDecision(Applicability.ByDecision rule) {
        List<Observation> decisions = facts.list(rule.decision()).stream()
                .filter(each -> !each.standing().invalidated() && each.standing().reviewed()).toList();
        List<String> evidence = decisions.stream().map(Observation::evidence).toList();
        List<Value.Decided> signed = decisions.stream().flatMap(each -> each.values().stream())
                .filter(Value.Decided.class::isInstance).map(Value.Decided.class::cast).filter(Value.Decided::signed)
                .toList();
        Set<Boolean> inForce = signed.stream()
                .filter(each -> Comparisons.inForce(each.validUntil(), facts.asOf())).map(Value.Decided::required)
                .collect(Collectors.toSet());
        Map<String, String> parameters = Map.of("characteristic", rule.decision());
        if (inForce.equals(Set.of(true))) {
            return Optional.empty();
        }
        if (inForce.equals(Set.of(false))) {
            return notApplicable(Code.DECIDED_NOT_REQUIRED, parameters, evidence);
        }
        if (inForce.isEmpty() && rule.undecided() == Applicability.Undecided.REQUIRED) {
            return Optional.empty();
        }
        Code code = signed.isEmpty() ? Code.UNDECIDED : Code.DECISION_EXPIRED;
        return unknown(inForce.isEmpty() ? code : Code.DECISIONS_DISAGREE, parameters, evidence);
    }

    private Optional<Judgement> byCase(Applicability.ByCase rule) {
        Judgement reading = new Judge(standard, facts, org.stroma.measure.Rounding.NONE,
                Requirement.MethodRule.ANY, conversions).judge(new Criterion.Report(rule.characteristic()));
        if (reading.status() != Status.REPORTED) {
            return Optional.of(new Judgement(Status.MISSING, Reason.of(Code.APPLICABILITY_UNKNOWN, Map.of()),
                    reading.evidence(), List.of(reading)));
        }
        Set<String> codes = facts.list(rule.characteristic()).stream().filter(each -> !each.standing().invalidated())
                .flatMap(each -> each.values().stream()).map(Values::write).collect(Collectors.toSet());
        if (codes.size() > 1) {
            return unknown(Code.DECISIONS_DISAGREE, Map.of("characteristic", rule.characteristic()),
                    reading.evidence());
        }
        String code = codes.iterator().next();
        Map<String, String> parameters = Map.of("characteristic", rule.characteristic(), "value", code);
        Applicability found = rule.cases().get(code);
        if (found == null) {
            return unknown(Code.UNKNOWN_CODE, parameters, reading.evidence());
        }
        if (found instanceof Applicability.Never) {
            return notApplicable(Code.NOT_IN_THIS_CASE, parameters, reading.evidence());
        }
        return refuse(found);
    }

    private static Optional<Judgement> notApplicable(Code code, Map<String, String> parameters,
            List<String> evidence) {
        return Optional.of(Judgement.of(Status.NOT_APPLICABLE, Reason.of(code, parameters), evidence));
    }

    private static Optional<Judgement> unknown(Code code, Map<String, String> parameters, List<String> evidence) {
        return Optional.of(Judgement.of(Status.MISSING, Reason.of(code, parameters), evidence));
    }
}
