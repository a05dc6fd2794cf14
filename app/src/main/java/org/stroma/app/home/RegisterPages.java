package org.stroma.app.home;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.stroma.app.database.Refusal;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Register;

/** Registers 台账 of every kind: filter, leaf through, print with page x of y, export with provenance. */
@Controller
class RegisterPages {
    private static final int PAGE = 100;

    private final Registers registers;
    private final RegisterCopy copy;

    RegisterPages(Registers registers, RegisterCopy copy) {
        this.registers = registers;
        this.copy = copy;
    }

    /** What the form above a register sends; page 1 is the first. */
    record Asked(@Nullable String q, @Nullable String state, @Nullable String from, @Nullable String until,
            @Nullable Integer page, @Nullable String after, @Nullable String before) {
        Register.Filter filter() {
            return new Register.Filter(q == null ? "" : q.strip(), state == null ? "" : state, day("from", from),
                    day("until", until));
        }

        /** Number of the leaf as it was counted while turning; it says nothing about which rows are shown. */
        int leaf() {
            return turn().equals(Register.Turn.FIRST) ? 1 : Math.clamp(page == null ? 1 : page, 1, 1_000_000);
        }

        Register.Turn turn() {
            if (after != null && !after.isBlank()) {
                return new Register.Turn(after.strip(), false);
            }
            return before == null || before.isBlank()
                    ? Register.Turn.FIRST
                    : new Register.Turn(before.strip(), true);
        }

        private static @Nullable LocalDate day(String where, @Nullable String text) {
            try {
                return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            } catch (DateTimeException e) {
                throw new Refusal("malformed", Map.of("where", where));
            }
        }
    }

    @GetMapping("/registers")
    @PreAuthorize("isAuthenticated()")
    String all(@ModelAttribute("actor") Actor actor, Model model) {
        model.addAttribute("registers", registers.of(actor));
        return "home/registers";
    }

    @GetMapping("/registers/{key}")
    @PreAuthorize("isAuthenticated()")
    String one(@PathVariable String key, Asked asked, @ModelAttribute("actor") Actor actor, Model model) {
        Register register = registers.get(actor, key);
        Register.Leaf leaf = register.leaf(actor, asked.filter(), asked.turn(), PAGE);
        Register.Found found = leaf.found();
        int pages = Math.max(1, (found.total() + PAGE - 1) / PAGE);
        model.addAttribute("register", register);
        model.addAttribute("registers", registers.of(actor));
        model.addAttribute("found", found);
        model.addAttribute("asked", asked);
        model.addAttribute("filtered", !asked.filter().equals(Register.Filter.NONE));
        model.addAttribute("leaf", leaf);
        model.addAttribute("page", asked.leaf());
        model.addAttribute("pages", pages);
        return "home/register";
    }

    @GetMapping("/registers/{key}/csv")
    @PreAuthorize("isAuthenticated()")
    ResponseEntity<byte[]> csv(@PathVariable String key, Asked asked, @ModelAttribute("actor") Actor actor) {
        return file(key + ".csv", "text/csv; charset=utf-8",
                copy.csv(registers.get(actor, key), actor, asked.filter()));
    }

    @GetMapping("/registers/{key}/pdf")
    @PreAuthorize("isAuthenticated()")
    ResponseEntity<byte[]> pdf(@PathVariable String key, Asked asked, @ModelAttribute("actor") Actor actor) {
        return file(key + ".pdf", "application/pdf", copy.pdf(registers.get(actor, key), actor, asked.filter()));
    }

    /** An attachment that no browser keeps. */
    static ResponseEntity<byte[]> file(String name, String type, byte[] bytes) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename("stroma-" + name, StandardCharsets.UTF_8).build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(bytes);
    }

    /** What registers add to the side bar. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry registersEntry() {
            return new NavigationEntry("registers", "/registers", 700, Set.of());
        }
    }
}
