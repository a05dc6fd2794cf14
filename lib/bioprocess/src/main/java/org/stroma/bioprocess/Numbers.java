package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Checks and divisions shared by the records of this package.
 *
 * <p>Sums, differences and products of decimals are exact. Quotients carry 34 significant digits, half even
 * (IEEE 754-2008 decimal128), which is far below any pipette; whatever decides (a container more or less, a limit
 * exceeded) is compared by multiplication or whole-number division instead and is exact.
 */
final class Numbers {

    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Powers of ten beyond this are slips of the keyboard; written out they would fill memory. */
    private static final int MAX_EXPONENT = 60;

    private Numbers() {}

    static BigDecimal positive(BigDecimal value, String quantity) {
        reasonable(value, quantity);
        if (value.signum() <= 0) {
            throw new UnusableNumber(UnusableNumber.Kind.NOT_POSITIVE, quantity, value.toPlainString());
        }
        return normal(value);
    }

    static BigDecimal notNegative(BigDecimal value, String quantity) {
        reasonable(value, quantity);
        if (value.signum() < 0) {
            throw new UnusableNumber(UnusableNumber.Kind.NEGATIVE, quantity, value.toPlainString());
        }
        return normal(value);
    }

    static double positive(double value, String quantity) {
        finite(value, quantity);
        if (!(value > 0)) {
            throw new UnusableNumber(UnusableNumber.Kind.NOT_POSITIVE, quantity, Double.toString(value));
        }
        return value;
    }

    static double notNegative(double value, String quantity) {
        finite(value, quantity);
        if (!(value >= 0)) {
            throw new UnusableNumber(UnusableNumber.Kind.NEGATIVE, quantity, Double.toString(value));
        }
        return value;
    }

    static double finite(double value, String quantity) {
        if (!Double.isFinite(value)) {
            throw new UnusableNumber(UnusableNumber.Kind.NOT_FINITE, quantity, Double.toString(value));
        }
        return value;
    }

    static long notNegative(long value, String quantity) {
        if (value < 0) {
            throw new UnusableNumber(UnusableNumber.Kind.NEGATIVE, quantity, Long.toString(value));
        }
        return value;
    }

    private static void reasonable(BigDecimal value, String quantity) {
        long exponent = (long) value.precision() - value.scale();
        if (value.signum() != 0 && Math.abs(exponent) > MAX_EXPONENT) {
            throw outOfRange(quantity, value);
        }
    }

    static UnusableNumber outOfRange(String quantity, Object value) {
        return new UnusableNumber(UnusableNumber.Kind.OUT_OF_RANGE, quantity, value.toString());
    }

    static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        return normal(dividend.divide(divisor, MathContext.DECIMAL128));
    }

    /** One representation for one number, so that records holding 5.0 and 5.00 are equal. */
    static BigDecimal normal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
