package org.stroma.app.material;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Value;

/** G3 of solutions prepared in house: components, life, filter, samples and tests. */
@Component
class SolutionGate implements GateSubject {
    static final String STANDARD = "solution-release";
    private static final String MADE = """
            select o.ended_at + make_interval(hours => r.life_hours) as own_life, r.filtered, r.code || ' v' || r.version as recipe, cardinality(s.samples) as samples
              from material.solution s join material.recipe r on r.code = s.recipe and r.version = s.version
              join genealogy.unit u on u.id = s.unit join genealogy.operation o on o.id = u.made_by where s.unit = :unit""";
    private static final String COMPONENTS = """
            select x.code, x.state, x.expires_at,
                   exists (select from genealogy.ancestors(array [x.id]) a join genealogy.hold h on h.unit = a.unit and h.closed_at is null and h.kind = 'STOP') as held
              from genealogy.input i join genealogy.unit x on x.id = i.unit where i.operation = :operation order by x.code""";
    private static final List<String> GOOD = List.of("RELEASED", "RESTRICTED", "USE_AT_RISK", "EXHAUSTED");

    private final JdbcClient jdbc;
    private final LotFacts facts;
    private final Rulings rulings;

    SolutionGate(JdbcClient jdbc, LotFacts facts, Rulings rulings) {
        this.rulings = rulings;
        this.jdbc = jdbc;
        this.facts = facts;
    }

    private record Made(Instant ownLife, boolean filtered, String recipe, int samples) {}

    private record Part(String code, String state, Instant expiresAt, boolean held) {
        boolean usable() {
            return GOOD.contains(state) && !held;
        }
    }

    @Override
    public String gate() {
        return "G3";
    }

    @Override
    public Set<String> answerers() {
        return MaterialEvidence.MAY_ENTER;
    }

    @Override
    public boolean takesElsewhere(Characteristic characteristic) {
        return MaterialEvidence.takes(characteristic);
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        if (!unit.type().equals("SOLUTION")) {
            return Optional.empty();
        }
        return jdbc.sql(MADE).param("unit", unit.id())
                .query((row, _) -> new Made(row.getTimestamp("own_life").toInstant(), row.getBoolean("filtered"),
                        row.getString("recipe"), row.getInt("samples")))
                .optional().map(made -> question(unit, made,
                        rulings.facts(grounds.standard(grounds.now(STANDARD)), unit.code())));
    }

    private Question question(Units.Unit unit, Made made, List<Entry> ruled) {
        List<Part> parts = jdbc.sql(COMPONENTS).param("operation", unit.madeBy())
                .query((row, _) -> new Part(row.getString("code"), row.getString("state"),
                        row.getTimestamp("expires_at").toInstant(), row.getBoolean("held")))
                .list();
        List<String> inputs = parts.stream().map(part -> part.code() + " " + part.state()).toList();
        Instant limit = parts.stream().map(Part::expiresAt).min(Instant::compareTo)
                .filter(first -> first.isBefore(made.ownLife())).orElse(made.ownLife());
        List<Entry> derived = new ArrayList<>(ruled);
        derived.add(Entry.derived(unit.code(), "components_released",
                new Value.Flag(!parts.isEmpty() && parts.stream().allMatch(Part::usable)), "components-released/1",
                inputs));
        if (unit.expiresAt() != null) {
            derived.add(Entry.derived(unit.code(), "solution_expiry", facts.at(unit.expiresAt()), "expiry/1",
                    List.of(unit.code())));
        }
        List<String> limits = new ArrayList<>(inputs);
        limits.add(made.recipe());
        derived.add(Entry.derived(unit.code(), "solution_expiry_limit", facts.at(limit), "solution-life/1", limits));
        derived.add(Entry.derived(unit.code(), "solution_filtered", new Value.Flag(made.filtered()), "recipe/1",
                List.of(made.recipe())));
        derived.add(Entry.derived(unit.code(), "solution_sampled", new Value.Flag(made.samples() > 0),
                "solution-sampled/1", List.of(unit.code())));
        Map<String, List<String>> allows = new LinkedHashMap<>();
        List<String> atRisk = facts.atRiskOperations();
        if (!atRisk.isEmpty()) {
            allows.put("USE_AT_RISK", atRisk);
        }
        return new Question(STANDARD, List.of(unit.code()), derived, allows,
                Map.of("USE_AT_RISK", "G3 " + unit.code()));
    }
}
