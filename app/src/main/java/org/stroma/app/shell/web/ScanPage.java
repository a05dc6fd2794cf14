package org.stroma.app.shell.web;

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
import org.stroma.app.people.Actor;
import org.stroma.app.shell.ScanResolver;

/** One scan finds anything: one hit opens its page, several are listed, none says so. */
@Controller
class ScanPage {
    private final List<ScanResolver> resolvers;

    ScanPage(List<ScanResolver> resolvers) {
        this.resolvers = resolvers;
    }

    @GetMapping("/scan")
    @PreAuthorize("isAuthenticated()")
    String scan(@RequestParam(defaultValue = "") String q, @ModelAttribute("actor") Actor actor, Model model) {
        String text = q.strip();
        List<ScanResolver.Hit> hits = hits(text, actor);
        if (hits.size() == 1) {
            return "redirect:" + hits.getFirst().path();
        }
        model.addAttribute("q", text);
        model.addAttribute("hits", hits);
        return "shell/scan";
    }

    /** The same for programs: everything that the text may name, and that the actor may see. */
    @GetMapping("/api/v1/scan")
    @PreAuthorize("isAuthenticated()")
    @ResponseBody
    List<ScanResolver.Hit> found(@RequestParam String q, @AuthenticationPrincipal Actor actor) {
        return hits(q.strip(), actor);
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
