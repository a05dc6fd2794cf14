package org.stroma.bioprocess;

/**
 * What cells did to one substance of their medium, between two measurements of the same volume.
 *
 * @param startMmolPerL concentration at the start, in mmol/L
 * @param endMmolPerL concentration at the end, in mmol/L
 * @param volumeL medium volume, in L
 */
public record MediumChange(double startMmolPerL, double endMmolPerL, double volumeL) {

    private static final double PMOL_PER_MMOL = 1e9;
    private static final double HOURS_PER_DAY = 24;

    public MediumChange {
        Numbers.notNegative(startMmolPerL, "start concentration in mmol/L");
        Numbers.notNegative(endMmolPerL, "end concentration in mmol/L");
        Numbers.positive(volumeL, "volume in L");
    }

    /** Amount taken from the medium, in mmol; negative when the substance was produced. */
    public double consumedMmol() {
        return (startMmolPerL - endMmolPerL) * volumeL;
    }

    public double producedMmol() {
        return -consumedMmol();
    }

    /** Cell-specific rate of consumption q = ΔC × V / IVCA. */
    public Rate consumptionBy(ViableCellCurve cells) {
        return new Rate(consumedMmol() * PMOL_PER_MMOL / cells.integralCellHours());
    }

    public Rate productionBy(ViableCellCurve cells) {
        return new Rate(-consumptionBy(cells).pmolPerCellHour());
    }

    /** A cell-specific rate, in pmol for each cell and hour. */
    public record Rate(double pmolPerCellHour) {
        public Rate {
            Numbers.finite(pmolPerCellHour, "rate in pmol/cell/h");
        }

        public double pmolPerCellDay() {
            return pmolPerCellHour * HOURS_PER_DAY;
        }
    }

    /**
     * Lactate made from glucose, in mol/mol.
     *
     * @param aboveLimit more than the limit given: glycolysis yields at most 2, so there is a data error or another
     *     carbon source such as glutamine
     */
    public record LactateYield(double molPerMol, boolean aboveLimit) {

        /** Refused when no glucose was consumed. Negative when lactate was consumed. */
        public static LactateYield of(MediumChange glucose, MediumChange lactate, double limitMolPerMol) {
            Numbers.positive(limitMolPerMol, "limit of the yield in mol/mol");
            double consumed = Numbers.positive(glucose.consumedMmol(), "glucose consumed in mmol");
            double yield = lactate.producedMmol() / consumed;
            return new LactateYield(yield, yield > limitMolPerMol);
        }
    }
}
