package org.stroma.app.donor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.genealogy.Units;
import org.stroma.app.ledger.PlantClock;
import org.stroma.app.standard.StandardShelf;
import org.stroma.app.standard.Status;

/**
 * G1, eligibility of a donor: screening and karyotype, and the markers of the donor's jurisdiction.
 *
 * <p>A deferred donor's cells may be processed at risk up to and including the harvest of P0; beyond it only medium change,
 * observation, freezing into quarantine and discard stay open, until the donor is decided.
 */
@Component
class DonorGate implements GateSubject {
    /** What DEFERRED lets through; observing, moving and disposing need no leave. */
    static final List<String> WHILE_DEFERRED = List.of("OP-030", "OP-060", "OP-070A", "OP-070B", "OP-070C", "OP-070D",
            "OP-080", "OP-095", "OP-165");

    private final DonorRows rows;
    private final Units units;
    private final DonorFacts facts;
    private final StandardShelf shelf;
    private final PlantClock clock;

    DonorGate(DonorRows rows, Units units, DonorFacts facts, StandardShelf shelf, PlantClock clock) {
        this.rows = rows;
        this.units = units;
        this.facts = facts;
        this.shelf = shelf;
        this.clock = clock;
    }

    @Override
    public String gate() {
        return "G1";
    }

    @Override
    public Optional<Question> question(Units.Unit unit) {
        if (!unit.type().equals("DONOR_RECORD")) {
            return Optional.empty();
        }
        return rows.read(unit.code(), units).map(record -> {
            DonorFacts.Gathered gathered = facts.gather(record);
            String pending = pending(record);
            return new Question(record.jurisdiction().standards(), gathered.units(), gathered.derived(),
                    Map.of("DEFERRED", WHILE_DEFERRED), Map.of("DEFERRED", pending, "DEFERRED_WAITING", pending,
                            "ELIGIBLE_CONDITIONAL", "the quality event that the decision names"));
        });
    }

    /** The requirements that nothing answers yet. */
    private String pending(DonorRecord record) {
        return shelf.effective(record.jurisdiction().standards(), clock.instant()).evaluate(facts.known(record))
                .verdicts().stream().filter(verdict -> verdict.status() == Status.MISSING)
                .map(verdict -> verdict.requirement()).collect(Collectors.joining(", "));
    }
}
