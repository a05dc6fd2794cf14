package org.stroma.app.gate.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.gate.Answers;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;

/** Answers to what a standard asks, for programs: what can be asked, what was answered, and rulings with their signatures. */
@RestController
@RequestMapping("/api/v1")
class AnswerApi {
    private final Gates gates;
    private final Units units;
    private final Answers answers;
    private final Rulings rulings;
    private final AskedFields fields;

    AnswerApi(Gates gates, Units units, Answers answers, Rulings rulings, AskedFields fields) {
        this.gates = gates;
        this.units = units;
        this.answers = answers;
        this.rulings = rulings;
        this.fields = fields;
    }

    record Given(List<Answers.Answer> answers) {}

    record Recorded(List<Long> evidence) {}

    /** @param validUntil when it ends */
    record NewRuling(String characteristic, boolean required, String rationale, Instant validUntil) {}

    record Proposed(long ruling, Signing.@Nullable Panel panel) {}

    private Gates.Judged judged(Actor actor, String gate, String unit) {
        Units.Unit subject = units.get(unit);
        GateVisibility.check(actor, subject);
        return gates.judge(gate, subject);
    }

    @GetMapping("/gates/{gate}/units/{unit}/questions")
    @PreAuthorize("isAuthenticated()")
    List<AskedFields.Field> questions(@AuthenticationPrincipal Actor actor, @PathVariable String gate,
            @PathVariable String unit) {
        return fields.fields(judged(actor, gate, unit));
    }

    @PostMapping("/gates/{gate}/units/{unit}/answers")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.CREATED)
    Recorded answer(@AuthenticationPrincipal Actor actor, @PathVariable String gate, @PathVariable String unit,
            @RequestBody Given body) {
        return new Recorded(answers.answer(actor, judged(actor, gate, unit), body.answers()));
    }

    @GetMapping("/units/{unit}/rulings")
    @PreAuthorize("isAuthenticated()")
    List<Rulings.Ruling> rulings(@AuthenticationPrincipal Actor actor, @PathVariable String unit) {
        GateVisibility.check(actor, units.get(unit));
        return rulings.list(unit);
    }

    @PostMapping("/gates/{gate}/units/{unit}/rulings")
    @PreAuthorize("isAuthenticated()")
    @ResponseStatus(HttpStatus.CREATED)
    Proposed rule(@AuthenticationPrincipal Actor actor, @PathVariable String gate, @PathVariable String unit,
            @RequestBody NewRuling body) {
        Rulings.requireAsked(judged(actor, gate, unit).standard(), body.characteristic());
        long id = rulings.propose(actor, unit, new Rulings.Proposal(body.characteristic(), body.required(),
                body.rationale(), body.validUntil()));
        return new Proposed(id, rulings.panel(id).orElse(null));
    }

    @PostMapping("/units/{unit}/rulings/{id}/signatures")
    @PreAuthorize("isAuthenticated()")
    Signing.Panel sign(@AuthenticationPrincipal Actor actor, @PathVariable String unit, @PathVariable long id,
            @RequestBody Signing.Entry entry) {
        GateVisibility.check(actor, units.get(unit));
        return rulings.sign(actor, unit, id, entry);
    }
}
