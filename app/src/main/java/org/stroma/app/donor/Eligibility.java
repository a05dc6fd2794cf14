package org.stroma.app.donor;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.gate.Gates;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.Evaluation;
import org.stroma.app.standard.Standard;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Value;

/**
 * Reads a donor's eligibility again, later: by the signed decision, by what is known today, and by the standard that was in
 * force when she donated. Banks and lots take the answer as a derived fact at their own gates.
 */
@Service
public class Eligibility {
    /** The formula under which the answer becomes evidence. */
    public static final String FORMULA = "donor-eligibility/1";

    private final DonorRows rows;
    private final DonorFacts facts;
    /** Gates ask subjects, which ask here; so they are found when needed. */
    private final ObjectProvider<Gates> gates;
    private final Units units;
    private final StandardShelf shelf;
    private final PlantClock clock;

    Eligibility(DonorRows rows, DonorFacts facts, ObjectProvider<Gates> gates, Units units,
            StandardShelf shelf,
            PlantClock clock) {
        this.rows = rows;
        this.facts = facts;
        this.gates = gates;
        this.units = units;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** The answer for the donor, as standards name it. */
    public enum Status {
        ELIGIBLE, DEFERRED, INELIGIBLE
    }

    /**
     * What the reading found.
     *
     * @param donor code of the donor's record
     * @param standard the standard in force at donation, with its version
     * @param overall what that standard says of today's evidence
     * @param decision number of the decision in force; 0 when there is none
     * @param held whether a hold stands on the donor
     */
    public record Reading(String donor, Status status, String standard, Evaluation.Overall overall, long decision,
            boolean held) {

        /** The reading as a derived fact of another unit, under {@code donor_eligibility}. */
        public Entry asEvidenceOf(String unit) {
            return Entry.derived(unit, "donor_eligibility", new Value.Code(status.name()), FORMULA,
                    List.of("donor:" + donor, "standard:" + standard, "verdict:" + overall, "decision:" + decision,
                            "held:" + held));
        }
    }

    /** The reading for whatever descends from a donation, or for a donor's record itself; empty while nobody has decided. */
    public Optional<Reading> find(String unit) {
        String donor = rows.find(unit).map(_ -> unit)
                .orElseGet(() -> rows.donationAbove(unit).map(DonorRows.Collected::donor)
                        .orElseThrow(() -> new Refusal("not-found", java.util.Map.of("unit", unit))));
        return read(rows.read(donor, units).orElseThrow());
    }

    private Optional<Reading> read(DonorRecord record) {
        Instant donated = record.donation() == null ? clock.instant() : record.donation().clampAt();
        Standard standard = shelf.effective(record.jurisdiction().standards(), donated);
        Evaluation.Overall overall = standard.evaluate(facts.known(record)).overall();
        boolean held = units.holds(record.code()).stream().anyMatch(hold -> hold.open() && hold.kind().equals("STOP"));
        long decision = gates.getObject().decisions(record.code(), "G1").stream()
                .filter(each -> each.state().equals("SIGNED"))
                .mapToLong(Gates.Decision::id).findFirst().orElse(0);
        return status(record.unit().state(), overall, held || decision == 0).map(status -> new Reading(record.code(),
                status, standard.code() + " " + standard.version(), overall, decision, held));
    }

    private static Optional<Status> status(String state, Evaluation.Overall overall, boolean open) {
        return switch (state) {
            case "INELIGIBLE", "WITHDRAWN" -> Optional.of(Status.INELIGIBLE);
            case "ELIGIBLE", "DEFERRED" -> Optional.of(overall == Evaluation.Overall.FAIL
                    ? Status.INELIGIBLE
                    : state.equals("DEFERRED") || open || overall == Evaluation.Overall.MISSING
                            ? Status.DEFERRED
                            : Status.ELIGIBLE);
            default -> Optional.empty();
        };
    }
}
