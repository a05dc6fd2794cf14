package org.stroma.app.evidence;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.stroma.app.standard.Value;
import org.stroma.codes.iscn.Abnormality;
import org.stroma.codes.iscn.CellLine;
import org.stroma.codes.iscn.ClonalityRule;
import org.stroma.codes.iscn.Karyotype;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;

/**
 * The parts of a karyotype that standards ask about: {@code sex}, {@code clonal}, {@code single}, {@code metaphases}. A
 * constitutional abnormality counts as clonal: it is in every cell that grows from the cord. A clone is what ISCN calls one: the
 * same gain or structural change in two cells, the same loss in three.
 */
public final class KaryotypeParts {
    private static final ClonalityRule RULE = new ClonalityRule(2, 2, 3, "CYTOGENETICS-CLONE");

    private KaryotypeParts() {}

    public static Value.Structure of(Karyotype karyotype) {
        List<ClonalityRule.Finding> findings = RULE.apply(karyotype);
        boolean constitutional = karyotype.lines().stream().map(CellLine::abnormalities).flatMap(List::stream)
                .anyMatch(Abnormality::constitutional);
        TreeMap<String, Value> parts = new TreeMap<>();
        parts.put("sex", new Value.Code(sex(karyotype)));
        parts.put("clonal",
                new Value.Flag(constitutional || findings.stream().anyMatch(ClonalityRule.Finding::clonal)));
        parts.put("single", new Value.Flag(findings.stream().anyMatch(finding -> !finding.clonal())));
        parts.put("metaphases", new Value.Measured(new Measurement.Exact(
                Quantity.parse(BigDecimal.valueOf(karyotype.metaphases()).toPlainString(), "{metaphases}"))));
        return new Value.Structure(karyotype.notation(), parts);
    }

    private static String sex(Karyotype karyotype) {
        if (karyotype.sexComplements().size() != 1) {
            return "UNDETERMINED";
        }
        return switch (karyotype.sexComplements().first()) {
            case "XX" -> "FEMALE";
            case "XY" -> "MALE";
            default -> "UNDETERMINED";
        };
    }
}
