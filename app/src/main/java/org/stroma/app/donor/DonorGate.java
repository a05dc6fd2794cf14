package org.stroma.app.donor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stroma.app.gate.GateSubject;
import org.stroma.app.gate.Grounds;
import org.stroma.app.genealogy.Units;
import org.stroma.app.product.Products;
import org.stroma.app.standard.Characteristic;
import org.stroma.app.standard.Status;
import org.stroma.app.standard.ValueType;

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

    /** What consent, screening, sampling, newborn and karyotype enter; every finding is a marker of a sample. */
    private static final Set<String> FORMS = Set.of("consent_signed_at", "first_sample_at", "consent_donation",
            "consent_testing", "consent_manufacture", "maternal_age", "gestation", "fetus_normal", "delivery_mode",
            "infectious_disease", "genetic_history", "malignancy", "pregnancy_complication", "newborn_sex",
            "newborn_mass", "sample_at", "collection_at", "retest_at", "haemodiluted");

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

    @Override
    public Set<String> answerers() {
        return Set.of("COLLECTOR", "ANALYST", "DONOR_MEDICAL_REVIEWER");
    }

    @Override
    public boolean takesElsewhere(Characteristic characteristic) {
        return characteristic.type() == ValueType.FINDING || FORMS.contains(characteristic.code());
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
