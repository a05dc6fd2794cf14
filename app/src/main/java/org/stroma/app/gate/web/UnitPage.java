package org.stroma.app.gate.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.genealogy.Expected;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.evidence.EvidenceWords;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Discretion;
import org.stroma.app.genealogy.Door;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.shell.ScanResolver;

/** The page of any unit: state, quantity, holds, what happened, evidence, decisions, and its history field by field. */
@Controller
class UnitPage {
    private final Units units;
    private final Evidence evidence;
    private final Gates gates;
    private final Ledger ledger;
    private final Door door;
    private final Authorship authorship;
    private final EvidenceWords evidenceWords;
    private final List<ScanResolver> resolvers;

    UnitPage(Units units, Evidence evidence, Gates gates, Ledger ledger, Door door, Authorship authorship,
            EvidenceWords evidenceWords, List<ScanResolver> resolvers) {
        this.units = units;
        this.evidence = evidence;
        this.gates = gates;
        this.ledger = ledger;
        this.door = door;
        this.authorship = authorship;
        this.evidenceWords = evidenceWords;
        this.resolvers = resolvers;
    }

    /** An observation in the reader's language. */
    record Line(long id, String characteristic, String value, Evidence.Item item) {}

    @GetMapping("/unit/{code}")
    @PreAuthorize("isAuthenticated()")
    String page(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Standing standing = units.standing(code);
        Units.Unit unit = standing.unit();
        GateVisibility.check(actor, unit);
        model.addAttribute("unit", unit);
        model.addAttribute("holds", GateVisibility.holds(actor, standing));
        String lot = unit.lot();
        model.addAttribute("lotSeen", lot != null && GateVisibility.sees(actor, units.get(lot)));
        model.addAttribute("events", Discretion.told(actor, units.events(code)));
        model.addAttribute("members", seen(actor, units.members(code)));
        model.addAttribute("contents", seen(actor, units.contents(code)));
        model.addAttribute("lines",
                evidence.list(code).stream().map(
                        item -> new Line(item.id(), item.characteristic(), evidenceWords.say(item.values()), item))
                        .toList());
        model.addAttribute("decisions", gates.decisions(code, null));
        model.addAttribute("own", own(code, actor));
        // The expiry stands among the facts already.
        model.addAttribute("attributes", unit.attributes().entrySet().stream()
                .filter(attribute -> unit.expiresAt() == null || !attribute.getKey().equals("expiry"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
        return "gate/unit";
    }

    /** The page that the unit's own module has for it; null where it has none. */
    private @Nullable String own(String code, Actor actor) {
        return resolvers.stream().flatMap(resolver -> resolver.resolve(code, actor).stream())
                .filter(hit -> hit.code().equals(code)).map(ScanResolver.Hit::path)
                .filter(path -> !path.startsWith("/unit/")).findFirst().orElse(null);
    }

    private static List<Units.Unit> seen(Actor actor, List<Units.Unit> some) {
        return some.stream().filter(unit -> GateVisibility.sees(actor, unit)).toList();
    }

    @GetMapping("/unit/{code}/history")
    @PreAuthorize("isAuthenticated()")
    String history(@PathVariable String code, @ModelAttribute("actor") Actor actor, Model model) {
        Units.Unit unit = units.get(code);
        GateVisibility.check(actor, unit);
        model.addAttribute("unit", unit);
        model.addAttribute("changes", UnitHistory.of(ledger, actor, unit));
        return "gate/unit-history";
    }

    @PostMapping("/unit/{code}/hold")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD','QP_MFG','QC_HEAD','QA_MAH','QP_MAH')")
    String hold(@PathVariable String code, @ModelAttribute("actor") Actor actor, @RequestParam String reference,
            @RequestParam String reason) {
        Expected.require(code);
        GateVisibility.check(actor, units.get(code));
        authorship.write(actor, reason, () -> door.hold(code, Door.HoldKind.STOP, "MANUAL", reference, reason, null));
        return "redirect:/unit/{code}";
    }

    @PostMapping("/unit/{code}/hold/{id}/closure")
    @PreAuthorize("hasAnyRole('QA','QUALITY_HEAD')")
    String close(@PathVariable String code, @PathVariable long id, @ModelAttribute("actor") Actor actor,
            @RequestParam String reason) {
        Expected.require(code);
        GateVisibility.check(actor, units.get(code));
        if (units.holds(code).stream().noneMatch(hold -> hold.id() == id)) {
            throw new Refusal("not-found", Map.of("unit", code));
        }
        authorship.write(actor, reason, () -> {
            door.close(id, reason);
            return true;
        });
        return "redirect:/unit/{code}";
    }

    /** Any unit by its code; modules with pages of their own come first. */
    @Component
    static class Resolver implements ScanResolver {
        private final Units units;

        Resolver(Units units) {
            this.units = units;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public Optional<Hit> resolve(String scanned, Actor actor) {
            return List.of(scanned, scanned.toUpperCase(java.util.Locale.ROOT)).stream().distinct().map(units::find)
                    .flatMap(Optional::stream)
                    .filter(unit -> GateVisibility.sees(actor, unit))
                    .map(unit -> new Hit(unit.code(), "type." + unit.type(), "/unit/" + unit.code())).findFirst();
        }
    }
}
