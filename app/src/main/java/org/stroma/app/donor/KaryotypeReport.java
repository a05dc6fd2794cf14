package org.stroma.app.donor;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.stroma.app.database.Refusal;
import org.stroma.app.standard.Value;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.iscn.Abnormality;
import org.stroma.codes.iscn.CellLine;
import org.stroma.codes.iscn.ClonalityRule;
import org.stroma.codes.iscn.Karyotype;
import org.stroma.measure.Measurement;
import org.stroma.measure.Quantity;

/**
 * A karyotype as a laboratory reports it, read into the parts that standards ask about: {@code sex}, {@code clonal},
 * {@code single}, {@code metaphases}. A constitutional abnormality counts as clonal: it is in every cell that grows from the cord.
 *
 * @param iscn the report, {@code 46,XY[20]} for example
 * @param metaphases cells counted; must be the sum of the bracketed numbers
 */
public record KaryotypeReport(String iscn, int metaphases) {
    private static final ClonalityRule RULE = new ClonalityRule(2, 2, 3, "CYTOGENETICS-CLONE");

    /** The parts; refused with the place of the first problem when the notation cannot be read whole. */
    public Value.Structure read() {
        Reading<Karyotype> reading = Karyotype.parse(iscn);
        Karyotype karyotype = reading.value().orElseThrow(() -> refusal(reading.problems().getFirst()));
        karyotype.metaphasesProblem(metaphases).ifPresent(problem -> {
            throw refusal(problem);
        });
        List<ClonalityRule.Finding> findings = RULE.apply(karyotype);
        boolean constitutional = karyotype.lines().stream().map(CellLine::abnormalities).flatMap(List::stream)
                .anyMatch(Abnormality::constitutional);
        TreeMap<String, Value> parts = new TreeMap<>();
        parts.put("sex", new Value.Code(sex(karyotype)));
        parts.put("clonal", new Value.Flag(
                constitutional || findings.stream().anyMatch(ClonalityRule.Finding::clonal)));
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

    private static Refusal refusal(Problem problem) {
        return new Refusal("donor.karyotype",
                Map.of("reason", problem.reason().key(), "place", problem.position() + 1));
    }
}
