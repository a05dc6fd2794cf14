package org.stroma.app.gate.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import org.stroma.app.genealogy.Expected;
import org.stroma.app.shell.AsksRevision;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.standard.ValueJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Units for programs: what they are, what happened to them, what was observed of them, what stops them. */
@RestController
@RequestMapping("/api/v1")
class UnitApi {
    private static final int MOST = 500;

    private final Units units;
    private final Evidence evidence;
    private final EvidenceWords evidenceWords;
    private final Ledger ledger;
    private final Door door;
    private final Authorship authorship;
    private final JsonMapper json;

    UnitApi(Units units, Evidence evidence, EvidenceWords evidenceWords, Ledger ledger, Door door,
            Authorship authorship, JsonMapper json) {
        this.units = units;
        this.evidence = evidence;
        this.evidenceWords = evidenceWords;
        this.ledger = ledger;
        this.door = door;
        this.authorship = authorship;
        this.json = json;
    }

    record NewHold(String reference, String reason) {}

    record Hold(long id) {}

    record Reason(String reason) {}

    /**
     * Something observed.
     *
     * @param values as the standards read them
     * @param text the same in the caller's language
     * @param file SHA-256 of the raw file
     */
    record Observed(long id, String unit, String characteristic, String kind, int attempt, JsonNode values,
            String text, @Nullable String method, @Nullable String instrument, Instant takenAt, String source,
            @Nullable String file, @Nullable Integer fileLine, @Nullable String formula, List<String> formulaInputs,
            @Nullable Long corrects, @Nullable String reason, @Nullable String note, @Nullable String analyst,
            Instant enteredAt, boolean reviewed, @Nullable String reviewOutcome, @Nullable String reviewer,
            boolean invalidated, @Nullable String invalidatedBy) {}

    @GetMapping("/units")
    @PreAuthorize("isAuthenticated()")
    List<Units.Unit> list(@AuthenticationPrincipal Actor actor, @RequestParam String type,
            @RequestParam(required = false) @Nullable String state, @RequestParam(defaultValue = "100") int limit) {
        return units.list(type, state, null, Math.clamp(limit, 1, MOST)).stream()
                .filter(unit -> GateVisibility.sees(actor, unit))
                .map(unit -> Discretion.told(actor, unit)).toList();
    }

    /** The entity tag names the revision that a later step may ask for. */
    @GetMapping("/units/{code}")
    @PreAuthorize("isAuthenticated()")
    ResponseEntity<Units.Unit> unit(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        Units.Unit unit = Discretion.told(actor, visible(actor, code));
        return ResponseEntity.ok().eTag('"' + unit.code() + ";" + unit.revision() + '"').body(unit);
    }

    @GetMapping("/units/{code}/events")
    @PreAuthorize("isAuthenticated()")
    List<Units.Event> events(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        visible(actor, code);
        return units.events(code);
    }

    @GetMapping("/units/{code}/members")
    @PreAuthorize("isAuthenticated()")
    List<Units.Unit> members(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        visible(actor, code);
        return units.members(code).stream().filter(unit -> GateVisibility.sees(actor, unit))
                .map(unit -> Discretion.told(actor, unit)).toList();
    }

    @GetMapping("/units/{code}/contents")
    @PreAuthorize("isAuthenticated()")
    List<Units.Unit> contents(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        visible(actor, code);
        return units.contents(code).stream().filter(unit -> GateVisibility.sees(actor, unit))
                .map(unit -> Discretion.told(actor, unit)).toList();
    }

    @GetMapping("/units/{code}/history")
    @PreAuthorize("isAuthenticated()")
    List<Ledger.Change> history(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        return UnitHistory.of(ledger, actor, visible(actor, code));
    }

    /** Holds of the unit; of what it descends from, only those units that the reader sees. */
    @GetMapping("/units/{code}/holds")
    @PreAuthorize("isAuthenticated()")
    List<Units.Hold> holds(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        Units.Standing standing = units.standing(code);
        GateVisibility.check(actor, standing.unit());
        return GateVisibility.holds(actor, standing);
    }

    @PostMapping("/units/{code}/holds")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD','QP_MFG','QC_HEAD','QA_MAH','QP_MAH')")
    @AsksRevision
    @ResponseStatus(HttpStatus.CREATED)
    Hold hold(@AuthenticationPrincipal Actor actor, @PathVariable String code, @RequestBody NewHold body) {
        Expected.require(code);
        visible(actor, code);
        return new Hold(authorship.write(actor, body.reason(),
                () -> door.hold(code, Door.HoldKind.STOP, "MANUAL", body.reference(), body.reason(), null)));
    }

    @PostMapping("/units/{code}/holds/{id}/closure")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD')")
    @AsksRevision
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void closeHold(@AuthenticationPrincipal Actor actor, @PathVariable String code, @PathVariable long id,
            @RequestBody Reason body) {
        Expected.require(code);
        visible(actor, code);
        if (units.holds(code).stream().noneMatch(hold -> hold.id() == id)) {
            throw new Refusal("not-found", Map.of("unit", code));
        }
        authorship.write(actor, body.reason(), () -> {
            door.close(id, body.reason());
            return true;
        });
    }

    @GetMapping("/units/{code}/evidence")
    @PreAuthorize("isAuthenticated()")
    List<Observed> evidence(@AuthenticationPrincipal Actor actor, @PathVariable String code) {
        visible(actor, code);
        return evidence.list(code).stream().map(this::observed).toList();
    }

    /** Every version of one characteristic, corrected and invalidated ones too. */
    @GetMapping("/units/{code}/evidence/{characteristic}")
    @PreAuthorize("isAuthenticated()")
    List<Observed> versions(@AuthenticationPrincipal Actor actor, @PathVariable String code,
            @PathVariable String characteristic) {
        visible(actor, code);
        return evidence.versions(code, characteristic).stream().map(this::observed).toList();
    }

    private Observed observed(Evidence.Item item) {
        return new Observed(item.id(), item.unit(), item.characteristic(), item.kind().name(), item.attempt(),
                json.readTree(ValueJson.write(item.values())), evidenceWords.say(item.values()), item.method(),
                item.instrument(), item.takenAt(), item.source().name(), item.file(), item.fileLine(), item.formula(),
                item.formulaInputs(), item.corrects(), item.reason(), item.note(), item.analyst(), item.enteredAt(),
                item.reviewed(), item.reviewOutcome(), item.reviewer(), item.invalidated(), item.invalidatedBy());
    }

    private Units.Unit visible(Actor actor, String code) {
        Units.Unit unit = units.get(code);
        GateVisibility.check(actor, unit);
        return unit;
    }
}
