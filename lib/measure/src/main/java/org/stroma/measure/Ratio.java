package org.stroma.measure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An exact rational number in lowest terms, denominator above zero. A mean of six readings or a minute in hours has no
 * finite decimal, yet it must be compared with a limit and rounded without a first, hidden rounding.
 */
public record Ratio(BigInteger numerator, BigInteger denominator) implements Comparable<Ratio> {
    public static final Ratio ONE = of(1);

    public Ratio {
        if (denominator.signum() == 0) {
            throw new IllegalArgumentException("a ratio needs a denominator other than 0");
        }
        BigInteger common = numerator.gcd(denominator).multiply(BigInteger.valueOf(denominator.signum()));
        numerator = numerator.divide(common);
        denominator = denominator.divide(common);
    }

    public static Ratio of(long value) {
        return new Ratio(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Ratio of(BigDecimal value) {
        if (value.scale() <= 0) {
            return new Ratio(value.toBigIntegerExact(), BigInteger.ONE);
        }
        return new Ratio(value.unscaledValue(), BigInteger.TEN.pow(value.scale()));
    }

    public Ratio plus(Ratio other) {
        return new Ratio(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Ratio minus(Ratio other) {
        return plus(new Ratio(other.numerator.negate(), other.denominator));
    }

    public Ratio times(Ratio other) {
        return new Ratio(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** @throws IllegalArgumentException if {@code other} is 0 */
    public Ratio dividedBy(Ratio other) {
        return new Ratio(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /** The integer power; a negative exponent inverts. */
    public Ratio power(int exponent) {
        if (exponent < 0) {
            return ONE.dividedBy(this).power(-exponent);
        }
        return new Ratio(numerator.pow(exponent), denominator.pow(exponent));
    }

    /** The decimal with exactly this value and no needless zeros, or empty when it has no end (1/3). */
    public Optional<BigDecimal> toDecimal() {
        BigInteger rest = denominator;
        int scale = 0;
        while (rest.mod(BigInteger.TWO).signum() == 0) {
            rest = rest.shiftRight(1);
            scale++;
        }
        BigInteger five = BigInteger.valueOf(5);
        int fives = 0;
        while (rest.mod(five).signum() == 0) {
            rest = rest.divide(five);
            fives++;
        }
        if (!rest.equals(BigInteger.ONE)) {
            return Optional.empty();
        }
        return Optional.of(round(Math.max(scale, fives), RoundingMode.UNNECESSARY));
    }

    /** Rounded once to {@code scale} decimals (negative: tens, hundreds …); a tie is seen only where there is one. */
    public BigDecimal round(int scale, RoundingMode mode) {
        return scale >= 0
                ? new BigDecimal(numerator).divide(new BigDecimal(denominator), scale, mode)
                : new BigDecimal(numerator).divide(new BigDecimal(denominator.multiply(BigInteger.TEN.pow(-scale))), 0,
                        mode).scaleByPowerOfTen(-scale);
    }

    @Override
    public int compareTo(Ratio other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /** The decimal where there is one, else {@code "1/3"}. */
    @Override
    public String toString() {
        return toDecimal().map(BigDecimal::toPlainString).orElse(numerator + "/" + denominator);
    }
}
