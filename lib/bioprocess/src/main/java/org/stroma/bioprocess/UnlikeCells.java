package org.stroma.bioprocess;

/** Refusal to mix viable and total cell numbers in one sum, difference or ratio. */
public final class UnlikeCells extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final CellKind expected;
    private final CellKind actual;

    UnlikeCells(CellKind expected, CellKind actual) {
        super("expected " + expected + " cells, got " + actual);
        this.expected = expected;
        this.actual = actual;
    }

    public String code() {
        return "bioprocess.cells.unlike";
    }

    public CellKind expected() {
        return expected;
    }

    public CellKind actual() {
        return actual;
    }
}
