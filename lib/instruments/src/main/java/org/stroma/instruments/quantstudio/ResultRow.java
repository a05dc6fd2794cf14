package org.stroma.instruments.quantstudio;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.stroma.instruments.FileProblem;
import org.stroma.instruments.Problems;
import org.stroma.instruments.asm.AsmBuilder;
import org.stroma.instruments.json.JsonObject;
import org.stroma.instruments.qpcr.Qpcr;
import org.stroma.instruments.qpcr.QpcrTable;
import org.stroma.instruments.table.Fields;

/**
 * The result of one item.
 *
 * @param processed what was evaluated
 * @param processing how it was evaluated
 * @param values numbers others are calculated from, and calculated ones
 */
record ResultRow(JsonObject processed, JsonObject processing, Map<String, BigDecimal> values) {

    /** Columns that also stand in the sample document, or in no place of the model. */
    private static final String[] OF_THE_ITEM = {"Well", "Target Name", "Task", "Quencher", "Reporter", "Sample Name",
            "Well Position", "Comments"};
    /** Flags that are N unless printed otherwise. */
    private static final List<String> FLAGS = List.of("BADROX", "CQCONF", "NOISE", "OUTLIERRG");
    private static final List<String> PRINTED_FLAGS = List.of("HIGHSD", "NOAMP", "EXPFAIL", "THOLDFAIL", "PRFDROP");
    private static final Set<String> SETTINGS = Set.of("Method", "SNP Assay Name");
    /** What a row says of the second allele stands with the second allele. */
    private static final Set<String> OF_THE_OTHER = Set.of("Allele2 Baseline End", "Allele2 Baseline Start",
            "Allele2 Automatic Ct Threshold", "Allele2 Automatic Baseline", "Allele2 Ct");

    /**
     * Reads one row.
     *
     * @param allele empty, or such as {@code "Allele1 "}
     * @param cycle the column of the threshold cycle as printed, such as {@code CT}
     */
    static ResultRow of(Fields row, Problems problems, String allele, String cycle) {
        ResultRow result = new ResultRow(new JsonObject(), new JsonObject(), new HashMap<>());
        String ct = cycle.charAt(0) + cycle.substring(1).toLowerCase(java.util.Locale.ROOT);
        String threshold = allele + ct + " Threshold";
        if (row.has(threshold) && row.text(threshold) == null)
            problems.add(row.place(threshold), FileProblem.MISSING_VALUE, threshold);
        result.settings(row, allele, ct);
        result.measured(row, allele, allele + cycle);
        result.calculated(row, ct);
        result.others(row);
        return result;
    }

    private void settings(Fields row, String allele, String ct) {
        processing.put("automatic cycle threshold enabled setting",
                QpcrTable.truth(row.text(allele + "Automatic " + ct + " Threshold")));
        processing.quantity("cycle threshold value setting (qPCR)",
                row.number(allele + ct + " Threshold"), AsmBuilder.UNITLESS);
        processing.put("automatic baseline determination enabled setting",
                QpcrTable.truth(row.text(allele + "Automatic Baseline")));
        processing.quantity("genotyping qPCR method setting (qPCR)", row.number("Threshold Value"),
                AsmBuilder.UNITLESS);
        processing.quantity("baseline determination start cycle setting", row.number(allele + "Baseline Start"),
                Qpcr.NUMBER);
        processing.quantity("baseline determination end cycle setting", row.number(allele + "Baseline End"),
                Qpcr.NUMBER);
    }

    private void measured(Fields row, String allele, String cycle) {
        measured("ct", "cycle threshold result (qPCR)", row.number(cycle));
        measured("rn", "normalized reporter result", row.number("Rn"));
        processed.quantity("baseline corrected reporter result", row.number(allele + "Delta Rn"), AsmBuilder.UNITLESS);
        processed.put("genotyping qPCR result", row.text("Call"));
    }

    private void measured(String name, String member, @Nullable BigDecimal number) {
        processed.quantity(member, number, AsmBuilder.UNITLESS);
        value(name, number);
    }

    private void value(String name, @Nullable BigDecimal number) {
        if (number != null)
            values.put(name, number);
    }

    private void calculated(Fields row, String ct) {
        for (String name : List.of("Quantity", "Quantity Mean", "Quantity SD", "RQ", "RQ Min", "RQ Max", "Rn Mean",
                "Rn SD", "Y-Intercept", "Slope", "Efficiency", "Amp Score", "Cq Conf"))
            value(name.toLowerCase(java.util.Locale.ROOT).replace('-', ' '), row.number(name));
        value("r squared", row.number("R(superscript 2)"));
        value("ct mean", row.number(ct + " Mean"));
        value("ct sd", row.number(ct + " SD"));
        value("delta ct mean", row.number("Delta " + ct + " Mean"));
        value("delta ct se", row.number("Delta " + ct + " SE"));
        value("delta delta ct", row.number("Delta Delta " + ct));
    }

    private void others(Fields row) {
        AsmBuilder.custom(processing, "omit", QpcrTable.truth(row.text("Omit")));
        for (String flag : PRINTED_FLAGS)
            AsmBuilder.custom(processing, flag.toLowerCase(java.util.Locale.ROOT), row.text(flag));
        for (String flag : FLAGS)
            AsmBuilder.custom(processing, flag, row.textOr("N", flag));
        AsmBuilder.custom(processed, "delta_delta_ct_minus_fsigma", row.number("ΔΔCт - Fsigma"));
        AsmBuilder.custom(processed, "delta_delta_ct_plus_fsigma", row.number("ΔΔCт + Fsigma"));
        row.skip(OF_THE_ITEM);
        row.forEachUnread((name, value) -> {
            if (!OF_THE_OTHER.contains(name))
                AsmBuilder.custom(SETTINGS.contains(name) ? processing : processed, name, value);
        });
    }

}
