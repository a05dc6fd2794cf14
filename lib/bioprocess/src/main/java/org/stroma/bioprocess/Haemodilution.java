package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether fluids given before a blood sample diluted it too far to find an infection.
 *
 * <p>The sample is diluted when colloids and crystalloids exceed the total plasma volume (TPV), or when blood, colloids
 * and crystalloids exceed the total blood volume (TBV). Equal is not more. Compared exactly, without forming the volumes.
 *
 * @param exceeded which volumes were exceeded; empty for a usable sample
 */
public record Haemodilution(BigDecimal plasmaVolumeMl, BigDecimal bloodVolumeMl, Set<Volume> exceeded) {

    /** A volume of the body against which fluids are compared. */
    public enum Volume {
        PLASMA,
        BLOOD
    }

    /**
     * The estimate of body volumes: TPV = weight / kgPerMlPlasma, TBV = weight / kgPerMlBlood.
     *
     * @param kgPerMlPlasma kilograms of body weight for each mL of plasma
     * @param kgPerMlBlood kilograms of body weight for each mL of blood
     */
    public record Rule(BigDecimal kgPerMlPlasma, BigDecimal kgPerMlBlood) {
        public Rule {
            kgPerMlPlasma = Numbers.positive(kgPerMlPlasma, "kg per mL of plasma");
            kgPerMlBlood = Numbers.positive(kgPerMlBlood, "kg per mL of blood");
        }
    }

    /**
     * Fluids given before the sample, in mL; zero or more each.
     *
     * @param bloodMl blood and its components within their look-back period (48 h)
     * @param colloidMl colloids within the same period
     * @param crystalloidMl crystalloids within theirs (1 h)
     */
    public record Fluids(BigDecimal bloodMl, BigDecimal colloidMl, BigDecimal crystalloidMl) {
        public Fluids {
            bloodMl = Numbers.notNegative(bloodMl, "blood in mL");
            colloidMl = Numbers.notNegative(colloidMl, "colloids in mL");
            crystalloidMl = Numbers.notNegative(crystalloidMl, "crystalloids in mL");
        }
    }

    public Haemodilution {
        exceeded = Set.copyOf(exceeded);
    }

    public static Haemodilution of(Rule rule, BigDecimal weightKg, Fluids fluids) {
        BigDecimal weight = Numbers.positive(weightKg, "body weight in kg");
        BigDecimal clear = fluids.colloidMl().add(fluids.crystalloidMl());
        BigDecimal all = clear.add(fluids.bloodMl());
        Set<Volume> exceeded = EnumSet.noneOf(Volume.class);
        if (clear.multiply(rule.kgPerMlPlasma()).compareTo(weight) > 0) {
            exceeded.add(Volume.PLASMA);
        }
        if (all.multiply(rule.kgPerMlBlood()).compareTo(weight) > 0) {
            exceeded.add(Volume.BLOOD);
        }
        return new Haemodilution(Numbers.quotient(weight, rule.kgPerMlPlasma()),
                Numbers.quotient(weight, rule.kgPerMlBlood()), exceeded);
    }

    public boolean diluted() {
        return !exceeded.isEmpty();
    }
}
