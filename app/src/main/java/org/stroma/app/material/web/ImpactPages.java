package org.stroma.app.material.web;

import java.nio.charset.StandardCharsets;
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
import org.stroma.app.material.Impact;
import org.stroma.app.material.MaterialLots;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** What a bad lot reaches, and the notice to its supplier. */
@Controller
class ImpactPages {
    private final Impact impact;
    private final MaterialLots lots;
    private final Units units;
    private final Words words;
    private final Times times;

    ImpactPages(Impact impact, MaterialLots lots, Units units, Words words, Times times) {
        this.impact = impact;
        this.lots = lots;
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

    static String back(Units.Unit unit) {
        return (unit.type().equals("SOLUTION") ? "/materials/solutions/" : "/materials/lot/") + unit.code();
    }
}
