package org.stroma.app.genealogy;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads units, what happened to them, and what stands in their way. */
@Service
public class Units {
    static final String SELECT = """
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
    private static final String BY_CODES = SELECT + " where u.code = any (:codes) order by u.id";
    private static final String BY_ID = SELECT + " where u.id = :id";
    private static final String BY_TYPE = SELECT
            + """
                    where u.type = :type and (cast(:state as text) is null or u.state = :state) and (cast(:holder as text) is null or u.holder = :holder)
                    order by u.id desc limit :limit""";
    private static final String NEWEST = SELECT
            + """
                    where u.id in (select x.id from unnest(:types) t cross join lateral
                        (select y.id from genealogy.unit y where y.type = t and y.state = any (:states) order by y.id desc limit :each) x)
                    order by u.id desc""";
    /** Which of some units stand below an open stop, themselves included. */
    private static final String STOPPED = """
            with recursive up(root, unit) as (
                select id, id from genealogy.unit where code = any (:codes)
                union
                select up.root, x.unit from up cross join lateral (
                    select i.unit from genealogy.unit u join genealogy.input i on i.operation = u.made_by where u.id = up.unit
                    union all
                    select u.lot from genealogy.unit u where u.id = up.unit and u.lot is not null) x)
            select distinct r.code from up join genealogy.hold h on h.unit = up.unit and h.closed_at is null and h.kind = 'STOP'
              join genealogy.unit r on r.id = up.root""";
    private static final String MEMBERS = SELECT + " where l.code = :lot order by u.id";
    private static final String LOTS_OF = SELECT
            + " where u.id in (select m.lot from genealogy.unit m where m.code = any (:codes)) order by u.id";
    private static final String LOTS_INSIDE = SELECT
            + """
                    where u.id in (select m.lot from genealogy.inside n join genealogy.unit m on m.id = n.unit join genealogy.unit c on c.id = n.container
                                    where c.code = :container and n.until is null)
                    order by u.id""";
    private static final String STATES = """
            select m.type, m.state, count(*) as count from genealogy.unit m join genealogy.unit l on l.id = m.lot
             where l.code = :lot group by m.type, m.state order by m.type, m.state""";
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
            select h.id, h.kind, h.cause, h.reference, h.reason, h.pending, h.placed_by, h.placed_at, x.code as unit, x.type as unit_type, x.holder as unit_holder,
                   h.closed_at, h.close_reason
              from genealogy.hold h join genealogy.unit x on x.id = h.unit
             where h.unit in (select a.unit from genealogy.ancestors(array(select id from genealogy.unit where code = any (:codes))) a)
               and (h.closed_at is null or x.code = any (:codes)) order by h.closed_at nulls first, h.id""";
    private static final String EVENTS = """
            select e.unit, o.id, o.type, t.name_zh, t.name_en, o.started_at, o.ended_at, o.place, p.code as performed_by, v.code as verified_by, o.parameters, o.note,
                   o.doublings, o.at_risk, o.late_reason, e.from_state, e.to_state, e.quantity
              from (select code as unit, made_by as operation, '' as from_state, port as to_state, quantity from genealogy.unit where code = any (:codes)
                    union all
                    select u.code, i.operation, i.from_state, i.to_state, i.quantity from genealogy.input i join genealogy.unit u on u.id = i.unit where u.code = any (:codes)) e
              join genealogy.operation o on o.id = e.operation
              join genealogy.operation_type t on t.code = o.type
              join people.person p on p.id = o.performed_by
              left join people.person v on v.id = o.verified_by
             order by o.id""";

    private final Inquiries inquiries;
    private final JsonMapper json;

    Units(Inquiries inquiries, JsonMapper json) {
        this.inquiries = inquiries;
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
            Instant madeAt, int stops) {
        Unit withoutSubject() {
            return with(null, donation);
        }

        Unit withoutDonation() {
            return with(subject, null);
        }

        private Unit with(@Nullable String patient, @Nullable String from) {
            return new Unit(id, code, type, typeZh, typeEn, state, stateZh, stateEn, tone, quantity, remaining,
                    measure, qualifier, passage, cpdl, expiresAt, holder, position, patient, attributes, revision,
                    lot, product, from, madeBy, madeAt, stops);
        }
    }

    /**
     * A hold on the unit or on something above it.
     *
     * @param unit code of the unit it stands on, with the type and the holder of that unit
     */
    public record Hold(long id, String kind, String cause, String reference, String reason, @Nullable String pending,
            String placedBy, Instant placedAt,
            String unit, String unitType, String unitHolder, @Nullable Instant closedAt, @Nullable String closeReason) {
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

    /** A unit with every hold that stands in its way, as {@link #holds} lists them. */
    public record Standing(Unit unit, List<Hold> holds) {
        public Standing {
            holds = List.copyOf(holds);
        }
    }

    /** Something that happened, and to which unit. */
    public record Happened(String unit, Event event) {}

    /** How many members of a type are in a state. */
    public record Count(String type, String state, int count) {}

    public Unit get(String code) {
        return find(code).orElseThrow(() -> unknown(code));
    }

    private static Refusal unknown(String code) {
        return new Refusal("not-found", Map.of("unit", code));
    }

    public Optional<Unit> find(String code) {
        return inquiries.find(asking(BY_CODE, Map.of("code", code)));
    }

    public Unit get(long id) {
        return inquiries.find(asking(BY_ID, Map.of("id", id))).orElseThrow(() -> unknown(Long.toString(id)));
    }

    /** A unit and its holds by one statement. */
    public Standing standing(String code) {
        Inquiry<Unit> unit = asking(BY_CODE, Map.of("code", code));
        Inquiry<Hold> holds = askHolds(List.of(code));
        Inquiries.Answers answers = inquiries.ask(List.of(unit, holds));
        return new Standing(answers.find(unit).orElseThrow(() -> unknown(code)), answers.list(holds));
    }

    /** Units of a type, newest first; state and holder narrow it when given. */
    public List<Unit> list(String type, @Nullable String state, @Nullable String holder, int limit) {
        Map<String, @Nullable Object> narrowed = new HashMap<>(Map.of("type", type, "limit", limit));
        narrowed.put("state", new SqlParameterValue(Types.VARCHAR, state));
        narrowed.put("holder", new SqlParameterValue(Types.VARCHAR, holder));
        return inquiries.list(asking(BY_TYPE, narrowed));
    }

    /** The newest units of some types in some states, so many of each type. */
    public List<Unit> newest(Collection<String> types, Collection<String> states, int each) {
        return inquiries.list(asking(NEWEST, Map.of("types", types.toArray(String[]::new), "states",
                states.toArray(String[]::new), "each", each)));
    }

    /** Those of some units that an open stop on themselves or on anything above them holds, by one statement. */
    public Set<String> stopped(Collection<String> codes) {
        return Set.copyOf(inquiries.list(Inquiry.of(STOPPED, codes(codes), row -> row.text("code"))));
    }

    /** The members of a lot or bank, in the order they were made. */
    public List<Unit> members(String lot) {
        return inquiries.list(asking(MEMBERS, Map.of("lot", lot)));
    }

    /** What one operation made. */
    public List<Unit> madeBy(long operation) {
        return inquiries.list(asking(OUTPUTS, Map.of("operation", operation)));
    }

    /** What one operation took. */
    public List<Unit> takenBy(long operation) {
        return inquiries.list(asking(INPUTS, Map.of("operation", operation)));
    }

    /** Units of a type that a unit descends from, itself included, oldest first. */
    public List<Unit> above(String code, String type) {
        return inquiries.list(askAbove(code, type));
    }

    /** What is packed in a container or shipment now. */
    public List<Unit> contents(String container) {
        return inquiries.list(askContents(container));
    }

    /** Open holds on the unit and everything above it, and the closed ones of the unit itself. */
    public List<Hold> holds(String code) {
        return inquiries.list(askHolds(List.of(code)));
    }

    /** What happened to a unit, in order. */
    public List<Event> events(String code) {
        return inquiries.list(askEvents(List.of(code))).stream().map(Happened::event).toList();
    }

    /** The units of these codes, oldest first. */
    public Inquiry<Unit> askUnits(Collection<String> codes) {
        return asking(BY_CODES, codes(codes));
    }

    /** The lots and banks that these units belong to, each once. */
    public Inquiry<Unit> askLotsOf(Collection<String> members) {
        return asking(LOTS_OF, codes(members));
    }

    /** Asks for {@link #above}. */
    public Inquiry<Unit> askAbove(String code, String type) {
        return asking(ABOVE, Map.of("code", code, "type", type));
    }

    /** Asks for {@link #contents}. */
    public Inquiry<Unit> askContents(String container) {
        return asking(CONTENTS, Map.of("container", container));
    }

    /** The lots that the contents of a container or shipment belong to, each once. */
    public Inquiry<Unit> askLotsInside(String container) {
        return asking(LOTS_INSIDE, Map.of("container", container));
    }

    /** Open holds on units and everything above them, and the closed ones of the units themselves; each hold once. */
    public Inquiry<Hold> askHolds(Collection<String> codes) {
        return Inquiry.of(HOLDS, codes(codes), Units::hold);
    }

    /** What happened to units, in order. */
    public Inquiry<Happened> askEvents(Collection<String> codes) {
        return Inquiry.of(EVENTS, codes(codes), row -> new Happened(row.text("unit"), event(row)));
    }

    /** The members of a lot or bank, counted. */
    public Inquiry<Count> askStates(String lot) {
        return Inquiry.of(STATES, Map.of("lot", lot),
                row -> new Count(row.text("type"), row.text("state"), row.count("count")));
    }

    private Inquiry<Unit> asking(String select, Map<String, ?> parameters) {
        return Inquiry.of(select, parameters, this::unit);
    }

    private static Map<String, ?> codes(Collection<String> codes) {
        return Map.of("codes", codes.toArray(String[]::new));
    }

    private static Hold hold(Row row) {
        return new Hold(row.whole("id"), row.text("kind"), row.text("cause"), row.text("reference"),
                row.text("reason"), row.findText("pending"), row.text("placed_by"), row.instant("placed_at"),
                row.text("unit"), row.text("unit_type"), row.text("unit_holder"), row.findInstant("closed_at"),
                row.findText("close_reason"));
    }

    private Event event(Row row) {
        return new Event(row.whole("id"), row.text("type"), row.text("name_zh"), row.text("name_en"),
                row.instant("started_at"), row.instant("ended_at"), row.findText("place"), row.text("performed_by"),
                row.findText("verified_by"), object(row.text("parameters")), row.findText("note"),
                row.findNumber("doublings"), row.flag("at_risk"), row.findText("late_reason"),
                row.text("from_state"), row.text("to_state"), row.findNumber("quantity"));
    }

    Unit unit(Row row) {
        return new Unit(row.whole("id"), row.text("code"), row.text("type"), row.text("type_zh"), row.text("type_en"),
                row.text("state"), row.text("state_zh"), row.text("state_en"), row.text("tone"),
                row.findNumber("quantity"), row.findNumber("remaining"), row.findText("measure"),
                row.findText("qualifier"), row.findCount("passage"), row.findNumber("cpdl"),
                row.findInstant("expires_at"), row.text("holder"), row.findText("position"), row.findText("subject"),
                object(row.text("attributes")), row.count("revision"), row.findText("lot"), row.findText("product"),
                row.findText("donation_number"), row.whole("made_by"), row.instant("made_at"), row.count("stops"));
    }

    private Map<String, Object> object(String text) {
        JsonNode node = json.readTree(text);
        Map<String, Object> map = new java.util.TreeMap<>();
        node.properties().forEach(entry -> map.put(entry.getKey(),
                entry.getValue().isString() ? entry.getValue().stringValue() : entry.getValue().toString()));
        return map;
    }
}
