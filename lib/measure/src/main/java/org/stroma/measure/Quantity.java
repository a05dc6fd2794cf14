package org.stroma.measure;

import java.math.BigDecimal;

/**
 * An exact decimal as it was written, with its unit of measure. Two quantities are {@code equal} if they are written
 * alike; they have the same size if {@link #compareTo} gives 0 (3.420 kg and 3420 g).
 *
 * @param value keeps the written scale: 3.420 has three decimals
 * @param unit what the value counts or measures
 * @param qualifier viable or total where the unit counts cells, else none
 */
public record Quantity(BigDecimal value, UnitOfMeasure unit, Qualifier qualifier) implements Comparable<Quantity> {

    public Quantity {
        if (unit.countsCells() == (qualifier == Qualifier.NONE)) {
            throw new IllegalArgumentException("a count of cells, and nothing else, says viable or total: " + value
                    + " " + unit + " " + qualifier);
        }
    }

    /** @throws MeasureException if number or unit cannot be read */
    public static Quantity parse(String value, String unit) {
        return parse(value, unit, Qualifier.NONE);
    }

    /** @throws MeasureException if number or unit cannot be read */
    public static Quantity parse(String value, String unit, Qualifier qualifier) {
        return new Quantity(Decimals.parse(value), UnitOfMeasure.parse(unit), qualifier);
    }

    public boolean isLike(Quantity other) {
        return qualifier == other.qualifier && unit.isLike(other.unit);
    }

    /**
     * The same size in another unit. A power of ten moves the written place along (3.420 kg is 3420 g).
     *
     * @throws UnlikeUnits if the units have no common scale
     * @throws InexactConversion if the result has no finite decimal
     */
    public Quantity in(UnitOfMeasure target) {
        requireLike(target);
        var power = unit.powerOfTenTo(target);
        BigDecimal converted = power.isPresent()
                ? value.scaleByPowerOfTen(power.getAsInt())
                : ratioIn(target).toDecimal().orElseThrow(() -> new InexactConversion(this, target));
        return new Quantity(converted, target, qualifier);
    }

    /** The exact number in another unit, also where it has no finite decimal. */
    public Ratio ratioIn(UnitOfMeasure target) {
        requireLike(target);
        return target.fromBase(unit.toBase(Ratio.of(value)));
    }

    /** @throws UnlikeUnits if the units, or viable and total, differ */
    public Quantity plus(Quantity other) {
        requireLike(other);
        return new Quantity(value.add(other.in(unit).value), unit, qualifier);
    }

    /** @throws UnlikeUnits if the units, or viable and total, differ */
    public Quantity minus(Quantity other) {
        requireLike(other);
        return new Quantity(value.subtract(other.in(unit).value), unit, qualifier);
    }

    /** @throws UnlikeUnits if the units, or viable and total, differ */
    @Override
    public int compareTo(Quantity other) {
        requireLike(other);
        return unit.toBase(Ratio.of(value)).compareTo(other.unit.toBase(Ratio.of(other.value)));
    }

    private void requireLike(Quantity other) {
        if (!isLike(other)) {
            throw new UnlikeUnits(unit + suffix(qualifier), other.unit + suffix(other.qualifier));
        }
    }

    private void requireLike(UnitOfMeasure target) {
        if (!unit.isLike(target)) {
            throw new UnlikeUnits(unit.code(), target.code());
        }
    }

    private static String suffix(Qualifier qualifier) {
        return qualifier == Qualifier.NONE ? "" : " " + qualifier;
    }

    @Override
    public String toString() {
        return Decimals.write(value) + " " + unit + suffix(qualifier);
    }
}
