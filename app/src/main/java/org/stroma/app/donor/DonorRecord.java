package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stroma.app.gate.Rulings;
import org.stroma.app.genealogy.Units;

/**
 * A donor by code, with what is not evidence.
 *
 * @param primary code of the record that carries the mother's consent, screening and samples; itself unless it is a twin's
 * @param siblings codes of all records of the same mother, itself included
 * @param consents oldest first; the last one is in force
 * @param donation null before the collection
 * @param rulings on what is required case by case, of the mother's record and of this one
 */
public record DonorRecord(Units.Unit unit, Jurisdiction jurisdiction, String centre, String primary,
        List<String> siblings, List<Given> consents, List<Sample> samples, @Nullable Donation donation,
        List<Rulings.Ruling> rulings) {

    public DonorRecord {
        siblings = List.copyOf(siblings);
        consents = List.copyOf(consents);
        samples = List.copyOf(samples);
        rulings = List.copyOf(rulings);
    }

    /** A consent and when it was entered. */
    public record Given(long id, Consent consent, String enteredBy, Instant enteredAt) {}

    /** A sample and the record it was drawn for. */
    public record Sample(String code, String donor, BloodDraw.Purpose purpose, Instant drawnAt, String state,
            BloodDraw.@Nullable Fluids fluids) {}

    /** A collection; {@code din} without blanks. */
    public record Donation(long operation, String tissue, String din, Instant clampAt) {
        /** As it is printed for people: {@code Z9999 26 000123}. */
        public String printed() {
            return din.substring(0, 5) + " " + din.substring(5, 7) + " " + din.substring(7);
        }
    }

    public String code() {
        return unit.code();
    }

    public boolean twin() {
        return siblings.size() > 1;
    }

    /** Body weight and fluids of a sample, all present or all absent. */
    static BloodDraw.@Nullable Fluids fluids(@Nullable BigDecimal weight, @Nullable BigDecimal blood,
            @Nullable BigDecimal colloid, @Nullable BigDecimal crystalloid) {
        return weight == null || blood == null || colloid == null || crystalloid == null
                ? null
                : new BloodDraw.Fluids(weight, blood, colloid, crystalloid);
    }
}
