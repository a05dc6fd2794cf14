package org.stroma.instruments.absoluteq;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.qpcr.Dpcr;

/**
 * A calculated value: the columns it may stand in, what it is called, and what it follows from.
 *
 * @param ofCalculated whether its sources are other calculated values of the same row, not measurements
 */
record Calculated(List<String> columns, String name, String unit, List<String> features, boolean ofCalculated) {

    static final List<String> CONCENTRATION = List.of("Conc. cp/uL", "Copies per microliter", "Conc.");
    private static final String TOTAL = "total partition count";
    private static final String POSITIVE = "positive partition count";
    private static final String NUMBER = "number concentration";

    /** Of a single well. The limits of lambda stand twice in the published documents. */
    static final List<Calculated> OF_WELL = List.of(single("95%DeltaLCI"), single("95%DeltaUCI"), single("Precision %"),
            single("Lambda (cp/Rxn)"), single("Lambda_95%DeltaLCI"), single("Lambda_95%DeltaUCI"),
            single("Lambda_95%DeltaLCI"), single("Lambda_95%DeltaUCI"), control("MeanQC"), control("CV_QC"));

    private static final List<Calculated> AVERAGE = List.of(
            of(List.of("Total"), "Average Total", Dpcr.NUMBER, TOTAL),
            of(CONCENTRATION, "Average Concentration", Dpcr.PER_MICROLITER, NUMBER),
            of(List.of("SD"), "SD Concentration", Dpcr.PER_MICROLITER, NUMBER),
            of(List.of("Positives"), "Average Positives", Dpcr.NUMBER, POSITIVE),
            new Calculated(List.of("CV%"), "CV", "%", List.of("Average Concentration", "SD Concentration"), true),
            of(List.of("95%DeltaLCI"), "Average 95%DeltaLCI", AsmBuilder.UNITLESS, "95%DeltaLCI"),
            of(List.of("95%DeltaUCI"), "Average 95%DeltaUCI", AsmBuilder.UNITLESS, "95%DeltaUCI"));
    private static final List<Calculated> POOLED = List.of(
            of(List.of("Total"), "Pooled Total", Dpcr.NUMBER, TOTAL),
            of(CONCENTRATION, "Pooled Concentration", Dpcr.PER_MICROLITER, NUMBER),
            of(List.of("Positives"), "Pooled Positives", Dpcr.NUMBER, POSITIVE));

    private static Calculated of(List<String> columns, String name, String unit, String feature) {
        return new Calculated(columns, name, unit, List.of(feature), false);
    }

    private static Calculated single(String column) {
        return new Calculated(List.of(column), column, AsmBuilder.UNITLESS, List.of(TOTAL, POSITIVE), false);
    }

    private static Calculated control(String column) {
        return of(List.of(column), column, AsmBuilder.UNITLESS, "QC Channel");
    }

    /** What a row of a group holds, by the word in its column of wells. */
    static List<Calculated> ofGroup(@Nullable String well) {
        if ("Average".equals(well))
            return AVERAGE;
        return "Pooled".equals(well) ? POOLED : List.of();
    }

}
