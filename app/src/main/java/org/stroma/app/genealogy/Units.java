package org.stroma.app.genealogy;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads units, what happened to them, and what stands in their way. */
@Service
public class Units {
    private static final String SELECT = """
            select u.id, u.code, u.type, u.state, s.name_zh as state_zh, s.name_en as state_en, s.tone, t.name_zh as type_zh, t.name_en as type_en,
                   u.quantity, u.remaining, u.measure, u.qualifier, u.passage, u.cpdl, u.expires_at, u.holder, u.position, u.subject, u.attributes, u.revision,
                   l.code as lot, u.product, d.donation_number, u.made_by, o.ended_at as made_at,
                   (select count(*) from genealogy.hold h where h.unit = u.id and h.closed_at is null and h.kind = 'STOP') as stops
              from genealogy.unit u
              join genealogy.state s on s.unit_type = u.type and s.code = u.state
              join genealogy.unit_type t on t.code = u.type
              join genealogy.operation o on o.id = u.made_by
              left join genealogy.operation d on d.id = u.donation
              left join genealogy.unit l on l.id = u.lot
            """;
    private static final String BY_CODE = SELECT + " where u.code = :code";
    private static final String BY_ID = SELECT + " where u.id = :id";
    private static final String BY_TYPE = SELECT
            + """
                    where u.type = :type and (cast(:state as text) is null or u.state = :state) and (cast(:holder as text) is null or u.holder = :holder)
                    order by u.id desc limit :limit""";
    private static final String MEMBERS = SELECT + " where l.code = :lot order by u.id";
    private static final String OUTPUTS = SELECT + " where u.made_by = :operation order by u.id";
    private static final String INPUTS = SELECT
            + " where u.id in (select i.unit from genealogy.input i where i.operation = :operation) order by u.id";
    private static final String ABOVE = SELECT
            + """
                    where u.type = :type and u.id in (select a.unit from genealogy.ancestors(array [(select id from genealogy.unit where code = :code)]) a)
                    order by u.id""";
    private static final String CONTENTS = SELECT
            + " join genealogy.inside n on n.unit = u.id and n.until is null join genealogy.unit c on c.id = n.container where c.code = :container order by u.id";
    private static final String HOLDS = """
            select h.id, h.kind, h.cause, h.reference, h.reason, h.pending, h.placed_by, h.placed_at, x.code as unit, h.closed_at, h.close_reason
              from genealogy.hold h join genealogy.unit x on x.id = h.unit
             where h.unit in (select a.unit from genealogy.ancestors(array [(select id from genealogy.unit where code = :code)]) a)
               and (h.closed_at is null or x.code = :code) order by h.closed_at nulls first, h.id""";
    private static final String EVENTS = """
            select o.id, o.type, t.name_zh, t.name_en, o.started_at, o.ended_at, o.place, p.code as performed_by, v.code as verified_by, o.parameters, o.note,
                   o.doublings, o.at_risk, o.late_reason, e.from_state, e.to_state, e.quantity
              from (select made_by as operation, '' as from_state, port as to_state, quantity from genealogy.unit where code = :code
                    union all
                    select i.operation, i.from_state, i.to_state, i.quantity from genealogy.input i join genealogy.unit u on u.id = i.unit where u.code = :code) e
              join genealogy.operation o on o.id = e.operation
              join genealogy.operation_type t on t.code = o.type
              join people.person p on p.id = o.performed_by
              left join people.person v on v.id = o.verified_by
             order by o.id""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Units(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * A unit as it is now.
     *
     * @param tone GOOD, BAD, WARN or QUIET: how its state is shown
     * @param stops open stop holds on the unit itself; those above it are listed by {@link #holds}
     */
    public record Unit(long id, String code, String type, String typeZh, String typeEn, String state, String stateZh,
            String stateEn, String tone,
            @Nullable BigDecimal quantity, @Nullable BigDecimal remaining, @Nullable String measure,
            @Nullable String qualifier, @Nullable Integer passage,
            @Nullable BigDecimal cpdl, @Nullable Instant expiresAt, String holder, @Nullable String position,
            @Nullable String subject,
            Map<String, Object> attributes, int revision, @Nullable String lot, @Nullable String product,
            @Nullable String donation, long madeBy,
            Instant madeAt, int stops) {}

    /** A hold on the unit or on something above it. */
    public record Hold(long id, String kind, String cause, String reference, String reason, @Nullable String pending,
            String placedBy, Instant placedAt,
            String unit, @Nullable Instant closedAt, @Nullable String closeReason) {
        public boolean open() {
            return closedAt == null;
        }
    }

    /** Something that happened to a unit; the first one made it. */
    public record Event(long operation, String type, String nameZh, String nameEn, Instant startedAt, Instant endedAt,
            @Nullable String place,
            String performedBy, @Nullable String verifiedBy, Map<String, Object> parameters, @Nullable String note,
            @Nullable BigDecimal doublings,
            boolean atRisk, @Nullable String lateReason, String fromState, String toState,
            @Nullable BigDecimal quantity) {}

    public Unit get(String code) {
        return find(code).orElseThrow(() -> new Refusal("not-found", Map.of("unit", code)));
    }

    public Optional<Unit> find(String code) {
        return jdbc.sql(BY_CODE).param("code", code).query((row, _) -> unit(row)).optional();
    }

    public Unit get(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, _) -> unit(row)).single();
    }

    /** Units of a type, newest first; state and holder narrow it when given. */
    public List<Unit> list(String type, @Nullable String state, @Nullable String holder, int limit) {
        return jdbc.sql(BY_TYPE).param("type", type).param("state", state, java.sql.Types.VARCHAR)
                .param("holder", holder, java.sql.Types.VARCHAR)
                .param("limit", limit).query((row, _) -> unit(row)).list();
    }

    /** The members of a lot or bank, in the order they were made. */
    public List<Unit> members(String lot) {
        return jdbc.sql(MEMBERS).param("lot", lot).query((row, _) -> unit(row)).list();
    }

    /** What one operation made. */
    public List<Unit> madeBy(long operation) {
        return jdbc.sql(OUTPUTS).param("operation", operation).query((row, _) -> unit(row)).list();
    }

    /** What one operation took. */
    public List<Unit> takenBy(long operation) {
        return jdbc.sql(INPUTS).param("operation", operation).query((row, _) -> unit(row)).list();
    }

    /** Units of a type that a unit descends from, itself included, oldest first. */
    public List<Unit> above(String code, String type) {
        return jdbc.sql(ABOVE).param("code", code).param("type", type).query((row, _) -> unit(row)).list();
    }

    /** What is packed in a container or shipment now. */
    public List<Unit> contents(String container) {
        return jdbc.sql(CONTENTS).param("container", container).query((row, _) -> unit(row)).list();
    }

    /** Open holds on the unit and everything above it, and the closed ones of the unit itself. */
    public List<Hold> holds(String code) {
        return jdbc.sql(HOLDS).param("code", code)
                .query((row, _) -> new Hold(row.getLong("id"), row.getString("kind"), row.getString("cause"),
                        row.getString("reference"), row.getString("reason"), row.getString("pending"),
                        row.getString("placed_by"),
                        instant(row, "placed_at"), row.getString("unit"), findInstant(row, "closed_at"),
                        row.getString("close_reason")))
                .list();
    }

    /** What happened to a unit, in order. */
    public List<Event> events(String code) {
        return jdbc.sql(EVENTS).param("code", code)
                .query((row, _) -> new Event(row.getLong("id"), row.getString("type"), row.getString("name_zh"),
                        row.getString("name_en"), instant(row, "started_at"), instant(row, "ended_at"),
                        row.getString("place"), row.getString("performed_by"),
                        row.getString("verified_by"), object(row.getString("parameters")), row.getString("note"),
                        row.getBigDecimal("doublings"),
                        row.getBoolean("at_risk"), row.getString("late_reason"), row.getString("from_state"),
                        row.getString("to_state"),
                        row.getBigDecimal("quantity")))
                .list();
    }

    private Unit unit(ResultSet row) throws SQLException {
        int passage = row.getInt("passage");
        Integer known = row.wasNull() ? null : passage;
        return new Unit(row.getLong("id"), row.getString("code"), row.getString("type"), row.getString("type_zh"),
                row.getString("type_en"),
                row.getString("state"), row.getString("state_zh"), row.getString("state_en"), row.getString("tone"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("remaining"), row.getString("measure"), row.getString("qualifier"), known,
                row.getBigDecimal("cpdl"),
                findInstant(row, "expires_at"), row.getString("holder"), row.getString("position"),
                row.getString("subject"),
                object(row.getString("attributes")), row.getInt("revision"), row.getString("lot"),
                row.getString("product"), row.getString("donation_number"),
                row.getLong("made_by"), instant(row, "made_at"), row.getInt("stops"));
    }

    private Map<String, Object> object(String text) {
        JsonNode node = json.readTree(text);
        Map<String, Object> map = new java.util.TreeMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(),
                entry.getValue().isString() ? entry.getValue().stringValue() : entry.getValue().toString()));
        return map;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
