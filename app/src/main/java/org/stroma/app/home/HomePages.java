package org.stroma.app.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.People;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.NavigationEntry;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.WorkInProcess;
import org.stroma.app.shell.Words;
import org.stroma.app.shell.Worklist;

/** The worklist and the audit trail. */
@Controller
class HomePages {
    private static final Logger LOG = LoggerFactory.getLogger(HomePages.class);
    private static final int PAGE = 100;
    static final String REVIEWERS = "hasAnyRole('QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR','SYSADMIN')";
    static final Comparator<Worklist.Item> BY_URGENCY = Comparator.comparing(Worklist.Item::urgency)
            .thenComparing(Worklist.Item::due, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Worklist.Item::subject);

    private final List<Worklist> worklists;
    private final Ledger ledger;
    private final People people;
    private final Words words;
    private final Times times;
    private final PlantClock clock;
    private final HistoryWords historyWords;
    private final List<WorkInProcess> inProcess;

    HomePages(List<Worklist> worklists, Ledger ledger, People people, Words words, Times times, PlantClock clock,
            HistoryWords historyWords, List<WorkInProcess> inProcess) {
        this.worklists = worklists;
        this.ledger = ledger;
        this.people = people;
        this.words = words;
        this.times = times;
        this.clock = clock;
        this.historyWords = historyWords;
        this.inProcess = inProcess;
    }

    /** Work on its way through its stages. */
    record Stages(List<String> stages, List<WorkInProcess.Line> lines) {}

    @GetMapping("/")
    @PreAuthorize("isAuthenticated()")
    String worklist(@ModelAttribute("actor") Actor actor, Model model) {
        List<Worklist.Item> items = new ArrayList<>();
        int missing = 0;
        for (Worklist worklist : worklists) {
            try {
                items.addAll(worklist.itemsFor(actor));
            } catch (DataAccessException unread) {
                // One list that cannot be read must neither hide the others nor look like nothing to do.
                LOG.error("A worklist of {} could not be read", actor, unread);
                missing++;
            }
        }
        items.sort(BY_URGENCY);
        model.addAttribute("items", items);
        model.addAttribute("missing", missing);
        model.addAttribute("starts", StartingPoint.of(actor));
        model.addAttribute("counts",
                items.stream().collect(Collectors.groupingBy(item -> item.urgency().name(), Collectors.counting())));
        model.addAttribute("urgencies", Worklist.Urgency.values());
        model.addAttribute("processes", inProcess.stream().map(each -> new Stages(each.stages(), each.linesFor(actor)))
                .filter(process -> !process.lines().isEmpty()).toList());
        model.addAttribute("refreshed", times.second(clock.instant()));
        model.addAttribute("roles", actor.roles().isEmpty()
                ? words.say("role.none")
                : people.roles().stream().filter(role -> actor.has(role.code()))
                        .map(role -> words.either(role.nameZh(), role.nameEn())).collect(Collectors.joining(" · ")));
        return "home/worklist";
    }

    @GetMapping("/audit-trail")
    @PreAuthorize(REVIEWERS)
    String auditTrail(@RequestParam(required = false) @Nullable String table,
            @RequestParam(required = false) @Nullable String author,
            @RequestParam(required = false) @Nullable Long before,
            Model model) {
        List<Ledger.Change> changes = ledger.recent(blank(table), blank(author), before, PAGE);
        model.addAttribute("changes", changes);
        model.addAttribute("table", table);
        model.addAttribute("author", author);
        model.addAttribute("known", historyWords.tables().stream().anyMatch(each -> each.name().equals(table)));
        model.addAttribute("older", changes.size() == PAGE ? changes.getLast().n() : null);
        return "home/audit-trail";
    }

    static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What this module adds to the side bar. */
    @Configuration(proxyBeanMethods = false)
    static class Entries {
        @Bean
        NavigationEntry worklistEntry() {
            return new NavigationEntry("worklist", "/", 0, Set.of());
        }

        @Bean
        NavigationEntry auditTrailEntry() {
            return new NavigationEntry("audit-trail", "/audit-trail", 990,
                    Set.of("QA", "QA_REVIEWER", "QUALITY_HEAD", "QP_MFG", "QA_MAH", "QP_MAH", "INSPECTOR", "SYSADMIN"));
        }
    }
}
