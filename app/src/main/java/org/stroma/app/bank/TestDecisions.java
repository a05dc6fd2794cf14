package org.stroma.app.bank;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Applicability;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.StandardShelf;

/** Whether a conditional test of Table 4 is required for a bank: proposed with a rationale, reviewed by the QC head, approved by QA. */
@Service
public class TestDecisions {
    /** The record type under which they are signed. */
    public static final String RECORD = "test-decision";

    private static final String STANDARD = "bank-qualification";
    private static final String PROPOSE = "select bank.propose_test_decision(:bank, :characteristic, :required, :rationale, :source, :until)";
    private static final String OF_BANK = """
            select d.id, u.code as bank, d.characteristic, d.required, d.rationale, d.source, d.valid_until, d.state, p.code as proposed_by, d.proposed_at, d.completed_at
              from bank.test_decision d join genealogy.unit u on u.id = d.bank join people.person p on p.id = d.proposed_by
            """;
    private static final String BY_BANK = OF_BANK + " where u.code = :bank order by d.characteristic, d.id desc";
    private static final String OPEN = OF_BANK + " where d.state = 'OPEN' order by d.id";

    private final JdbcClient jdbc;
    private final Authorship authorship;
    private final Signing signing;
    private final Banks banks;
    private final StandardShelf shelf;
    private final PlantClock clock;

    TestDecisions(JdbcClient jdbc, Authorship authorship, Signing signing, Banks banks, StandardShelf shelf,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.authorship = authorship;
        this.signing = signing;
        this.banks = banks;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** @param source document that supports the rationale */
    public record Proposal(String bank, String characteristic, boolean required, String rationale,
            @Nullable String source, Instant validUntil) {}

    /** @param state OPEN, SIGNED, SUPERSEDED or WITHDRAWN */
    public record Decision(long id, String bank, String characteristic, boolean required, String rationale,
            @Nullable String source, Instant validUntil, String state, String proposedBy, Instant proposedAt,
            @Nullable Instant completedAt) {}

    /** A conditional cell of a tier: the requirement, its decision's characteristic, and the newest decision. */
    public record Cell(Requirement requirement, String characteristic, boolean requiredUntilDecided,
            @Nullable Decision decision) {}

    /** Puts a decision before its two signers. */
    public Decision propose(Actor actor, Proposal proposal) {
        boolean known = cells(proposal.bank()).stream()
                .anyMatch(cell -> cell.characteristic().equals(proposal.characteristic()));
        if (!known) {
            throw new Refusal("bank.not-conditional",
                    Map.of("bank", proposal.bank(), "test", proposal.characteristic()));
        }
        long id = authorship.write(actor,
                "decision proposed: " + proposal.characteristic() + " of " + proposal.bank() + ", "
                        + proposal.rationale(),
                () -> jdbc.sql(PROPOSE).param("bank", proposal.bank()).param("characteristic",
                        proposal.characteristic()).param("required", proposal.required())
                        .param("rationale", proposal.rationale())
                        .param("source", proposal.source(), java.sql.Types.VARCHAR)
                        .param("until", java.sql.Timestamp.from(proposal.validUntil())).query(Long.class).single());
        return list(proposal.bank()).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    /** Signs; the second signature completes the decision. */
    public Signing.Panel sign(Actor session, long decision, Signing.Entry entry) {
        return signing.sign(session, RECORD, Long.toString(decision), entry);
    }

    public Optional<Signing.Panel> panel(long decision) {
        return signing.panel(RECORD, Long.toString(decision));
    }

    public List<Decision> list(String bank) {
        return jdbc.sql(BY_BANK).param("bank", bank).query((row, _) -> decision(row)).list();
    }

    /** Decisions that wait for a signature. */
    public List<Decision> open() {
        return jdbc.sql(OPEN).query((row, _) -> decision(row)).list();
    }

    /** The conditional cells of a bank's tier in the standard in force. */
    public List<Cell> cells(String bank) {
        String tier = banks.get(bank).tier().name();
        List<Decision> decisions = list(bank);
        return shelf.effective(STANDARD, clock.instant()).requirements().stream()
                .flatMap(requirement -> conditional(requirement, tier).map(by -> new Cell(requirement, by.decision(),
                        by.undecided() == Applicability.Undecided.REQUIRED,
                        decisions.stream().filter(each -> each.characteristic().equals(by.decision()))
                                .filter(each -> each.state().equals("OPEN") || each.state().equals("SIGNED"))
                                .findFirst().orElse(null)))
                        .stream())
                .toList();
    }

    private static Optional<Applicability.ByDecision> conditional(Requirement requirement, String tier) {
        return requirement.applicability() instanceof Applicability.ByCase cases
                && cases.cases().get(tier) instanceof Applicability.ByDecision by ? Optional.of(by) : Optional.empty();
    }

    private static Decision decision(java.sql.ResultSet row) throws java.sql.SQLException {
        java.sql.Timestamp completed = row.getTimestamp("completed_at");
        return new Decision(row.getLong("id"), row.getString("bank"), row.getString("characteristic"),
                row.getBoolean("required"), row.getString("rationale"), row.getString("source"),
                row.getTimestamp("valid_until").toInstant(), row.getString("state"), row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(), completed == null ? null : completed.toInstant());
    }
}
