package org.stroma.app.distribution;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;

/**
 * What of a recall is reported to the authority, by when, and what was sent: written by quality, approved by the qualified person
 * that answers for the lot. Times follow the class by the rules that were in force when the recall was opened.
 */
@Service
public class RecallReports {
    /** The record type under which they are signed. */
    public static final String RECORD = "recall-report";

    private static final String WRITE = "select distribution.write_report(:recall, :kind, :authority, :sent, :content, decode(:document, 'hex'))";
    private static final String WITHDRAW = "select distribution.withdraw_recall_paper('recall-report', :id, :reason)";
    private static final String DUE = """
            select d.kind, d.due_at, d.sent_at, case when d.kind = 'FINAL' then distribution.years_without_calendar(r.closed_at, d.due_at, e.zone)::text[] else '{}' end as uncounted
              from distribution.recall r cross join ledger.epoch e cross join lateral distribution.recall_due(r.id) d where r.code = :recall and e.n = 1""";
    private static final String REPORTS = """
            select p.id, p.kind, p.number, p.authority, p.sent_at, p.due_at, p.content, encode(p.document, 'hex') as document, p.state, p.void_cause, w.code as written_by, p.written_at, p.completed_at,
                   (select g.full_name || ' ' || s.code from people.signature g join people.person s on s.id = g.person
                     where g.record_type = 'recall-report' and g.record_id = p.id::text order by g.id desc limit 1) as signed_by
              from distribution.recall_report p join distribution.recall r on r.id = p.recall join people.person w on w.id = p.written_by
             where r.code = :recall order by p.id desc""";
    private static final String OWED = """
            select r.code, u.code as lot, d.kind, d.due_at from distribution.recall r join genealogy.unit u on u.id = r.lot cross join lateral distribution.recall_due(r.id) d
             where d.sent_at is null order by d.due_at""";
    private static final String WAITING = """
            select r.code, u.code as lot from (
                select 'recall-report' as record, id, recall from distribution.recall_report where state = 'OPEN'
                union all select 'recall-closing', id, recall from distribution.recall_closing where state = 'OPEN') p
              join distribution.recall r on r.id = p.recall join genealogy.unit u on u.id = r.lot
             where exists (select from people.signature_needed n join people.signature_state s on (s.record_type, s.record_id, s.revision) = (n.record_type, n.record_id, n.revision) and s.newest and s.void_cause is null
                   where n.record_type = p.record and n.record_id = p.id::text and n.role = any (:roles)
                     and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role)))
             order by r.code""";
    private static final String OPEN = """
            select p.id::text from distribution.recall_report p join distribution.recall r on r.id = p.recall where r.code = :recall and p.state = 'OPEN'""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Signing signing;
    private final Evidence evidence;
    private final FreeText freeText;
    private final Recalls recalls;

    RecallReports(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Signing signing, Evidence evidence,
            FreeText freeText, Recalls recalls) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.signing = signing;
        this.evidence = evidence;
        this.freeText = freeText;
        this.recalls = recalls;
    }

    /** What is reported. */
    public enum Kind {
        /** First notice, with the evaluation on which the recall stands. */
        NOTICE,
        /** Plan of the recall. */
        PLAN,
        /** How far it is, again and again until it is closed. */
        PROGRESS,
        /** Summary, after it was closed. */
        FINAL
    }

    /**
     * A report that is due, or was.
     *
     * @param sentAt null while it was not sent; progress reports are due anew after each
     * @param uncounted years within a time in working days that have no calendar of holidays in force
     */
    public record Due(Kind kind, Instant dueAt, @Nullable Instant sentAt, List<String> uncounted) {
        public Due {
            uncounted = List.copyOf(uncounted);
        }

        public boolean overdue(Instant now) {
            return sentAt == null && dueAt.isBefore(now);
        }
    }

    /**
     * What a writer enters.
     *
     * @param authority who received it
     * @param sentAt when it was sent
     * @param document the paper as it was sent; null where the content is all of it
     */
    public record Draft(Kind kind, String authority, Instant sentAt, String content,
            Evidence.@Nullable RawFile document) {}

    /**
     * A report.
     *
     * @param number counted by kind, from 1
     * @param document SHA-256 of the paper; null where there is none
     * @param state OPEN, SIGNED or WITHDRAWN
     */
    public record Report(long id, Kind kind, int number, String authority, Instant sentAt, Instant dueAt,
            String content, @Nullable String document, String state, @Nullable String voidCause, String writtenBy,
            Instant writtenAt, @Nullable Instant completedAt, @Nullable String signedBy) {
        public boolean late() {
            return sentAt.isAfter(dueAt);
        }
    }

    /** A report that some recall owes the authority, or a paper of it that waits for a signature. */
    public record Owed(String recall, String lot, @Nullable Kind kind, @Nullable Instant dueAt) {}

    /** What all recalls owe the authority, the most urgent first. */
    public List<Owed> owed() {
        return inquiries.list(Inquiry.of(OWED, Map.of(), row -> new Owed(row.text("code"), row.text("lot"),
                Kind.valueOf(row.text("kind")), row.instant("due_at"))));
    }

    /** Reports and closings that wait for a signature of one of a person's roles. */
    public List<Owed> waitingFor(Actor actor) {
        return !Sight.plant(actor)
                ? List.of()
                : inquiries.list(Inquiry.of(WAITING, Map.of("roles", actor.roles().toArray(String[]::new)),
                        row -> new Owed(row.text("code"), row.text("lot"), null, null)));
    }

    /** What a recall owes the authority; nothing to a reader outside of the plant, and nothing of a drill. */
    public List<Due> due(Actor actor, String recall) {
        return !Sight.plant(actor)
                ? List.of()
                : inquiries.list(Inquiry.of(DUE, Map.of("recall", recall),
                        row -> new Due(Kind.valueOf(row.text("kind")), row.instant("due_at"),
                                row.findInstant("sent_at"), row.texts("uncounted"))));
    }

    /** Reports of a recall, newest first; for the plant only. */
    public List<Report> list(Actor actor, String recall) {
        return !Sight.plant(actor)
                ? List.of()
                : inquiries.list(Inquiry.of(REPORTS, Map.of("recall", recall),
                        row -> new Report(row.whole("id"), Kind.valueOf(row.text("kind")), row.count("number"),
                                row.text("authority"), row.instant("sent_at"), row.instant("due_at"),
                                row.text("content"), row.findText("document"), row.text("state"),
                                row.findText("void_cause"), row.text("written_by"), row.instant("written_at"),
                                row.findInstant("completed_at"), row.findText("signed_by"))));
    }

    /** Puts a report before the qualified person; another open one of its kind is taken back. */
    public long write(Actor actor, String recall, Draft draft) {
        recalls.get(actor, recall);
        freeText.refuse("authority", draft.authority());
        freeText.refuse("content", draft.content());
        return authorship.write(actor, "recall report of " + recall, () -> {
            String document = draft.document() == null ? null : evidence.keep(draft.document());
            return jdbc.sql(WRITE).param("recall", recall).param("kind", draft.kind().name())
                    .param("authority", draft.authority()).param("sent", Timestamp.from(draft.sentAt()))
                    .param("content", draft.content()).param("document", document, Types.VARCHAR)
                    .query(Long.class).single();
        });
    }

    /** Panels of the reports that wait for their signature. */
    public List<Signing.Panel> panels(String recall) {
        return inquiries.list(Signing.askPanels(RECORD, OPEN, Map.of("recall", recall)));
    }

    /** Signs a report of this recall. */
    public Signing.Panel sign(Actor session, String recall, long id, Signing.Entry entry) {
        of(session, recall, id);
        return signing.sign(session, RECORD, Long.toString(id), entry);
    }

    /** Takes a report back that is not signed. */
    public void withdraw(Actor actor, String recall, long id, String reason) {
        of(actor, recall, id);
        freeText.refuse("reason", reason);
        authorship.write(actor, reason,
                () -> jdbc.sql(WITHDRAW).param("id", id).param("reason", reason).query((_, _) -> true).list());
    }

    private Report of(Actor actor, String recall, long id) {
        return list(actor, recall).stream().filter(each -> each.id() == id).findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", recall)));
    }
}
