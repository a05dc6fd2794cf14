package org.stroma.app.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.testing.Cast;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a unit through a gate with real evidence, a real verdict and real signatures, also where the module that owns the gate
 * is not what is being tested.
 */
public final class Gatekeeper {
    private final Cast cast;
    private final Evidence evidence;
    private final Gates gates;
    private final StandardShelf shelf;
    private final PlantClock clock;
    private final Authorship authorship;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Signing signing;

    public Gatekeeper(ApplicationContext context) {
        cast = context.getBean(Cast.class);
        evidence = context.getBean(Evidence.class);
        gates = context.getBean(Gates.class);
        shelf = context.getBean(StandardShelf.class);
        clock = context.getBean(PlantClock.class);
        authorship = context.getBean(Authorship.class);
        jdbc = context.getBean(JdbcClient.class);
        json = context.getBean(JsonMapper.class);
        signing = context.getBean(Signing.class);
    }

    /** Who signs as what. */
    public record Signer(String person, String role) {}

    /** Records evidence as one person and has another accept it. */
    public void observe(String by, String reviewer, List<Entry> entries) {
        review(reviewer, evidence.record(cast.signIn(by), "evidence of a test", entries));
    }

    public void review(String reviewer, List<Long> ids) {
        evidence.review(cast.signIn(reviewer), ids, true, null);
    }

    /** Judges recorded evidence by a standard, proposes an outcome in the database and signs it. */
    public void decideBy(String standardCode, String gate, String unit, String outcome, List<String> units,
            List<Signer> signers) {
        decideBy(standardCode, gate, unit, outcome, units, signers, null);
    }

    /** The same, of an outcome that allows only so much, with its event. */
    public void decideBy(String standardCode, String gate, String unit, String outcome, List<String> units,
            List<Signer> signers, @Nullable List<String> allows) {
        Standard standard = shelf.effective(standardCode, clock.instant());
        Evaluation evaluation = standard.evaluate(evidence.facts(evidence.list(units), clock.instant()));
        Map<String, Object> proposal = new HashMap<>(Map.of("unit", unit, "gate", gate, "outcome", outcome, "standard",
                standard.code(), "standard_version", standard.version(), "standard_digest", standard.digest(),
                "as_of", clock.instant().toString(), "overall", evaluation.overall().name(), "units", units,
                "evidence", evaluation.verdicts().stream().flatMap(verdict -> verdict.evidence().stream())
                        .filter(id -> id.matches("\\d+")).distinct().toList()));
        if (allows != null) {
            proposal.put("event", "CC-TEST-1");
            proposal.put("allows", allows);
        }
        Long decision = authorship.write(cast.signIn(signers.getFirst().person()), "proposal of a test",
                () -> jdbc.sql("select gate.propose(cast(:p as jsonb), :s, :v)")
                        .param("p", json.writeValueAsString(proposal)).param("s", evaluation.snapshotBytes())
                        .param("v", evaluation.verdictBytes()).query(Long.class).single());
        sign(decision, signers);
    }

    /** Proposes through the gate's own subject and signs. */
    public long decide(String gate, String unit, Gates.Proposal proposal, List<Signer> signers) {
        long decision = gates.propose(cast.signIn(signers.getFirst().person()), gate, unit, proposal);
        sign(decision, signers);
        return decision;
    }

    /** Signs a decision by all its signers in order. */
    public void sign(long decision, List<Signer> signers) {
        for (Signer signer : signers) {
            Signing.Panel panel = signing.panel(Gates.RECORD, Long.toString(decision)).orElseThrow();
            gates.sign(cast.signIn(signer.person()), decision, cast.entry(signer.person(), signer.role(), panel));
        }
    }
}
