package org.stroma.app.material.web;

import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.material.Stock;
import org.stroma.app.people.Actor;

/** The shelf: levels, the pick list, what batches were given, counts. */
@Controller
class StockPages {
    private final Stock stock;

    StockPages(Stock stock) {
        this.stock = stock;
    }

    @GetMapping("/materials/stock")
    @PreAuthorize(Access.SEE)
    String stock(@RequestParam(required = false) @Nullable String material,
            @RequestParam(required = false) @Nullable String quantity,
            @RequestParam(required = false) @Nullable String batch, @ModelAttribute("actor") Actor actor,
            Model model) {
        String wanted = Forms.blank(quantity) == null || quantity == null ? "0" : quantity;
        String chosen = Forms.blank(material);
        model.addAttribute("levels", stock.levels(actor));
        model.addAttribute("chosen", chosen);
        model.addAttribute("quantity", wanted);
        if (chosen != null) {
            model.addAttribute("picks", stock.pick(actor, chosen, Forms.number(wanted)));
        }
        model.addAttribute("balances", stock.balances(actor, Forms.blank(batch), null));
        model.addAttribute("mayIssue", actor.has("WAREHOUSE"));
        return "material/stock";
    }

    @PostMapping("/materials/stock/issue")
    @PreAuthorize(Access.WAREHOUSE)
    String issue(@ModelAttribute("actor") Actor actor, @RequestParam String batch, @RequestParam String unit,
            @RequestParam String quantity, @RequestParam String takenBy,
            @RequestParam(required = false) @Nullable String reason) {
        stock.issue(actor, batch, unit, Forms.number(quantity), takenBy, Forms.blank(reason));
        return "redirect:/materials/stock";
    }

    @PostMapping("/materials/stock/return")
    @PreAuthorize(Access.WAREHOUSE)
    String giveBack(@ModelAttribute("actor") Actor actor, @RequestParam long issue, @RequestParam String quantity,
            @RequestParam String condition) {
        stock.giveBack(actor, issue, Forms.number(quantity), condition);
        return "redirect:/materials/stock";
    }

    @PostMapping("/materials/stock/count")
    @PreAuthorize(Access.WAREHOUSE)
    String count(@ModelAttribute("actor") Actor actor, @RequestParam String lot, @RequestParam String counted,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable String login,
            @RequestParam(required = false) @Nullable String password) {
        stock.count(actor, lot, Forms.number(counted), Forms.blank(reason), Forms.verifier(login, password));
        return "redirect:/materials/stock";
    }
}
