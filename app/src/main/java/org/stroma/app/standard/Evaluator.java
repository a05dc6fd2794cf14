package org.stroma.app.standard;

import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Judges facts by a standard. Pure: it reads no clock, no file and no locale. Total: it throws for no combination of a
 * loaded standard and facts; what cannot be judged is missing and says why.
 */
final class Evaluator {
    /** Raised when the meaning of any criterion changes; then the earlier meaning has to be kept beside it. */
    static final String VERSION = "1";

    private Evaluator() {}

    static Evaluation evaluate(Standard standard, Facts facts) {
        Conversions conversions = new Conversions();
        List<Verdict> verdicts = standard.requirements().stream()
                .map(requirement -> verdict(standard, requirement, facts, conversions)).toList();
        Evaluation.Overall overall = overall(verdicts);
        Json snapshot = Json.object("evaluator", Json.text(VERSION), "standard", reference(standard), "facts",
                FactsJson.of(facts), "conversions", new Json.Array(conversions.list()));
        Json document = Json.object("evaluator", Json.text(VERSION), "standard", reference(standard), "asOf",
                Json.text(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(facts.asOf())), "snapshot",
                Json.text(Json.digest(snapshot.toBytes())), "overall", Json.text(overall.name()), "verdicts",
                new Json.Array(verdicts.stream().map(Evaluator::json).toList()));
        return new Evaluation(overall, verdicts, snapshot, document);
    }

    private static Verdict verdict(Standard standard, Requirement requirement, Facts facts, Conversions conversions) {
        Judgement judgement = new Applying(standard, facts, conversions).refuse(requirement.applicability())
                .orElseGet(() -> new Judge(standard, facts, requirement.rounding(), requirement.method(), conversions)
                        .judge(requirement.criterion()));
        return new Verdict(requirement.code(), requirement.severity(), judgement, requirement.clauses());
    }

    private static Evaluation.Overall overall(List<Verdict> verdicts) {
        if (any(verdicts, Severity.BLOCKING, Status.NOT_MET)) {
            return Evaluation.Overall.FAIL;
        }
        if (any(verdicts, Severity.BLOCKING, Status.MISSING) || any(verdicts, Severity.ACCEPTABLE, Status.MISSING)) {
            return Evaluation.Overall.MISSING;
        }
        return any(verdicts, Severity.ACCEPTABLE, Status.NOT_MET)
                ? Evaluation.Overall.PASS_WITH_CONDITIONS
                : Evaluation.Overall.PASS;
    }

    private static boolean any(List<Verdict> verdicts, Severity severity, Status status) {
        return verdicts.stream().anyMatch(each -> each.severity() == severity && each.status() == status);
    }

    private static Json reference(Standard standard) {
        return Json.object("code", Json.text(standard.code()), "version", Json.text(standard.version()), "digest",
                Json.text(standard.digest()));
    }

    private static Json json(Verdict verdict) {
        Json judgement = json(verdict.judgement());
        return Json.object("requirement", Json.text(verdict.requirement()), "severity",
                Json.text(verdict.severity().letter()), "clauses", Json.texts(verdict.clauses()), "judgement",
                judgement);
    }

    private static Json json(Judgement judgement) {
        Json parameters = new Json.Members(judgement.reason().parameters().entrySet().stream().collect(
                java.util.stream.Collectors.toMap(java.util.Map.Entry::getKey, each -> Json.text(each.getValue()),
                        (one, other) -> other, java.util.TreeMap::new)));
        return Json.object("status", Json.text(judgement.status().name()), "reason",
                Json.text(judgement.reason().code().name()), "parameters", parameters, "evidence",
                Json.texts(judgement.evidence()), "parts",
                judgement.parts().isEmpty()
                        ? null
                        : new Json.Array(judgement.parts().stream().map(Evaluator::json).toList()));
    }
}
