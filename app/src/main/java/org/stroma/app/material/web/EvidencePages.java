package org.stroma.app.material.web;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.stroma.app.evidence.Download;
import org.stroma.app.evidence.Upload;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence.RawFile;
import org.stroma.app.genealogy.Units;
import org.stroma.app.material.MaterialEvidence;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.people.Actor;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Value;

/** Evidence of lots and solutions: documents, results, review, and the files themselves as attachments. */
@Controller
class EvidencePages {
    private final MaterialEvidence evidence;
    private final MaterialLots lots;
    private final Units units;

    EvidencePages(MaterialEvidence evidence, MaterialLots lots, Units units) {
        this.evidence = evidence;
        this.lots = lots;
        this.units = units;
    }

    @PostMapping("/materials/document/{code}")
    @PreAuthorize(Access.ENTER)
    String document(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String type,
            @RequestParam MultipartFile file, @RequestParam boolean complies,
            @RequestParam(required = false) @Nullable LocalDate validUntil,
            @RequestParam(required = false) @Nullable String note) {
        RawFile raw = Upload.get(file);
        evidence.document(actor, code,
                new MaterialEvidence.Document(type, raw, complies, validUntil, Forms.blank(note), null, null));
        return page(code);
    }

    @PostMapping("/materials/result/{code}")
    @PreAuthorize(Access.ENTER)
    String result(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String type,
            @RequestParam String value, @RequestParam(required = false) @Nullable String note) {
        enter(evidence, actor, code, type, value, Forms.blank(note));
        return page(code);
    }

    /** A value as people type it: yes or no, positive or negative, or a number. */
    static void enter(MaterialEvidence evidence, Actor actor, String code, String type, String value,
            @Nullable String note) {
        Characteristic known = evidence.types(code).stream().filter(each -> each.code().equals(type)).findFirst()
                .orElseThrow(() -> new Refusal("material.evidence-type", Map.of("type", type)));
        String text = value.strip().toLowerCase(Locale.ROOT);
        switch (known.type()) {
            case FLAG -> evidence.check(actor, code, type, yes(text), note);
            case FINDING -> evidence.finding(actor, code, type,
                    yes(text) ? Value.Presence.POSITIVE : Value.Presence.NEGATIVE, note);
            default -> evidence.measured(actor, code, type, value, null, note);
        }
    }

    private static boolean yes(String text) {
        return switch (text) {
            case "yes", "true", "\u662f", "\u7b26\u5408", "positive", "\u9633\u6027" -> true;
            case "no", "false", "\u5426", "\u4e0d\u7b26\u5408", "negative", "\u9634\u6027" -> false;
            default -> throw new Refusal("material.yes-or-no", Map.of("text", text));
        };
    }

    @PostMapping("/materials/identity/{code}")
    @PreAuthorize(Access.ENTER)
    String identity(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam int identified,
            @RequestParam boolean conforms) {
        evidence.identify(actor, lots.get(actor, code), identified, conforms);
        return page(code);
    }

    @PostMapping("/materials/review/{code}")
    @PreAuthorize(Access.REVIEW)
    String review(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam boolean accepted,
            @RequestParam(required = false) @Nullable String note) {
        evidence.review(actor, code, evidence.unreviewed(code), accepted, Forms.blank(note));
        return page(code);
    }

    private String page(String code) {
        return units.get(code).type().equals("SOLUTION")
                ? "redirect:/materials/solutions/{code}"
                : "redirect:/materials/lot/{code}";
    }

    /** A file as it was received: never shown in the browser, never guessed at. */
    @GetMapping("/materials/file/{code}/{sha256}")
    @PreAuthorize(Access.SEE)
    ResponseEntity<byte[]> file(@PathVariable String code, @PathVariable String sha256,
            @ModelAttribute("actor") Actor actor) {
        RawFile file = evidence.file(actor, code, sha256).orElseThrow(() -> new Refusal("not-found"));
        return Download.of(file);
    }
}
