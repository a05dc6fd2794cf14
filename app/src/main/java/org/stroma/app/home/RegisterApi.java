package org.stroma.app.home;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Words;

/** Registers for programs: the same rows that the pages show, in the caller's language. */
@RestController
@RequestMapping("/api/v1/registers")
class RegisterApi {
    private static final int MOST = 500;

    private final Registers registers;
    private final Words words;

    RegisterApi(Registers registers, Words words) {
        this.registers = registers;
        this.words = words;
    }

    /** A register and the heads of its columns. */
    record Described(String key, String name, List<String> columns, List<Register.Choice> states) {}

    /**
     * Some rows of a register, each with one text for each column.
     *
     * @param after where the next rows are asked from
     */
    record Rows(List<String> columns, List<List<String>> rows, int total, String after) {}

    @GetMapping
    @PreAuthorize("isAuthenticated()")
    List<Described> all(@AuthenticationPrincipal Actor actor) {
        return registers.of(actor).stream().map(each -> new Described(each.key(), words.say("register." + each.key()),
                heads(each), each.states())).toList();
    }

    @GetMapping("/{key}")
    @PreAuthorize("isAuthenticated()")
    Rows rows(@AuthenticationPrincipal Actor actor, @PathVariable String key, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String state, @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until, @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Register register = registers.get(actor, key);
        Register.Leaf leaf = register.leaf(actor, new Register.Filter(q.strip(), state, from, until),
                new Register.Turn(after, false), Math.clamp(limit, 1, MOST));
        Register.Found found = leaf.found();
        return new Rows(heads(register),
                found.rows().stream().map(row -> row.stream().map(Register.Cell::text).toList()).toList(),
                found.total(), leaf.last());
    }

    private List<String> heads(Register register) {
        return register.columns().stream().map(column -> words.say(column.key())).toList();
    }
}
