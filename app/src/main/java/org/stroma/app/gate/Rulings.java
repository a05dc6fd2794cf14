package org.stroma.app.gate;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.database.Row;
import org.stroma.app.evidence.Entry;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.people.Actor;
import org.stroma.app.people.Authorship;
import org.stroma.app.people.FreeText;
import org.stroma.app.people.Signing;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.Value;
import org.stroma.app.standard.ValueType;
import org.stroma.measure.Moment;

/**
 * Signed rulings on whether a requirement that applies case by case applies to one unit. A standard that names a decision gets
 * its answer here, whatever it is about; who signs depends on the type of the unit.
 */
@Service
public class Rulings {
    /** The record type under which they are signed. */
    public static final String RECORD = "ruling";
    private static final String FORMULA = "signed-ruling/1";
    private static final String PROPOSE = "select gate.propose_ruling(:unit, :characteristic, :required, :rationale, :until)";
    private static final String ON = """
            select r.id, r.unit, r.characteristic, r.required, r.rationale, r.valid_until, r.state, r.proposed_by, r.proposed_at from gate.rulings_on(array(%s)) r""";
    private static final String ON_UNIT = ON.formatted("select id from genealogy.unit where code = :unit");

    private final JdbcClient jdbc;
    private final Inquiries inquiries;
    private final Authorship authorship;
    private final Signing signing;
    private final FreeText freeText;
    private final PlantClock clock;

    Rulings(JdbcClient jdbc, Inquiries inquiries, Authorship authorship, Signing signing, FreeText freeText,
            PlantClock clock) {
        this.jdbc = jdbc;
        this.inquiries = inquiries;
        this.authorship = authorship;
        this.signing = signing;
        this.freeText = freeText;
        this.clock = clock;
    }

    /** @param state OPEN or SIGNED; what was superseded or withdrawn is history */
    public record Ruling(long id, String unit, String characteristic, boolean required, String rationale,
            Instant validUntil, String state, String proposedBy, Instant proposedAt) {
        public boolean signed() {
            return state.equals("SIGNED");
        }
    }

    /** What a proposer enters. */
    public record Proposal(String characteristic, boolean required, String rationale, Instant validUntil) {}

    /** Something to be ruled on, the ruling in force, and the one that waits with its panel; any of them may be missing. */
    public record Shown(Characteristic characteristic, Optional<Ruling> inForce, Optional<Ruling> open,
            Optional<Signing.Panel> panel) {}

    /** Puts a ruling before its signers. */
    public long propose(Actor actor, String unit, Proposal proposal) {
        freeText.refuse("rationale", proposal.rationale());
        return authorship.write(actor, "ruling on " + proposal.characteristic() + ": " + proposal.rationale(),
                () -> jdbc.sql(PROPOSE).param("unit", unit).param("characteristic", proposal.characteristic())
                        .param("required", proposal.required()).param("rationale", proposal.rationale())
                        .param("until", Timestamp.from(proposal.validUntil())).query(Long.class).single());
    }

    /** Signs a ruling on a unit; with the last signature it is in force. */
    public Signing.Panel sign(Actor session, String unit, long ruling, Signing.Entry entry) {
        if (list(unit).stream().noneMatch(each -> each.id() == ruling)) {
            throw new Refusal("not-found", Map.of("ruling", ruling));
        }
        return signing.sign(session, RECORD, Long.toString(ruling), entry);
    }

    public Optional<Signing.Panel> panel(long ruling) {
        return signing.panel(RECORD, Long.toString(ruling));
    }

    /** Rulings on a unit, in force and waiting. */
    public List<Ruling> list(String unit) {
        return inquiries.list(Inquiry.of(ON_UNIT, Map.of("unit", unit), Rulings::ruling));
    }

    /**
     * Asks for the rulings on units that a select of their ids finds.
     *
     * @param ids a select of one column, with parameters written {@code :name}
     */
    public static Inquiry<Ruling> ask(String ids, Map<String, ?> parameters) {
        return Inquiry.of(ON.formatted(ids), parameters, Rulings::ruling);
    }

    /** Roles that sign rulings on a type of unit, in their order; none where there are no rulings. */
    public List<String> signers(String unitType) {
        return RulingRows.SIGNERS.getOrDefault(unitType, List.of());
    }

    /** What a standard leaves to a ruling on a unit, with the rulings there are. */
    public List<Shown> shown(Standard standard, String unit) {
        List<Ruling> rulings = list(unit);
        return askedBy(standard).map(each -> {
            Optional<Ruling> open = find(rulings, each, false);
            return new Shown(each, find(rulings, each, true), open, open.flatMap(ruling -> panel(ruling.id())));
        }).toList();
    }

    private static Optional<Ruling> find(List<Ruling> rulings, Characteristic about, boolean signed) {
        return rulings.stream().filter(each -> each.characteristic().equals(about.code()))
                .filter(each -> each.signed() == signed).findFirst();
    }

    static Stream<Characteristic> askedBy(Standard standard) {
        return standard.characteristics().stream().filter(each -> each.type() == ValueType.DECISION);
    }

    /** The rulings in force on a unit as facts, read only if a standard asks for any. */
    public List<Entry> facts(Standard standard, String unit) {
        Set<String> asked = askedBy(standard).map(Characteristic::code).collect(Collectors.toSet());
        return asked.isEmpty() ? List.of() : facts(list(unit), unit);
    }

    /** The ones in force as facts of a unit. */
    public List<Entry> facts(List<Ruling> rulings, String unit) {
        return rulings.stream().filter(Ruling::signed)
                .map(each -> Entry.derived(unit, each.characteristic(),
                        new Value.Decided(each.required(), true,
                                new Moment.Instant(each.validUntil().atZone(clock.getZone()).toOffsetDateTime())),
                        FORMULA, List.of("ruling:" + each.id())))
                .toList();
    }

    /** Refused unless the standard leaves this to a ruling. */
    public static void requireAsked(Standard standard, String characteristic) {
        if (askedBy(standard).noneMatch(each -> each.code().equals(characteristic))) {
            throw new Refusal("gate.nothing-to-rule", Map.of("characteristic", characteristic));
        }
    }

    private static Ruling ruling(Row row) {
        return new Ruling(row.whole("id"), row.text("unit"), row.text("characteristic"), row.flag("required"),
                row.text("rationale"), row.instant("valid_until"), row.text("state"), row.text("proposed_by"),
                row.instant("proposed_at"));
    }
}
