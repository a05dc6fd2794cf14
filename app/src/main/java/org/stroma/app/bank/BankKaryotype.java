package org.stroma.app.bank;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stroma.app.database.Refusal;
import org.stroma.app.standard.Value;
import org.stroma.codes.iscn.CellLine;
import org.stroma.codes.iscn.ClonalityRule;
import org.stroma.codes.iscn.Karyotype;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;

/** A bank's karyotype read from ISCN: sex, clonal change, single abnormal cell, metaphases. Thresholds: gain 2, structural 2, loss 3 cells. */
final class BankKaryotype {
    private static final ClonalityRule RULE = new ClonalityRule(2, 2, 3, "CYTOGENETICS-CLONE");
    private static final Map<String, String> SEX = Map.of("XX", "FEMALE", "XY", "MALE");

    private BankKaryotype() {}

    static Value.Structure read(String iscn) {
        Karyotype karyotype = Karyotype.parse(iscn).value()
                .orElseThrow(() -> new Refusal("bank.karyotype", Map.of("text", iscn)));
        List<ClonalityRule.Finding> findings = RULE.apply(karyotype);
        boolean inherited = karyotype.lines().stream().map(CellLine::abnormalities).flatMap(List::stream)
                .anyMatch(abnormality -> abnormality.constitutional());
        TreeMap<String, Value> parts = new TreeMap<>();
        parts.put("sex", new Value.Code(karyotype.sexComplements().size() == 1
                ? SEX.getOrDefault(karyotype.sexComplements().first(), "UNDETERMINED")
                : "UNDETERMINED"));
        parts.put("clonal",
                new Value.Flag(inherited || findings.stream().anyMatch(ClonalityRule.Finding::clonal)));
        parts.put("single", new Value.Flag(findings.stream().anyMatch(finding -> !finding.clonal())));
        parts.put("metaphases", new Value.Measured(new Measurement.Exact(Quantity
                .parse(BigDecimal.valueOf(karyotype.metaphases()).toPlainString(), "{metaphases}"))));
        return new Value.Structure(karyotype.notation(), parts);
    }
}
