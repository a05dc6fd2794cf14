package org.stroma.app.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.Ledger;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Observation;

/** Reads a decision as it was signed, and what became of it since. It writes nothing. */
@Service
public class DecisionRecords {
    private static final String TABLE = "gate.decision";
    private static final String ALLOWS = "select allows from gate.decision where id = :id";
    /** The next decision on the same unit at the same gate that was signed whole, even if that was voided later. */
    private static final String NEXT = """
            select n.id from gate.decision d join gate.decision n on n.unit = d.unit and n.gate = d.gate and n.id > d.id and n.completed_at is not null
             where d.id = :id order by n.id limit 1""";
    private static final String BELOW = """
            select count(*) from genealogy.descendants(array(select id from genealogy.unit where code = :unit))""";

    private final JdbcClient jdbc;
    private final StoredEvaluations stored;
    private final Signing signing;
    private final Evidence evidence;
    private final Units units;
    private final Ledger ledger;
    private final List<DecisionPapers> papers;

    DecisionRecords(JdbcClient jdbc, StoredEvaluations stored, Signing signing, Evidence evidence,
            Units units, Ledger ledger, List<DecisionPapers> papers) {
        this.jdbc = jdbc;
        this.stored = stored;
        this.signing = signing;
        this.evidence = evidence;
        this.units = units;
        this.ledger = ledger;
        this.papers = papers;
    }

    /** Whether a decision is in force, and if not, what it was overtaken by. */
    public enum Standing {
        OPEN, STANDS, SUPERSEDED, VOID, WITHDRAWN
    }

    /**
     * A signature with the block of the ledger that seals it.
     *
     * @param block null while it is not sealed
     */
    public record Signed(Signing.Slot slot, @Nullable Long block) {}

    /**
     * Evidence as it was judged, beside what became of it.
     *
     * @param then value, method and standing in the judged snapshot
     * @param now the entry as it stands now; null if the snapshot names none
     * @param corrected whether a later entry takes its place
     */
    public record Judged(Observation then, Evidence.@Nullable Item now, boolean corrected) {
        /** Whether it would not be judged so again. */
        public boolean changed() {
            return corrected || (now != null && now.invalidated() && !then.standing().invalidated());
        }
    }

    /**
     * Everything about one decision.
     *
     * @param content the bytes that were signed, as text; null where nothing was put before signers
     * @param supersededBy the decision that took its place
     * @param stops holds that the decision, or its being voided, placed on the unit
     * @param below how many units descend from the unit
     * @param changes of the decision's row in the ledger, oldest first
     */
    public record Recorded(Gates.Decision decision, Standing standing, List<String> allows,
            StoredEvaluations.Stored judged, List<Judged> evidence, Signing.@Nullable Panel panel, List<Signed> signed,
            @Nullable String content, @Nullable Long supersededBy, List<Units.Hold> stops, int below,
            List<Ledger.Change> changes) {}

    /** A decision as it was signed; the caller has asked who may see its unit. */
    public Recorded get(Gates.Decision decision) {
        long id = decision.id();
        StoredEvaluations.Stored judged = stored.get(decision.evaluation());
        Optional<Signing.Panel> panel = signing.panel(Gates.RECORD, Long.toString(id));
        Long next = jdbc.sql(NEXT).param("id", id).query(Long.class).optional().orElse(null);
        return new Recorded(decision, standing(decision, next), allows(id), judged, evidence(judged),
                panel.orElse(null), panel.map(this::signed).orElse(List.of()),
                panel.flatMap(each -> signing.content(Gates.RECORD, each.id(), each.revision()))
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8)).orElse(null),
                next, stops(decision),
                jdbc.sql(BELOW).param("unit", decision.unit()).query(Integer.class).single(),
                ledger.history(TABLE, Long.toString(id)));
    }

    /** What was made of a decision and may be fetched by somebody. */
    public List<DecisionPapers.Paper> papers(Actor actor, Gates.Decision decision) {
        return papers.stream().flatMap(each -> each.papers(actor, decision).stream()).toList();
    }

    private static Standing standing(Gates.Decision decision, @Nullable Long next) {
        return decision.state().equals("SIGNED")
                ? next == null ? Standing.STANDS : Standing.SUPERSEDED
                : Standing.valueOf(decision.state());
    }

    private List<String> allows(long id) {
        return jdbc.sql(ALLOWS).param("id", id).query((row, _) -> {
            java.sql.Array allows = row.getArray("allows");
            return allows == null ? List.<String>of() : List.of((String[]) allows.getArray());
        }).single();
    }

    private List<Signed> signed(Signing.Panel panel) {
        return panel.slots().stream().map(slot -> {
            Signing.Given given = slot.given();
            return new Signed(slot, given == null
                    ? null
                    : ledger.history("people.signature", Long.toString(given.id())).stream().findFirst()
                            .map(Ledger.Change::block).orElse(null));
        }).toList();
    }

    private List<Judged> evidence(StoredEvaluations.Stored judged) {
        List<Long> ids = judged.facts().observations().stream().map(Observation::evidence)
                .filter(each -> each.matches("\\d{1,18}")).map(Long::valueOf).distinct().toList();
        Map<String, Evidence.Item> items = new HashMap<>();
        evidence.byIds(ids).forEach(item -> items.put(Long.toString(item.id()), item));
        Set<Long> corrected = evidence.corrected(ids);
        List<Judged> all = new ArrayList<>();
        for (Observation observation : judged.facts().observations()) {
            Evidence.Item item = items.get(observation.evidence());
            all.add(new Judged(observation, item, item != null && corrected.contains(item.id())));
        }
        return all;
    }

    private List<Units.Hold> stops(Gates.Decision decision) {
        return units.holds(decision.unit()).stream()
                .filter(hold -> hold.unit().equals(decision.unit()) && hold.reference().equals(decision.gate()))
                .filter(hold -> switch (hold.cause()) {
                    case "VOID" -> hold.reason().equals(decision.voidCause());
                    case "DECISION" -> hold.reason().endsWith(" by decision " + decision.id());
                    default -> false;
                }).toList();
    }
}
