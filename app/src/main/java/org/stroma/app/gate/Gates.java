package org.stroma.app.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Facts;
import org.stroma.app.standard.Observation;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardShelf;
import org.stroma.measure.Moment;
import tools.jackson.databind.json.JsonMapper;

/** Judges units at gates, takes proposals and signatures, and keeps what was judged so that it can be judged again. */
@Service
public class Gates {
    /** The record type under which decisions are signed. */
    public static final String RECORD = "decision";

    private static final String PROPOSE = "select gate.propose(cast(:proposal as jsonb), :snapshot, :verdicts)";
    private static final String WITHDRAW = "select gate.withdraw(:id, :reason)";
    private static final String DECISIONS = """
            select d.id, u.code as unit, d.gate, d.outcome, o.name_zh, o.name_en, o.clearance, d.justification, d.event, d.allows, d.pending, d.state, p.code as proposed_by, d.proposed_at,
                   d.completed_at, d.void_cause, e.overall, e.standard, e.standard_version, encode(e.snapshot_sha256, 'hex') as snapshot_sha256, d.evaluation
              from gate.decision d join genealogy.unit u on u.id = d.unit join gate.outcome o on o.gate = d.gate and o.code = d.outcome
              join gate.evaluation e on e.id = d.evaluation join people.person p on p.id = d.proposed_by
            """;
    private static final String OF_UNIT = DECISIONS
            + " where u.code = :unit and (cast(:gate as text) is null or d.gate = :gate) order by d.id desc";
    private static final String SIGNED_ABOVE = DECISIONS
            + """
                    where d.gate = :gate and d.state = 'SIGNED' and u.type = :type
                      and u.id in (select a.unit from genealogy.ancestors(array(select id from genealogy.unit where code = :unit)) a)
                    order by d.id desc""";
    private static final String OPEN_OF_UNIT = """
            select d.id::text from gate.decision d join genealogy.unit u on u.id = d.unit where u.code = :unit and d.gate = :gate and d.state = 'OPEN'""";
    private static final String BY_ID = DECISIONS + " where d.id = :id";
    private static final String OPEN = DECISIONS
            + """
                    join people.signature_needed n on n.record_type = 'decision' and n.record_id = d.id::text and n.role = any (:roles)
                    join people.signature_state s on s.record_type = n.record_type and s.record_id = n.record_id and s.revision = n.revision and s.newest and s.void_cause is null
                    where d.state = 'OPEN' and not exists (select from people.signature g
                          where (g.record_type, g.record_id, g.revision, g.role) = (n.record_type, n.record_id, n.revision, n.role))
                      and people.signs_at(:person, (select x.holder from genealogy.unit x where x.id = d.unit)) order by d.id""";
    private static final String OUTCOMES = """
            select o.code, o.name_zh, o.name_en, o.clearance, o.allowed, o.needs_event, o.policy, d.name_zh as gate_zh, d.name_en as gate_en,
                   exists (select from genealogy.gate_transition t where t.gate = o.gate and t.outcome = o.code and t.unit_type = :type and t.from_state = :state)
                       and not (d.releases and o.clearance in ('FULL', 'BOUNDED')
                                and exists (select from genealogy.clearance c where c.unit = :unit and c.gate = o.gate and c.ended_at is null)) as open,
                   o.policy is null or product.allows(o.policy) as permitted,
                   (select string_agg(s.role, ' ' order by s.place) from gate.signer s where s.gate = o.gate and s.outcome = o.code) as signers
              from gate.outcome o join gate.definition d on d.code = o.gate where o.gate = :gate order by o.place""";
    private static final String STORED = "select snapshot, verdicts, standard, standard_version from gate.evaluation where id = :id";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final JsonMapper json;
    private final Authorship authorship;
    private final Signing signing;
    private final Units units;
    private final Evidence evidence;
    private final StandardShelf shelf;
    private final List<GateSubject> subjects;
    private final PlantClock clock;
    private final FreeText freeText;

    Gates(JdbcClient jdbc, Inquiries inquiries, JsonMapper json, Authorship authorship, Signing signing, Units units,
            Evidence evidence,
            StandardShelf shelf,
            List<GateSubject> subjects, PlantClock clock, FreeText freeText) {
        this.freeText = freeText;
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.json = json;
        this.authorship = authorship;
        this.signing = signing;
        this.units = units;
        this.evidence = evidence;
        this.shelf = shelf;
        this.subjects = subjects;
        this.clock = clock;
    }

    /**
     * An outcome of a gate as its page offers it.
     *
     * @param policy the policy of the product that it depends on
     * @param permitted whether every product in force allows it
     * @param open whether the unit's state lets it be reached
     */
    public record Outcome(String code, String nameZh, String nameEn, String clearance, List<String> allowed,
            boolean needsEvent, @Nullable String policy, boolean permitted,
            boolean open, List<String> signers) {
        public boolean opens() {
            return clearance.equals("FULL") || clearance.equals("BOUNDED");
        }
    }

    /**
     * A decision, proposed or signed.
     *
     * @param allows operations and destinations that a bounded outcome lets through; empty where nothing is bounded
     */
    public record Decision(long id, String unit, String gate, String outcome, String outcomeZh, String outcomeEn,
            String clearance, @Nullable String justification,
            @Nullable String event, List<String> allows, @Nullable String pending, String state, String proposedBy,
            Instant proposedAt,
            @Nullable Instant completedAt,
            @Nullable String voidCause, String overall, String standard, String standardVersion, String snapshotSha256,
            long evaluation) {}

    /**
     * A unit judged at a gate, now.
     *
     * @param items the evidence in force of every unit that counts; derived values that are not stored yet are in {@code question.derived()}
     */
    public record Judged(String gate, String gateZh, String gateEn, Units.Unit unit, GateSubject.Question question,
            Standard standard, Evaluation evaluation,
            List<Evidence.Item> items, List<Outcome> outcomes, List<Decision> decisions, @Nullable Decision current,
            Signing.@Nullable Panel panel) {}

    /** What a proposer enters. */
    public record Proposal(String outcome, @Nullable String justification, @Nullable String event) {}

    /** Judges a unit at a gate by the standard in force, without writing anything. */
    public Judged judge(String gate, String unitCode) {
        return judge(gate, units.get(unitCode));
    }

    /** The same for a unit that the caller has just read, to see who may see it. */
    public Judged judge(String gate, Units.Unit unit) {
        Grounds grounds = grounds();
        GateSubject.Question question = question(gate, unit, grounds);
        Standard standard = grounds.standard(grounds.now(question.standard()));
        List<Evidence.Item> items = grounds.evidence(question.units());
        Evaluation evaluation = standard.evaluate(facts(items, question.derived()));
        Inquiry<Offered> offered = askOutcomes(gate, unit);
        Inquiry<Decision> decided = askDecisions(unit.code(), gate);
        Inquiry<Signing.Panel> open = Signing.askPanels(RECORD, OPEN_OF_UNIT,
                Map.of("unit", unit.code(), "gate", gate));
        Inquiries.Answers answers = inquiries.ask(List.of(offered, decided, open));
        List<Decision> decisions = answers.list(decided);
        Decision current = decisions.stream().filter(decision -> decision.state().equals("OPEN")).findFirst()
                .orElse(null);
        return new Judged(gate, answers.find(offered).map(Offered::gateZh).orElse(gate),
                answers.find(offered).map(Offered::gateEn).orElse(gate), unit, question, standard, evaluation, items,
                answers.list(offered).stream().map(Offered::outcome).toList(), decisions, current,
                answers.find(open).orElse(null));
    }

    private Grounds grounds() {
        return Grounds.of(evidence, shelf, clock.instant());
    }

    private Facts facts(List<Evidence.Item> items, List<Entry> derived) {
        List<Observation> all = new ArrayList<>(items.stream().filter(item -> item.kind() != Evidence.Kind.DERIVED)
                .map(item -> Evidence.observation(item, clock.getZone())).toList());
        Map<String, Evidence.Item> stored = stored(items);
        for (Entry entry : derived) {
            Evidence.Item same = stored.get(key(entry));
            String id = same == null ? "derived:" + entry.characteristic() : Long.toString(same.id());
            String method = entry.method();
            all.add(new Observation(entry.characteristic(), entry.values(), id,
                    method == null ? null : new Observation.Method(method, entry.validated()),
                    new Observation.Derivation(entry.formula() == null ? "" : entry.formula(), entry.formulaInputs()),
                    entry.definition(),
                    new Observation.Standing(true, 1, false),
                    new Moment.Instant((same == null ? clock.instant() : same.takenAt()).atZone(clock.getZone())
                            .toOffsetDateTime())));
        }
        return new Facts(clock.instant().atZone(clock.getZone()).toOffsetDateTime(), all);
    }

    private static Map<String, Evidence.Item> stored(List<Evidence.Item> items) {
        Map<String, Evidence.Item> stored = new LinkedHashMap<>();
        items.stream().filter(item -> item.kind() == Evidence.Kind.DERIVED)
                .forEach(item -> stored.put(item.unit() + "|" + item.characteristic() + "|" + item.values() + "|"
                        + item.formula() + "|" + item.formulaInputs(), item));
        return stored;
    }

    private static String key(Entry entry) {
        return entry.unit() + "|" + entry.characteristic() + "|" + entry.values() + "|" + entry.formula() + "|"
                + entry.formulaInputs();
    }

    /** Proposes an outcome: derived values become evidence, the unit is judged on them, and the decision is put before its signers. */
    public long propose(Actor actor, String gate, String unitCode, Proposal proposal) {
        freeText.refuse("justification", proposal.justification());
        return authorship.write(actor, "proposal at " + gate + ": " + proposal.outcome(),
                () -> proposeWithin(gate, unitCode, proposal));
    }

    private long proposeWithin(String gate, String unitCode, Proposal proposal) {
        Units.Unit unit = units.get(unitCode);
        Grounds grounds = grounds();
        GateSubject.Question question = question(gate, unit, grounds);
        Map<String, Evidence.Item> known = stored(grounds.evidence(question.units()));
        question.derived().stream().filter(entry -> !known.containsKey(key(entry))).forEach(evidence::record);
        // What was recorded just now is judged too, so the evidence is read anew.
        List<Evidence.Item> items = evidence.list(question.units());
        Standard standard = grounds.standard(grounds.now(question.standard()));
        Evaluation evaluation = standard.evaluate(facts(items, question.derived()));
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("unit", unitCode);
        content.put("gate", gate);
        content.put("outcome", proposal.outcome());
        content.put("justification", blank(proposal.justification()));
        content.put("event", blank(proposal.event()));
        content.put("allows", question.allows().get(proposal.outcome()));
        content.put("pending", question.pending().get(proposal.outcome()));
        content.put("standard", standard.code());
        content.put("standard_version", standard.version());
        content.put("standard_digest", standard.digest());
        content.put("as_of", clock.instant().toString());
        content.put("overall", evaluation.overall().name());
        content.put("units", question.units());
        content.put("evidence", evaluation.verdicts().stream().flatMap(verdict -> verdict.evidence().stream())
                .filter(id -> id.matches("\\d+")).distinct().toList());
        content.values().removeIf(java.util.Objects::isNull);
        return jdbc.sql(PROPOSE).param("proposal", json.writeValueAsString(content))
                .param("snapshot", evaluation.snapshotBytes())
                .param("verdicts", evaluation.verdictBytes()).query(Long.class).single();
    }

    /** Signs a decision; the last signature completes it, in the same transaction, or refuses. */
    public Signing.Panel sign(Actor session, long decision, Signing.Entry entry) {
        return signing.sign(session, RECORD, Long.toString(decision), entry);
    }

    /** Takes an open proposal back. */
    public void withdraw(Actor actor, long decision, String reason) {
        authorship.write(actor, reason,
                () -> jdbc.sql(WITHDRAW).param("id", decision).param("reason", reason).query((_, _) -> true).list());
    }

    public List<Decision> decisions(String unit, @Nullable String gate) {
        return inquiries.list(askDecisions(unit, gate));
    }

    private static Inquiry<Decision> askDecisions(String unit, @Nullable String gate) {
        return Inquiry.of(OF_UNIT, Map.of("unit", unit, "gate", new SqlParameterValue(java.sql.Types.VARCHAR, gate)),
                Gates::decision);
    }

    /** Asks for the decisions in force at a gate on whatever a unit descends from, of one type, itself included; newest first. */
    public static Inquiry<Decision> askSignedAbove(String unit, String type, String gate) {
        return Inquiry.of(SIGNED_ABOVE, Map.of("unit", unit, "type", type, "gate", gate), Gates::decision);
    }

    public Decision decision(long id) {
        return inquiries.find(Inquiry.of(BY_ID, Map.of("id", id), Gates::decision))
                .orElseThrow(() -> new Refusal("not-found"));
    }

    /** Open decisions that wait for a signature of one of a person's roles, at his organisation where he is not of the plant. */
    public List<Decision> waitingFor(Actor actor) {
        Integer person = actor.person();
        if (person == null) {
            return List.of();
        }
        return inquiries.list(Inquiry.of(OPEN,
                Map.of("roles", actor.roles().toArray(String[]::new), "person", person), Gates::decision))
                .stream().distinct().toList();
    }

    /** Judges a stored snapshot again; true when today's program gives the very same bytes. */
    public boolean replays(long evaluation) {
        return jdbc.sql(STORED).param("id", evaluation).query((row, _) -> {
            Standard standard = shelf.version(row.getString("standard"), row.getString("standard_version"));
            Evaluation again = standard.evaluate(org.stroma.app.standard.FactsReader.read(row.getBytes("snapshot")));
            return java.util.Arrays.equals(again.verdictBytes(), row.getBytes("verdicts"));
        }).single();
    }

    private GateSubject.Question question(String gate, Units.Unit unit, Grounds grounds) {
        return subjects.stream().filter(subject -> subject.gate().equals(gate))
                .map(subject -> subject.question(unit, grounds))
                .flatMap(Optional::stream).findFirst()
                .orElseThrow(() -> new Refusal("gate.no-question", Map.of("gate", gate, "unit", unit.code())));
    }

    /** An outcome with the name of its gate. */
    private record Offered(String gateZh, String gateEn, Outcome outcome) {}

    private static Inquiry<Offered> askOutcomes(String gate, Units.Unit unit) {
        Map<String, Object> asked = Map.of("gate", gate, "type", unit.type(), "state", unit.state(), "unit", unit.id());
        return Inquiry.of(OUTCOMES, asked, row -> {
            String signers = row.findText("signers");
            return new Offered(row.text("gate_zh"), row.text("gate_en"),
                    new Outcome(row.text("code"), row.text("name_zh"), row.text("name_en"), row.text("clearance"),
                            row.texts("allowed"), row.flag("needs_event"), row.findText("policy"),
                            row.flag("permitted"), row.flag("open"),
                            signers == null ? List.of() : List.of(signers.split(" "))));
        });
    }

    private static Decision decision(Row row) {
        return new Decision(row.whole("id"), row.text("unit"), row.text("gate"), row.text("outcome"),
                row.text("name_zh"), row.text("name_en"), row.text("clearance"), row.findText("justification"),
                row.findText("event"), row.texts("allows"), row.findText("pending"), row.text("state"),
                row.text("proposed_by"),
                row.instant("proposed_at"), row.findInstant("completed_at"), row.findText("void_cause"),
                row.text("overall"), row.text("standard"), row.text("standard_version"),
                row.text("snapshot_sha256"), row.whole("evaluation"));
    }

    private static @Nullable String blank(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
