package org.stroma.app.donor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.product.Products;
import org.stroma.app.standard.Status;

/**
 * G1, eligibility of a donor: screening and karyotype, and the markers of the donor's jurisdiction.
 *
 * <p>A deferred donor's cells may be processed at risk as far as the policy of every product in force says, up to the harvest
 * of P0 as shipped; beyond it only medium change, observation, freezing into quarantine and discard stay open, until the donor
 * is decided.
 */
@Component
class DonorGate implements GateSubject {
    /** Collecting a cord, preparing it and freezing into quarantine: nothing is lost by it, whatever a product's policy says. */
    private static final List<String> HANDLING = List.of("OP-030", "OP-060", "OP-165");

    private final DonorRows rows;
    private final DonorFacts facts;
    private final Products products;

    DonorGate(DonorRows rows, DonorFacts facts, Products products) {
        this.rows = rows;
        this.facts = facts;
        this.products = products;
    }

    @Override
    public String gate() {
        return "G1";
    }

    @Override
    public Optional<Question> question(Units.Unit unit, Grounds grounds) {
        if (!unit.type().equals("DONOR_RECORD")) {
            return Optional.empty();
        }
        return rows.read(unit.code()).map(record -> {
            DonorFacts.Gathered gathered = facts.gather(record, grounds);
            String pending = pending(record, grounds);
            return new Question(record.jurisdiction().standards(), gathered.units(), gathered.derived(),
                    Map.of("DEFERRED", whileDeferred()), Map.of("DEFERRED", pending, "DEFERRED_WAITING", pending,
                            "ELIGIBLE_CONDITIONAL", "the quality event that the decision names"));
        });
    }

    private List<String> whileDeferred() {
        return Stream.concat(HANDLING.stream(), products.listed("process_while_deferred").stream()).distinct().sorted()
                .toList();
    }

    /** The requirements that nothing answers yet. */
    private String pending(DonorRecord record, Grounds grounds) {
        return grounds.standard(grounds.now(record.jurisdiction().standards()))
                .evaluate(facts.known(record, grounds)).verdicts().stream()
                .filter(verdict -> verdict.status() == Status.MISSING)
                .map(verdict -> verdict.requirement()).collect(Collectors.joining(", "));
    }
}
