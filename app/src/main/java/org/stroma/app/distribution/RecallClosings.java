package org.stroma.app.distribution;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;

/**
 * The end of a recall: what was shipped, what became of it, who answered, what was reported and how far it reached, signed by
 * quality and the qualified person, and printed in either language. A drill is printed as what it is.
 */
@Service
public class RecallClosings {
    /** The record type under which they are signed. */
    public static final String RECORD = "recall-closing";

    private static final String PROPOSE = "select distribution.propose_closing(:recall, :conclusion)";
    private static final String WITHDRAW = "select distribution.withdraw_recall_paper('recall-closing', :id, :reason)";
    private static final String CLOSINGS = """
            select c.id, c.conclusion, c.state, c.void_cause, p.code as proposed_by, c.proposed_at, c.completed_at from distribution.recall_closing c
              join distribution.recall r on r.id = c.recall join people.person p on p.id = c.proposed_by where r.code = :recall order by c.id desc""";
    private static final String OPEN = """
            select c.id::text from distribution.recall_closing c join distribution.recall r on r.id = c.recall where r.code = :recall and c.state = 'OPEN'""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Signing signing;
    private final FreeText freeText;
    private final Recalls recalls;
    private final RecallReports reports;
    private final RecallEffect effect;
    private final RecallPdf pdf;

    RecallClosings(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Signing signing, FreeText freeText,
            Recalls recalls, RecallReports reports, RecallEffect effect, RecallPdf pdf) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.signing = signing;
        this.freeText = freeText;
        this.recalls = recalls;
        this.reports = reports;
        this.effect = effect;
        this.pdf = pdf;
    }

    /** @param state OPEN, SIGNED or WITHDRAWN */
    public record Closing(long id, String conclusion, String state, @Nullable String voidCause, String proposedBy,
            Instant proposedAt, @Nullable Instant completedAt) {}

    /** Proposed closings of a recall, newest first; for the plant only. */
    public List<Closing> list(Actor actor, String recall) {
        return !Sight.plant(actor)
                ? List.of()
                : inquiries.list(Inquiry.of(CLOSINGS, Map.of("recall", recall), RecallClosings::closing));
    }

    private static Closing closing(Row row) {
        return new Closing(row.whole("id"), row.text("conclusion"), row.text("state"), row.findText("void_cause"),
                row.text("proposed_by"), row.instant("proposed_at"), row.findInstant("completed_at"));
    }

    /** Puts the closing before its signers; refused while a consignee, a container, a report or the judgement is missing. */
    public long propose(Actor actor, String recall, String conclusion) {
        recalls.get(actor, recall);
        freeText.refuse("conclusion", conclusion);
        return authorship.write(actor, "recall closing of " + recall, () -> jdbc.sql(PROPOSE)
                .param("recall", recall).param("conclusion", conclusion).query(Long.class).single());
    }

    /** The panel of the open one. */
    public Optional<Signing.Panel> panel(String recall) {
        return inquiries.find(Signing.askPanels(RECORD, OPEN, Map.of("recall", recall)));
    }

    /** Signs; with the last signature the recall is closed, or it is refused when it has changed since. */
    public Signing.Panel sign(Actor session, String recall, long id, Signing.Entry entry) {
        of(session, recall, id);
        return signing.sign(session, RECORD, Long.toString(id), entry);
    }

    /** Takes an open one back. */
    public void withdraw(Actor actor, String recall, long id, String reason) {
        of(actor, recall, id);
        freeText.refuse("reason", reason);
        authorship.write(actor, reason,
                () -> jdbc.sql(WITHDRAW).param("id", id).param("reason", reason).query((_, _) -> true).list());
    }

    private Closing of(Actor actor, String recall, long id) {
        return list(actor, recall).stream().filter(each -> each.id() == id).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", recall)));
    }

    /** The report of a recall that was closed, or of a drill that ended, as PDF/A-2u; for the plant only. */
    public byte[] print(Actor actor, String recall, Locale language) {
        Recalls.Whole whole = recalls.get(actor, recall);
        if (!Sight.plant(actor) || whole.recall().open()) {
            throw new Refusal("recall.not-closed", Map.of("recall", recall));
        }
        return pdf.print(new RecallPdf.Content(whole,
                reports.list(actor, recall).stream().filter(each -> each.state().equals("SIGNED"))
                        .sorted(Comparator.comparing(RecallReports.Report::id)).toList(),
                effect.of(actor, recall), list(actor, recall).stream().filter(each -> each.state().equals("SIGNED"))
                        .findFirst().flatMap(each -> signing.panel(RECORD, Long.toString(each.id()))).orElse(null)),
                language);
    }
}
