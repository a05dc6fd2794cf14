package org.stroma.bioprocess;

import java.math.BigDecimal;

/** How a registered dose is stated. */
public sealed interface DoseBasis {

    /** The dose of a patient of this weight, in kg, before any cap. */
    Cells cells(BigDecimal weightKg);

    /** The number of places among which the dose is divided; 1 unless it is given per site. */
    default int sites() {
        return 1;
    }

    /** Viable cells for each kilogram of body weight. */
    record PerKilogram(BigDecimal cellsPerKg) implements DoseBasis {
        public PerKilogram {
            cellsPerKg = Numbers.positive(cellsPerKg, "cells per kg");
        }

        @Override
        public Cells cells(BigDecimal weightKg) {
            return Cells.viable(cellsPerKg.multiply(Numbers.positive(weightKg, "body weight in kg")));
        }
    }

    /** The same number of viable cells for every patient. */
    record Fixed(Cells dose) implements DoseBasis {
        public Fixed {
            dose.requireViable("dose");
        }

        @Override
        public Cells cells(BigDecimal weightKg) {
            return dose;
        }
    }

    /** A number of viable cells at each of several places, for example injections around a fistula. */
    record PerSite(Cells dosePerSite, int sites) implements DoseBasis {
        public PerSite {
            dosePerSite.requireViable("dose per site");
            Numbers.positive(BigDecimal.valueOf(sites), "number of sites");
        }

        @Override
        public Cells cells(BigDecimal weightKg) {
            return dosePerSite.times(BigDecimal.valueOf(sites));
        }
    }
}
