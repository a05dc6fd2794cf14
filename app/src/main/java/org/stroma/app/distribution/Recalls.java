package org.stroma.app.distribution;

import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/**
 * Recalls of lots: opened by the signed disposition, with every consignee that containers went to; acknowledged by each of them;
 * closed when nothing is left of what was shipped. The maker sees all consignees, a hospital itself alone; which patient got a
 * container is told to his own hospital only.
 */
@Service
public class Recalls {
    private static final String RECALLS = """
            select r.id, r.code, u.code as lot, r.class, r.reason, r.state, r.opened_at, r.notice_due, r.conclusion, p.code as closed_by, r.closed_at, r.drill, r.rules, r.reconciled_at
              from distribution.recall r join genealogy.unit u on u.id = r.lot left join people.person p on p.id = r.closed_by
             where (cast(:code as text) is null or r.code = :code)
               and (cast(:organisation as text) is null or exists (select from distribution.consignee c join people.organisation o on o.id = c.organisation
                        where c.recall = r.id and o.code = :organisation))
             order by r.id desc""";
    private static final String CONSIGNEES = """
            select o.code, o.name_zh, o.name_en, p.code as acknowledged_by, c.acknowledged_at, c.note, c.to_check, c.found, c.held, c.unreachable_reason, c.unreachable_at,
                   encode(c.unreachable_document, 'hex') as unreachable_document, count(k.container) as shipped, count(*) filter (where k.fate = 'RETURNED') as returned, count(*) filter (where k.fate = 'USED') as used,
                   count(*) filter (where k.fate = 'DESTROYED') as destroyed, count(*) filter (where k.fate in ('HELD', 'IN_TRANSIT', 'MISSING')) as rest
              from distribution.recall r join distribution.consignee c on c.recall = r.id join people.organisation o on o.id = c.organisation
              left join people.person p on p.id = c.acknowledged_by
              left join distribution.consigned(r.lot) k on k.organisation = c.organisation and k.fate <> 'UNPACKED'
             where r.code = :code and (cast(:organisation as text) is null or o.code = :organisation)
             group by o.code, o.name_zh, o.name_en, p.code, c.recall, c.organisation order by o.code""";
    private static final String CONTAINERS = """
            select u.code, o.code as organisation, s.code as shipment, k.fate, u.state, t.name_zh, t.name_en, t.tone,
                   (select d.subject from genealogy.input i join genealogy.unit d on d.made_by = i.operation and d.type = 'DOSE' where i.unit = u.id and not r.drill limit 1) as patient
              from distribution.recall r cross join lateral distribution.consigned(r.lot) k join genealogy.unit u on u.id = k.container
              join genealogy.state t on t.unit_type = u.type and t.code = u.state
              join people.organisation o on o.id = k.organisation join genealogy.unit s on s.id = k.shipment
             where r.code = :code and k.fate <> 'UNPACKED' and (cast(:organisation as text) is null or o.code = :organisation) order by o.code, u.code""";
    private static final String ACKNOWLEDGE = "select distribution.acknowledge_recall(:code, :note, :found)";
    private static final String OPEN_DRILL = "select distribution.open_drill(:lot, :class, :scenario)";
    private static final String FINISH_DRILL = "select distribution.finish_drill(:code, :conclusion)";
    private static final String STRANDED = """
            select l.code as lot, l.state, s.name_zh, s.name_en, count(*) as containers, string_agg(c.code, ' ' order by c.code) as codes
              from genealogy.unit c join genealogy.unit l on l.id = c.lot and l.type = 'LOT' and l.state in ('SUSPENDED', 'RECALLED', 'EXPIRED', 'REJECTED')
              join genealogy.state s on s.unit_type = 'LOT' and s.code = l.state
             where c.type = 'CONTAINER' and c.holder = :holder
               and c.state in ('INSPECTION_REJECT', 'STORED_QUARANTINE', 'AVAILABLE', 'RECEIVED', 'SITE_STORED', 'SITE_QUARANTINE')
             group by l.code, l.state, s.name_zh, s.name_en order by l.code""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final FreeText freeText;

    Recalls(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, FreeText freeText) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.freeText = freeText;
    }

    /**
     * One recall, or a drill of one.
     *
     * @param level class 1 to 3
     * @param noticeDue by when every consignee has to know; of a drill, by when everything has to be found
     * @param state OPEN or CLOSED
     * @param drill whether nothing of it is real
     * @param rules version of the rules that its times come from
     * @param reconciledAt when every consignee of a drill had found what it holds; null before that, and for recalls
     */
    public record Recall(String code, String lot, String level, String reason, String state, Instant openedAt,
            Instant noticeDue, @Nullable String conclusion, @Nullable String closedBy, @Nullable Instant closedAt,
            boolean drill, String rules, @Nullable Instant reconciledAt) {
        public boolean open() {
            return state.equals("OPEN");
        }

        /** Minutes from the opening of a drill until everything was found; null while something is not. */
        public @Nullable Long minutes() {
            Instant at = reconciledAt;
            return at == null ? null : java.time.Duration.between(openedAt, at).toMinutes();
        }

        /** Whether a drill found everything within its time. */
        public boolean inTime() {
            Instant at = reconciledAt;
            return at != null && !at.isAfter(noticeDue);
        }
    }

    /**
     * Somebody that containers went to, in numbers of containers.
     *
     * @param rest shipped − returned − used − destroyed: still there, on their way or missing
     * @param toCheck whether it was drawn for the check of the effect
     * @param found what it counted in a drill, and
     * @param held what it held then by the record
     * @param unreachable why it cannot be reached, with the document of it
     */
    public record Consignee(String organisation, String nameZh, String nameEn, @Nullable String acknowledgedBy,
            @Nullable Instant acknowledgedAt, @Nullable String note, int shipped, int returned, int used,
            int destroyed, int rest, boolean toCheck, @Nullable Integer found, @Nullable Integer held,
            @Nullable String unreachable, @Nullable String unreachableDocument) {
        /** Whether it has answered, or is documented not to be able to; in a drill, whether it found what it holds. */
        public boolean settled(boolean drill) {
            return drill ? found != null && found.equals(held) : acknowledgedAt != null || unreachable != null;
        }
    }

    /**
     * A container and what became of it.
     *
     * @param fate USED, RETURNED, DESTROYED, MISSING, IN_TRANSIT or HELD
     * @param patient code of the patient, for his own hospital only
     */
    public record Line(String container, String organisation, String shipment, String fate, String state,
            String stateZh, String stateEn, String tone, @Nullable String patient) {}

    /** A recall with all that a reader may see of it. */
    public record Whole(Recall recall, List<Consignee> consignees, List<Line> containers) {}

    /** Containers of a lot that is not to be used any more, held by the reader's organisation. */
    public record Stranded(String lot, String state, String stateZh, String stateEn, int containers, String codes) {}

    /** Recalls that the actor may see, newest first. */
    public List<Recall> list(Actor actor) {
        return recalls(null, actor);
    }

    public Whole get(Actor actor, String code) {
        Recall recall = recalls(code, actor).stream().findFirst()
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
        return new Whole(recall, consignees(code, actor), containers(code, actor));
    }

    private static @Nullable String own(Actor actor) {
        return Sight.plant(actor) ? null : actor.organisation();
    }

    /** One, or all, of those that the actor may see. */
    private List<Recall> recalls(@Nullable String code, Actor actor) {
        return Sight.plant(actor) || Sight.hospital(actor)
                ? inquiries.list(Inquiry.of(RECALLS, named(code, own(actor)), Recalls::recall))
                : List.of();
    }

    private List<Consignee> consignees(String code, Actor actor) {
        return inquiries.list(Inquiry.of(CONSIGNEES, named(code, own(actor)),
                row -> new Consignee(row.text("code"), row.text("name_zh"), row.text("name_en"),
                        row.findText("acknowledged_by"), row.findInstant("acknowledged_at"), row.findText("note"),
                        row.count("shipped"), row.count("returned"), row.count("used"), row.count("destroyed"),
                        row.count("rest"), row.flag("to_check"), row.findCount("found"), row.findCount("held"),
                        row.findText("unreachable_reason"), row.findText("unreachable_document"))));
    }

    private List<Line> containers(String code, Actor actor) {
        return inquiries.list(Inquiry.of(CONTAINERS, named(code, own(actor)),
                row -> new Line(row.text("code"), row.text("organisation"), row.text("shipment"), row.text("fate"),
                        row.text("state"), row.text("name_zh"), row.text("name_en"), row.text("tone"),
                        Sight.hospital(actor) && row.text("organisation").equals(actor.organisation())
                                ? row.findText("patient")
                                : null)));
    }

    private static Map<String, Object> named(@Nullable String code, @Nullable String organisation) {
        return Map.of("code", text(code), "organisation", text(organisation));
    }

    private static Object text(@Nullable String text) {
        return new org.springframework.jdbc.core.SqlParameterValue(java.sql.Types.VARCHAR, text);
    }

    private static Recall recall(Row row) {
        return new Recall(row.text("code"), row.text("lot"), row.text("class"), row.text("reason"),
                row.text("state"), row.instant("opened_at"), row.instant("notice_due"), row.findText("conclusion"),
                row.findText("closed_by"), row.findInstant("closed_at"), row.flag("drill"), row.text("rules"),
                row.findInstant("reconciled_at"));
    }

    /**
     * A consignee says that it knows, and what it did.
     *
     * @param found of a drill, how many containers it counted; null of a recall
     */
    public void acknowledge(Actor actor, String code, String note, @Nullable Integer found) {
        freeText.refuse("note", note);
        authorship.write(actor, "recall " + code + " acknowledged: " + note, () -> jdbc.sql(ACKNOWLEDGE)
                .param("code", code).param("note", note).param("found", found, java.sql.Types.INTEGER)
                .query((_, _) -> true).list());
    }

    /** Opens a drill on a lot of which something has left: the same list and balance, and nothing moves. Returns its code. */
    public String openDrill(Actor actor, String lot, String level, String scenario) {
        freeText.refuse("scenario", scenario);
        return authorship.write(actor, "recall drill of " + lot, () -> jdbc.sql(OPEN_DRILL)
                .param("lot", lot).param("class", level).param("scenario", scenario).query(String.class).single());
    }

    /** Ends a drill, whether everything was found or not. */
    public void finishDrill(Actor actor, String code, String conclusion) {
        freeText.refuse("conclusion", conclusion);
        authorship.write(actor, "end of recall drill " + code, () -> jdbc.sql(FINISH_DRILL)
                .param("code", code).param("conclusion", conclusion).query((_, _) -> true).list());
    }

    /** What the actor's organisation still holds of lots that are suspended, recalled, expired or rejected. */
    public List<Stranded> stranded(Actor actor) {
        return inquiries.list(Inquiry.of(STRANDED, Map.of("holder", actor.organisation()),
                row -> new Stranded(row.text("lot"), row.text("state"), row.text("name_zh"), row.text("name_en"),
                        row.count("containers"), row.text("codes"))));
    }
}
