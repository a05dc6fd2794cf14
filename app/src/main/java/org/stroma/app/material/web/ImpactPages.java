package org.stroma.app.material.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.material.Impact;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.material.Solutions;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** What a bad lot reaches, the notice to its supplier, and the status label that hangs on it. */
@Controller
class ImpactPages {
    private final Impact impact;
    private final MaterialLots lots;
    private final Solutions solutions;
    private final Units units;
    private final Words words;
    private final Times times;
    private final PlantClock clock;

    ImpactPages(Impact impact, MaterialLots lots, Solutions solutions, Units units, Words words, Times times,
            PlantClock clock) {
        this.clock = clock;
        this.impact = impact;
        this.lots = lots;
        this.solutions = solutions;
        this.units = units;
        this.words = words;
        this.times = times;
    }

    @GetMapping("/materials/impact/{code}")
    @PreAuthorize(Access.SEE)
    String impact(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("reached", impact.of(actor, code));
        Units.Unit unit = units.get(code);
        model.addAttribute("unit", unit);
        model.addAttribute("back", back(unit));
        model.addAttribute("notice", unit.type().equals("MATERIAL_LOT") ? notice(lots.get(actor, code)) : null);
        model.addAttribute("mayNotify", actor.hasAny("SUPPLIER_QUALITY", "QA"));
        return "material/impact";
    }

    private String notice(MaterialLots.Lot lot) {
        return words.say("material.notice.text", lot.supplier(), words.either(lot.materialZh(), lot.materialEn()),
                lot.supplierLot(), lot.unit().code(), words.either(lot.unit().stateZh(), lot.unit().stateEn()),
                times.now());
    }

    @GetMapping("/materials/impact/{code}/csv")
    @PreAuthorize(Access.SEE)
    ResponseEntity<byte[]> csv(@PathVariable String code, @ModelAttribute("actor") Actor actor) {
        byte[] bytes = impact.csv(impact.of(actor, code)).getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("impact-" + code + ".csv", StandardCharsets.UTF_8)
                                .build().toString())
                .header("X-Content-Type-Options", "nosniff").body(bytes);
    }

    @PostMapping("/materials/impact/{code}/notice")
    @PreAuthorize(Access.KEEP)
    String notify(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String content) {
        impact.notifySupplier(actor, code, content);
        return "redirect:/materials/impact/{code}";
    }

    @GetMapping("/materials/label/{code}")
    @PreAuthorize(Access.SEE)
    String label(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Unit unit = units.get(code);
        Map<String, String> facts = new LinkedHashMap<>();
        if (unit.type().equals("SOLUTION")) {
            Solutions.Solution solution = solutions.get(actor, code);
            model.addAttribute("name", words.either(solution.nameZh(), solution.nameEn()));
            facts.put("material.storage", solution.storage());
            facts.put("material.expiry", times.minute(unit.expiresAt()));
        } else {
            MaterialLots.Lot lot = lots.get(actor, code);
            model.addAttribute("name", words.either(lot.materialZh(), lot.materialEn()));
            facts.put("material.supplier-lot", lot.supplierLot());
            facts.put("material.containers", Integer.toString(lot.containers()));
            facts.put("material.expiry", times.dayOf(unit.expiresAt()));
            if (lot.purpose() != null) {
                facts.put("material.named-use", lot.purpose());
            }
        }
        model.addAttribute("facts", facts);
        model.addAttribute("unit", unit);
        List<Units.Hold> holds = units.holds(unit.code()).stream().filter(Units.Hold::open).toList();
        String pending = holds.stream().map(Units.Hold::pending).filter(Objects::nonNull).distinct()
                .collect(Collectors.joining("; "));
        if (unit.state().equals("USE_AT_RISK") && !pending.isEmpty()) {
            facts.put("material.pending", pending);
        }
        model.addAttribute("status", ShelfStatus.of(unit.state(),
                holds.stream().anyMatch(hold -> hold.kind().equals("STOP")), unit.expiresAt(), clock.instant()));
        model.addAttribute("now", times.now());
        model.addAttribute("back", back(unit));
        return "material/label";
    }

    private static String back(Units.Unit unit) {
        return (unit.type().equals("SOLUTION") ? "/materials/solutions/" : "/materials/lot/") + unit.code();
    }
}
