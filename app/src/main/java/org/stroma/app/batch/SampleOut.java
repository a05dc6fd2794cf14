package org.stroma.app.batch;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stroma.app.genealogy.Operation;

/**
 * A sample that a step takes.
 *
 * @param purpose what it is for, {@code sterility} for example
 * @param cells viable cells in it; null for supernatant and the like
 */
public record SampleOut(String code, String purpose, @Nullable BigDecimal cells) {
    Operation.Made made() {
        Operation.Made made = Operation.Made.of("sample", "SAMPLE", code).describedBy(Map.of("purpose", purpose));
        return cells == null ? made : made.with(new Operation.Amount(cells, "{cells}", "viable"));
    }

    static BigDecimal cells(List<SampleOut> samples) {
        return samples.stream().map(SampleOut::cells).filter(java.util.Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
