package org.stroma.app.material.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Solutions;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.PdfPrinter;
import org.stroma.app.shell.ScanSymbol;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** The status label that hangs on a lot or solution, on the screen and for the printer, with a symbol that the scan box reads. */
@Controller
class LabelPages {
    private final MaterialLots lots;
    private final Solutions solutions;
    private final Units units;
    private final Words words;
    private final Times times;
    private final PlantClock clock;
    private final SpringTemplateEngine templates;
    private final PdfPrinter printer;

    LabelPages(MaterialLots lots, Solutions solutions, Units units, Words words, Times times, PlantClock clock,
            SpringTemplateEngine templates, PdfPrinter printer) {
        this.lots = lots;
        this.solutions = solutions;
        this.units = units;
        this.words = words;
        this.times = times;
        this.clock = clock;
        this.templates = templates;
        this.printer = printer;
    }

    /** What a label says; the facts by their message keys. */
    record Label(String name, Units.Unit unit, Map<String, String> facts, ShelfStatus status) {}

    @GetMapping("/materials/label/{code}")
    @PreAuthorize(Access.SEE)
    String label(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Label label = label(actor, code);
        model.addAttribute("name", label.name());
        model.addAttribute("facts", label.facts());
        model.addAttribute("unit", label.unit());
        model.addAttribute("status", label.status());
        model.addAttribute("symbol", ScanSymbol.address(code));
        model.addAttribute("now", times.now());
        model.addAttribute("back", ImpactPages.back(label.unit()));
        return "material/label";
    }

    /** The same on a label of 100 mm by 70 mm. */
    @GetMapping("/materials/label/{code}/pdf")
    @PreAuthorize(Access.SEE)
    ResponseEntity<byte[]> pdf(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        Label label = label(actor, code);
        Context context = new Context(LocaleContextHolder.getLocale());
        context.setVariable("label", label);
        context.setVariable("title", words.say("material.status." + label.status().name()) + " · " + code);
        context.setVariable("symbol", ScanSymbol.address(code));
        context.setVariable("demonstration", clock.demonstration());
        context.setVariable("printed", words.say("material.printed", times.now()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("label-" + code + ".pdf", StandardCharsets.UTF_8)
                                .build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(printer.print(templates.process("material/label-print", context)));
    }

    private Label label(Actor actor, String code) {
        Units.Unit unit = units.get(code);
        Map<String, String> facts = new LinkedHashMap<>();
        List<Units.Hold> holds = units.holds(unit.code()).stream().filter(Units.Hold::open).toList();
        String name = unit.type().equals("SOLUTION") ? solution(actor, unit, facts) : lot(actor, unit, facts);
        String pending = holds.stream().map(Units.Hold::pending).filter(Objects::nonNull).distinct()
                .collect(Collectors.joining("; "));
        if (unit.state().equals("USE_AT_RISK") && !pending.isEmpty()) {
            facts.put("material.pending", pending);
        }
        return new Label(name, unit, facts, ShelfStatus.of(unit.state(),
                holds.stream().anyMatch(hold -> hold.kind().equals("STOP")), unit.expiresAt(), clock.instant()));
    }

    private String solution(Actor actor, Units.Unit unit, Map<String, String> facts) {
        Solutions.Solution solution = solutions.get(actor, unit.code());
        facts.put("material.storage", solution.storage());
        facts.put("material.expiry", times.minute(unit.expiresAt()));
        return words.either(solution.nameZh(), solution.nameEn());
    }

    private String lot(Actor actor, Units.Unit unit, Map<String, String> facts) {
        MaterialLots.Lot lot = lots.get(actor, unit.code());
        facts.put("material.supplier-lot", lot.supplierLot());
        facts.put("material.containers", Integer.toString(lot.containers()));
        facts.put("material.expiry", times.dayOf(unit.expiresAt()));
        String purpose = lot.purpose();
        if (purpose != null) {
            facts.put("material.named-use", purpose);
        }
        return words.either(lot.materialZh(), lot.materialEn());
    }
}
