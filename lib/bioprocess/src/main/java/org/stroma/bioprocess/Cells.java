package org.stroma.bioprocess;

import java.math.BigDecimal;

/**
 * An exact, non-negative number of cells that says whether it counts viable or all cells.
 *
 * @param number cells; an exact decimal because calculated amounts need not be whole
 */
public record Cells(BigDecimal number, CellKind kind) {

    public Cells {
        number = Numbers.notNegative(number, "cells");
    }

    /** Viable cells, for example {@code viable("2.0224e7")}; there is no factory from double on purpose. */
    public static Cells viable(String number) {
        return new Cells(new BigDecimal(number), CellKind.VIABLE);
    }

    public static Cells viable(BigDecimal number) {
        return new Cells(number, CellKind.VIABLE);
    }

    public static Cells total(BigDecimal number) {
        return new Cells(number, CellKind.TOTAL);
    }

    /** Throws {@link UnlikeCells} when the kinds differ. */
    public Cells plus(Cells other) {
        other.require(kind);
        return new Cells(number.add(other.number), kind);
    }

    /** Throws {@link UnlikeCells} when the kinds differ and {@link UnusableNumber} when fewer than zero would remain. */
    public Cells minus(Cells other) {
        other.require(kind);
        return new Cells(number.subtract(other.number), kind);
    }

    public Cells times(BigDecimal factor) {
        return new Cells(number.multiply(Numbers.notNegative(factor, "factor")), kind);
    }

    /** This number divided by a positive one of the same kind, to 34 significant digits. */
    public BigDecimal per(Cells other) {
        other.require(kind);
        return Numbers.quotient(number, Numbers.positive(other.number, "cells divided by"));
    }

    Cells require(CellKind wanted) {
        if (kind != wanted) {
            throw new UnlikeCells(wanted, kind);
        }
        return this;
    }

    Cells requireViable(String what) {
        require(CellKind.VIABLE);
        Numbers.positive(number, what);
        return this;
    }
}
