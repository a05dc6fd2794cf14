package org.stroma.app.bank;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.evidence.Entry;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Applicability;
import org.stroma.app.standard.Requirement;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Value;
import org.stroma.measure.Moment;

/**
 * Whether a test that is required case by case is required for this bank or lot: the conditional cells of Table 4 on a bank, those of
 * the release specification on a lot. Proposed with a rationale, reviewed by the QC head, approved by QA.
 */
@Service
public class TestDecisions {
    /** The record type under which they are signed. */
    public static final String RECORD = "test-decision";

    private static final String OF_BANKS = "bank-qualification";
    private static final String PROPOSE = "select bank.propose_test_decision(:unit, :characteristic, :required, :rationale, :source, :until)";
    private static final String OF_UNIT = """
            select d.id, u.code as unit, d.characteristic, d.required, d.rationale, d.source, d.valid_until, d.state, p.code as proposed_by, d.proposed_at, d.completed_at
              from bank.test_decision d join genealogy.unit u on u.id = d.unit join people.person p on p.id = d.proposed_by
            """;
    private static final String BY_UNIT = OF_UNIT + " where u.code = :unit order by d.characteristic, d.id desc";
    private static final String OPEN = OF_UNIT + " where d.state = 'OPEN' order by d.id";

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Signing signing;
    private final Banks banks;
    private final Units units;
    private final StandardShelf shelf;
    private final PlantClock clock;

    TestDecisions(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Signing signing, Banks banks,
            Units units, StandardShelf shelf, PlantClock clock) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.signing = signing;
        this.banks = banks;
        this.units = units;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** @param source document that supports the rationale */
    public record Proposal(String unit, String characteristic, boolean required, String rationale,
            @Nullable String source, Instant validUntil) {}

    /** @param state OPEN, SIGNED, SUPERSEDED or WITHDRAWN */
    public record Decision(long id, String unit, String characteristic, boolean required, String rationale,
            @Nullable String source, Instant validUntil, String state, String proposedBy, Instant proposedAt,
            @Nullable Instant completedAt) {}

    /** A conditional cell of a tier: the requirement, its decision's characteristic, and the newest decision. */
    public record Cell(Requirement requirement, String characteristic, boolean requiredUntilDecided,
            @Nullable Decision decision) {}

    /** A cell with the panel on which its open decision is signed; null when none waits. */
    public record Shown(Cell cell, Signing.@Nullable Panel panel) {}

    /** The conditional cells as a page shows them. */
    public List<Shown> shown(String unit) {
        return cells(unit).stream().map(cell -> {
            Decision decision = cell.decision();
            return new Shown(cell, decision == null || !decision.state().equals("OPEN")
                    ? null
                    : panel(decision.id()).orElse(null));
        }).toList();
    }

    /** Puts a decision before its two signers. */
    public Decision propose(Actor actor, Proposal proposal) {
        boolean known = cells(proposal.unit()).stream()
                .anyMatch(cell -> cell.characteristic().equals(proposal.characteristic()));
        if (!known) {
            throw new Refusal("bank.not-conditional",
                    Map.of("unit", proposal.unit(), "test", proposal.characteristic()));
        }
        long id = authorship.write(actor,
                "decision proposed: " + proposal.characteristic() + " of " + proposal.unit() + ", "
                        + proposal.rationale(),
                () -> jdbc.sql(PROPOSE).param("unit", proposal.unit()).param("characteristic",
                        proposal.characteristic()).param("required", proposal.required())
                        .param("rationale", proposal.rationale())
                        .param("source", proposal.source(), java.sql.Types.VARCHAR)
                        .param("until", java.sql.Timestamp.from(proposal.validUntil())).query(Long.class).single());
        return list(proposal.unit()).stream().filter(each -> each.id() == id).findFirst().orElseThrow();
    }

    /** Signs; the second signature completes the decision. */
    public Signing.Panel sign(Actor session, long decision, Signing.Entry entry) {
        return signing.sign(session, RECORD, Long.toString(decision), entry);
    }

    public Optional<Signing.Panel> panel(long decision) {
        return signing.panel(RECORD, Long.toString(decision));
    }

    public List<Decision> list(String unit) {
        return inquiries.list(ask(unit));
    }

    /** Asks for {@link #list}. */
    public Inquiry<Decision> ask(String unit) {
        return Inquiry.of(BY_UNIT, Map.of("unit", unit), TestDecisions::decision);
    }

    /** Decisions that wait for a signature. */
    public List<Decision> open() {
        return inquiries.list(Inquiry.of(OPEN, Map.of(), TestDecisions::decision));
    }

    /** The conditional cells of a bank's tier, or of a lot's specification, in the standards in force. */
    public List<Cell> cells(String unit) {
        List<Decision> decisions = list(unit);
        Optional<Banks.Bank> bank = banks.find(unit);
        String standard = bank.isPresent() ? OF_BANKS : specification(units.get(unit));
        String tier = bank.map(found -> found.tier().name()).orElse("");
        return shelf.effective(standard, clock.instant()).requirements().stream()
                .flatMap(requirement -> conditional(requirement, tier).map(by -> new Cell(requirement, by.decision(),
                        by.undecided() == Applicability.Undecided.REQUIRED,
                        decisions.stream().filter(each -> each.characteristic().equals(by.decision()))
                                .filter(each -> each.state().equals("OPEN") || each.state().equals("SIGNED"))
                                .findFirst().orElse(null)))
                        .stream())
                .toList();
    }

    private static String specification(Units.Unit lot) {
        String product = lot.product();
        if (!lot.type().equals("LOT") || product == null) {
            throw new Refusal("not-found", Map.of("unit", lot.code()));
        }
        return product.toLowerCase(Locale.ROOT).replace("-", "") + "-release";
    }

    private static Optional<Applicability.ByDecision> conditional(Requirement requirement, String tier) {
        return switch (requirement.applicability()) {
            case Applicability.ByDecision by -> Optional.of(by);
            case Applicability.ByCase cases when cases.cases().get(tier) instanceof Applicability.ByDecision by ->
                Optional.of(by);
            default -> Optional.empty();
        };
    }

    /** The signed ones of the decisions on a unit, as facts that its standard asks for. */
    public List<Entry> decided(List<Decision> decisions) {
        return decisions.stream().filter(each -> each.state().equals("SIGNED"))
                .map(each -> Entry.derived(each.unit(), each.characteristic(),
                        new Value.Decided(each.required(), true,
                                new Moment.Instant(each.validUntil().atZone(clock.getZone()).toOffsetDateTime())),
                        "test-decision/1", List.of("test-decision:" + each.id())))
                .toList();
    }

    private static Decision decision(Row row) {
        return new Decision(row.whole("id"), row.text("unit"), row.text("characteristic"), row.flag("required"),
                row.text("rationale"), row.findText("source"), row.instant("valid_until"), row.text("state"),
                row.text("proposed_by"), row.instant("proposed_at"), row.findInstant("completed_at"));
    }
}
