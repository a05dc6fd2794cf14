package org.stroma.app.release;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.ledger.Proofs;
import org.stroma.app.people.Signing;
import org.stroma.app.shell.PdfPrinter;
import org.stroma.app.shell.Roles;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.Sentences;
import org.stroma.app.standard.Verdict;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Renders certificates as PDF/A-2b with embedded Chinese type; what a font cannot print is a failed test, not a box. */
@Component
class CertificatePdf {
    private final SpringTemplateEngine templates;
    private final Gates gates;
    private final Units units;
    private final Signing signing;
    private final EvidenceWords evidenceWords;
    private final Words words;
    private final Roles roles;
    private final Times times;
    private final PlantClock clock;
    private final PdfPrinter printer;

    CertificatePdf(SpringTemplateEngine templates, Gates gates, Units units, Signing signing,
            EvidenceWords evidenceWords, Words words, Roles roles, Times times,
            PlantClock clock, PdfPrinter printer) {
        this.templates = templates;
        this.gates = gates;
        this.units = units;
        this.signing = signing;
        this.evidenceWords = evidenceWords;
        this.words = words;
        this.roles = roles;
        this.times = times;
        this.clock = clock;
        this.printer = printer;
    }

    /** A printed line, already in its language. */
    public record Line(String name, String limit, String result, String verdict, String clause) {}

    /** A printed signature: name, role, meaning, time with zone (21 CFR 11.50). */
    public record Signed(String name, String role, String meaning, String at) {}

    byte[] render(String lotCode, long decisionId, Releases.Kind kind, String language, Proofs.Proof proof) {
        Locale locale = language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        Locale before = org.springframework.context.i18n.LocaleContextHolder.getLocale();
        try {
            org.springframework.context.i18n.LocaleContextHolder.setLocale(locale);
            Context context = new Context(locale, model(lotCode, decisionId, kind, locale, proof));
            return printer.print(templates.process("release/certificate", context));
        } finally {
            org.springframework.context.i18n.LocaleContextHolder.setLocale(before);
        }
    }

    private Map<String, Object> model(String lotCode, long decisionId, Releases.Kind kind, Locale locale,
            Proofs.Proof proof) {
        Gates.Decision decision = gates.decision(decisionId);
        Gates.Judged judged = gates.judge(decision.gate(), lotCode);
        Units.Unit lot = judged.unit();
        Map<String, String> shown = judged.items().stream().collect(Collectors.toMap(item -> Long.toString(item.id()),
                item -> evidenceWords.say(item.values()), (a, b) -> a));
        judged.question().derived().forEach(
                entry -> shown.putIfAbsent("derived:" + entry.characteristic(), evidenceWords.say(entry.values())));
        Sentences sentences = new Sentences(judged.standard(), locale);
        List<Line> lines = judged.evaluation().verdicts().stream()
                .filter(verdict -> (kind == Releases.Kind.CERTIFICATE_OF_ANALYSIS) == verdict.requirement()
                        .startsWith("R-"))
                .map(verdict -> line(judged, verdict, sentences, shown)).toList();
        return Map.ofEntries(Map.entry("kind", kind.name()), Map.entry("lot", lot.code()),
                Map.entry("product", String.valueOf(lot.product())),
                Map.entry("expiry", times.dayOf(lot.expiresAt() == null ? null : lot.expiresAt().minusSeconds(1))),
                Map.entry("made", times.dayOf(lot.madeAt())),
                Map.entry("standard",
                        words.either(judged.standard().name().zh(), judged.standard().name().en()) + " "
                                + judged.standard().version()),
                Map.entry("outcome", words.either(decision.outcomeZh(), decision.outcomeEn())),
                Map.entry("gate", words.either(judged.gateZh(), judged.gateEn())),
                Map.entry("lines", lines), Map.entry("signatures", signatures(lotCode)), Map.entry("proof", proof),
                Map.entry("printed", times.second(clock.instant())),
                Map.entry("demonstration", clock.demonstration()),
                Map.entry("containers", units.members(lotCode).size()));
    }

    private Line line(Gates.Judged judged, Verdict verdict, Sentences sentences, Map<String, String> shown) {
        Requirement requirement = judged.standard().findRequirement(verdict.requirement()).orElseThrow();
        return new Line(words.either(requirement.name().zh(), requirement.name().en()),
                sentences.criterion(requirement.criterion()),
                verdict.evidence().stream().map(id -> shown.getOrDefault(id, id)).distinct()
                        .collect(Collectors.joining("; ")),
                words.say("status." + verdict.status().name()), String.join("; ", verdict.clauses()));
    }

    private List<Signed> signatures(String lot) {
        return gates.decisions(lot, null).reversed().stream().filter(decision -> decision.state().equals("SIGNED"))
                .flatMap(decision -> signing.panel(Gates.RECORD, Long.toString(decision.id())).stream())
                .flatMap(panel -> panel.slots().stream()).filter(slot -> slot.given() != null)
                .map(slot -> {
                    Signing.Given given = Objects.requireNonNull(slot.given());
                    return new Signed(given.fullName() + " (" + given.personCode() + ")", roles.name(slot.role()),
                            words.say("meaning." + slot.meaning().name()),
                            times.second(given.plantAt()));
                }).toList();
    }
}
