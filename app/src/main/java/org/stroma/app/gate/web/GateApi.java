package org.stroma.app.gate.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.database.Refusal;
import org.stroma.app.gate.DecisionPapers;
import org.stroma.app.gate.DecisionRecords;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Verdict;

/** Gates for programs: what is judged and why, and the decision on it. */
@RestController
@RequestMapping("/api/v1")
class GateApi {
    private final Gates gates;
    private final Units units;
    private final Words words;
    private final DecisionViews views;

    GateApi(Gates gates, Units units, Words words, DecisionViews views) {
        this.views = views;
        this.gates = gates;
        this.units = units;
        this.words = words;
    }

    /**
     * A requirement and what became of it; sentences in the caller's language.
     *
     * @param evidence numbers of the observations that were looked at
     */
    record Line(String requirement, String name, String severity, String limit, String status, String reason,
            Set<String> evidence, Set<String> clauses) {}

    /** @param revision of the unit as it was judged; a proposal may name it */
    record Judged(String gate, String name, String unit, String state, int revision, String standard, String version,
            String digest, String overall, List<Line> requirements, List<Gates.Outcome> outcomes,
            List<Gates.Decision> decisions, Signing.@Nullable Panel panel) {}

    /** @param revision of the unit that was shown; null where {@code If-Match} says it */
    record Proposal(String outcome, @Nullable String justification, @Nullable String event,
            @Nullable Integer revision) {}

    record Proposed(long decision, Signing.@Nullable Panel panel) {}

    record Reason(String reason) {}

    /** A requirement as it was judged; sentences in the caller's language. */
    record JudgedRequirement(String requirement, String name, String severity, String limit, String evidence,
            String status,
            String reason, List<String> clauses) {}

    /** What was judged by, and the hashes of what was stored. */
    record Basis(String standard, String version, String digest, Instant asOf, String snapshotSha256,
            String verdictsSha256) {}

    /**
     * A decision with all that belongs to it.
     *
     * @param standing OPEN, STANDS, SUPERSEDED, VOID or WITHDRAWN
     * @param content the signed bytes as text, for people of the plant; so are the changes
     */
    record DecisionRecord(String code, Gates.Decision decision, String standing, @Nullable Long supersededBy,
            List<Units.Hold> stops, List<String> allows, Basis basis, List<JudgedRequirement> requirements,
            List<DecisionViews.Seen> evidence, Signing.@Nullable Panel panel, List<DecisionRecords.Signed> signatures,
            @Nullable String content, List<Ledger.Change> changes, List<DecisionPapers.Paper> papers) {}

    record Replay(long decision, long evaluation, boolean sameBytes) {}

    @GetMapping("/gates/{gate}/units/{unit}")
    @PreAuthorize("isAuthenticated()")
    Judged judge(@AuthenticationPrincipal Actor actor, @PathVariable String gate, @PathVariable String unit) {
        Units.Unit subject = units.get(unit);
        GateVisibility.check(actor, subject);
        Gates.Judged judged = gates.judge(gate, subject);
        Sentences sentences = new Sentences(judged.standard(),
                words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
        return new Judged(gate, words.either(judged.gateZh(), judged.gateEn()), unit, judged.unit().state(),
                judged.unit().revision(), judged.standard().code(), judged.standard().version(),
                judged.standard().digest(), judged.evaluation().overall().name(),
                judged.evaluation().verdicts().stream().map(verdict -> line(judged, verdict, sentences)).toList(),
                judged.outcomes(), judged.decisions(), judged.panel());
    }

    private Line line(Gates.Judged judged, Verdict verdict, Sentences sentences) {
        Requirement requirement = judged.standard().findRequirement(verdict.requirement()).orElseThrow();
        return new Line(requirement.code(), words.either(requirement.name().zh(), requirement.name().en()),
                requirement.severity().name(), sentences.criterion(requirement.criterion()), verdict.status().name(),
                sentences.reason(verdict.judgement()), verdict.evidence().stream().collect(Collectors.toSet()),
                verdict.clauses().stream().collect(Collectors.toSet()));
    }

    @PostMapping("/gates/{gate}/units/{unit}/proposals")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.CREATED)
    @AsksRevision(orInBody = true)
    Proposed propose(@AuthenticationPrincipal Actor actor, @PathVariable String gate, @PathVariable String unit,
            @RequestBody Proposal body) {
        GateVisibility.check(actor, units.get(unit));
        Gates.Judged judged = gates.judge(gate, unit);
        GateVisibility.mayPropose(actor, judged, body.outcome());
        Integer seen = body.revision();
        if (seen == null) {
            Expected.require(unit);
        } else if (seen != judged.unit().revision()) {
            throw new Refusal("stale", Map.of("unit", unit));
        }
        long decision = gates.propose(actor, gate, unit,
                new Gates.Proposal(body.outcome(), body.justification(), body.event()));
        return new Proposed(decision, gates.judge(gate, unit).panel());
    }

    @GetMapping("/units/{unit}/decisions")
    @PreAuthorize("isAuthenticated()")
    List<Gates.Decision> decisions(@AuthenticationPrincipal Actor actor, @PathVariable String unit,
            @RequestParam(required = false) @Nullable String gate) {
        GateVisibility.check(actor, units.get(unit));
        return gates.decisions(unit, gate);
    }

    @GetMapping("/decisions/{id}")
    @PreAuthorize("isAuthenticated()")
    Gates.Decision decision(@AuthenticationPrincipal Actor actor, @PathVariable long id) {
        return views.visible(actor, id);
    }

    /** The decision as it was signed, and what became of it. */
    @GetMapping("/decisions/{id}/record")
    @PreAuthorize("isAuthenticated()")
    DecisionRecord record(@AuthenticationPrincipal Actor actor, @PathVariable long id) {
        DecisionViews.View view = views.of(actor, id);
        DecisionRecords.Recorded recorded = view.recorded();
        return new DecisionRecord(view.code(), view.decision(), recorded.standing().name(), recorded.supersededBy(),
                recorded.stops(), recorded.allows(),
                new Basis(recorded.judged().standard().code(), recorded.judged().standard().version(),
                        recorded.judged().digest(), recorded.judged().asOf(), recorded.judged().snapshotSha256(),
                        recorded.judged().verdictsSha256()),
                view.lines().stream().map(GateApi::line).toList(), view.evidence(),
                recorded.panel(), recorded.signed(), view.inside() ? recorded.content() : null,
                view.inside() ? recorded.changes() : List.of(), view.papers());
    }

    private static JudgedRequirement line(VerdictLines.Line line) {
        return new JudgedRequirement(line.code(), line.name(), line.severity(), line.limit(), line.evidence(),
                line.status(), line.reason(), line.clauses().stream().map(VerdictLines.Cited::id).toList());
    }

    /** Judges the stored snapshot again. */
    @GetMapping("/decisions/{id}/replay")
    @PreAuthorize("isAuthenticated()")
    Replay replay(@AuthenticationPrincipal Actor actor, @PathVariable long id) {
        Gates.Decision decision = views.visible(actor, id);
        return new Replay(id, decision.evaluation(), gates.replays(decision.evaluation()));
    }

    @PostMapping("/decisions/{id}/signatures")
    @PreAuthorize("isAuthenticated()")
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Signing.Entry entry) {
        views.visible(actor, id);
        return gates.sign(actor, id, entry);
    }

    @PostMapping("/decisions/{id}/withdrawal")
    @PreAuthorize("isAuthenticated()")
    @AsksRevision
    Gates.Decision withdraw(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Reason body) {
        Gates.Decision decision = views.visible(actor, id);
        GateVisibility.mayPropose(actor, gates.judge(decision.gate(), decision.unit()), decision.outcome());
        Expected.require(decision.unit());
        gates.withdraw(actor, id, body.reason());
        return gates.decision(id);
    }
}
