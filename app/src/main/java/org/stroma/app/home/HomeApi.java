package org.stroma.app.home;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** The worklist and the audit trail for programs. */
@RestController
@RequestMapping("/api/v1")
class HomeApi {
    private final List<Worklist> worklists;
    private final Ledger ledger;
    private final Words words;

    HomeApi(List<Worklist> worklists, Ledger ledger, Words words) {
        this.worklists = worklists;
        this.ledger = ledger;
        this.words = words;
    }

    /** @param due null when it has no date */
    record Work(String title, String subject, String path, Worklist.Urgency urgency, @Nullable Instant due) {}

    /** The open work of whoever asks, most urgent first. */
    @GetMapping("/worklist")
    @PreAuthorize("isAuthenticated()")
    List<Work> worklist(@AuthenticationPrincipal Actor actor) {
        return worklists.stream().flatMap(list -> list.itemsFor(actor).stream()).sorted(HomePages.BY_URGENCY)
                .map(item -> new Work(words.say(item.titleKey(), item.arguments().toArray()), item.subject(),
                        item.path(), item.urgency(), item.due()))
                .toList();
    }

    /** Changes, newest first; the next page begins before the number of the last. */
    @GetMapping("/audit-trail")
    @PreAuthorize(HomePages.REVIEWERS)
    List<Ledger.Change> auditTrail(@RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable Long before, @RequestParam(defaultValue = "100") int limit) {
        return ledger.recent(HomePages.blank(table), HomePages.blank(author), before, limit);
    }
}
