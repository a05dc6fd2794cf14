package org.stroma.app.standard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;

/**
 * Governs standards: drafts are imported by a signed act, proposed together for a day, approved by two different people
 * of whom none drafted them, come into force and are superseded by the next version. Nothing comes into force in the past.
 */
@Service
public class StandardRegister {
    /** Record types under which drafts and approvals are signed. */
    public static final String DRAFT = "standard-draft";
    public static final String APPROVAL = "standard-approval";
    /** Roles that may draft a standard, and those that may propose its approval. */
    public static final Set<String> DRAFTERS = Set.of("QA", "QC_HEAD", "PROCESS_SCIENTIST");
    public static final Set<String> PROPOSERS = Set.of("QA", "QUALITY_HEAD");

    private static final String VERSIONS = """
            select v.id, v.code, v.version, v.name_zh, v.name_en, v.digest, v.state, v.effective_from, p.code as drafted_by, v.drafted_at, v.note, v.ended_note,
                   (select min(o.effective_from) from standard.version o where o.code = v.code and o.state = 'APPROVED' and o.effective_from > v.effective_from) as until,
                   (select i.approval from standard.approval_item i join standard.approval a on a.id = i.approval where i.version = v.id and a.state = 'OPEN') as approval,
                   v.drafted_by is null or exists (select from people.signature g where g.record_type = 'standard-draft' and g.record_id = v.id::text) as signed
              from standard.version v left join people.person p on p.id = v.drafted_by
            """;
    private static final String ALL = VERSIONS + " order by v.code, v.effective_from nulls last, v.id";
    private static final String OF_CODE = VERSIONS + " where v.code = :code order by v.effective_from nulls last, v.id";
    private static final String APPROVALS = """
            select a.id, a.effective_from, a.note, a.state, p.code as proposed_by, a.proposed_at, a.completed_at, a.ended_note,
                   (select array_agg(v.code || ' ' || v.version order by v.code) from standard.approval_item i join standard.version v on v.id = i.version where i.approval = a.id) as items
              from standard.approval a join people.person p on p.id = a.proposed_by
            """;
    private static final String OPEN = APPROVALS + " where a.state = 'OPEN' order by a.id";
    private static final String BY_ID = APPROVALS + " where a.id = :id";
    private static final String PROPOSE = "select standard.propose(:versions, :from, :note)";
    private static final String PUT = """
            select standard.draft(:code, :version, :zh, :en, :source, :content, :note, :role)""";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Signing signing;
    private final StandardShelf shelf;
    private final PlantClock clock;

    StandardRegister(JdbcClient jdbc, Authorship authorship, Signing signing, StandardShelf shelf, PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.signing = signing;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Where a version stands today. */
    public enum Standing {
        DRAFT, PROPOSED, COMING, EFFECTIVE, SUPERSEDED, WITHDRAWN
    }

    /**
     * One version.
     *
     * @param until when the next version comes or came into force
     * @param draftedBy null for what was shipped
     * @param approval the open approval it is proposed in
     * @param signed whether its drafter has signed it, or it was shipped
     */
    public record Version(long id, String code, String version, Texts name, String digest, Standing standing,
            @Nullable Instant effectiveFrom, @Nullable Instant until, @Nullable String draftedBy, Instant draftedAt,
            String note, @Nullable String endedNote, @Nullable Long approval, boolean signed) {}

    /** Versions put before the approvers together. */
    public record Approval(long id, Instant effectiveFrom, String note, String state, String proposedBy,
            Instant proposedAt, @Nullable Instant completedAt, @Nullable String endedNote, List<Item> items) {
        public Approval {
            items = List.copyOf(items);
        }

        /** The items in a line. */
        public String written() {
            return items.stream().map(item -> item.code + " " + item.version).collect(Collectors.joining(", "));
        }
    }

    /** One version in an approval. */
    public record Item(String code, String version) {
        private static Item of(String written) {
            int space = written.indexOf(' ');
            return new Item(written.substring(0, space), written.substring(space + 1));
        }
    }

    /** Every version of every standard, by code and time of effect. */
    public List<Version> list() {
        return jdbc.sql(ALL).query(this::version).list();
    }

    public List<Version> versions(String code) {
        return jdbc.sql(OF_CODE).param("code", code).query(this::version).list();
    }

    /** The content of a version. */
    public Standard read(Version version) {
        return shelf.standard(version.digest());
    }

    public List<Approval> openApprovals() {
        return jdbc.sql(OPEN).query((row, n) -> approval(row)).list();
    }

    public Approval approval(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, n) -> approval(row)).optional()
                .orElseThrow(() -> new Refusal("not-found"));
    }

    /**
     * Reads a file and keeps it as a draft, which its drafter then signs. A file with problems changes nothing.
     *
     * @param role one of {@link #DRAFTERS} that the actor holds
     */
    public Reading<Long> draft(Actor actor, byte[] source, String note, String role) {
        if (!DRAFTERS.contains(role) || !actor.has(role)) {
            throw new Refusal("forbidden");
        }
        return switch (new StandardReader(Standards.library()).read(source)) {
            case Reading.Refused<Standard> refused -> new Reading.Refused<>(refused.problems());
            case Reading.Accepted<Standard> accepted -> new Reading.Accepted<>(
                    authorship.write(actor, note, () -> put(accepted.content(), source, note, role)));
        };
    }

    private long put(Standard standard, byte[] source, String note, String role) {
        return jdbc.sql(PUT).param("code", standard.code()).param("version", standard.version())
                .param("zh", standard.name().zh()).param("en", standard.name().en()).param("source", source)
                .param("content", standard.toBytes()).param("note", note).param("role", role).query(Long.class)
                .single();
    }

    /** Puts drafts before the approvers; {@code effectiveFrom} in the past means as soon as the last one has signed. */
    public long propose(Actor actor, Collection<Long> versions, Instant effectiveFrom, String note) {
        if (PROPOSERS.stream().noneMatch(actor::has)) {
            throw new Refusal("forbidden");
        }
        Instant now = clock.instant();
        Instant from = effectiveFrom.isBefore(now) ? now : effectiveFrom;
        return authorship.write(actor, note, () -> jdbc.sql(PROPOSE).param("versions", versions.toArray(Long[]::new))
                .param("from", Timestamp.from(from)).param("note", note).query(Long.class).single());
    }

    /** The open or last revision of a draft's or an approval's signatures. */
    public Optional<Signing.Panel> panel(String type, long id) {
        return signing.panel(type, Long.toString(id));
    }

    /** Signs a draft or an approval; the last signature of an approval brings its versions into force. */
    public Signing.Panel sign(Actor session, String type, long id, Signing.Entry entry) {
        return signing.sign(session, type, Long.toString(id), entry);
    }

    public void withdrawApproval(Actor actor, long id, String reason) {
        refuseUnless(actor, PROPOSERS);
        authorship.write(actor, reason, () -> jdbc.sql("select standard.withdraw_approval(:id, :reason)")
                .param("id", id).param("reason", reason).query((row, n) -> true).list());
    }

    public void withdrawDraft(Actor actor, long version, String reason) {
        refuseUnless(actor, DRAFTERS);
        authorship.write(actor, reason, () -> jdbc.sql("select standard.withdraw_draft(:id, :reason)")
                .param("id", version).param("reason", reason).query((row, n) -> true).list());
    }

    private static void refuseUnless(Actor actor, Set<String> roles) {
        if (roles.stream().noneMatch(actor::has)) {
            throw new Refusal("forbidden", Map.of());
        }
    }

    private Version version(ResultSet row, int n) throws SQLException {
        long approval = row.getLong("approval");
        Long open = row.wasNull() ? null : approval;
        Instant from = instant(row, "effective_from");
        Instant until = instant(row, "until");
        return new Version(row.getLong("id"), row.getString("code"), row.getString("version"),
                new Texts(row.getString("name_zh"), row.getString("name_en")), row.getString("digest"),
                standing(row.getString("state"), open, from, until), from, until, row.getString("drafted_by"),
                row.getTimestamp("drafted_at").toInstant(), row.getString("note"), row.getString("ended_note"), open,
                row.getBoolean("signed"));
    }

    private Standing standing(String state, @Nullable Long approval, @Nullable Instant from, @Nullable Instant until) {
        if (state.equals("WITHDRAWN")) {
            return Standing.WITHDRAWN;
        }
        if (from == null) {
            return approval == null ? Standing.DRAFT : Standing.PROPOSED;
        }
        Instant now = clock.instant();
        if (from.isAfter(now)) {
            return Standing.COMING;
        }
        return until != null && !until.isAfter(now) ? Standing.SUPERSEDED : Standing.EFFECTIVE;
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(row.getLong("id"), row.getTimestamp("effective_from").toInstant(), row.getString("note"),
                row.getString("state"), row.getString("proposed_by"), row.getTimestamp("proposed_at").toInstant(),
                instant(row, "completed_at"), row.getString("ended_note"),
                Arrays.stream((String[]) row.getArray("items").getArray()).map(Item::of).toList());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
