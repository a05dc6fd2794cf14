package org.stroma.app.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
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

/**
 * Shows what was put before people and takes their signatures. What is signed is the stored bytes of one revision; a new
 * revision, or a void, takes every signature of the old one with it, visibly. Records are put there by the database functions
 * of the modules that own them, which know the bytes and who has to sign; nothing else can.
 */
@Service
public class Signing {
    private static final String SIGN = """
            select people.sign(:ceremony, :type, :id, :revision, :sha256, :role, :statement, :note)""";
    private static final String PANELS = """
            select s.record_id, s.revision, encode(s.sha256, 'hex') as sha256, s.title_zh, s.title_en, s.put_at, s.void_cause,
                   (select json_agg(row_to_json(n) order by n.place)
                      from (select e.role, e.meaning, e.place, g.id, g.full_name, p.code, g.signed_at, g.plant_at, g.zone, g.statement, g.note
                              from people.signature_needed e
                              left join people.signature g using (record_type, record_id, revision, role)
                              left join people.person p on p.id = g.person
                             where (e.record_type, e.record_id, e.revision) = (s.record_type, s.record_id, s.revision)) n) as slots
              from people.signable s
             where s.record_type = :type and s.record_id in (%s)
               and s.revision = (select max(x.revision) from people.signable x where (x.record_type, x.record_id) = (s.record_type, s.record_id))""";
    private static final String WAITING = """
            select distinct e.record_type, e.record_id from people.signature_needed e
              join people.signature_state s on (s.record_type, s.record_id, s.revision) = (e.record_type, e.record_id, e.revision) and s.newest and s.void_cause is null
             where e.role = any (:roles) and not exists (select from people.signature g
                   where (g.record_type, g.record_id, g.revision, g.role) = (e.record_type, e.record_id, e.revision, e.role))
               and people.signs_at(:person, (select b.place from people.signable b where (b.record_type, b.record_id, b.revision) = (e.record_type, e.record_id, e.revision)))
             order by e.record_type, e.record_id limit 300""";
    private static final String SIGNS_AT = """
            select people.signs_at(:person, s.place) from people.signable s where s.record_type = :type and s.record_id = :id and s.revision = :revision""";
    private static final String CONTENT = """
            select content from people.signable where record_type = :type and record_id = :id and revision = :revision""";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Door door;
    private final Authorship authorship;

    Signing(JdbcClient jdbc, Inquiries inquiries, Door door, Authorship authorship) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.door = door;
        this.authorship = authorship;
    }

    /** What a signature says about the record. */
    public enum Meaning {
        PERFORMED, VERIFIED, REVIEWED, APPROVED, RELEASED, REJECTED, WITNESSED, RECEIVED
    }

    /** One line of a sign panel: who has to sign as what, and who did. */
    public record Slot(String role, Meaning meaning, @Nullable Given given) {}

    /** A signature as it is shown wherever the record is shown: name, role, time with zone, meaning (21 CFR 11.50). */
    public record Given(long id, String fullName, String personCode, Instant signedAt, Instant plantAt, String zone,
            String statement, @Nullable String note) {}

    /** The state of a record's newest revision. */
    public record Panel(String type, String id, int revision, String sha256, String titleZh, String titleEn,
            Instant putAt, @Nullable String voidCause, List<Slot> slots) {
        public Panel {
            slots = List.copyOf(slots);
        }

        public boolean complete() {
            return voidCause == null && slots.stream().allMatch(slot -> slot.given() != null);
        }

        public boolean open() {
            return voidCause == null && !complete();
        }
    }

    /**
     * What a signer enters.
     *
     * @param login own id; blank only for the owner of the session after his first signature
     * @param statement the words that are signed, as they were shown
     */
    public record Entry(@Nullable String login, String password, @Nullable String code, String role, int revision,
            String sha256, String statement, @Nullable String note) {
        @Override
        public String toString() {
            return "Entry[" + role + ", revision " + revision + "]";
        }
    }

    /** The newest revision of a record and its signatures. */
    public Optional<Panel> panel(String type, String id) {
        return inquiries.find(askPanels(type, ":id", Map.of("id", id)));
    }

    /**
     * Asks for the newest revisions of records and their signatures.
     *
     * @param ids a select of one column, the ids of the records
     * @param parameters of that select
     */
    public static Inquiry<Panel> askPanels(String type, String ids, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("type", type);
        return Inquiry.of(PANELS.formatted(ids), all, row -> new Panel(type, row.text("record_id"),
                row.count("revision"), row.text("sha256"), row.text("title_zh"), row.text("title_en"),
                row.instant("put_at"), row.findText("void_cause"),
                row.rows("slots").stream().map(Signing::slot).toList()));
    }

    /** Records that wait for a signature of one of a person's roles, at his organisation where he is not of the plant. */
    public List<Panel> waitingFor(Actor actor) {
        Integer person = actor.person();
        return person == null
                ? List.of()
                : waitingFor(actor.roles(), person);
    }

    /** A record's newest revision for somebody who signs it; empty for everybody else. */
    public Optional<Panel> panelFor(Actor actor, String type, String id) {
        Integer person = actor.person();
        return panel(type, id).filter(panel -> panel.slots().stream().map(Slot::role).anyMatch(actor::has))
                .filter(panel -> person != null && jdbc.sql(SIGNS_AT).param("person", person).param("type", type)
                        .param("id", id).param("revision", panel.revision()).query(Boolean.class).single());
    }

    private List<Panel> waitingFor(Collection<String> roles, int person) {
        return jdbc.sql(WAITING).param("roles", roles.toArray(String[]::new)).param("person", person)
                .query((row, _) -> List.of(row.getString("record_type"), row.getString("record_id"))).list().stream()
                .flatMap(record -> panel(record.getFirst(), record.getLast()).stream()).toList();
    }

    private static Slot slot(Row row) {
        Long given = row.findWhole("id");
        return new Slot(row.text("role"), Meaning.valueOf(row.text("meaning")), given == null
                ? null
                : new Given(given, row.text("full_name"), row.text("code"), row.instant("signed_at"),
                        row.instant("plant_at"), row.text("zone"), row.text("statement"), row.findText("note")));
    }

    /** The bytes of one revision; absent when there is no such revision. */
    public Optional<byte[]> content(String type, String id, int revision) {
        return jdbc.sql(CONTENT).param("type", type).param("id", id).param("revision", revision).query(byte[].class)
                .optional();
    }

    /** Signs, as whoever proves to be: the owner of the session or a second signer on the same tablet. */
    public Panel sign(Actor session, String type, String id, Entry entry) {
        return sign(session, type, id, entry, () -> {});
    }

    /** Signs and does more in the same transaction, so that both happen or neither. */
    public Panel sign(Actor session, String type, String id, Entry entry, Runnable inTheSameTransaction) {
        byte[] sha256 = parse(entry.sha256());
        Proof proof = door.prove(session, entry.login(), entry.password(), entry.code());
        return authorship.write(proof, "signature: " + entry.statement(), () -> {
            jdbc.sql(SIGN).param("ceremony", proof.ceremony()).param("type", type).param("id", id)
                    .param("revision", entry.revision()).param("sha256", sha256).param("role", entry.role())
                    .param("statement", entry.statement()).param("note", entry.note(), java.sql.Types.VARCHAR)
                    .query(Long.class).single();
            inTheSameTransaction.run();
            return panel(type, id).orElseThrow();
        });
    }

    private static byte[] parse(String sha256) {
        try {
            return HexFormat.of().parseHex(sha256);
        } catch (IllegalArgumentException e) {
            throw new Refusal("ST013");
        }
    }
}
