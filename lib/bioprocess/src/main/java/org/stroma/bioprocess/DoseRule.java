package org.stroma.bioprocess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The registered dose of a product, ready to be worked out for a patient and a lot.
 *
 * <p>The order of steps is fixed: dose from its basis, cap, volume, rounding to the drawing step, containers, and what
 * is really delivered from the rounded volume. All of it is decimal; only quotients are rounded, at 34 digits.
 *
 * @param cap the largest dose whatever the basis says; empty when there is none
 */
public record DoseRule(DoseBasis basis, Optional<Cells> cap, Presentation presentation, Drawing drawing) {

    /** A quotient this little above a whole number of containers is that number: 10 mL from 5 mL vials is 2, not 3. */
    private static final BigDecimal CONTAINER_GUARD = new BigDecimal("1e-12");

    public DoseRule {
        cap.ifPresent(cells -> cells.requireViable("cap of the dose"));
    }

    /**
     * Works the dose out.
     *
     * @param weightKg body weight, in kg, positive also where the basis does not need it: the solvent load does
     * @param lot viable concentration of the lot as released
     */
    public Dose forPatient(BigDecimal weightKg, CellConcentration lot) {
        BigDecimal weight = Numbers.positive(weightKg, "body weight in kg");
        lot.requireViable("concentration of the lot in cells per mL");
        Cells byBasis = basis.cells(weight);
        Cells cells = cap.filter(limit -> limit.number().compareTo(byBasis.number()) < 0).orElse(byBasis);
        BigDecimal sites = BigDecimal.valueOf(basis.sites());
        CellConcentration by = switch (drawing.by()) {
            case LABEL -> presentation.label();
            case LOT -> lot;
        };
        BigDecimal exactPerSite = Numbers.quotient(cells.number(), by.cellsPerMl().multiply(sites));
        BigDecimal drawnPerSite = drawing.drawn(exactPerSite);
        BigDecimal drawn = Numbers.normal(drawnPerSite.multiply(sites));
        return new Dose(cells, !cells.equals(byBasis), new Dose.Volume(exactPerSite, drawnPerSite, basis.sites()),
                containers(drawn), presentation.label().in(drawn), lot.in(drawn),
                presentation.solvent().map(solvent -> new Dose.Load(solvent.grams(drawn), weight)));
    }

    private long containers(BigDecimal drawnMl) {
        BigDecimal volume = presentation.labelVolumeMl();
        BigDecimal guarded = drawnMl.subtract(CONTAINER_GUARD.multiply(volume));
        return guarded.divide(volume, 0, RoundingMode.CEILING).max(BigDecimal.ONE).longValueExact();
    }
}
