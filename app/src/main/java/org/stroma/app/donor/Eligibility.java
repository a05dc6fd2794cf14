package org.stroma.app.donor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.stroma.app.database.Inquiries;
import org.stroma.app.database.Inquiry;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.Entry;
import org.stroma.app.evidence.Evidence;
import org.stroma.app.gate.Gates;
import org.stroma.app.gate.Grounds;
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
    private final Inquiries inquiries;
    private final Evidence evidence;
    private final StandardShelf shelf;
    private final PlantClock clock;

    Eligibility(DonorRows rows, DonorFacts facts, Inquiries inquiries, Evidence evidence, StandardShelf shelf,
            PlantClock clock) {
        this.rows = rows;
        this.facts = facts;
        this.inquiries = inquiries;
        this.evidence = evidence;
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

    /** What has to be asked for a reading; others may be asked in the same statement. */
    public static final class Asked {
        private final DonorRows.Dossier dossier;
        private final Inquiry<Gates.Decision> decisions;

        private Asked(DonorRows.Dossier dossier, Inquiry<Gates.Decision> decisions) {
            this.dossier = dossier;
            this.decisions = decisions;
        }

        public List<Inquiry<?>> inquiries() {
            return Stream.concat(dossier.inquiries().stream(), Stream.of(decisions)).toList();
        }

        /** The donor; empty when there is none behind the unit. */
        public Optional<Known> known(Inquiries.Answers answers) {
            return dossier.read(answers).map(record -> new Known(record, answers.list(decisions).stream()
                    .filter(each -> each.unit().equals(record.code())).mapToLong(Gates.Decision::id).findFirst()
                    .orElse(0)));
        }
    }

    /**
     * A donor before the reading.
     *
     * @param decision number of the decision in force; 0 when there is none
     */
    public record Known(DonorRecord donor, long decision) {
        /** Every unit whose evidence the reading may look at. */
        public Set<String> units() {
            return DonorFacts.units(donor);
        }

        /** The standard that the reading will ask for: the one in force when she donated. */
        public StandardShelf.Purpose standard(Instant asOf) {
            DonorRecord.Donation donation = donor.donation();
            return new StandardShelf.Purpose(donor.jurisdiction().standards(),
                    donation == null ? asOf : donation.clampAt());
        }
    }

    /** Asks about the donor behind whatever descends from a donation, or about a donor by code. */
    public Asked ask(String unit) {
        return new Asked(rows.dossier(unit), Gates.askSignedAbove(unit, "DONOR_RECORD", "G1"));
    }

    /** The reading for whatever descends from a donation, or for a donor by code; empty while nobody has decided. */
    public Optional<Reading> find(String unit) {
        Asked asked = ask(unit);
        Known known = asked.known(inquiries.ask(asked.inquiries()))
                .orElseThrow(() -> new Refusal("not-found", Map.of("unit", unit)));
        return read(known, Grounds.of(evidence, shelf, clock.instant()));
    }

    /** The reading of a donor, within a judgement; empty while nobody has decided. */
    public Optional<Reading> read(Known known, Grounds grounds) {
        DonorRecord record = known.donor();
        Standard standard = grounds.standard(known.standard(grounds.asOf()));
        Evaluation.Overall overall = standard.evaluate(facts.known(record, grounds)).overall();
        boolean held = record.unit().stops() > 0;
        return status(record.unit().state(), overall, held || known.decision() == 0).map(status -> new Reading(
                record.code(), status, standard.code() + " " + standard.version(), overall, known.decision(), held));
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
