package org.stroma.app.home;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.shell.HistoryWords;
import org.stroma.app.shell.ListedRegister;
import org.stroma.app.shell.Register;
import org.stroma.app.shell.Times;
import org.stroma.app.shell.Words;

/** Copies of the audit trail that leave the house: in their order, with zone, and with provenance. */
@Controller
class AuditTrailCopies {
    private static final String READERS = "hasAnyRole('QA','QA_REVIEWER','QUALITY_HEAD','QP_MFG','QA_MAH','QP_MAH','INSPECTOR','SYSADMIN')";
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final RegisterCopy copy;
    private final Words words;
    private final Times times;
    private final HistoryWords historyWords;

    AuditTrailCopies(Ledger ledger, RegisterCopy copy, Words words, Times times, HistoryWords historyWords) {
        this.ledger = ledger;
        this.copy = copy;
        this.words = words;
        this.times = times;
        this.historyWords = historyWords;
    }

    @GetMapping("/audit-trail/csv")
    @PreAuthorize(READERS)
    ResponseEntity<byte[]> csv(@RequestParam(defaultValue = "") String table,
            @RequestParam(defaultValue = "") String author, @ModelAttribute("actor") Actor actor) {
        return RegisterPages.file("audit-trail.csv", "text/csv; charset=utf-8",
                copy.csv(trail(table, author, RegisterCopy.MOST, new InCodes(historyWords)), actor,
                        said(table, author)));
    }

    @GetMapping("/audit-trail/pdf")
    @PreAuthorize(READERS)
    ResponseEntity<byte[]> pdf(@RequestParam(defaultValue = "") String table,
            @RequestParam(defaultValue = "") String author, @ModelAttribute("actor") Actor actor) {
        return RegisterPages.file("audit-trail.pdf", "application/pdf",
                copy.pdf(trail(table, author, PAGE, new InWords(historyWords)), actor, said(table, author)));
    }

    /** What the copy says it was narrowed by; the trail is narrowed when it is read. */
    private Register.Filter said(String table, String author) {
        String text = java.util.stream.Stream.of(table.isBlank() ? "" : historyWords.table(table), author.strip())
                .filter(part -> !part.isBlank()).collect(Collectors.joining(" · "));
        return new Register.Filter(text, "", null, null);
    }

    private Register trail(String table, String author, int most, Saying saying) {
        List<Register.Column> columns = new ArrayList<>(List.of(Register.Column.number("audit.number")));
        columns.addAll(ListedRegister.texts("history.when", "history.who", "history.what", "audit.table", "audit.row",
                "audit.changes", "history.why", "history.block"));
        return new Trail(columns, changes(table, author, most).stream().map(change -> line(change, saying)).toList());
    }

    private List<Ledger.Change> changes(String table, String author, int most) {
        List<Ledger.Change> changes = new ArrayList<>();
        Long before = null;
        while (changes.size() < most) {
            List<Ledger.Change> page = ledger.recent(blank(table), blank(author), before, PAGE);
            changes.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
            before = page.getLast().n();
        }
        return changes;
    }

    private static @Nullable String blank(String text) {
        return text.isBlank() ? null : text.strip();
    }

    private List<Register.Cell> line(Ledger.Change change, Saying saying) {
        String fields = change.fields().stream().map(field -> words.say("detail.pair",
                historyWords.field(field.name()),
                saying.value(change, field.name(), field.before()) + " → "
                        + saying.value(change, field.name(), field.after())))
                .collect(Collectors.joining(words.say("detail.between")));
        return List.of(change.n() + "", times.second(change.recordedAt()), saying.who(change),
                words.say("history.op." + change.operation()), historyWords.table(change.table()), change.key(), fields,
                saying.reason(change.reason()), change.block() == null ? "…" : change.block() + "").stream()
                .map(Register.Cell::of)
                .toList();
    }

    /** How a copy says what was recorded: as it stands for programs, in words for people. */
    private sealed interface Saying {
        String value(Ledger.Change change, String field, @Nullable String value);

        String reason(String reason);

        String who(Ledger.Change change);
    }

    private record InCodes(HistoryWords words) implements Saying {
        @Override
        public String value(Ledger.Change change, String field, @Nullable String value) {
            return words.value(value);
        }

        @Override
        public String reason(String reason) {
            return reason;
        }

        @Override
        public String who(Ledger.Change change) {
            return change.author() + " · " + change.origin();
        }
    }

    private record InWords(HistoryWords words) implements Saying {
        @Override
        public String value(Ledger.Change change, String field, @Nullable String value) {
            return words.said(change.table(), field, value);
        }

        @Override
        public String reason(String reason) {
            return words.reason(reason);
        }

        @Override
        public String who(Ledger.Change change) {
            return words.author(change.author()) + " · " + words.origin(change.origin());
        }
    }

    /** The lines of one copy. */
    private record Trail(List<Column> columns, List<List<Cell>> rows) implements Register {
        @Override
        public String key() {
            return "audit-trail";
        }

        @Override
        public int order() {
            return 0;
        }

        @Override
        public boolean visibleTo(Actor actor) {
            return true;
        }

        @Override
        public List<Choice> states() {
            return List.of();
        }

        @Override
        public Found find(Actor actor, Filter filter, int offset, int limit) {
            return new Found(rows.stream().skip(offset).limit(limit).toList(), rows.size());
        }
    }
}
