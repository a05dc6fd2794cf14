package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much endotoxin a patient may receive by one route, and what of it others already take.
 *
 * @param thresholdEuPerKg K, in EU per kg within one hour; depends on the route and is data
 * @param others what comes with the dose but is not the product: diluent, infusion line
 */
public record EndotoxinBudget(BigDecimal thresholdEuPerKg, List<Source> others) {

    /** Endotoxin from one other source, in EU per kg within the same hour. */
    public record Source(String name, BigDecimal euPerKg) {
        public Source {
            euPerKg = Numbers.notNegative(euPerKg, "endotoxin in EU/kg");
        }
    }

    /** The other sources leave nothing for the product. */
    public static final class Exhausted extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final BigDecimal thresholdEuPerKg;
        private final BigDecimal othersEuPerKg;

        Exhausted(BigDecimal thresholdEuPerKg, BigDecimal othersEuPerKg) {
            super("other sources take " + othersEuPerKg + " EU/kg of " + thresholdEuPerKg);
            this.thresholdEuPerKg = thresholdEuPerKg;
            this.othersEuPerKg = othersEuPerKg;
        }

        public String code() {
            return "bioprocess.endotoxin.budget-exhausted";
        }

        public BigDecimal thresholdEuPerKg() {
            return thresholdEuPerKg;
        }

        public BigDecimal othersEuPerKg() {
            return othersEuPerKg;
        }
    }

    public EndotoxinBudget {
        thresholdEuPerKg = Numbers.positive(thresholdEuPerKg, "endotoxin threshold in EU/kg");
        others = List.copyOf(others);
    }

    public static EndotoxinBudget of(BigDecimal thresholdEuPerKg) {
        return new EndotoxinBudget(thresholdEuPerKg, List.of());
    }

    /** K less the other sources, in EU/kg; throws {@link Exhausted} when that is not above zero. */
    public BigDecimal leftForProduct() {
        BigDecimal taken = others.stream().map(Source::euPerKg).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = thresholdEuPerKg.subtract(taken);
        if (left.signum() <= 0) {
            throw new Exhausted(thresholdEuPerKg, taken);
        }
        return Numbers.normal(left);
    }
}
