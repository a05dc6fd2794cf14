package org.stroma.app.donor;

import java.util.Map;
import org.stroma.app.database.Refusal;
import org.stroma.app.evidence.KaryotypeParts;
import org.stroma.app.standard.Value;
import org.stroma.codes.Problem;
import org.stroma.codes.Reading;
import org.stroma.codes.iscn.Karyotype;

/**
 * A karyotype as a laboratory reports it, read into {@link KaryotypeParts}.
 *
 * @param iscn the report, {@code 46,XY[20]} for example
 * @param metaphases cells counted; must be the sum of the bracketed numbers
 */
public record KaryotypeReport(String iscn, int metaphases) {

    /** The parts; refused with the place of the first problem when the notation cannot be read whole. */
    public Value.Structure read() {
        Reading<Karyotype> reading = Karyotype.parse(iscn);
        Karyotype karyotype = reading.value().orElseThrow(() -> refusal(reading.problems().getFirst()));
        karyotype.metaphasesProblem(metaphases).ifPresent(problem -> {
            throw refusal(problem);
        });
        return KaryotypeParts.of(karyotype);
    }

    private static Refusal refusal(Problem problem) {
        return new Refusal("donor.karyotype",
                Map.of("reason", problem.reason().key(), "place", problem.position() + 1));
    }
}
