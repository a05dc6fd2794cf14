package org.stroma.app.standard.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Differences;
import org.stroma.app.standard.Reading;
import org.stroma.app.standard.StandardRegister.Version;
import org.stroma.app.standard.StandardRegister;

/** Standards for programs: versions, canonical content, what changed between two, and the way of a draft into force. */
@RestController
class StandardApi {
    private final StandardRegister register;
    private final PlantClock clock;
    private final Words words;

    StandardApi(StandardRegister register, PlantClock clock, Words words) {
        this.register = register;
        this.clock = clock;
        this.words = words;
    }

    @GetMapping("/api/v1/standards")
    @PreAuthorize("isAuthenticated()")
    List<Version> list(@RequestParam(required = false) @Nullable String code) {
        return code == null ? register.list() : register.versions(code);
    }

    /** The exact bytes that were approved, RFC 8785; their SHA-256 is the digest of the version. */
    @GetMapping(path = "/api/v1/standards/{code}/{version}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PreAuthorize("isAuthenticated()")
    byte[] content(@PathVariable String code, @PathVariable String version) {
        return register.read(find(code, version)).toBytes();
    }

    @GetMapping("/api/v1/standards/{code}/{version}/differences")
    @PreAuthorize("isAuthenticated()")
    List<Differences.Line> differences(@PathVariable String code, @PathVariable String version,
            @RequestParam String from) {
        return Differences.between(register.read(find(code, from)), register.read(find(code, version)),
                language());
    }

    record NewDraft(String yaml, String note, String role) {}

    /** @param effectiveFrom null means at once */
    record Proposal(List<Long> versions, @Nullable Instant effectiveFrom, String note) {}

    record Made(long id, Signing.@Nullable Panel panel) {}

    record Reason(String reason) {}

    /** Loads a file as a draft; what is wrong with it is listed by line, and nothing is kept. */
    @PostMapping("/api/v1/standards/drafts")
    @PreAuthorize(StandardActs.DRAFT)
    @ResponseStatus(HttpStatus.CREATED)
    Made draft(@AuthenticationPrincipal Actor actor, @RequestBody NewDraft body) {
        return switch (register.draft(actor, body.yaml().getBytes(StandardCharsets.UTF_8), body.note(), body.role())) {
            case Reading.Accepted<Long> accepted -> made(StandardRegister.DRAFT, accepted.content());
            case Reading.Refused<Long> refused -> throw new Refusal("standard.file", Map.of("problems",
                    refused.problems().stream().map(each -> each.line() + ":" + each.column() + " " + each.path() + " "
                            + each.message(language())).collect(Collectors.joining("; "))));
        };
    }

    @PostMapping("/api/v1/standards/drafts/{id}/withdrawal")
    @PreAuthorize(StandardActs.DRAFT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawDraft(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Reason body) {
        register.withdrawDraft(actor, id, body.reason());
    }

    @PostMapping("/api/v1/standards/approvals")
    @PreAuthorize(StandardActs.APPROVE)
    @ResponseStatus(HttpStatus.CREATED)
    Made propose(@AuthenticationPrincipal Actor actor, @RequestBody Proposal body) {
        Instant from = body.effectiveFrom();
        return made(StandardRegister.APPROVAL,
                register.propose(actor, body.versions(), from == null ? clock.instant() : from, body.note()));
    }

    @PostMapping("/api/v1/standards/approvals/{id}/withdrawal")
    @PreAuthorize(StandardActs.APPROVE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdrawApproval(@AuthenticationPrincipal Actor actor, @PathVariable long id, @RequestBody Reason body) {
        register.withdrawApproval(actor, id, body.reason());
    }

    /** Signed as every record is, through its panel. */
    private Made made(String type, long id) {
        return new Made(id, register.panel(type, id).orElse(null));
    }

    private Locale language() {
        return words.chinese() ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    private Version find(String code, String version) {
        return register.versions(code).stream().filter(each -> each.version().equals(version)).findFirst()
                .orElseThrow(() -> new Refusal("not-found"));
    }
}
