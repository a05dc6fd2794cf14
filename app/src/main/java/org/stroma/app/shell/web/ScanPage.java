package org.stroma.app.shell.web;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriUtils;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.ScanResolver;

/**
 * One scan finds anything: one hit opens its page, several are listed. What is nobody's code may be a position, a serial number or
 * a supplier's lot: then the registers are asked.
 */
@Controller
class ScanPage {
    /** Shorter texts stand in too many rows to be what was meant. */
    private static final int SHORTEST = 3;

    private final List<ScanResolver> resolvers;
    private final List<Register> registers;

    ScanPage(List<ScanResolver> resolvers, List<Register> registers) {
        this.resolvers = resolvers;
        this.registers = registers.stream().sorted(Comparator.comparingInt(Register::order)).toList();
    }

    /** A register that holds what was scanned, and in how many rows; the path of the row when there is one only. */
    record Shelf(String key, String text, int total, String path) {}

    @GetMapping("/scan")
    @PreAuthorize("isAuthenticated()")
    String scan(@RequestParam(defaultValue = "") String q, @ModelAttribute("actor") Actor actor, Model model) {
        String text = q.strip();
        Readings readings = Readings.of(text);
        List<ScanResolver.Hit> hits = hits(readings, actor);
        if (hits.size() == 1) {
            return "redirect:" + hits.getFirst().path();
        }
        List<Shelf> shelves = hits.isEmpty() ? shelves(actor, readings) : List.of();
        if (shelves.size() == 1 && !shelves.getFirst().path().isEmpty()) {
            return "redirect:" + shelves.getFirst().path();
        }
        model.addAttribute("shelves", shelves);
        model.addAttribute("q", text);
        model.addAttribute("hits", hits);
        model.addAttribute("readings", readings);
        model.addAttribute("searched", registers.stream().filter(register -> register.visibleTo(actor))
                .map(Register::key).toList());
        return "shell/scan";
    }

    /** The registers that hold the first of the readings that any holds. */
    private List<Shelf> shelves(Actor actor, Readings readings) {
        return readings.texts().stream().map(text -> shelves(actor, text)).filter(found -> !found.isEmpty())
                .findFirst().orElse(List.of());
    }

    private List<Shelf> shelves(Actor actor, String text) {
        if (text.length() < SHORTEST) {
            return List.of();
        }
        Register.Filter filter = new Register.Filter(text, "", null, null);
        return registers.stream().filter(register -> register.visibleTo(actor)).map(register -> {
            Register.Found found = register.find(actor, filter, 0, 1);
            return new Shelf(register.key(), text, found.total(),
                    found.total() == 1 ? found.rows().getFirst().getFirst().path() : "");
        }).filter(shelf -> shelf.total() > 0).toList();
    }

    /** The same for programs: everything that the text may name, and that the actor may see. */
    @GetMapping("/api/v1/scan")
    @PreAuthorize("isAuthenticated()")
    @ResponseBody
    List<ScanResolver.Hit> found(@RequestParam String q, @AuthenticationPrincipal Actor actor) {
        Readings readings = Readings.of(q.strip());
        List<ScanResolver.Hit> hits = hits(readings, actor);
        return !hits.isEmpty()
                ? hits
                : shelves(actor, readings).stream().map(shelf -> new ScanResolver.Hit(shelf.text(),
                        "register." + shelf.key(), shelf.path().isEmpty()
                                ? "/registers/" + shelf.key() + "?q="
                                        + UriUtils.encodeQueryParam(shelf.text(), StandardCharsets.UTF_8)
                                : shelf.path()))
                        .toList();
    }

    /** What the first of the readings names that anything is named by. */
    private List<ScanResolver.Hit> hits(Readings readings, Actor actor) {
        return readings.texts().stream().map(text -> hits(text, actor)).filter(found -> !found.isEmpty()).findFirst()
                .orElse(List.of());
    }

    private List<ScanResolver.Hit> hits(String text, Actor actor) {
        return text.isEmpty()
                ? List.of()
                : List.copyOf(resolvers.stream().flatMap(resolver -> resolver.resolve(text, actor).stream())
                        .collect(Collectors.toMap(ScanResolver.Hit::code, hit -> hit, (first, _) -> first,
                                LinkedHashMap::new))
                        .values());
    }
}
