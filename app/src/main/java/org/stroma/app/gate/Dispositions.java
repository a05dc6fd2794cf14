package org.stroma.app.gate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;

/**
 * What people decide about a unit beside its gates: a lot suspended, recalled, rejected or closed, cells under a hold kept going
 * or ended. The catalogue says what is open in which state and who signs; the last signature does it.
 */
@Service
public class Dispositions {
    /** The record type under which they are signed. */
    public static final String RECORD = "disposition";

    private static final String PROPOSE = "select gate.propose_disposition(:unit, :action, :class, :reason, decode(:document, 'hex'))";
    private static final String WITHDRAW = "select gate.withdraw_disposition(:id, :reason)";
    private static final String SELECT = """
            select d.id, u.code as unit, d.action, r.name_zh, r.name_en, d.class, d.reason, encode(d.document, 'hex') as document, d.state, p.code as proposed_by, d.proposed_at, d.completed_at,
                   d.void_cause
              from gate.disposition d join genealogy.unit u on u.id = d.unit join people.person p on p.id = d.proposed_by
              join genealogy.disposition_rule r on r.action = d.action and r.unit_type = u.type and r.from_state = d.from_state
            """;
    private static final String OF_UNIT = SELECT + " where u.code = :unit order by d.id desc";
    private static final String BY_ID = SELECT + " where d.id = :id";
    private static final String OPEN_OF_UNIT = """
            select d.id::text from gate.disposition d join genealogy.unit u on u.id = d.unit where u.code = :unit and d.state = 'OPEN'""";
    private static final String WAITING = SELECT
            + """
                    where d.state = 'OPEN' and exists (select from people.signature_needed n
                          join people.signature_state s on (s.record_type, s.record_id, s.revision) = (n.record_type, n.record_id, n.revision) and s.newest and s.void_cause is null
                         where n.record_type = 'disposition' and n.record_id = d.id::text and n.role = any (:roles)
                           and not exists (select from people.signature g where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role)))
                    order by d.id""";
    private static final String OFFERED = """
            select r.action, r.name_zh, r.name_en, r.asks_class, gate.disposition_signers(u.id, r.action) as signers
              from genealogy.unit u join genealogy.disposition_rule r on r.unit_type = u.type and r.from_state = u.state and cardinality(r.signers) > 0
             where u.code = :unit and (r.effect is null or r.effect not in ('CONTINUE', 'TERMINATE') or genealogy.decision_due(u.id) is not null)
             order by r.place""";
    private static final String DUE = """
            select u.code, genealogy.decision_due(u.id) as due, product.number(u.product, 'policies', 'living_hold', 'warn_hours') as warn_hours, genealogy.hold_hours(u.product) as due_hours,
                   genealogy.is_terminated(u.id) as terminated
              from genealogy.unit u join genealogy.unit_type y on y.code = u.type and y.living
             where u.type in ('ISOLATE', 'PASSAGE_CULTURE') and u.state not in ('HARVESTED', 'TERMINATED') and (cast(:unit as text) is null or u.code = :unit)
               and genealogy.decision_due(u.id) is not null order by 2""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Signing signing;
    private final Evidence evidence;
    private final FreeText freeText;

    Dispositions(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Signing signing, Evidence evidence,
            FreeText freeText) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.signing = signing;
        this.evidence = evidence;
        this.freeText = freeText;
    }

    /**
     * One disposition.
     *
     * @param level class of a recall, 1 to 3; null for everything else
     * @param document SHA-256 of the document it stands on; null where there is none
     * @param state OPEN, SIGNED, VOID or WITHDRAWN
     */
    public record Disposition(long id, String unit, String action, String nameZh, String nameEn,
            @Nullable String level, String reason, @Nullable String document, String state, String proposedBy,
            Instant proposedAt, @Nullable Instant completedAt, @Nullable String voidCause) {}

    /** Something that may be decided on a unit as it stands, and by whom, in the order of their signatures. */
    public record Offer(String action, String nameZh, String nameEn, boolean asksClass, List<String> signers) {
        public Offer {
            signers = List.copyOf(signers);
        }
    }

    /** What a proposer enters. */
    public record Proposal(String action, @Nullable String level, String reason,
            Evidence.@Nullable RawFile document) {}

    /**
     * Living cells under a hold on which somebody has to decide.
     *
     * @param warnAt from when on it is urgent
     * @param terminated whether they are to be ended
     */
    public record Due(String unit, Instant at, Instant warnAt, boolean terminated) {}

    /** Puts a disposition before its signers; another open one of the unit is taken back. */
    public long propose(Actor actor, String unit, Proposal proposal) {
        freeText.refuse("reason", proposal.reason());
        return authorship.write(actor, "disposition " + proposal.action() + ": " + proposal.reason(), () -> {
            String document = proposal.document() == null ? null : evidence.keep(proposal.document());
            return jdbc.sql(PROPOSE).param("unit", unit).param("action", proposal.action())
                    .param("class", proposal.level(), java.sql.Types.VARCHAR).param("reason", proposal.reason())
                    .param("document", document, java.sql.Types.VARCHAR).query(Long.class).single();
        });
    }

    /** Signs; with the last signature it is done, in the same transaction, or refused. */
    public Signing.Panel sign(Actor session, String unit, long id, Signing.Entry entry) {
        of(unit, id);
        return signing.sign(session, RECORD, Long.toString(id), entry);
    }

    /** Takes an open one back. */
    public void withdraw(Actor actor, String unit, long id, String reason) {
        of(unit, id);
        authorship.write(actor, reason,
                () -> jdbc.sql(WITHDRAW).param("id", id).param("reason", reason).query((_, _) -> true).list());
    }

    /** One of this unit; refused when it is of another. */
    public Disposition of(String unit, long id) {
        return inquiries.find(Inquiry.of(BY_ID, Map.of("id", id), Dispositions::disposition))
                .filter(each -> each.unit().equals(unit))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", unit)));
    }

    /** All of a unit, newest first. */
    public List<Disposition> list(String unit) {
        return inquiries.list(Inquiry.of(OF_UNIT, Map.of("unit", unit), Dispositions::disposition));
    }

    /** What may be decided on a unit as it stands. */
    public List<Offer> offered(String unit) {
        return inquiries.list(Inquiry.of(OFFERED, Map.of("unit", unit), row -> new Offer(row.text("action"),
                row.text("name_zh"), row.text("name_en"), row.flag("asks_class"), row.texts("signers"))));
    }

    /** The panel of the open one. */
    public Optional<Signing.Panel> panel(String unit) {
        return inquiries.find(Signing.askPanels(RECORD, OPEN_OF_UNIT, Map.of("unit", unit)));
    }

    /** Open ones that wait for a signature of one of a person's roles. */
    public List<Disposition> waitingFor(Actor actor) {
        return actor.person() == null
                ? List.of()
                : inquiries.list(Inquiry.of(WAITING, Map.of("roles", actor.roles().toArray(String[]::new)),
                        Dispositions::disposition));
    }

    /** Living cultures under a hold, the most urgent first. */
    public List<Due> due() {
        return due(null);
    }

    /** The same for one unit. */
    public Optional<Due> dueOf(String unit) {
        return due(unit).stream().findFirst();
    }

    private List<Due> due(@Nullable String unit) {
        return jdbc.sql(DUE).param("unit", unit, java.sql.Types.VARCHAR).query((row, _) -> {
            Instant at = row.getTimestamp("due").toInstant();
            java.math.BigDecimal warn = row.getBigDecimal("warn_hours");
            long ahead = warn == null
                    ? 0
                    : row.getBigDecimal("due_hours").subtract(warn).multiply(java.math.BigDecimal.valueOf(3600))
                            .longValue();
            return new Due(row.getString("code"), at, at.minusSeconds(Math.max(ahead, 0)),
                    row.getBoolean("terminated"));
        }).list();
    }

    private static Disposition disposition(Row row) {
        return new Disposition(row.whole("id"), row.text("unit"), row.text("action"), row.text("name_zh"),
                row.text("name_en"), row.findText("class"), row.text("reason"), row.findText("document"),
                row.text("state"), row.text("proposed_by"), row.instant("proposed_at"),
                row.findInstant("completed_at"), row.findText("void_cause"));
    }
}
