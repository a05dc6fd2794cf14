package org.stroma.bioprocess;

import java.math.BigDecimal;

/**
 * One registered way of giving the product: the largest dose it allows, in how long, and its endotoxin budget.
 *
 * @param doseMlPerKg largest volume for one kilogram of body weight, in mL/kg
 * @param hours shortest duration of the administration, in hours
 */
public record RegisteredUse(String name, BigDecimal doseMlPerKg, BigDecimal hours, EndotoxinBudget budget) {

    public RegisteredUse {
        doseMlPerKg = Numbers.positive(doseMlPerKg, "dose in mL/kg");
        hours = Numbers.positive(hours, "duration in hours");
    }

    /** A dose stated in viable cells per kg of a product with so many viable cells per mL. */
    public static RegisteredUse perKilogram(String name, DoseBasis.PerKilogram dose, CellConcentration concentration,
            BigDecimal hours, EndotoxinBudget budget) {
        concentration.requireViable("cells per mL");
        BigDecimal mlPerKg = Numbers.quotient(dose.cellsPerKg(), concentration.cellsPerMl());
        return new RegisteredUse(name, mlPerKg, hours, budget);
    }

    /** A dose stated as a volume, in mL, for patients of at least so many kg. */
    public static RegisteredUse volume(String name, BigDecimal volumeMl, BigDecimal lowestWeightKg, BigDecimal hours,
            EndotoxinBudget budget) {
        Numbers.positive(lowestWeightKg, "lowest body weight in kg");
        return new RegisteredUse(name, Numbers.quotient(volumeMl, lowestWeightKg), hours, budget);
    }

    /** M, in mL per kg and hour; a dose given in less than an hour counts as the dose of that hour. */
    public BigDecimal mlPerKgPerHour() {
        return hours.compareTo(BigDecimal.ONE) <= 0 ? doseMlPerKg : Numbers.quotient(doseMlPerKg, hours);
    }

    /** EL = (K − others) / M, in EU/mL. */
    public BigDecimal endotoxinLimitEuPerMl() {
        return Numbers.quotient(budget.leftForProduct(), mlPerKgPerHour());
    }
}
