package org.stroma.app.donor;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One sample of blood.
 *
 * @param code of the sample's own label
 * @param fluids what was given before it; null for cord blood
 */
public record BloodDraw(String code, Purpose purpose, Instant drawnAt, @Nullable Fluids fluids) {

    public enum Purpose {
        /** Of the mother, for the markers of the donation. */
        MATERNAL,
        /** Of the mother, 180 days or more later. */
        RETEST,
        /** Of the cord, for the karyotype. */
        CORD_BLOOD
    }

    /**
     * What decides whether a sample is diluted.
     *
     * @param weightKg of the mother
     * @param bloodMl blood and components in the 48 h before
     * @param colloidMl colloids in the 48 h before
     * @param crystalloidMl crystalloids in the hour before
     */
    public record Fluids(BigDecimal weightKg, BigDecimal bloodMl, BigDecimal colloidMl, BigDecimal crystalloidMl) {
        public static Fluids of(String weightKg, String bloodMl, String colloidMl, String crystalloidMl) {
            return new Fluids(new BigDecimal(weightKg), new BigDecimal(bloodMl), new BigDecimal(colloidMl),
                    new BigDecimal(crystalloidMl));
        }

        /** Nothing given. */
        public static Fluids none(String weightKg) {
            return of(weightKg, "0", "0", "0");
        }
    }

    public static BloodDraw maternal(String code, Instant drawnAt, Fluids fluids) {
        return new BloodDraw(code, Purpose.MATERNAL, drawnAt, fluids);
    }

    public static BloodDraw cordBlood(String code, Instant drawnAt) {
        return new BloodDraw(code, Purpose.CORD_BLOOD, drawnAt, null);
    }
}
