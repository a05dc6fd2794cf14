package org.stroma.app.evidence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.standard.Facts;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueJson;
import org.stroma.measure.Moment;
import tools.jackson.databind.json.JsonMapper;

/** Records, reviews, corrects and lists what was observed about units, and hands it to standards as facts. */
@Service
public class Evidence {
    private static final String RECORD = "select evidence.record(cast(:entry as jsonb))";
    private static final String REVIEW = "select evidence.review_all(:ids, :outcome, :note)";
    private static final String INVALIDATE = "select evidence.invalidate(:id, :event, :reason)";
    private static final String KEEP = "select evidence.keep_file(:name, :type, :bytes)";
    private static final String COLUMNS = """
            select id, unit_code, characteristic, kind, attempt, content, method, validated, definition, instrument, taken_at, source, encode(file, 'hex') as file,
                   file_line, formula, formula_inputs, corrects, reason, note, analyst, entered_at, reviewed, review_outcome, reviewer, invalidated, invalidated_by
              from evidence.in_force
            """;
    private static final String OF_UNITS = COLUMNS
            + " where unit_code = any (:units) order by characteristic, attempt, id";
    private static final String UNREVIEWED = COLUMNS
            + " where not reviewed and review_outcome is null and not invalidated and kind <> 'DERIVED' and (cast(:unit as text) is null or unit_code = :unit)"
            + " and (cast(:roles as text[]) is null or exists (select from evidence.reviewer w where w.unit_type = in_force.unit_type and w.roles && cast(:roles as text[])))"
            + " order by id limit :limit";
    private static final String WAITING = """
            select b.unit_code, b.unit_type, count(*) as entries from evidence.in_force b join genealogy.unit u on u.id = b.unit
              join evidence.reviewer w on w.unit_type = b.unit_type and w.roles && cast(:roles as text[])
             where not b.reviewed and b.review_outcome is null and not b.invalidated and b.kind <> 'DERIVED' and b.analyst is distinct from :person
               and (cast(:holder as text) is null or u.holder = :holder)
             group by b.unit_code, b.unit_type order by b.unit_code limit 500""";
    private static final String EVERY = """
            select o.id, u.code as unit_code, o.characteristic, o.kind, o.attempt, o.content, o.method, o.validated, o.definition, o.instrument, o.taken_at, o.source,
                   encode(o.file, 'hex') as file, o.file_line, o.formula, o.formula_inputs, o.corrects, o.reason, o.note, p.code as analyst, o.entered_at,
                   r.outcome = 'ACCEPTED' as reviewed, r.outcome as review_outcome, rp.code as reviewer, i.observation is not null as invalidated, i.event as invalidated_by
              from evidence.observation o join genealogy.unit u on u.id = o.unit left join people.person p on p.id = o.entered_by
              left join evidence.review r on r.observation = o.id left join people.person rp on rp.id = r.reviewed_by
              left join evidence.invalidation i on i.observation = o.id
            """;
    private static final String HISTORY = EVERY
            + " where u.code = :unit and o.characteristic = :characteristic order by o.id";
    private static final String BY_IDS = EVERY + " where o.id = any (:ids) order by o.id";
    private static final String CORRECTED = "select distinct corrects from evidence.observation where corrects = any (:ids)";
    private static final String FILE = "select name, media_type, bytes from evidence.file where sha256 = decode(:sha, 'hex')";

    private static final Set<String> PLANT = Set.of("MAKER", "MAH");

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Authorship authorship;
    private final PlantClock clock;

    private final FreeText freeText;

    Evidence(JdbcClient jdbc, JsonMapper json, Authorship authorship, PlantClock clock, FreeText freeText) {
        this.freeText = freeText;
        this.jdbc = jdbc;
        this.json = json;
        this.authorship = authorship;
        this.clock = clock;
    }

    /** What kind of thing was observed. */
    public enum Kind {
        RESULT, DOCUMENT, DECLARATION, DERIVED
    }

    /** Where it came from. */
    public enum Source {
        MANUAL, INSTRUMENT, EXTERNAL, SYSTEM
    }

    /**
     * Evidence in force: the newest of a chain of corrections, with its review.
     *
     * @param file SHA-256 of the raw file in hex; null when it was entered by hand
     * @param reviewed accepted by a second person, or derived
     */
    public record Item(long id, String unit, String characteristic, Kind kind, int attempt, List<Value> values,
            @Nullable String method, boolean validated,
            @Nullable String definition, @Nullable String instrument, Instant takenAt, Source source,
            @Nullable String file, @Nullable Integer fileLine,
            @Nullable String formula, List<String> formulaInputs, @Nullable Long corrects, @Nullable String reason,
            @Nullable String note, @Nullable String analyst,
            Instant enteredAt, boolean reviewed, @Nullable String reviewOutcome, @Nullable String reviewer,
            boolean invalidated, @Nullable String invalidatedBy) {
        public Item {
            values = List.copyOf(values);
            formulaInputs = List.copyOf(formulaInputs);
        }
    }

    /**
     * A raw file as it was received; of its name no folder, no control character and nothing overlong is kept.
     *
     * @param mediaType by its bytes, whatever the sender said
     */
    public record RawFile(String name, String mediaType, byte[] bytes) {
        private static final int LONGEST = 200;

        public RawFile {
            String plain = name.replaceAll("(?s)^.*[/\\\\]", "").replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
            int cut = Math.max(0, plain.length() - LONGEST);
            plain = plain.substring(cut > 0 && Character.isLowSurrogate(plain.charAt(cut)) ? cut + 1 : cut);
            name = plain.replace(".", "").isEmpty() ? "file" : plain;
            mediaType = MediaTypes.of(mediaType, bytes);
        }
    }

    /** Records entries in one transaction, in order; returns their numbers. */
    public List<Long> record(Actor actor, String reason, List<Entry> entries) {
        return authorship.write(actor, reason, () -> entries.stream().map(this::record).toList());
    }

    /** Keeps a raw file and records entries that come from it; nothing of it stays if one is refused. */
    public List<Long> record(Actor actor, String reason, RawFile file,
            java.util.function.Function<String, List<Entry>> entriesOfFile) {
        return authorship.write(actor, reason,
                () -> entriesOfFile.apply(keep(file)).stream().map(this::record).toList());
    }

    /** Records one entry within the caller's transaction. */
    public long record(Entry entry) {
        freeText.refuse("note", entry.note());
        freeText.refuse("reason", entry.reason());
        entry.values().forEach(value -> {
            if (value instanceof Value.Text text) {
                freeText.refuse(entry.characteristic(), text.text());
            }
        });
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", entry.unit());
        map.put("characteristic", entry.characteristic());
        map.put("kind", entry.kind().name());
        map.put("attempt", entry.attempt());
        map.put("content", json.readTree(ValueJson.write(entry.values())));
        map.put("method", entry.method());
        map.put("validated", entry.validated());
        map.put("definition", entry.definition());
        map.put("instrument", entry.instrument());
        map.put("taken_at", (entry.takenAt() == null ? clock.instant() : entry.takenAt()).toString());
        map.put("source", entry.source().name());
        map.put("file", entry.file());
        map.put("file_line", entry.fileLine());
        map.put("formula", entry.formula());
        map.put("formula_inputs", entry.formula() == null ? null : entry.formulaInputs());
        map.put("corrects", entry.corrects());
        map.put("reason", entry.reason());
        map.put("note", entry.note());
        map.values().removeIf(java.util.Objects::isNull);
        return jdbc.sql(RECORD).param("entry", json.writeValueAsString(map)).query(Long.class).single();
    }

    /** Keeps the bytes of a file once, by their hash, within the caller's transaction; returns the hash in hex. */
    public String keep(RawFile file) {
        byte[] sha = jdbc.sql(KEEP).param("name", file.name()).param("type", file.mediaType())
                .param("bytes", file.bytes()).query(byte[].class).single();
        return HexFormat.of().formatHex(sha);
    }

    /** A second person accepts or rejects what others entered; returns how many were still open. */
    public int review(Actor actor, Collection<Long> ids, boolean accepted, @Nullable String note) {
        return authorship.write(actor,
                accepted ? "evidence reviewed and accepted" : "evidence reviewed and rejected: " + note,
                () -> jdbc.sql(REVIEW).param("ids", ids.toArray(Long[]::new))
                        .param("outcome", accepted ? "ACCEPTED" : "REJECTED")
                        .param("note", note, java.sql.Types.VARCHAR).query(Integer.class).single());
    }

    /** Sets a result aside through a quality event; it stays visible. */
    public void invalidate(Actor actor, long id, String event, String reason) {
        authorship.write(actor, reason,
                () -> jdbc.sql(INVALIDATE).param("id", id).param("event", event).param("reason", reason)
                        .query((_, _) -> true).list());
    }

    /** Evidence in force of units, one statement however many. */
    public List<Item> list(Collection<String> units) {
        return jdbc.sql(OF_UNITS).param("units", units.toArray(String[]::new)).query((row, _) -> item(row)).list();
    }

    public List<Item> list(String unit) {
        return list(List.of(unit));
    }

    /** Every version of one characteristic of a unit, corrected and invalidated ones too. */
    public List<Item> versions(String unit, String characteristic) {
        return jdbc.sql(HISTORY).param("unit", unit).param("characteristic", characteristic)
                .query((row, _) -> item(row)).list();
    }

    /** Entries by their numbers, in force or not, oldest first; a number that nothing has is left out. */
    public List<Item> byIds(Collection<Long> ids) {
        return jdbc.sql(BY_IDS).param("ids", ids.toArray(Long[]::new)).query((row, _) -> item(row)).list();
    }

    /** Which of some entries a later one corrects. */
    public Set<Long> corrected(Collection<Long> ids) {
        return Set.copyOf(jdbc.sql(CORRECTED).param("ids", ids.toArray(Long[]::new)).query(Long.class).list());
    }

    /** What waits for a second person, oldest first. */
    public List<Item> unreviewed(int limit) {
        return waiting(null, null, limit);
    }

    /** What waits for a second person of some roles, at one unit or at any, oldest first. */
    public List<Item> unreviewed(Collection<String> roles, @Nullable String unit, int limit) {
        return waiting(roles.toArray(String[]::new), unit, limit);
    }

    private List<Item> waiting(String @Nullable [] roles, @Nullable String unit, int limit) {
        return jdbc.sql(UNREVIEWED).param("unit", unit, java.sql.Types.VARCHAR)
                .param("roles", roles, java.sql.Types.ARRAY).param("limit", limit).query((row, _) -> item(row)).list();
    }

    /** How many entries of a unit wait for a second person. */
    public record Waiting(String unit, String type, int entries) {}

    /** What waits for somebody's review, who did not enter it himself; of units that his own organisation holds where that is not of the plant. */
    public List<Waiting> waitingFor(Actor actor) {
        return jdbc.sql(WAITING).param("roles", actor.roles().toArray(String[]::new)).param("person", actor.code())
                .param("holder", PLANT.contains(actor.organisationKind()) ? null : actor.organisation(),
                        java.sql.Types.VARCHAR)
                .query((row, _) -> new Waiting(row.getString(1), row.getString(2), row.getInt(3))).list();
    }

    /** A raw file by its hash in hex; empty for anything else. */
    public Optional<RawFile> file(String sha256) {
        if (!sha256.matches("[0-9a-fA-F]{64}")) {
            return Optional.empty();
        }
        return jdbc.sql(FILE).param("sha", sha256).query(
                (row, _) -> new RawFile(row.getString("name"), row.getString("media_type"), row.getBytes("bytes")))
                .optional();
    }

    /** Evidence as a standard takes it, as of an instant. */
    public Facts facts(List<Item> items, Instant asOf) {
        return new Facts(asOf.atZone(clock.getZone()).toOffsetDateTime(),
                items.stream().map(item -> observation(item, clock.getZone())).toList());
    }

    /** One item as a standard takes it; its evidence id is its number. */
    public static Observation observation(Item item, ZoneId zone) {
        return new Observation(item.characteristic(), item.values(), Long.toString(item.id()),
                item.method() == null ? null : new Observation.Method(item.method(), item.validated()),
                item.formula() == null ? null : new Observation.Derivation(item.formula(), item.formulaInputs()),
                item.definition(),
                new Observation.Standing(item.reviewed(), item.attempt(),
                        item.invalidated() || "REJECTED".equals(item.reviewOutcome())),
                new Moment.Instant(item.takenAt().atZone(zone).toOffsetDateTime()));
    }

    /** Runs work with an author; for modules that record evidence together with something else. */
    public <T> T within(Actor actor, String reason, Supplier<T> work) {
        return authorship.write(actor, reason, work);
    }

    private Item item(ResultSet row) throws SQLException {
        java.sql.Array inputs = row.getArray("formula_inputs");
        int line = row.getInt("file_line");
        Integer fileLine = row.wasNull() ? null : line;
        long corrected = row.getLong("corrects");
        Long corrects = row.wasNull() ? null : corrected;
        Timestamp taken = row.getTimestamp("taken_at");
        return new Item(row.getLong("id"), row.getString("unit_code"), row.getString("characteristic"),
                Kind.valueOf(row.getString("kind")), row.getInt("attempt"),
                ValueJson.read(row.getString("content")), row.getString("method"), row.getBoolean("validated"),
                row.getString("definition"), row.getString("instrument"),
                taken.toInstant(), Source.valueOf(row.getString("source")), row.getString("file"), fileLine,
                row.getString("formula"),
                inputs == null ? List.of() : Arrays.asList((String[]) inputs.getArray()), corrects,
                row.getString("reason"), row.getString("note"), row.getString("analyst"),
                row.getTimestamp("entered_at").toInstant(), row.getBoolean("reviewed"), row.getString("review_outcome"),
                row.getString("reviewer"),
                row.getBoolean("invalidated"), row.getString("invalidated_by"));
    }
}
