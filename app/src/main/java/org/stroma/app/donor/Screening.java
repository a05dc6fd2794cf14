package org.stroma.app.donor;

import org.stroma.measure.GestationalAge;

/**
 * What Table 2 asks about the mother and her pregnancy.
 *
 * @param ageYears completed years at donation
 * @param familyHistory a family history of genetic disease
 * @param complication a serious complication of the pregnancy
 */
public record Screening(int ageYears, GestationalAge gestation, boolean fetusNormal, boolean infectiousDisease,
        boolean familyHistory, boolean malignancy, boolean complication) {

    /** Nothing adverse. */
    public static Screening clear(int ageYears, String gestation) {
        return new Screening(ageYears, GestationalAge.parse(gestation), true, false, false, false, false);
    }
}
