package org.stroma.measure;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A unit of measure, written as a UCUM code ({@code mosm/kg}, {@code {cells}/mL}, {@code K/min}).
 *
 * <p>A subset of UCUM 2.2 (unitsofmeasure.org), with exact factors, and in four points stricter than UCUM, because
 * there a wrong limit would look right:
 * <ul>
 * <li>percent, ppm, mole, osmole and pH are scales of their own: 95 % is not 0.95, 1 mol/L is not 6e23/L;
 * <li>annotations are scales of their own: {@code {cells}} is neither {@code {vials}} nor 1;
 * <li>months and years are a scale apart from days, for their length is a matter of the calendar;
 * <li>degrees Celsius stand alone; a rate is written in kelvin ({@code K/min}).
 * </ul>
 * Endotoxin units are written {@code {EU}}: the UCUM code {@code [EU]} is the Ehrlich unit, and a bare {@code EU} would
 * be the exa enzyme unit. Both are refused.
 *
 * @param code as written
 * @param scales exponent of each base scale, none of them 0
 * @param factor exact factor to the base scales
 * @param offset what is added after the factor; other than 0 only for temperatures
 */
public record UnitOfMeasure(String code, SortedMap<String, Integer> scales, Ratio factor, Ratio offset) {
    /** The number one: a pure number, neither a percent nor a count of something. */
    public static final UnitOfMeasure ONE = parse("1");

    public UnitOfMeasure {
        scales = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(scales));
    }

    /** @throws UnitUnknown with the reason, if the code is not of the subset */
    public static UnitOfMeasure parse(String code) {
        return new UnitParser(code).parse();
    }

    /** Whether quantities in the two can be converted into each other. */
    public boolean isLike(UnitOfMeasure other) {
        return scales.equals(other.scales);
    }

    /** Whether numbers in this unit count cells and so need to say which, viable or total. */
    public boolean countsCells() {
        return scales.containsKey("{cells}");
    }

    /** The exact value in the base scales, of {@code value} in this unit. */
    Ratio toBase(Ratio value) {
        return value.times(factor).plus(offset);
    }

    Ratio fromBase(Ratio base) {
        return base.minus(offset).dividedBy(factor);
    }

    /** The power of ten that leads from this unit to {@code target}, if that is all that lies between them. */
    java.util.OptionalInt powerOfTenTo(UnitOfMeasure target) {
        if (!offset.equals(target.offset)) {
            return java.util.OptionalInt.empty();
        }
        BigDecimal quotient = factor.dividedBy(target.factor).toDecimal().orElse(BigDecimal.ZERO).stripTrailingZeros();
        return quotient.unscaledValue().equals(java.math.BigInteger.ONE)
                ? java.util.OptionalInt.of(-quotient.scale())
                : java.util.OptionalInt.empty();
    }

    static UnitOfMeasure of(String code, Map<String, Integer> scales, Ratio factor, Ratio offset) {
        SortedMap<String, Integer> kept = new TreeMap<>(scales);
        kept.values().removeIf(exponent -> exponent == 0);
        return new UnitOfMeasure(code, kept, factor, offset);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof UnitOfMeasure unit && code.equals(unit.code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
